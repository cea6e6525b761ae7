import { useCallback } from "react";
import { useTranslations } from "use-intl";

import type { Family } from "./queries.js";

type Duration = NonNullable<Family["duration"]>;

/** How long something takes, in the reader's words: "10 working days to 1 month". */
export function useDurationText(): (duration: Duration) => string {
  const t = useTranslations("numbers");
  return useCallback(
    ({ minimum, maximum }) => {
      const inWords = (term: string): string => {
        const [, amount = "", unit = ""] = /^(\d+) (.+?)s?$/.exec(term) ?? [];
        const count = Number(amount);
        switch (unit) {
          case "working day":
            return t("workingDays", { count });
          case "working week":
            return t("workingWeeks", { count });
          case "day":
            return t("days", { count });
          case "month":
            return t("months", { count });
          default:
            return term;
        }
      };
      if (minimum !== undefined && maximum !== undefined && minimum !== maximum)
        return t("fromTo", { from: inWords(minimum), to: inWords(maximum) });
      if (maximum !== undefined) return t("atMost", { term: inWords(maximum) });
      return minimum === undefined ? t("notKnown") : t("atLeast", { term: inWords(minimum) });
    },
    [t],
  );
}
