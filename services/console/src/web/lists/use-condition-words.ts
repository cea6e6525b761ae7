import { useCallback } from "react";
import { useTranslations } from "use-intl";

import type { Segment } from "./queries.js";

type Condition = Segment["condition"];

/** A condition as a sentence of the reader's language. */
export function useConditionWords(): (condition: Condition) => string {
  const t = useTranslations("list");
  return useCallback(
    (condition) => {
      const say = (one: Condition): string => {
        if ("all" in one) return one.all.map(say).join(` ${t("and")} `);
        if ("any" in one) return one.any.map(say).join(` ${t("or")} `);
        if ("not" in one) return t("notSo", { condition: say(one.not) });
        if ("variable" in one) {
          const values = one.values.map((value) => `«\u2068${value}\u2069»`).join(t("comma"));
          return `\u2068${one.variable}\u2069 ${t(`is_${one.is}`)} ${values}`.trim();
        }
        if ("behaviour" in one) {
          const days = one.withinDays;
          return days === 0
            ? t(`did_${one.behaviour}`)
            : t("didWithin", { did: t(`did_${one.behaviour}`), days });
        }
        return "operator" in one
          ? `${t("at_operator")} \u2068${one.operator}\u2069`
          : t("onOtherList");
      };
      return say(condition);
    },
    [t],
  );
}
