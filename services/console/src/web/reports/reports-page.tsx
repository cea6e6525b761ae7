import { Card, Group, SegmentedControl, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ChartColumn } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { Figure } from "../compose/figure.js";
import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { Empty } from "../parts/empty.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { OutcomeChart } from "./outcome-chart.js";
import { timelineQuery, type TimelineRow } from "./queries.js";
import { deliveryRate, tallyOf } from "./tally.js";
import { TallyTable } from "./tally-table.js";
import { useOperatorName } from "../pack/use-operator-name.js";

const SPANS = ["7", "30", "90"] as const;
const DIVISIONS = ["byTime", "byOperator", "byLine"] as const;
type Division = (typeof DIVISIONS)[number];
const asked = { byTime: undefined, byOperator: "operator", byLine: "line" } as const;

/** A company's messages over time. */
export function ReportsPage() {
  const t = useTranslations("report");
  const [days, setDays] = useState<string>("30");
  const [division, setDivision] = useState<Division>("byTime");
  const timeline = useQuery(timelineQuery(Number(days), asked[division]));
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Group gap="lg">
        <Choice
          label={t("span")}
          value={days}
          onChange={setDays}
          data={SPANS.map((span) => ({ value: span, label: t(`days${span}`) }))}
        />
        <Choice
          label={t("divide")}
          value={division}
          onChange={(word) => setDivision(DIVISIONS.find((one) => one === word) ?? "byTime")}
          data={DIVISIONS.map((word) => ({ value: word, label: t(word) }))}
        />
      </Group>
      <QueryView query={timeline}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <Empty icon={ChartColumn} title={t("nothing")} />
            </Card>
          ) : (
            <Figures rows={rows} division={division} />
          )
        }
      </QueryView>
    </Page>
  );
}

function Choice({
  label,
  ...control
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly data: { readonly value: string; readonly label: string }[];
}) {
  return (
    <Group gap="xs" role="group" aria-label={label}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <SegmentedControl aria-label={label} {...control} />
    </Group>
  );
}

function Figures({
  rows,
  division,
}: {
  readonly rows: readonly TimelineRow[];
  readonly division: Division;
}) {
  const t = useTranslations("report");
  const operatorName = useOperatorName();
  const format = useFormat();
  const lines = useQuery(linesQuery);
  const groups = new Map<string, TimelineRow[]>();
  for (const row of rows) {
    const key = division === "byTime" ? row.from : (row.key ?? "");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const nameOf = (key: string): string => {
    if (division === "byTime") return format.date(noonOf(key));
    if (division === "byOperator") return operatorName(key);
    const number = lines.data?.find(({ lineId }) => lineId === key)?.number;
    return number === undefined ? key : format.digits(number);
  };
  const named = [...groups].map(([key, ofKey]) => ({
    key,
    name: nameOf(key),
    tally: tallyOf(ofKey),
  }));
  const total = tallyOf(rows);
  const rate = deliveryRate(total);
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Figure label={t("messages")} value={format.number(total.messages)} />
        <Figure label={t("parts")} value={format.number(total.parts)} />
        <Figure label={t("delivered")} value={format.number(total.delivered)} />
        <Figure
          label={t("rate")}
          value={rate === undefined ? "—" : `${format.number(rate * 100)}%`}
        />
      </SimpleGrid>
      <Card>
        <OutcomeChart rows={named} />
      </Card>
      <Card p={0}>
        <TallyTable head={t(division)} rows={named} />
      </Card>
    </Stack>
  );
}

/** A day begins at midnight of the market; its noon is that day for readers elsewhere, too. */
function noonOf(midnight: string): string {
  return new Date(Date.parse(midnight) + 43_200_000).toISOString();
}
