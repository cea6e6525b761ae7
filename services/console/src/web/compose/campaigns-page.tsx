import { Badge, Card, Group, Switch } from "@mantine/core";
import { useInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, Send } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { MoreButton } from "../parts/more-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { CampaignTabs } from "./campaign-tabs.js";
import { CampaignBadge } from "./campaign-badge.js";
import { campaignPagesQuery, type Campaign } from "./queries.js";
import { SendingTable } from "./sending-table.js";

/** Every bulk send of the company, the newest first. */
export function CampaignsPage() {
  const t = useTranslations("campaign");
  const { data: me } = useSuspenseQuery(meQuery);
  const [withForecasts, setWithForecasts] = useState(false);
  const query = useInfiniteQuery(campaignPagesQuery(withForecasts));
  const campaigns = query.data?.pages.flatMap((page) => page.campaigns) ?? [];
  const compose = me.permissions.includes("campaigns:write") && (
    <LinkButton to="/campaigns/new" search={{}} leftSection={<Plus size={17} aria-hidden />}>
      {t("compose")}
    </LinkButton>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={compose}>
      <CampaignTabs />
      <Switch
        label={t("showForecasts")}
        checked={withForecasts}
        onChange={({ currentTarget: { checked } }) => setWithForecasts(checked)}
      />
      <QueryView query={query}>
        {() =>
          campaigns.length === 0 ? (
            <Card>
              <Empty icon={Send} title={t("none")} text={t("noneText")} action={compose} />
            </Card>
          ) : (
            <>
              <CampaignTable campaigns={campaigns} />
              <MoreButton query={query} label={t("more")} />
            </>
          )
        }
      </QueryView>
    </Page>
  );
}

function CampaignTable({ campaigns }: { readonly campaigns: readonly Campaign[] }) {
  const t = useTranslations("campaign");
  const format = useFormat();
  return (
    <SendingTable
      rows={campaigns}
      idOf={({ campaignId }) => campaignId}
      link={({ campaignId }) => <Link to="/campaigns/$campaignId" params={{ campaignId }} />}
      state={({ state, test, plan }) => (
        <Group gap={6}>
          <CampaignBadge state={state} />
          {test === true && <Badge color="gray">{t("isTest")}</Badge>}
          {plan !== undefined && <Badge color="gray">{t("ofPlan")}</Badge>}
        </Group>
      )}
      columns={[
        {
          title: t("recipients"),
          cell: ({ forecast }) =>
            forecast === undefined ? "—" : format.number(forecast.recipientsKept),
        },
        {
          title: t("created"),
          cell: ({ createdAt }) => (createdAt === undefined ? "—" : format.dateTime(createdAt)),
        },
      ]}
    />
  );
}
