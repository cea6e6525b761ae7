import {
  Button,
  Card,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { usePeople } from "../desk/use-people.js";
import { toMinor } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { MoneyField } from "../money/money-field.js";
import { useOperatorName } from "../pack/use-operator-name.js";
import { DateField } from "../parts/date-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";
import { useListNames } from "../tariffs/use-list-name.js";
import { costPricesQuery, type CostPrice } from "./queries.js";
import { useCostCurrency } from "./use-cost-currency.js";
import { useTariffChoices, withAll, type TariffChoices } from "./use-tariff-choices.js";

/** What each operator charges for a part by its contract; the invoice files are held against it. */
export function CostPricesCard() {
  const t = useTranslations("finance");
  const prices = useQuery(costPricesQuery);
  const choices = useTariffChoices();
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("costPrices")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("costPricesLead")}
        </Text>
        <QueryView query={prices} rows={1}>
          {(all) => (all.length === 0 ? <></> : <CostPriceTable prices={all} />)}
        </QueryView>
        {choices !== undefined && <CostPriceForm choices={choices} />}
      </Stack>
    </Card>
  );
}

function CostPriceTable({ prices }: { readonly prices: readonly CostPrice[] }) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const format = useFormat();
  const operatorName = useOperatorName();
  const names = useListNames();
  const { nameOf } = usePeople();
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{money("operator")}</Table.Th>
            <Table.Th>{t("row_script")}</Table.Th>
            <Table.Th className="sum">{t("row_price")}</Table.Th>
            <Table.Th>{t("from")}</Table.Th>
            <Table.Th>{t("agreedIn")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {prices.map(({ operator, script, perPart, effectiveFrom, reference, ...made }) => (
            <Table.Tr key={`${operator} ${script ?? ""} ${effectiveFrom} ${made.recordedAt ?? ""}`}>
              <Table.Td>
                <bdi>{operatorName(operator)}</bdi>
              </Table.Td>
              <Table.Td data-label={t("row_script")}>
                {script === undefined ? t("everyScript") : names.script(script)}
              </Table.Td>
              <Table.Td data-label={t("row_price")} className="num sum">
                {perPart === undefined ? "—" : format.money(perPart)}
              </Table.Td>
              <Table.Td data-label={t("from")} className="num">
                {format.date(`${effectiveFrom}T12:00:00Z`)}
              </Table.Td>
              <Table.Td data-label={t("agreedIn")}>
                <Text size="sm">
                  <bdi>{reference ?? "—"}</bdi>
                </Text>
                <Text size="xs" c="dimmed">
                  {nameOf(made.recordedBy)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

const nothing = { operator: "", script: "", price: "", from: "", reference: "" };

function CostPriceForm({ choices }: { readonly choices: TariffChoices }) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const currency = useCostCurrency() ?? choices.currency;
  const [values, setValues] = useState(nothing);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const set = (change: Partial<typeof nothing>) => {
    setValues((before) => ({ ...before, ...change }));
    // Another price is another record.
    setKey(crypto.randomUUID());
  };
  const { operator, script, price, from, reference } = values;
  const minor = toMinor(price, currency);
  const record = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/cost-prices", {
          params: { header: { "idempotency-key": key } },
          body: {
            operator,
            ...(script !== "" && { script }),
            perPart: { currency, minor: minor ?? "0" },
            effectiveFrom: from,
            reference: reference.trim(),
          },
        }),
      ),
    onSuccess: async () => {
      set(nothing);
      notifications.show({ message: common("saved"), color: "green" });
      await queries.invalidateQueries({ queryKey: ["cost-prices"] });
      // It may settle cases.
      await queries.invalidateQueries({ queryKey: ["reconciliations"] });
    },
  });
  return (
    <form
      noValidate
      aria-label={t("costPrices")}
      onSubmit={(event) => {
        event.preventDefault();
        record.mutate();
      }}
    >
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
          <Select
            label={money("operator")}
            searchable
            data={[...choices.operators]}
            value={operator === "" ? null : operator}
            onChange={(word) => set({ operator: word ?? "" })}
          />
          <Select
            label={t("row_script")}
            allowDeselect={false}
            data={withAll(choices.scripts, script, t("everyScript"))}
            value={script}
            onChange={(word) => set({ script: word ?? "" })}
          />
          <MoneyField
            label={t("row_price")}
            currency={currency}
            value={price}
            onChange={(typed) => set({ price: typed })}
          />
          <DateField label={t("holdFrom")} value={from} onChange={(day) => set({ from: day })} />
          <TextInput
            label={`${t("agreedIn")} (${common("optional")})`}
            maxLength={200}
            value={reference}
            onChange={({ currentTarget: { value } }) => set({ reference: value })}
          />
        </SimpleGrid>
        <ProblemAlert error={record.error} />
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={record.isPending}
            disabled={operator === "" || minor === undefined || from === ""}
          >
            {t("recordCost")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
