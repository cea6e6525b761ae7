import { useCallback } from "react";
import { useTranslations } from "use-intl";

/** A short time as a stopwatch shows it: milliseconds, or seconds with a tenth. */
export function useTook(): (ms: number) => string {
  const t = useTranslations("refusal");
  return useCallback(
    (ms) => (ms < 1_000 ? t("ms", { ms }) : t("s", { s: Math.round(ms / 100) / 10 })),
    [t],
  );
}
