import { Alert, Button, Card, Group, SimpleGrid, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { Figure } from "../compose/figure.js";
import { useFormat } from "../language/use-format.js";
import { DateField } from "../parts/date-field.js";
import { Page } from "../parts/page.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { useListNames } from "../tariffs/use-list-name.js";
import { DraftForm } from "./draft-form.js";
import { valuesOf } from "./draft-values.js";
import { comparisonQuery, type Comparison, type Draft } from "./queries.js";
import { DraftBadge } from "./tariffs-tab.js";
import { useCurrency } from "./use-currency.js";
import { Scrollable } from "../parts/scrollable.js";
import { useCustomerNames } from "./use-customer-names.js";

/** A price list: its prices, what it changes, whom it touches, and from when it is to hold. */
export function DraftPage() {
  const { tariffId } = useParams({ from: "/inside/finance/tariffs/$tariffId" });
  const comparison = useQuery(comparisonQuery(tariffId));
  return (
    <QueryView query={comparison} rows={6}>
      {(it) => <DraftView key={it.draft.version} comparison={it} />}
    </QueryView>
  );
}

function DraftView({ comparison }: { readonly comparison: Comparison }) {
  const t = useTranslations("finance");
  const format = useFormat();
  const currency = useCurrency();
  const { draft } = comparison;
  const { status, effectiveFrom } = draft;
  return (
    <Page
      title={draft.description === "" ? draft.tariffId : draft.description}
      actions={<DraftBadge status={status} />}
    >
      {effectiveFrom !== undefined && (
        <Text>{t("holdsFrom", { date: format.date(`${effectiveFrom}T12:00:00Z`) })}</Text>
      )}
      <Differences comparison={comparison} />
      <Reach comparison={comparison} />
      {(status === "draft" || status === "scheduled") && <Activation draft={draft} />}
      {status === "draft" && currency !== undefined && (
        <DraftForm initial={valuesOf(draft)} currency={currency} version={draft.version} />
      )}
    </Page>
  );
}

function Differences({
  comparison: { differences, replaces },
}: {
  readonly comparison: Comparison;
}) {
  const t = useTranslations("finance");
  const tariff = useTranslations("tariff");
  const money = useTranslations("money");
  const format = useFormat();
  const names = useListNames();
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="xs">
        {t("difference")}
      </Title>
      {replaces !== undefined && (
        <Text size="sm" mb="xs">
          {t("replaces")}: <bdi>{names.list(replaces, replaces)}</bdi>
        </Text>
      )}
      {differences.length === 0 ? (
        <Text size="sm">{t("noDifference")}</Text>
      ) : (
        <Scrollable>
          <Table className={css["stacked"] ?? ""} miw={560}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{money("operator")}</Table.Th>
                <Table.Th>{tariff("script")}</Table.Th>
                <Table.Th>{t("row_from")}</Table.Th>
                <Table.Th>{t("before")}</Table.Th>
                <Table.Th>{t("after")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differences.map(({ operator, script, fromPart, before, after }) => (
                <Table.Tr key={`${operator} ${script} ${fromPart}`}>
                  <Table.Td>
                    <bdi>{operator === "" ? tariff("otherOperators") : operator}</bdi>
                  </Table.Td>
                  <Table.Td data-label={tariff("script")}>{names.script(script)}</Table.Td>
                  <Table.Td data-label={t("row_from")} className="num">
                    {format.number(fromPart)}
                  </Table.Td>
                  <Table.Td data-label={t("before")} className="num">
                    {before === undefined ? tariff("noPrice") : format.money(before)}
                  </Table.Td>
                  <Table.Td data-label={t("after")} className="num" fw={600}>
                    {after === undefined ? tariff("noPrice") : format.money(after)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scrollable>
      )}
    </Card>
  );
}

function Reach({ comparison: { reach } }: { readonly comparison: Comparison }) {
  const t = useTranslations("finance");
  const format = useFormat();
  const common = useTranslations("common");
  const { tenants, tenantIds, openReservations, held, parts, costBefore, costAfter } = reach;
  const nameOf = useCustomerNames(tenantIds);
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("reach")}
        </Title>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="xs">
          <Figure label={t("customers")} value={format.number(tenants)} />
          <Figure
            label={t("reservations")}
            value={format.number(openReservations)}
            hint={held === undefined ? t("keepPrice") : `${format.money(held)} · ${t("keepPrice")}`}
          />
          <Figure
            label={t("lastMonth")}
            value={format.number(parts)}
            {...(costBefore !== undefined && {
              hint: t("wouldCost", { amount: format.money(costBefore) }),
            })}
          />
          <Figure
            label={t("sameAtNew")}
            value={costAfter === undefined ? "—" : format.money(costAfter)}
          />
        </SimpleGrid>
        {tenantIds.length > 0 && (
          <details>
            <summary>{t("whichCustomers")}</summary>
            <Text size="sm">
              <bdi>{tenantIds.map(nameOf).join(common("comma"))}</bdi>
            </Text>
          </details>
        )}
      </Stack>
    </Card>
  );
}

function Activation({ draft: { tariffId, status, version } }: { readonly draft: Draft }) {
  const t = useTranslations("finance");
  const queries = useQueryClient();
  const [day, setDay] = useState("");
  const again = () => queries.invalidateQueries({ queryKey: ["tariff-drafts"] });
  const activate = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/tariff-drafts/{id}/activation", {
          params: { path: { id: tariffId } },
          body: { effectiveFrom: day, expectedVersion: version },
        }),
      ),
    onSuccess: again,
  });
  const withdraw = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.DELETE("/v1/tariff-drafts/{id}", {
          params: { path: { id: tariffId }, query: { expectedVersion: version } },
        }),
      ),
    onSuccess: again,
  });
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("activation")}
        </Title>
        {status === "draft" && (
          <>
            <DateField
              label={t("holdFrom")}
              hint={t("holdFromHint")}
              value={day}
              onChange={setDay}
            />
            <ProblemAlert error={activate.error} />
          </>
        )}
        <ProblemAlert error={withdraw.error} />
        <Group>
          {status === "draft" && (
            <Button
              disabled={day === ""}
              loading={activate.isPending}
              onClick={() => activate.mutate()}
            >
              {t("activate")}
            </Button>
          )}
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t("withdraw")}
          </Button>
        </Group>
        {status === "scheduled" && <Alert>{t("scheduledHint")}</Alert>}
      </Stack>
    </Card>
  );
}
