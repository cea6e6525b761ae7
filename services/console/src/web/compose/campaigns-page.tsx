import { Anchor, Badge, Card, Group, Switch, Table, Text } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, Send } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { CampaignTabs } from "./campaign-tabs.js";
import { CampaignBadge } from "./campaign-badge.js";
import { campaignsQuery, type Campaign } from "./queries.js";
import css from "../parts/stacked-table.module.css";
import { Scrollable } from "../parts/scrollable.js";

/** Every bulk send of the company, the newest first. */
export function CampaignsPage() {
  const t = useTranslations("campaign");
  const { data: me } = useSuspenseQuery(meQuery);
  const campaigns = useQuery(campaignsQuery);
  const [withForecasts, setWithForecasts] = useState(false);
  const compose = me.permissions.includes("campaigns:write") && (
    <LinkButton to="/campaigns/new" search={{}} leftSection={<Plus size={17} aria-hidden />}>
      {t("compose")}
    </LinkButton>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={compose}>
      <CampaignTabs />
      <QueryView query={campaigns}>
        {(all) => {
          const shown = all.filter(({ dryRun }) => withForecasts || !dryRun);
          return (
            <>
              {all.some(({ dryRun }) => dryRun) && (
                <Switch
                  label={t("showForecasts")}
                  checked={withForecasts}
                  onChange={({ currentTarget: { checked } }) => setWithForecasts(checked)}
                />
              )}
              {shown.length === 0 ? (
                <Card>
                  <Empty icon={Send} title={t("none")} text={t("noneText")} action={compose} />
                </Card>
              ) : (
                <CampaignTable campaigns={shown} />
              )}
            </>
          );
        }}
      </QueryView>
    </Page>
  );
}

function CampaignTable({ campaigns }: { readonly campaigns: readonly Campaign[] }) {
  const t = useTranslations("campaign");
  const format = useFormat();
  const lines = useQuery(linesQuery);
  const senderOf = (id: string) => lines.data?.find(({ lineId }) => lineId === id)?.number ?? "";
  return (
    <Card p={0}>
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={760} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("name")}</Table.Th>
              <Table.Th>{t("state")}</Table.Th>
              <Table.Th>{t("sender")}</Table.Th>
              <Table.Th>{t("recipients")}</Table.Th>
              <Table.Th>{t("created")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {campaigns.map((campaign) => {
              const { campaignId, name, state, lineId, forecast, createdAt } = campaign;
              const recipients = forecast?.recipientsKept;
              return (
                <Table.Tr key={campaignId}>
                  <Table.Td>
                    <Anchor
                      fw={600}
                      renderRoot={(props) => (
                        <Link to="/campaigns/$campaignId" params={{ campaignId }} {...props} />
                      )}
                    >
                      <bdi>{name}</bdi>
                    </Anchor>
                  </Table.Td>
                  <Table.Td data-label={t("state")}>
                    <Group gap={6}>
                      <CampaignBadge state={state} />
                      {campaign.test === true && <Badge color="gray">{t("isTest")}</Badge>}
                      {campaign.plan !== undefined && <Badge color="gray">{t("ofPlan")}</Badge>}
                    </Group>
                  </Table.Td>
                  <Table.Td data-label={t("sender")}>
                    <Text size="sm" className="ltr num" ta="start">
                      {format.digits(senderOf(lineId))}
                    </Text>
                  </Table.Td>
                  <Table.Td data-label={t("recipients")} className="num">
                    {recipients === undefined ? "—" : format.number(recipients)}
                  </Table.Td>
                  <Table.Td
                    data-label={t("created")}
                    className="num"
                    style={{ whiteSpace: "nowrap" }}
                  >
                    {createdAt === undefined ? "—" : format.dateTime(createdAt)}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Scrollable>
    </Card>
  );
}
