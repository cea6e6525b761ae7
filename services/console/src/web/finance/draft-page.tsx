import { Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { Figure } from "../compose/figure.js";
import { useFormat } from "../language/use-format.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { Activation } from "./activation-card.js";
import { Differences } from "./differences-card.js";
import { DraftForm } from "./draft-form.js";
import { valuesOf } from "./draft-values.js";
import { comparisonQuery, type Comparison } from "./queries.js";
import { DraftBadge } from "./tariffs-tab.js";
import { useTariffChoices } from "./use-tariff-choices.js";

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
  const choices = useTariffChoices();
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
      {(status === "draft" || status === "scheduled") && (
        <Activation draft={draft} large={comparison.large} fourEyes={choices?.fourEyes} />
      )}
      {status === "draft" && draft.pending === undefined && choices !== undefined && (
        <DraftForm initial={valuesOf(draft)} choices={choices} version={draft.version} />
      )}
    </Page>
  );
}

function Reach({ comparison: { reach } }: { readonly comparison: Comparison }) {
  const t = useTranslations("finance");
  const format = useFormat();
  const common = useTranslations("common");
  const { tenants, tenantIds, names, openReservations, held, parts, costBefore, costAfter } = reach;
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
              <bdi>{tenantIds.map((id, place) => names[place] || id).join(common("comma"))}</bdi>
            </Text>
          </details>
        )}
      </Stack>
    </Card>
  );
}
