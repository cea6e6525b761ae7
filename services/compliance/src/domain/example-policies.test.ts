import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { markets } from "@whiteline/markets";
import { expect, test } from "vitest";
import { readDraft } from "./policy-draft.js";

const folder = join(import.meta.dirname, "../../../../docs/policies");
const examples = readdirSync(folder).filter((name) => name.endsWith(".json"));

test.each(examples)("the example %s is a draft that loads", (name) => {
  const read = readDraft(readFileSync(join(folder, name), "utf8"), (code) => markets.get(code));
  expect(read).toMatchObject({ kind: "ok" });
});

test("there is an example to begin with", () => {
  expect(examples.length).toBeGreaterThan(0);
});
