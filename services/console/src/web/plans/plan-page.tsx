import { Anchor, Card, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { useProblemWords } from "../api/use-problem-words.js";
import { useFormat } from "../language/use-format.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";
import { PlanActions } from "./plan-actions.js";
import { PlanBadge } from "./plan-badge.js";
import { planQuery, type Plan } from "./queries.js";
import { useRuleWords } from "./use-rule-words.js";

/** One plan: when it sends next, and what became of its occurrences. */
export function PlanPage() {
  const t = useTranslations("plan");
  const { planId } = useParams({ from: "/inside/campaigns/plans/$planId" });
  const query = useQuery(planQuery(planId));
  const format = useFormat();
  const ruleWords = useRuleWords();
  return (
    <QueryView query={query}>
      {(plan) => (
        <Page title={plan.name} actions={<PlanActions plan={plan} />}>
          <Card>
            <Stack gap="xs">
              <Group gap="md">
                <PlanBadge state={plan.state} />
                <Text>{ruleWords(plan.rule)}</Text>
                <Text size="sm" c="dimmed">
                  {plan.timezone}
                </Text>
              </Group>
              {plan.state === "running" && (
                <Text size="sm">
                  {t("next")}:{" "}
                  {plan.nextAt === undefined ? t("noNext") : format.dateTime(plan.nextAt)}
                </Text>
              )}
              {plan.text !== undefined && (
                <Text size="sm" style={{ unicodeBidi: "plaintext", whiteSpace: "pre-wrap" }}>
                  {plan.text}
                </Text>
              )}
            </Stack>
          </Card>
          <Occurrences occurrences={plan.occurrences ?? []} />
          <Anchor renderRoot={(props) => <Link to="/campaigns/plans" {...props} />}>
            {t("toPlans")}
          </Anchor>
        </Page>
      )}
    </QueryView>
  );
}

function Occurrences({ occurrences }: { readonly occurrences: NonNullable<Plan["occurrences"]> }) {
  const t = useTranslations("plan");
  return (
    <Card>
      <Stack>
        <Title order={2} size="h4">
          {t("occurrences")}
        </Title>
        {occurrences.length === 0 && <Text c="dimmed">{t("noOccurrence")}</Text>}
        {occurrences.length > 0 && (
          <Scrollable>
            <Table className={css["stacked"] ?? ""} miw={560}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("day")}</Table.Th>
                  <Table.Th>{t("outcome")}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {occurrences.map((each) => (
                  <Occurrence key={each.day} occurrence={each} />
                ))}
              </Table.Tbody>
            </Table>
          </Scrollable>
        )}
      </Stack>
    </Card>
  );
}

function Occurrence({
  occurrence: { day, dueAt, outcome, campaignId, reason },
}: {
  readonly occurrence: NonNullable<Plan["occurrences"]>[number];
}) {
  const t = useTranslations("plan");
  const format = useFormat();
  const words = useProblemWords();
  const known = outcome === "sent" || outcome === "skipped" || outcome === "refused";
  return (
    <Table.Tr>
      <Table.Td className="num">
        {dueAt === undefined ? format.date(`${day}T12:00:00Z`) : format.dateTime(dueAt)}
      </Table.Td>
      <Table.Td data-label={t("outcome")}>
        {known ? t(`outcome_${outcome}`) : outcome}
        {reason !== undefined && (
          <Text size="sm" c="dimmed">
            {words.ofFinding(reason).rule} {words.ofFinding(reason).remedy}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {campaignId !== undefined && (
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link to="/campaigns/$campaignId" params={{ campaignId }} {...props} />
            )}
          >
            {t("seeCampaign")}
          </Anchor>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
