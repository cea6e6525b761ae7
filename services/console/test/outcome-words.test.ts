import { readFileSync } from "node:fs";
import { join } from "node:path";
import { failureWords } from "@whiteline/sms";
import { expect, test } from "vitest";

import { waitingTexts } from "../src/web/compose/waiting-texts.js";
import { failureTexts } from "../src/web/reports/failure-texts.js";

/** The strings between the first `from` of a file of another service and what ends it there. */
const wordsIn = (file: string, from: string, pattern = /"([a-z_]+)"/gu): readonly string[] => {
  const text = readFileSync(join(import.meta.dirname, "../..", file), "utf8");
  const begin = text.indexOf(from);
  const end = text.indexOf("] as const", begin);
  const part = text.slice(begin, end < begin ? undefined : end);
  return [...new Set([...part.matchAll(pattern)].map(([, word = ""]) => word))];
};
const sorted = (words: readonly string[]): readonly string[] => [...words].sort();

test("every word for why a part failed has its text on the screens", () => {
  expect(sorted(Object.keys(failureTexts))).toEqual(sorted(failureWords));
});

test("every cause of waiting has words on the screens and stands in the API's document", () => {
  const code = /code: "([a-z_]+)"/gu;
  const said = [
    ...wordsIn("campaigns/src/domain/waiting-cause.ts", "export const waitingCause", code),
    ...wordsIn("campaigns/src/look-up-message.ts", "import", code),
  ];
  expect(said).toContain("operator_rate");
  const document = readFileSync(
    join(import.meta.dirname, "../../gateway/src/shapes/campaigns.ts"),
    "utf8",
  );
  for (const word of said) {
    expect(Object.keys(waitingTexts)).toContain(word);
    expect(document).toContain(word);
  }
});
