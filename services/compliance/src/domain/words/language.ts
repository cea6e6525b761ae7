/** Languages in which cards are worded. */
export const languages = ["en", "fa", "tr", "vi"] as const;

export type Language = (typeof languages)[number];

/** The language by its code; undefined for one in which nothing is worded. Empty is English. */
export const languageOf = (code: string): Language | undefined =>
  languages.find((language) => language === (code === "" ? "en" : code));
