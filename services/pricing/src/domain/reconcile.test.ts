import { expect, test } from "vitest";
import { reconciler, type KnownChunk } from "./reconcile.js";

const chunk = (over: Partial<KnownChunk> = {}): KnownChunk => ({
  chunkId: "k1",
  charged: 3n,
  chargeable: 3n,
  acceptedIds: ["a", "b", "c"],
  extraIds: [],
  journalParts: 3n,
  acceptedParts: 3n,
  deliveredParts: 2n,
  script: "ucs2",
  costPerPart: 800n,
  otherDays: undefined,
  ...over,
});
const bill = (...ids: readonly string[]) =>
  new Map(ids.map((id) => [id, { parts: 1n, rows: 1, amount: 800n }] as const));

test("what the journal of submits has as accepted and the book of receipts has not, or otherwise, is a case once its bill is final", () => {
  const differences = (over: Partial<KnownChunk>) => reconciler(undefined).addChunk(chunk(over));
  expect(differences({ journalParts: 4n })).toEqual([
    { kind: "journal_differs", subject: "k1", chunkId: "k1", ours: 4n, theirs: 3n },
  ]);
  expect(differences({ journalParts: 0n })).toMatchObject([{ kind: "journal_differs", ours: 0n }]);
  expect(differences({ journalParts: 4n, charged: undefined })).toEqual([]);
});

test("an id that stands for all parts of a message is billed with as many", () => {
  const whole = chunk({ acceptedIds: ["w", "w", "a"] });
  const billed = (parts: bigint) =>
    new Map([
      ["w", { parts, rows: 1, amount: parts * 800n }],
      ["a", { parts: 1n, rows: 1, amount: 800n }],
    ]);
  const match = reconciler(billed(2n));
  expect(match.addChunk(whole)).toEqual([]);
  expect(match.finish().match).toMatchObject({ partsBilled: 3n, expected: 2_400n });
  const rowPerPart = new Map([...billed(2n), ["w", { parts: 2n, rows: 2, amount: 1_600n }]]);
  expect(reconciler(rowPerPart).addChunk(whole)).toEqual([]);
  const less = reconciler(billed(1n));
  expect(less.addChunk(whole)).toMatchObject([
    { kind: "parts_differ", subject: "w", ours: 2n, theirs: 1n },
  ]);
  expect(reconciler(bill("a")).addChunk(whole)).toMatchObject([
    { kind: "not_billed", subject: "w", ours: 2n, theirs: 0n },
  ]);
});

test("journal, receipts and invoice that say the same leave no case", () => {
  const match = reconciler(bill("a", "b", "c"));
  expect(match.addChunk(chunk())).toEqual([]);
  expect(match.finish()).toEqual({
    match: {
      partsOurs: 3n,
      partsCharged: 3n,
      partsDelivered: 2n,
      partsBilled: 3n,
      expected: 2_400n,
      expectedParts: [{ script: "ucs2", parts: 3n }],
    },
    differences: [],
    billedAcross: [],
  });
});

test("a contract that pays for what was delivered leaves no case where parts were not, and one where they were charged", () => {
  const match = reconciler(bill("a", "b", "c"));
  expect(match.addChunk(chunk({ charged: 2n, chargeable: 2n }))).toEqual([]);
  expect(match.finish().match).toMatchObject({ partsOurs: 3n, partsCharged: 2n, expected: 2_400n });
  expect(reconciler(undefined).addChunk(chunk({ charged: 3n, chargeable: 2n }))).toEqual([
    { kind: "charged_differs", subject: "k1", chunkId: "k1", ours: 3n, theirs: 2n },
  ]);
});

test("a chunk whose bill may still change is matched with the operator's file, not with what was charged", () => {
  const match = reconciler(bill("a", "b"));
  expect(match.addChunk(chunk({ charged: undefined, chargeable: 0n }))).toMatchObject([
    { kind: "not_billed", subject: "c" },
  ]);
  expect(match.finish()).toMatchObject({ match: { partsCharged: 0n }, differences: [] });
});

test("parts of a chunk across midnight are billed on one day or the other: missing in both or in both is a case", () => {
  const across = (billed: readonly string[], allBilled: boolean, isLast: boolean) =>
    chunk({ otherDays: { billed: new Set(billed), allBilled, isLast } });
  const first = reconciler(bill("a"));
  expect(first.addChunk(across([], false, false))).toEqual([]);
  expect(first.finish()).toMatchObject({
    match: { partsOurs: 0n, expected: 800n },
    ...{ billedAcross: ["a"], differences: [] },
  });
  const second = reconciler(bill("b"));
  expect(second.addChunk(across(["a"], true, true))).toMatchObject([
    { kind: "not_billed", subject: "c" },
  ]);
  expect(second.finish().match).toMatchObject({ partsOurs: 3n, expected: 1_600n });
  const both = reconciler(bill("a", "b", "c"));
  expect(both.addChunk(across(["a"], true, true))).toMatchObject([
    { kind: "billed_twice", subject: "a", ours: 1n, theirs: 2n },
  ]);
});

test("a second id of a part that was sent twice is known: billed too, the part is billed twice", () => {
  const match = reconciler(bill("a", "b", "c", "c2"));
  const extraIds = [
    { id: "b2", of: "b" },
    { id: "c2", of: "c" },
  ];
  expect(match.addChunk(chunk({ extraIds }))).toEqual([
    { kind: "billed_twice", subject: "c2", chunkId: "k1", ours: 1n, theirs: 2n },
  ]);
  expect(match.finish().differences).toEqual([]);
});

test("a part that is billed by its second id alone is billed once", () => {
  const match = reconciler(bill("a", "b", "c2"));
  const extraIds = [{ id: "c2", of: "c" }];
  expect(match.addChunk(chunk({ extraIds }))).toEqual([]);
  const { match: sums, differences } = match.finish();
  expect([sums.expected, sums.partsBilled, differences]).toEqual([2_400n, 3n, []]);
});

test("every difference is a case of its own, never a rounding", () => {
  const billed = new Map([
    ["a", { parts: 2n, rows: 2, amount: 1_600n }],
    ["b", { parts: 2n, rows: 1, amount: 1_600n }],
    ["x", { parts: 1n, rows: 1, amount: 800n }],
  ]);
  const match = reconciler(billed);
  const kinds = match
    .addChunk(chunk({ charged: 4n, deliveredParts: 4n }))
    .map(({ kind, subject, ours, theirs }) => [kind, subject, ours, theirs]);
  expect(kinds).toEqual([
    ["charged_differs", "k1", 4n, 3n],
    ["receipts_differ", "k1", 3n, 4n],
    ["billed_twice", "a", 1n, 2n],
    ["parts_differ", "b", 1n, 2n],
    ["not_billed", "c", 1n, 0n],
  ]);
  expect(match.finish().differences).toEqual([
    { kind: "unknown_id", subject: "x", chunkId: "", ours: 0n, theirs: 1n },
  ]);
});

test("without the operator's file the journal is held against the receipts", () => {
  const match = reconciler(undefined);
  expect(match.addChunk(chunk())).toEqual([]);
  expect(match.addChunk(chunk({ chunkId: "k2", charged: 2n }))).toMatchObject([
    { kind: "charged_differs", subject: "k2" },
  ]);
  expect(match.finish().differences).toEqual([]);
});

test("an amount that is not the quantity at the agreed price is a case, to the last unit", () => {
  const billed = new Map([
    ["a", { parts: 1n, rows: 1, amount: 800n }],
    ["b", { parts: 1n, rows: 1, amount: 801n }],
    ["c", { parts: 1n, rows: 1, amount: 0n }],
  ]);
  const match = reconciler(billed);
  const priced = (amount: bigint) => ({ script: "ucs2", bills: [{ parts: 1n, amount }] });
  const of = { kind: "amount_differs", chunkId: "k1", ours: 800n };
  expect(match.addChunk(chunk())).toEqual([
    { ...of, subject: "b", theirs: 801n, priced: priced(801n) },
    { ...of, subject: "c", theirs: 0n, priced: priced(0n) },
  ]);
  expect(match.finish().match.expected).toBe(2_400n);
});

test("what is billed at a price that nobody agreed is one case for each script", () => {
  const match = reconciler(bill("a", "b", "c", "d"));
  expect(match.addChunk(chunk({ costPerPart: undefined }))).toEqual([]);
  match.addChunk(chunk({ chunkId: "k2", script: "gsm7", acceptedIds: ["d"], deliveredParts: 0n }));
  expect(match.finish()).toMatchObject({
    match: { expected: undefined },
    differences: [
      {
        ...{ kind: "no_cost_price", subject: "ucs2", chunkId: "", ours: 0n, theirs: 2_400n },
        // However many messages: each different bill once.
        priced: { script: "ucs2", bills: [{ parts: 1n, amount: 800n }] },
      },
    ],
  });
});
