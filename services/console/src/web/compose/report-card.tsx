import { Alert, Button, Card, Group, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "use-intl";

import { useDownload } from "../api/use-download.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { useFormat } from "../language/use-format.js";
import { ratePerMinute } from "../reports/tally.js";
import { CountBars } from "./count-bars.js";
import { Figure } from "./figure.js";
import { isAtRest, reportQuery, type Campaign } from "./queries.js";

/** What became of the messages, by outcome, reason and operator, and every one of them as a file. */
export function ReportCard({ campaign }: { readonly campaign: Campaign }) {
  const t = useTranslations("campaign");
  const words = useTranslations("report");
  const format = useFormat();
  const { campaignId, state, progress } = campaign;
  const report = useQuery(reportQuery(campaignId, isAtRest(state)));
  const download = useDownload();
  const rate = report.data && ratePerMinute(report.data, report.dataUpdatedAt, isAtRest(state));
  return (
    <Card>
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t("report")}
          </Title>
          <Group gap="xs">
            {(["csv", "xlsx"] as const).map((kind) => (
              <Button
                key={kind}
                variant="default"
                size="xs"
                leftSection={<Download size={15} aria-hidden />}
                loading={download.isPending}
                onClick={() =>
                  download.mutate({
                    path: `/v1/campaigns/${campaignId}/export?format=${kind}`,
                    fileName: `${campaignId}.${kind}`,
                  })
                }
              >
                {kind === "csv" ? words("asCsv") : words("asXlsx")}
              </Button>
            ))}
          </Group>
        </Group>
        {rate !== undefined && <Figure label={words("perMinute")} value={format.number(rate)} />}
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
              counts={report.data.failures}
              words="failure"
              none={t("noReason")}
              color="orange"
            />
            {Object.keys(report.data.reasons).length > 0 && (
              <CountBars
                title={t("byCode")}
                counts={report.data.reasons}
                words="outcome"
                none=""
                color="orange"
              />
            )}
            <CountBars
              title={t("byOperator")}
              counts={report.data.operators}
              words="operator"
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
