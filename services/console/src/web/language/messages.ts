import type { Language } from "./languages.js";
import { texts } from "./texts.js";

type Texts = typeof texts;

const groups: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>
> = texts;

/** What use-intl is given: group → key → text of one language. English is the shape that the keys are typed by. */
type Messages = {
  readonly [Group in keyof Texts]: {
    readonly [Key in keyof Texts[Group]]: Texts[Group][Key] extends { readonly en: infer English }
      ? English
      : never;
  };
};

/** Every text in one language. */
export function messagesOf(language: Language): Readonly<Record<string, Record<string, string>>> {
  return Object.fromEntries(
    Object.entries(groups).map(([group, entries]) => [
      group,
      Object.fromEntries(Object.entries(entries).map(([key, text]) => [key, text[language]])),
    ]),
  );
}
