import { useTranslations } from "use-intl";

import { useLanguage } from "../language/language-provider.js";
import { languageTraits } from "../language/languages.js";
import { useFormat } from "../language/use-format.js";
import type { Plan } from "./queries.js";

/** 1 is Monday: the first day of the year 2024 was one. */
export function weekdayName(day: number, locale: string): string {
  const date = new Date(Date.UTC(2024, 0, day));
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(date);
}

/** When a plan comes back, in the reader's words. */
export function useRuleWords(): (rule: Plan["rule"]) => string {
  const t = useTranslations("plan");
  const format = useFormat();
  const { language } = useLanguage();
  const { locale } = languageTraits[language];
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  return ({ at: hour, recurring, date }) => {
    const at = format.digits(hour);
    if (date !== undefined) {
      const { column, daysBefore } = date;
      if (daysBefore === 0) return t("onDay", { column, at });
      return t(daysBefore < 0 ? "after" : "before", { column, at, days: Math.abs(daysBefore) });
    }
    const weekdays = (recurring?.weekdays ?? []).map((day) => weekdayName(day, locale));
    const monthDays = (recurring?.monthDays ?? []).map((day) => format.number(day));
    const parts = [
      ...(weekdays.length > 0 ? [t("weekly", { days: list.format(weekdays), at })] : []),
      ...(monthDays.length > 0 ? [t("monthly", { days: list.format(monthDays), at })] : []),
    ];
    return parts.length === 0 ? t("daily", { at }) : parts.join(" · ");
  };
}
