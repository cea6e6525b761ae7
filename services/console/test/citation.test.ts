import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { texts } from "../src/web/language/texts.js";
import { readSource } from "../src/web/parts/citation.js";

test("a citation names the page, its headlines and the numbers below them", () => {
  expect(readSource("000 · Conditions; 002 · Line 3000 item 2; General 5, 7")).toEqual([
    { kind: "page", page: "000", sections: [{ name: "Conditions" }] },
    {
      kind: "page",
      page: "002",
      sections: [
        { name: "Line 3000", item: "2" },
        { name: "General", item: "5" },
        { name: "General", item: "7" },
      ],
    },
  ]);
});

test("papers of ours are named once, and remarks to developers are left out", () => {
  expect(readSource("ir.md §8; 001 · Shared (read-also link); data/penalties.json")).toEqual([
    { kind: "ours" },
    { kind: "page", page: "001", sections: [{ name: "Shared" }] },
  ]);
  expect(readSource("003 · Mobile marketing; the words are not printed")).toEqual([
    { kind: "page", page: "003", sections: [{ name: "Mobile marketing" }] },
  ]);
  expect(readSource("Luật Căn cước")).toEqual([{ kind: "named", name: "Luật Căn cước" }]);
});

test("every page and headline that docs/laws.md and the packs cite has words in four languages", () => {
  const root = join(import.meta.dirname, "../../../packages/markets/src");
  const packs = ["ir", "tr", "vn"].flatMap((market) => citedIn(join(root, market)));
  const untold = packs.flatMap(readSource).flatMap((citation) => {
    if (citation.kind !== "page") return [];
    const words = [`page_${citation.page}`, ...citation.sections.map(({ name }) => name)];
    return words.filter((word) => word !== "" && !Object.hasOwn(texts.citation, word));
  });
  expect([...new Set(untold)]).toEqual([]);
  expect(packs.length).toBeGreaterThan(300);
});

/** What stands behind `source` in the files of a pack. */
function citedIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes(".test"))
    .flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/source: "([^"]+)"/g)])
    .map(([, source = ""]) => source);
}
