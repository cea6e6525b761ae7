import { Alert, Card, Grid, Group, Progress, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { useProblemWords } from "../api/use-problem-words.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { VerdictPanel } from "../texts-desk/verdict-panel.js";
import { CampaignActions } from "./campaign-actions.js";
import { CampaignBadge } from "./campaign-badge.js";
import { CostComparison } from "./cost-comparison.js";
import { CountBars } from "./count-bars.js";
import { doneCount, doneOf } from "./done-of.js";
import { Figure } from "./figure.js";
import { ForecastCard } from "./forecast-card.js";
import { campaignQuery, isAtRest, reportQuery, type Campaign } from "./queries.js";
import { CampaignLog } from "./campaign-log.js";
import { ReportCard } from "./report-card.js";
import { ReportGroups } from "./report-groups.js";
import { WaitingNote } from "./waiting-note.js";
import { WarningNotes } from "./warning-notes.js";
import { WindowFacts } from "./window-facts.js";

/** One campaign: where it stands and why, how far it is, what it cost, what became of it. */
export function CampaignPage() {
  const { campaignId } = useParams({ from: "/inside/campaigns/$campaignId" });
  const campaign = useQuery(campaignQuery(campaignId));
  return (
    <QueryView query={campaign}>
      {(it) => (
        <Page title={it.name} actions={<CampaignActions campaign={it} />}>
          <Stack gap="lg">
            <Standing campaign={it} />
            {it.dryRun ? (
              <Card maw={560}>
                <ForecastCard campaign={it} />
              </Card>
            ) : (
              <Details campaign={it} />
            )}
          </Stack>
        </Page>
      )}
    </QueryView>
  );
}

/** What it is doing now, and why it waits if it does. */
function Standing({ campaign }: { readonly campaign: Campaign }) {
  const t = useTranslations("campaign");
  const words = useProblemWords();
  const format = useFormat();
  const lines = useQuery(linesQuery);
  const { state, refusal, progress, lineId, createdAt } = campaign;
  const sender = lines.data?.find((line) => line.lineId === lineId)?.number;
  const why =
    state === "sending" ||
    state === "finished" ||
    state === "cancelled" ||
    state === "forecast" ||
    state === "refused" ||
    state === "unknown"
      ? undefined
      : t(`why_${state}`);
  return (
    <Card>
      <Stack>
        <Group gap="md">
          <CampaignBadge state={state} />
          {sender !== undefined && (
            <Text size="sm">
              {t("sender")}: <span className="ltr num">{format.digits(sender)}</span>
            </Text>
          )}
          {createdAt !== undefined && (
            <Text size="sm" c="dimmed">
              {format.dateTime(createdAt)}
            </Text>
          )}
        </Group>
        {campaign.waiting !== undefined ? (
          <WaitingNote waiting={campaign.waiting} />
        ) : (
          why !== undefined && <Text>{why}</Text>
        )}
        {refusal !== undefined && state !== "sending" && state !== "finished" && (
          <Alert
            color={state === "refused" ? "red" : "orange"}
            title={words.ofFinding(refusal).rule}
          >
            {words.ofFinding(refusal).remedy}
          </Alert>
        )}
        <WarningNotes warnings={campaign.warnings ?? []} />
        {progress !== undefined && !campaign.dryRun && (
          <div aria-live="polite">
            <Group justify="space-between">
              <Text fw={600}>{t("progress")}</Text>
              <Text className="num">
                {t("progressOf", {
                  done: format.number(doneCount(campaign)),
                  all: format.number(progress.recipients),
                })}
              </Text>
            </Group>
            <Progress
              value={doneOf(campaign) * 100}
              size="lg"
              mt={6}
              animated={state === "sending"}
              aria-label={t("progress")}
            />
          </div>
        )}
      </Stack>
    </Card>
  );
}

function Details({ campaign }: { readonly campaign: Campaign }) {
  const t = useTranslations("campaign");
  const format = useFormat();
  const { progress, forecast, verdictId } = campaign;
  const report = useQuery(reportQuery(campaign.campaignId, isAtRest(campaign.state)));
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="lg">
          {progress !== undefined && <ReportCard campaign={campaign} />}
          {report.data !== undefined && report.data.messages > 0 && (
            <>
              <ReportGroups report={report.data} campaign={campaign} />
              <CampaignLog
                campaignId={campaign.campaignId}
                log={report.data.log}
                currency={progress?.reserved?.currency ?? ""}
              />
            </>
          )}
          {forecast !== undefined && (
            <Card>
              <CountBars
                title={t("dropped")}
                counts={forecast.dropped}
                words="drop"
                none={t("nobodyDropped")}
              />
            </Card>
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="lg">
          {progress !== undefined && (
            <Card>
              <Stack gap="sm">
                <Title order={2} size="h4">
                  {t("money")}
                </Title>
                <SimpleGrid cols={{ base: 1, xs: 3, md: 1 }} spacing="xs">
                  {(["reserved", "settled", "released"] as const).map((word) => {
                    const amount = progress[word];
                    return (
                      <Figure
                        key={word}
                        label={t(word)}
                        value={amount === undefined ? "—" : format.money(amount)}
                      />
                    );
                  })}
                </SimpleGrid>
              </Stack>
            </Card>
          )}
          {campaign.window !== undefined && (
            <Card>
              <WindowFacts window={campaign.window} />
            </Card>
          )}
          {progress !== undefined && (
            <CostComparison campaignId={campaign.campaignId} isOver={isAtRest(campaign.state)} />
          )}
          {verdictId !== undefined && (
            <Card>
              <VerdictPanel verdictId={verdictId} />
            </Card>
          )}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
