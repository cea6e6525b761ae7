import { expect, test } from "vitest";
import { chunkBook } from "./chunk-book.js";
import { applySubmits, type SubmitsSnapshot } from "./domain/apply-submits.js";
import { operatorKey, type ChunkOutcome } from "./domain/chunk-outcome.js";

const at = new Date("2026-11-22T10:00:00Z");

const snapshot = (version: number, operatorIds: readonly string[]): SubmitsSnapshot => ({
  chunkId: "c1",
  version,
  tenantId: "t1",
  campaignId: "k1",
  lineId: "l1",
  variant: 0,
  isTest: false,
  reservationId: "r1",
  operator: "MCI",
  account: "mci",
  roads: [],
  partRoads: new Uint8Array(),
  alphabet: "ucs2",
  parts: Uint8Array.of(1, 1),
  codes: Uint8Array.from([0, 1], (i) => (operatorIds[i] ? 1 : 0)),
  operatorIds: [...operatorIds],
  extraIds: [],
  duplicatePossible: [],
  reasons: new Map(),
  keptBack: new Set(),
  complete: operatorIds.length === 2,
  releasedAt: at,
  submittedAt: at,
  expiresAt: new Date("2026-11-23T10:00:00Z"),
});

const known = (outcome: ChunkOutcome | undefined): ChunkOutcome => {
  if (outcome === undefined) throw new Error("the snapshot was not taken in");
  return outcome;
};
const half = known(applySubmits(undefined, snapshot(1, ["a", ""]), at));
const whole = known(applySubmits(half, snapshot(2, ["a", "b"]), at));

test("a chunk read before a newer version was kept does not take the newer one's place", () => {
  const book = chunkBook();
  book.put(whole);
  book.put(half);
  expect(book.get("c1")?.outcome).toBe(whole);
  expect(book.chunkOf(operatorKey("mci", "b"))).toBe("c1");
});

test("a key whose part is on no page is unknown, so that its receipt is waited for and not swallowed", () => {
  const book = chunkBook();
  book.put(whole);
  book.drop("c1");
  book.put(half);
  expect(book.chunkOf(operatorKey("mci", "a"))).toBe("c1");
  expect(book.chunkOf(operatorKey("mci", "b"))).toBeUndefined();
});
