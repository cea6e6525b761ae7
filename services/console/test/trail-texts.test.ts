import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { markets } from "@whiteline/markets";
import { expect, test } from "vitest";

import { trailTexts } from "../src/web/account/trail-texts.js";
import { eventTexts } from "../src/web/parts/state-texts.js";

const telling = [
  ...[
    "accounts",
    "lines-registry",
    "pricing",
    "compliance",
    "campaigns",
    "lists",
    "dispatcher",
    "dlr",
  ].map((name) => `services/${name}`),
  "packages/events",
];
const sources = telling.flatMap((folder) => {
  const root = join(import.meta.dirname, "../../..", folder, "src");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(root, file), "utf8"));
});
const allIn = (pattern: RegExp) => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, word = ""]) => word))),
];
const has = (key: string) => Object.hasOwn(trailTexts, key);
const isToldOf = (did: string) => has(`did_${did}`) || Object.hasOwn(eventTexts, did);

test("everything that services write into the audit trail has words", () => {
  const actions = allIn(/(?:action: |\["[a-z_:]+", )"([a-z_]+\.[a-z_]+)"/gu);
  const lacking = actions.filter((action) => {
    const [thing = "", did = ""] = action.split(".");
    return !has(`thing_${thing}`) || !isToldOf(did);
  });
  expect(lacking).toEqual([]);
  expect(actions.length).toBeGreaterThan(30);
});

test("every step of a case or line, and what is kept beside it, has words", () => {
  const steps = (["IR", "TR", "VN"] as const).flatMap((code) =>
    markets
      .get(code, "2026-11-30")
      .stateMachines.flatMap(({ transitions }) => transitions.map(({ event }) => event)),
  );
  // A look at a text or complaint stays in the case's own timeline.
  const kept = allIn(/event: "(\w+)"/gu).filter((event) => event !== "looked");
  const events = new Set([...steps, ...kept]);
  expect([...events].filter((event) => !isToldOf(event))).toEqual([]);
});

test("every kind of subject has words", () => {
  const kinds = allIn(/(?:subject(?:: | = )|\? )`(\w+):/gu);
  expect(kinds.filter((kind) => !has(`thing_${kind}`))).toEqual([]);
  expect(kinds).toContain("rpc");
});
