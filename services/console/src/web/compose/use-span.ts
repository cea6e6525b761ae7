import { useCallback } from "react";
import { useTranslations } from "use-intl";

/** A span of time in the reader's words: seconds, minutes or hours. */
export function useSpan(): (seconds: number) => string {
  const t = useTranslations("compose");
  return useCallback(
    (seconds) => {
      if (seconds < 90) return t("seconds", { count: Math.max(1, Math.round(seconds)) });
      if (seconds < 5_400) return t("minutes", { count: Math.round(seconds / 60) });
      return t("hours", { count: Math.round(seconds / 360) / 10 });
    },
    [t],
  );
}
