import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";

import { LANGUAGES } from "../src/web/language/languages.js";
import { texts } from "../src/web/language/texts.js";

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

const all = Object.entries<Texts>(texts).flatMap(([group, entries]) =>
  Object.entries(entries).map(([key, text]) => ({ name: `${group}.${key}`, text })),
);

/** The arguments of an ICU text: what stands right behind an opening brace that is not quoted. */
const argumentsOf = (text: string): readonly string[] =>
  [
    ...new Set(
      [...text.replace(/'\{[^']*'/g, "").matchAll(/\{\s*(\w+)\s*[,}]/g)].map(
        ([, name]) => name ?? "",
      ),
    ),
  ].sort();

test("every text is there in all four languages, and none is only blanks", () => {
  const lacking = all.flatMap(({ name, text }) =>
    LANGUAGES.filter((language) => (text[language] ?? "").trim() === "").map(
      (language) => `${name} ${language}`,
    ),
  );
  expect(lacking).toEqual([]);
  expect(all.length).toBeGreaterThan(50);
});

test("a text takes the same arguments in every language", () => {
  const differing = all.filter(({ text }) =>
    LANGUAGES.some(
      (language) =>
        argumentsOf(text[language] ?? "").join() !== argumentsOf(text["en"] ?? "").join(),
    ),
  );
  expect(differing.map(({ name }) => name)).toEqual([]);
});

test("every text is ICU that can be read, in every language", () => {
  const broken: string[] = [];
  for (const { name, text } of all) {
    for (const language of LANGUAGES) {
      const values = Object.fromEntries(argumentsOf(text[language] ?? "").map((arg) => [arg, 2]));
      const translate = createTranslator({
        locale: language,
        messages: { text: text[language] ?? "" },
        onError: (error) => broken.push(`${name} ${language}: ${error.message}`),
      });
      translate("text" as never, values as never);
    }
  }
  expect(broken).toEqual([]);
});

test("Persian texts are written with Persian letters and digits", () => {
  // A letter in quotation marks is spoken of, not written with.
  const written = (text: string): string => text.replace(/«[^»]*»/g, "");
  const foreign = all.filter(
    ({ text }) =>
      /[يك٠-٩]/.test(written(text["fa"] ?? "")) || /(?<![\w{#.-])\d/.test(text["fa"] ?? ""),
  );
  expect(foreign.map(({ name }) => name)).toEqual([]);
});
