import type { Language } from "./languages.js";
import { texts } from "./texts.js";

const groups: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>
> = texts;

/** Every text in one language. */
export function messagesOf(language: Language): Readonly<Record<string, Record<string, string>>> {
  return Object.fromEntries(
    Object.entries(groups).map(([group, entries]) => [
      group,
      Object.fromEntries(Object.entries(entries).map(([key, text]) => [key, text[language]])),
    ]),
  );
}
