import {
  Alert,
  Button,
  Card,
  Group,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { usePeople } from "../desk/use-people.js";
import { isCredit, toMinor } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { MoneyField } from "../money/money-field.js";
import { DateField } from "../parts/date-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";
import { tariffsQuery } from "../tariffs/queries.js";
import { CustomerPicker } from "./customer-picker.js";
import { creditPricesQuery, type CreditPrice } from "./queries.js";
import { useCustomerNames } from "./use-customer-names.js";
import { useTariffChoices } from "./use-tariff-choices.js";

/** What a credit costs from which day on; nothing where customers pay with money. */
export function CreditPricesCard() {
  const choices = useTariffChoices();
  return choices !== undefined && isCredit(choices.currency) ? <CreditPrices /> : null;
}

function CreditPrices() {
  const t = useTranslations("finance");
  const format = useFormat();
  const prices = useQuery(creditPricesQuery);
  const { data: me } = useSuspenseQuery(meQuery);
  const lists = useQuery(tariffsQuery(me.market ?? "", me.providerId));
  const { perCredit, status } = lists.data?.creditPrices[0] ?? {};
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("creditPrices")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("creditPricesLead")}
        </Text>
        {status === "example" && perCredit !== undefined && (
          <Alert color="yellow">{t("exampleHolds", { amount: format.money(perCredit) })}</Alert>
        )}
        <QueryView query={prices} rows={1}>
          {(all) => (all.length === 0 ? <></> : <CreditPriceTable prices={all} />)}
        </QueryView>
        {perCredit !== undefined && <CreditPriceForm currency={perCredit.currency} />}
      </Stack>
    </Card>
  );
}

function CreditPriceTable({ prices }: { readonly prices: readonly CreditPrice[] }) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const format = useFormat();
  const { nameOf } = usePeople();
  const customerOf = useCustomerNames(prices.map(({ tenantId = "" }) => tenantId));
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("from")}</Table.Th>
            <Table.Th>{t("creditPriceFor")}</Table.Th>
            <Table.Th className="sum">{t("perCredit")}</Table.Th>
            <Table.Th>{t("creditPriceReference")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {prices.map(({ tenantId, perCredit, effectiveFrom, reference, ...made }) => (
            <Table.Tr key={`${tenantId ?? ""} ${effectiveFrom} ${made.setAt ?? ""}`}>
              <Table.Td className="num">{format.date(`${effectiveFrom}T12:00:00Z`)}</Table.Td>
              <Table.Td data-label={t("creditPriceFor")}>
                <bdi>{tenantId === undefined ? t("everyCustomer") : customerOf(tenantId)}</bdi>
              </Table.Td>
              <Table.Td data-label={t("perCredit")} className="num sum">
                {perCredit === undefined ? t("asEverybody") : format.money(perCredit)}
              </Table.Td>
              <Table.Td data-label={t("creditPriceReference")}>
                <Text size="sm">
                  <bdi>{reference ?? "—"}</bdi>
                </Text>
                <Text size="xs" c="dimmed">
                  {[made.proposedBy, made.setBy].map(nameOf).join(common("comma"))}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

const nothing = { tenantId: "", price: "", from: "", reference: "" };

function CreditPriceForm({ currency }: { readonly currency: string }) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const [values, setValues] = useState(nothing);
  const set = (change: Partial<typeof nothing>) =>
    setValues((before) => ({ ...before, ...change }));
  const { tenantId, price, from, reference } = values;
  const minor = toMinor(price, currency);
  const endsOwn = tenantId !== "" && price.trim() === "";
  const propose = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/credit-prices", {
          body: {
            ...(tenantId !== "" && { tenantId }),
            ...(minor !== undefined && { perCredit: { currency, minor } }),
            effectiveFrom: from,
            reference: reference.trim(),
          },
        }),
      ),
    onSuccess: async (answer) => {
      setValues(nothing);
      const waits = "proposalId" in answer;
      notifications.show({
        message: waits ? t("waitsForSecond") : common("saved"),
        color: "green",
      });
      for (const key of ["credit-prices", "proposals", "tariffs"]) {
        await queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
  return (
    <form
      noValidate
      aria-label={t("creditPrices")}
      onSubmit={(event) => {
        event.preventDefault();
        propose.mutate();
      }}
    >
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <MoneyField
            label={t("perCredit")}
            currency={currency}
            value={price}
            onChange={(typed) => set({ price: typed })}
          />
          <DateField label={t("holdFrom")} value={from} onChange={(day) => set({ from: day })} />
          <CustomerPicker
            label={`${t("onlyFor")} (${common("optional")})`}
            description={tenantId === "" ? t("onlyForHint") : t("ownPriceHint")}
            value={tenantId}
            onChange={(chosen) => set({ tenantId: chosen })}
          />
          <TextInput
            label={`${t("creditPriceReference")} (${common("optional")})`}
            maxLength={200}
            value={reference}
            onChange={({ currentTarget: { value } }) => set({ reference: value })}
          />
        </SimpleGrid>
        <ProblemAlert error={propose.error} />
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={propose.isPending}
            disabled={from === "" || (minor === undefined && !endsOwn)}
          >
            {t("proposeCreditPrice")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
