import "@mantine/charts/styles.css";

import { BarChart } from "@mantine/charts";
import { useTranslations } from "use-intl";

import { useLanguage } from "../language/language-provider.js";
import { languageTraits } from "../language/languages.js";
import { useFormat } from "../language/use-format.js";
import type { Tally } from "./tally.js";

/**
 * Messages as stacked bars, one per row, in the direction of the reader's writing. For the eye only: the same numbers
 * stand in a table below it.
 */
export function OutcomeChart({
  rows,
}: {
  readonly rows: readonly { readonly name: string; readonly tally: Tally }[];
}) {
  const t = useTranslations("report");
  const format = useFormat();
  const { language } = useLanguage();
  const isRtl = languageTraits[language].direction === "rtl";
  const data = rows.map(({ name, tally: { delivered, notDelivered, open } }) => ({
    name,
    delivered,
    notDelivered,
    open,
  }));
  return (
    <div aria-hidden dir="ltr">
      <BarChart
        h={260}
        data={data}
        dataKey="name"
        type="stacked"
        withLegend
        maxBarWidth={48}
        valueFormatter={format.number}
        series={[
          { name: "delivered", label: t("delivered"), color: "teal.6" },
          { name: "notDelivered", label: t("notDelivered"), color: "orange.6" },
          { name: "open", label: t("open"), color: "gray.4" },
        ]}
        xAxisProps={{ reversed: isRtl }}
        yAxisProps={{ orientation: isRtl ? "right" : "left", width: 64, allowDecimals: false }}
        barChartProps={{ accessibilityLayer: false }}
        barProps={{ isAnimationActive: false }}
      />
    </div>
  );
}
