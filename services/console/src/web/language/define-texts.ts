import type { Language } from "./languages.js";

/** One text in every language; the compiler refuses a text that lacks one. ICU syntax. */
type Text = Readonly<Record<Language, string>>;

/** Names a group of texts. The words stay literal, so that the arguments of each text are known to the compiler. */
export function defineTexts<const Texts extends Readonly<Record<string, Text>>>(
  texts: Texts,
): Texts {
  return texts;
}

/** Whether a word that came from the API has a text of its own in a group. */
export function hasText<Texts extends object>(
  texts: Texts,
  word: string,
): word is Extract<keyof Texts, string> {
  return Object.hasOwn(texts, word);
}
