import { Card, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { OutcomeChart } from "../reports/outcome-chart.js";
import type { Report } from "../reports/queries.js";
import { tallyOf } from "../reports/tally.js";
import { TallyTable } from "../reports/tally-table.js";
import { reportTexts } from "../reports/texts.js";
import { useOperatorName } from "../pack/use-operator-name.js";
import type { Campaign } from "./queries.js";
import { VariantTexts } from "./variant-texts.js";

/** A campaign by operator with what receipts prove, by variant beside each other, and by the hour of the end. */
export function ReportGroups({
  report,
  campaign,
}: {
  readonly report: Report;
  readonly campaign: Campaign;
}) {
  const t = useTranslations("report");
  const operatorName = useOperatorName();
  const format = useFormat();
  const evidenceOf = (word: string | undefined): string => {
    const name = `evidence_${word ?? ""}`;
    return hasText(reportTexts, name) && name !== "evidence" ? t(name, { when: "" }) : "—";
  };
  const variantName = (key: string): string =>
    campaign.variants?.find(({ variant }) => `${variant}` === key)?.name ?? key;
  const hours = report.finalByHour.map((group) => ({
    key: group.key,
    name: format.dateTime(group.key),
    tally: tallyOf([group]),
  }));
  return (
    <>
      {report.byVariant.length > 0 && (
        <Group title={t("variants")}>
          <VariantTexts variants={campaign.variants ?? []} />
          <TallyTable
            head={t("variant")}
            rows={report.byVariant.map((group) => ({
              key: group.key,
              name: variantName(group.key),
              tally: tallyOf([group]),
            }))}
          />
        </Group>
      )}
      {report.byOperator.length > 0 && (
        <Group title={t("operators")}>
          <TallyTable
            head={t("byOperator")}
            noteHead={t("evidence")}
            rows={report.byOperator.map((group) => ({
              key: group.key,
              name: operatorName(group.key),
              note: evidenceOf(group.evidence),
              tally: tallyOf([group]),
            }))}
          />
        </Group>
      )}
      {hours.length > 0 && (
        <Group title={t("hours")}>
          {hours.length > 1 && <OutcomeChart rows={hours} />}
          <TallyTable head={t("hour")} rows={hours} />
        </Group>
      )}
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}
