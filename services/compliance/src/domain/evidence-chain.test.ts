import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  canonicalJson,
  chainEvidence,
  faultsOf,
  rootOf,
  type EvidenceEntry,
  type LinkedEntry,
} from "./evidence-chain.js";

const digest = (text: string) => createHash("sha256").update(text).digest("hex");
const entries: readonly EvidenceEntry[] = ["complaint", "line", "message", "receipts"].map(
  (kind, i) => ({
    kind,
    toldBy: "campaigns",
    at: `2026-11-22T10:00:0${i}.000Z`,
    content: { n: i, text: `متن ${i}` },
  }),
);
const linked = chainEvidence(digest, "c1", entries);
const root = rootOf(digest, "c1", linked);

test("a whole chain has no faults, and its root depends on every entry", () => {
  expect(faultsOf(digest, "c1", linked, root)).toEqual([]);
  expect(new Set(linked.map(({ hash }) => hash)).size).toBe(4);
});

test("whatever is changed, moved, left out or added is found", () => {
  const changes: ((chain: LinkedEntry[]) => LinkedEntry[])[] = [
    ([a, ...rest]) => [{ ...a!, body: a!.body.replace("0", "9") }, ...rest],
    ([a, b, ...rest]) => [b!, a!, ...rest],
    ([, ...rest]) => rest,
    (chain) => chain.slice(0, -1),
    (chain) => [...chain, chain.at(-1)!],
    ([a, ...rest]) => [{ ...a!, kind: "verdict" }, ...rest],
    ([a, ...rest]) => [{ ...a!, toldBy: "desk" }, ...rest],
    ([a, ...rest]) => [{ ...a!, at: "2026-11-22T11:00:00.000Z" }, ...rest],
    // Hash and content forged together: the entries after it give it away.
    ([a, ...rest]) => [{ ...a!, body: "{}", bodyHash: digest("{}") }, ...rest],
  ];
  for (const [index, change] of changes.entries()) {
    expect(faultsOf(digest, "c1", change([...linked]), root), String(index)).not.toEqual([]);
  }
});

test("a chain is of its complaint, and one made anew has another root", () => {
  expect(faultsOf(digest, "c2", linked, root)).not.toEqual([]);
  const forged = chainEvidence(digest, "c1", [
    { ...entries[0]!, content: {} },
    ...entries.slice(1),
  ]);
  expect(faultsOf(digest, "c1", forged, root)).not.toEqual([]);
});

test("the same content has the same bytes, in whatever order its keys were written", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
    }),
  );
});
