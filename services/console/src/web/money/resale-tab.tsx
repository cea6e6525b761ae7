import { Alert, Button, Card, Group, SimpleGrid, Stack, Table, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Store } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { Figure } from "../compose/figure.js";
import { toMinor } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { MoneyField } from "./money-field.js";
import {
  marginQuery,
  ownResellerQuery,
  resoldQuery,
  type Margin,
  type Resold,
  type Surcharge,
} from "./resale-queries.js";
import { StateBadge } from "../parts/state-badge.js";
import { InvitationsCard } from "./resale-invitations-card.js";
import { OwnResellerCard } from "./own-reseller-card.js";
import { SurchargeWindow } from "./surcharge-window.js";
import { labelOf, useResaleChoices } from "./use-resale-choices.js";

/** A reseller's own price list on top of the provider's, its customers, and what it earned. */
export function ResaleTab() {
  const resold = useQuery(resoldQuery);
  const margin = useQuery(marginQuery);
  const { data: own } = useQuery(ownResellerQuery());
  return (
    <Stack gap="lg">
      {own !== undefined && <OwnResellerCard own={own} />}
      <QueryView query={margin} rows={1} rowHeight={120}>
        {(it) => <MarginCard margin={it} />}
      </QueryView>
      <QueryView query={resold} rows={3}>
        {(it) => <Customers resold={it} />}
      </QueryView>
      {own !== undefined && own.resellerId === undefined && <InvitationsCard />}
    </Stack>
  );
}

function MarginCard({ margin: { earned, drawn, margin } }: { readonly margin: Margin }) {
  const t = useTranslations("money");
  const format = useFormat();
  const { data: me } = useSuspenseQuery(meQuery);
  const text = (amount: Margin["margin"]) => (amount === undefined ? "—" : format.money(amount));
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("margin")}
        </Title>
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
          <Figure label={t("earned")} value={text(earned)} />
          <Figure label={t("drawn")} value={text(drawn)} />
          <Figure label={t("toDraw")} value={text(margin)} />
        </SimpleGrid>
        {margin !== undefined && margin.minor !== "0" && me.permissions.includes("money:order") && (
          <DrawForm currency={margin.currency} />
        )}
      </Stack>
    </Card>
  );
}

function DrawForm({ currency }: { readonly currency: string }) {
  const t = useTranslations("money");
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const [key, setKey] = useState(() => crypto.randomUUID());
  const minor = toMinor(typed, currency);
  const draw = useMutation({
    mutationFn: async (amount: string) =>
      bodyOf(
        await api.POST("/v1/wallet/margin/draws", {
          params: { header: { "idempotency-key": key } },
          body: { amount: { currency, minor: amount } },
        }),
      ),
    onSuccess: async () => {
      setTyped("");
      setKey(crypto.randomUUID());
      notifications.show({ message: t("drawnNow"), color: "green" });
      await queries.invalidateQueries({ queryKey: ["wallet"] });
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (minor !== undefined) draw.mutate(minor);
      }}
    >
      <Stack gap="xs" maw={360}>
        <MoneyField
          label={t("drawAmount")}
          currency={currency}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            // Another amount is another draw.
            setKey(crypto.randomUUID());
          }}
        />
        <ProblemAlert error={draw.error} />
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={draw.isPending}
            disabled={minor === undefined || minor === "0"}
          >
            {t("draw")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Customers({ resold }: { readonly resold: Resold }) {
  const t = useTranslations("money");
  const format = useFormat();
  const { data: me } = useSuspenseQuery(meQuery);
  const mayChange = me.permissions.includes("money:order");
  const [edited, setEdited] = useState<{ tenantId: string; surcharges: readonly Surcharge[] }>();
  const { customers, surcharges } = resold;
  if (customers.length === 0 && surcharges.length === 0) {
    return (
      <Card>
        <Empty icon={Store} title={t("noReseller")} text={t("noResellerText")} />
      </Card>
    );
  }
  const change = (tenantId: string, now: readonly Surcharge[], about: string) =>
    mayChange && (
      <Button
        variant="default"
        size="xs"
        aria-label={`${t("changePrices")}: ${about}`}
        onClick={() => setEdited({ tenantId, surcharges: now })}
      >
        {t("changePrices")}
      </Button>
    );
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          {t("ownPrices")}
        </Title>
        <Alert p="xs">{t("ownPricesLead")}</Alert>
        <Table className={css["stacked"] ?? ""}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("customer")}</Table.Th>
              <Table.Th>{t("standing")}</Table.Th>
              <Table.Th>{t("onTop")}</Table.Th>
              <Table.Th>{t("earnedOn")}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr>
              <Table.Td>{t("everyCustomer")}</Table.Td>
              <Table.Td />
              <Table.Td data-label={t("onTop")}>
                <Surcharges surcharges={surcharges} none={t("nothingOnTop")} />
              </Table.Td>
              <Table.Td />
              <Table.Td>{change("", surcharges, t("everyCustomer"))}</Table.Td>
            </Table.Tr>
            {customers.map(({ tenantId, name = tenantId, surcharges: own, ...standing }) => (
              <Table.Tr key={tenantId}>
                <Table.Td>
                  <bdi>{name}</bdi>
                </Table.Td>
                <Table.Td data-label={t("standing")}>
                  <Standing {...standing} />
                </Table.Td>
                <Table.Td data-label={t("onTop")}>
                  <Surcharges surcharges={own} none={t("asEveryCustomer")} />
                </Table.Td>
                <Table.Td data-label={t("earnedOn")}>
                  <span className="num">
                    {standing.earned === undefined ? "—" : format.money(standing.earned)}
                  </span>
                </Table.Td>
                <Table.Td>{change(tenantId, own, name)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {edited !== undefined && (
          <SurchargeWindow {...edited} onClose={() => setEdited(undefined)} />
        )}
      </Stack>
    </Card>
  );
}

/** How a customer stands, and from when the prices are its. */
function Standing({
  status,
  effectiveFrom,
}: Pick<Resold["customers"][number], "status" | "effectiveFrom">) {
  const t = useTranslations("money");
  const format = useFormat();
  return (
    <Stack gap={2} align="flex-start">
      {status === undefined ? "—" : <StateBadge state={status} />}
      {effectiveFrom !== undefined && (
        <Text size="xs" c="dimmed">
          {t("pricesFrom", { day: format.date(`${effectiveFrom}T12:00:00Z`) })}
        </Text>
      )}
    </Stack>
  );
}

function Surcharges({
  surcharges,
  none,
}: {
  readonly surcharges: readonly Surcharge[];
  readonly none: string;
}) {
  const t = useTranslations("tariff");
  const money = useTranslations("money");
  const format = useFormat();
  const choices = useResaleChoices();
  if (surcharges.length === 0) return <Text size="sm">{none}</Text>;
  return (
    <Stack gap={2}>
      {surcharges.map(({ operator, group, script, effectiveFrom, perPart }) => {
        const words = [
          operator === undefined ? t("everyOperator") : labelOf(choices.operator, operator),
          ...(script === undefined ? [] : [labelOf(choices.script, script)]),
          ...(group === undefined ? [] : [labelOf(choices.group, group)]),
          ...(effectiveFrom === undefined
            ? []
            : [money("onTopSince", { day: format.date(`${effectiveFrom}T12:00:00Z`) })]),
        ].join(" · ");
        return (
          <Text size="sm" key={words}>
            <bdi>{words}</bdi>:{" "}
            <span className="num">{perPart === undefined ? "—" : format.money(perPart)}</span>
          </Text>
        );
      })}
    </Stack>
  );
}
