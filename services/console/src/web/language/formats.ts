import { languageTraits, type Language } from "./languages.js";

export type Money = { readonly currency: string; readonly minor: string };
export type Formats = {
  readonly number: (value: number) => string;
  /** A number of a line, list or phone: its digits in the reader's script; a name in Latin letters stays as it is written. */
  readonly digits: (text: string) => string;
  readonly money: (amount: Money) => string;
  /** A currency's name, as below a field that waits for an amount. */
  readonly currency: (code: string) => string;
  /** Day, month and year of an ISO 8601 time, in the reader's calendar. */
  readonly date: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  /** "2026-11": that month; in another calendar its first day to its last. */
  readonly month: (month: string) => string;
  /** "4 or 10". */
  readonly choice: (values: readonly number[]) => string;
  readonly bytes: (size: number) => string;
  /** A Gregorian year; in another calendar the months from its first day to its last. */
  readonly year: (year: number) => string;
};

const PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹";

const LATIN = /\p{Script=Latin}/u;

/** The formats of a language: Persian digits and the Persian calendar for Persian. Times are the reader's own. */
export function formatsOf(language: Language): Formats {
  const { locale, dateLocale } = languageTraits[language];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(dateLocale, { dateStyle: "medium" });
  const moment = new Intl.DateTimeFormat(dateLocale, { dateStyle: "medium", timeStyle: "short" });
  const unit = {
    style: "unit",
    // The short ones are Latin letters in Persian too.
    unitDisplay: language === "fa" ? "long" : "short",
    maximumFractionDigits: 1,
  } as const;
  const kilobytes = new Intl.NumberFormat(locale, { ...unit, unit: "kilobyte" });
  const megabytes = new Intl.NumberFormat(locale, { ...unit, unit: "megabyte" });
  const month = new Intl.DateTimeFormat(dateLocale, {
    year: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  return {
    number: (value) => number.format(value),
    digits: (text) => (language === "fa" && !LATIN.test(text) ? toPersianDigits(text) : text),
    money: ({ currency, minor }) =>
      isCredit(currency) ? creditText(minor, language) : moneyText(minor, currency, locale),
    currency: (code) =>
      isCredit(code)
        ? credit[language].other
        : (new Intl.DisplayNames(locale, { type: "currency" }).of(code) ?? code),
    date: (iso) => day.format(new Date(iso)),
    dateTime: (iso) => moment.format(new Date(iso)),
    month: (word) => monthText(word, dateLocale),
    choice: (values) =>
      new Intl.ListFormat(locale, { type: "disjunction" }).format(
        values.map((value) => number.format(value)),
      ),
    bytes: (size) =>
      size < 1_000_000
        ? kilobytes.format(Math.max(1, Math.round(size / 1_000)))
        : megabytes.format(Math.round(size / 100_000) / 10),
    year: (year) =>
      month.resolvedOptions().calendar === "gregory"
        ? `${year}`
        : month.formatRange(new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year, 11, 31))),
  };
}

function monthText(word: string, dateLocale: string): string {
  const [year, month] = word.split("-").map(Number);
  if (year === undefined || month === undefined) return word;
  const first = new Date(Date.UTC(year, month - 1, 1));
  const last = new Date(Date.UTC(year, month, 0));
  const format = new Intl.DateTimeFormat(dateLocale, {
    year: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  if (format.resolvedOptions().calendar === "gregory") return format.format(first);
  const days = new Intl.DateTimeFormat(dateLocale, { dateStyle: "long", timeZone: "UTC" });
  return days.formatRange(first, last);
}

/** Whether a wallet's unit is the SMS credit of a market, which is no money. */
export function isCredit(currency: string): boolean {
  return currency === CREDIT;
}

/** The packs' code of the credit; no ISO currency, so Intl does not know it. */
const CREDIT = "TRC";
const credit: Readonly<Record<Language, Readonly<Record<"one" | "other", string>>>> = {
  fa: { one: "اعتبار", other: "اعتبار" },
  tr: { one: "kredi", other: "kredi" },
  vi: { one: "tín dụng", other: "tín dụng" },
  en: { one: "credit", other: "credits" },
};

function creditText(minor: string, language: Language): string {
  const { locale } = languageTraits[language];
  const word = credit[language][minor === "1" ? "one" : "other"];
  const text = `${new Intl.NumberFormat(locale).format(BigInt(minor.replace("-", "")))}\u00a0${word}`;
  return minor.startsWith("-") ? `\u200e−${text}` : text;
}

/** Minor units as the currency is written; no float on the way, so every digit stays. */
function moneyText(minor: string, currency: string, locale: string): string {
  const places = placesOf(currency);
  const digits = minor.replace("-", "").padStart(places + 1, "0");
  const whole = BigInt(digits.slice(0, digits.length - places));
  const fraction = places === 0 ? "" : digits.slice(-places);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  const parts = format.formatToParts(whole).map(({ type, value }) => ({
    type,
    value: type === "fraction" ? localDigits(fraction, locale) : value,
  }));
  const text = locale.startsWith("fa") ? wordLast(parts) : parts.map(({ value }) => value).join("");
  return minor.startsWith("-") ? `\u200e−${text}` : text;
}

/** Persian says the sum before the currency, whatever CLDR writes. */
function wordLast(parts: readonly { readonly type: string; readonly value: string }[]): string {
  const sum = parts.filter(({ type }) =>
    ["integer", "group", "decimal", "fraction"].includes(type),
  );
  const word = parts.find(({ type }) => type === "currency")?.value ?? "";
  return `${sum.map(({ value }) => value).join("")}\u00a0${word}`;
}

function localDigits(text: string, locale: string): string {
  return locale.startsWith("fa") ? toPersianDigits(text) : text;
}

/** The API's minor unit of the rial, the dong and the credit is the unit itself. */
const minorPlaces: Readonly<Record<string, number>> = { IRR: 0, VND: 0, [CREDIT]: 0 };

function placesOf(currency: string): number {
  const usual = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return minorPlaces[currency] ?? usual.maximumFractionDigits ?? 0;
}

/** An amount as somebody would type it, to be changed: the other way round of {@link toMinor}. */
export function toTyped({ currency, minor }: Money): string {
  const places = placesOf(currency);
  if (places === 0) return minor;
  const digits = minor.padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** More digits are refused by the API. */
const LONGEST_AMOUNT = 18;

/**
 * What was typed, in minor units: digits of any script, grouped as one likes; in a currency with smaller units the last
 * comma or point parts them.
 *
 * @returns undefined where that is no amount.
 */
export function toMinor(typed: string, currency: string): string | undefined {
  const places = placesOf(currency);
  const text = toLatinDigits(typed)
    .replace(/[\s\u00a0\u202f\u066c'’]/g, "")
    .replace(/\u066b/g, ".");
  const parted = places === 0 ? null : /^(.*)[.,](\d{1,2})$/.exec(text);
  const whole = (parted?.[1] ?? text).replace(/[.,](?=\d{3}(?:\D|$))/g, "");
  const fraction = (parted?.[2] ?? "").padEnd(places, "0");
  if (!/^\d+$/.test(whole)) return undefined;
  const minor = `${BigInt(whole + fraction)}`;
  return minor.length > LONGEST_AMOUNT ? undefined : minor;
}

export function toPersianDigits(text: string): string {
  return text.replace(/\d/g, (digit) => PERSIAN_DIGITS[Number(digit)] ?? digit);
}

/** What people type with Persian or Arabic digits, as machines read it. */
export function toLatinDigits(text: string): string {
  return text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
}
