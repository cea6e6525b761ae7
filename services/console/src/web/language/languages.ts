/** The four languages of the console, in the order in which they are offered. */
export const LANGUAGES = ["fa", "tr", "vi", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export type LanguageTraits = {
  /** The language's name in itself. */
  readonly name: string;
  /** BCP 47 for everything but dates: Persian digits come with it. */
  readonly locale: string;
  /** BCP 47 with the calendar that its readers use. */
  readonly dateLocale: string;
  readonly direction: "ltr" | "rtl";
};

export const languageTraits: Readonly<Record<Language, LanguageTraits>> = {
  fa: {
    name: "فارسی",
    locale: "fa-IR",
    dateLocale: "fa-IR-u-ca-persian-nu-arabext",
    direction: "rtl",
  },
  tr: { name: "Türkçe", locale: "tr-TR", dateLocale: "tr-TR", direction: "ltr" },
  vi: { name: "Tiếng Việt", locale: "vi-VN", dateLocale: "vi-VN", direction: "ltr" },
  en: { name: "English", locale: "en-GB", dateLocale: "en-GB", direction: "ltr" },
};

/** The language that people of a market read by default. */
const languageOfMarket: Readonly<Record<string, Language>> = { IR: "fa", TR: "tr", VN: "vi" };

export function isLanguage(word: string | null | undefined): word is Language {
  return LANGUAGES.some((language) => language === word);
}

/** Whether a market's own words need no translation for this reader. */
export function readsMarket(language: Language, market: string): boolean {
  return languageOfMarket[market] === language;
}

/** The first of the preferred languages that the console speaks; English if none. */
export function chooseLanguage(preferred: readonly (string | null)[]): Language {
  const words = preferred.map((word) => word?.split("-")[0]);
  return words.find((word) => isLanguage(word)) ?? "en";
}
