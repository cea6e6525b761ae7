import { Alert, Button, Card, Group, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "use-intl";

import { useDownload } from "../api/use-download.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { CountBars } from "./count-bars.js";
import { isAtRest, reportQuery, type Campaign } from "./queries.js";

/** What became of the messages, by outcome, reason and operator, and every one of them as a file. */
export function ReportCard({ campaign }: { readonly campaign: Campaign }) {
  const t = useTranslations("campaign");
  const { campaignId, state, progress } = campaign;
  const report = useQuery(reportQuery(campaignId, isAtRest(state)));
  const download = useDownload();
  return (
    <Card>
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t("report")}
          </Title>
          <Button
            variant="default"
            size="xs"
            leftSection={<Download size={15} aria-hidden />}
            loading={download.isPending}
            onClick={() =>
              download.mutate({
                path: `/v1/campaigns/${campaignId}/outcomes`,
                fileName: `${campaignId}.ndjson`,
              })
            }
          >
            {t("outcomesFile")}
          </Button>
        </Group>
        <ProblemAlert error={download.error} />
        <CountBars
          title={t("byOutcome")}
          counts={progress?.messages ?? {}}
          words="outcome"
          none={t("noOutcome")}
          color="harbour"
        />
        {report.data !== undefined && report.data.messages > 0 && (
          <>
            <CountBars
              title={t("byReason")}
              counts={report.data.reasons}
              words="outcome"
              none={t("noReason")}
              color="orange"
            />
            <CountBars
              title={t("byOperator")}
              counts={report.data.operators}
              words="names"
              none={t("noOutcome")}
            />
            {report.data.duplicatesPossible > 0 && (
              <Alert color="yellow">
                {t("duplicates", { count: report.data.duplicatesPossible })}
              </Alert>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}
