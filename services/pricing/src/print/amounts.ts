import { currencyDigits } from "../domain/currency-digits.js";
import type { Money } from "../domain/money.js";
import type { Language } from "../proto-billing.js";

/** Digits and separators as the language writes them. */
const locales: Readonly<Record<Language, string>> = {
  fa: "fa-IR",
  tr: "tr-TR",
  vi: "vi-VN",
  en: "en-GB",
};

/** What a currency is called in a paper; others by their code. */
const names: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fa: { IRR: "ریال" },
  tr: { TRC: "kredi", TRY: "TL" },
  vi: { VND: "đồng" },
  en: { TRC: "credits" },
};

/** A whole amount in words of a language, never through a double. */
export const amountIn = (language: Language, { currency, minor }: Money): string => {
  const digits = currencyDigits(currency);
  const unit = 10n ** BigInt(digits);
  // In a line that runs from right to left the mark keeps the sign before its digits.
  const minus = language === "fa" ? "\u200E-" : "-";
  const sign = minor < 0n ? minus : "";
  const size = minor < 0n ? -minor : minor;
  const whole = new Intl.NumberFormat(locales[language]).format(size / unit);
  const rest = size % unit;
  const separator = new Intl.NumberFormat(locales[language])
    .formatToParts(1.5)
    .find(({ type }) => type === "decimal")?.value;
  const fraction =
    digits === 0
      ? ""
      : (separator ?? ".") +
        new Intl.NumberFormat(locales[language], { minimumIntegerDigits: digits }).format(rest);
  const name = names[language][currency];
  // A code in Latin letters stands after the digits there too, whatever their sign.
  const turn = language === "fa" && name === undefined ? "\u200F" : "";
  return `${sign}${whole}${fraction}${turn} ${name ?? currency}`;
};

export const countIn = (language: Language, count: bigint): string =>
  new Intl.NumberFormat(locales[language]).format(count);

/** A rate with its sign where the language writes it. */
export const percentIn = (language: Language, percent: number): string =>
  new Intl.NumberFormat(locales[language], { style: "percent", maximumFractionDigits: 2 }).format(
    percent / 100,
  );

/** A day in the language's own calendar, by the clock of a market: rounds of the night run on the day before at Greenwich. */
export const dayIn = (language: Language, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: "long", timeZone }).format(at);

/** A month; the Persian reader is told both the month of our calendar and the days that it has in the Iranian one. */
export const monthIn = (language: Language, month: string): string => {
  const first = new Date(`${month}-01T00:00:00Z`);
  if (language !== "fa") {
    const format = { year: "numeric", month: "long", timeZone: "UTC" } as const;
    return new Intl.DateTimeFormat(locales[language], format).format(first);
  }
  const last = new Date(first);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  return `${dayIn("fa", first, "UTC")} تا ${dayIn("fa", last, "UTC")}`;
};
