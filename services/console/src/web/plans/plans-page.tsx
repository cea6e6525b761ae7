import { Card } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { useTranslations } from "use-intl";

import { CampaignTabs } from "../compose/campaign-tabs.js";
import { SendingTable } from "../compose/sending-table.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
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
  const format = useFormat();
  const ruleWords = useRuleWords();
  return (
    <SendingTable
      rows={plans}
      idOf={({ planId }) => planId}
      link={({ planId }) => <Link to="/campaigns/plans/$planId" params={{ planId }} />}
      state={({ state }) => <PlanBadge state={state} />}
      columns={[
        { title: t("rule"), cell: ({ rule }) => ruleWords(rule) },
        {
          title: t("next"),
          cell: ({ nextAt, state }) =>
            nextAt === undefined || state !== "running" ? "—" : format.dateTime(nextAt),
        },
      ]}
    />
  );
}
