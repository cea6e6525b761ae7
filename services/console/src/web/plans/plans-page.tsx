import { Anchor, Card, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { useTranslations } from "use-intl";

import { CampaignTabs } from "../compose/campaign-tabs.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { Empty } from "../parts/empty.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";
import { PlanBadge } from "./plan-badge.js";
import { plansQuery, type Plan } from "./queries.js";
import { useRuleWords } from "./use-rule-words.js";

/** Every plan of the company: what comes back, when, and when next. */
export function PlansPage() {
  const t = useTranslations("plan");
  const campaign = useTranslations("campaign");
  const plans = useQuery(plansQuery);
  return (
    <Page title={t("title")} lead={campaign("lead")}>
      <CampaignTabs />
      <QueryView query={plans}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty icon={CalendarClock} title={t("none")} text={t("noneText")} />
            </Card>
          ) : (
            <PlanTable plans={all} />
          )
        }
      </QueryView>
    </Page>
  );
}

function PlanTable({ plans }: { readonly plans: readonly Plan[] }) {
  const t = useTranslations("plan");
  const campaign = useTranslations("campaign");
  const format = useFormat();
  const ruleWords = useRuleWords();
  const lines = useQuery(linesQuery);
  const senderOf = (id: string) => lines.data?.find(({ lineId }) => lineId === id)?.number ?? "";
  return (
    <Card p={0}>
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={760} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{campaign("name")}</Table.Th>
              <Table.Th>{campaign("state")}</Table.Th>
              <Table.Th>{campaign("sender")}</Table.Th>
              <Table.Th>{t("rule")}</Table.Th>
              <Table.Th>{t("next")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plans.map(({ planId, name, state, lineId, rule, nextAt }) => (
              <Table.Tr key={planId}>
                <Table.Td>
                  <Anchor
                    fw={600}
                    renderRoot={(props) => (
                      <Link to="/campaigns/plans/$planId" params={{ planId }} {...props} />
                    )}
                  >
                    <bdi>{name}</bdi>
                  </Anchor>
                </Table.Td>
                <Table.Td data-label={campaign("state")}>
                  <PlanBadge state={state} />
                </Table.Td>
                <Table.Td data-label={campaign("sender")} className="num">
                  <bdi>{format.digits(senderOf(lineId))}</bdi>
                </Table.Td>
                <Table.Td data-label={t("rule")}>{ruleWords(rule)}</Table.Td>
                <Table.Td data-label={t("next")} className="num">
                  {nextAt === undefined || state !== "running" ? "—" : format.dateTime(nextAt)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
    </Card>
  );
}
