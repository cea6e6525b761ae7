import { expect, test } from "vitest";
import type { ChunkOutcome } from "./domain/chunk-outcome.js";
import { byteOf } from "./domain/part-state.js";
import { fromChunk } from "./proto.js";

const outcome: ChunkOutcome = {
  chunkId: "c",
  version: 1,
  submitsVersion: 1,
  tenantId: "t",
  campaignId: "k",
  lineId: "l",
  variant: 0,
  isTest: false,
  reservationId: "r",
  operator: "MCI",
  account: "mci",
  roads: [],
  partRoads: new Uint8Array(),
  alphabet: "gsm7",
  parts: Uint8Array.from([1, 2, 1]),
  codes: Uint8Array.from([1, 1, 2, 1]),
  states: Uint8Array.from(
    (["delivered", "delivered", "rejected", "withheld"] as const).map(byteOf),
  ),
  finalAt: new Uint32Array(4),
  operatorIds: ["1", "2", "", ""],
  extraIds: [],
  duplicatePossible: [],
  reasons: new Map(),
  contradictions: [],
  complete: true,
  releasedAt: undefined,
  submittedAt: undefined,
  expiresAt: new Date(0),
  changedAt: new Date(0),
};

test("a message of several parts has the code of the first part that has one", () => {
  const reasons = new Map([
    [2, { code: "0x0000000B" }],
    [3, { code: "opted_out" }],
  ]);
  const told = fromChunk({ ...outcome, reasons });
  expect(told.states).toEqual(["delivered", "rejected", "withheld"]);
  expect(told.reasons).toEqual(["", "0x0000000B", "opted_out"]);
});

test("a chunk without a code tells none", () => {
  expect(fromChunk(outcome).reasons).toEqual([]);
});

test("what money is settled by is counted in parts, not in messages", () => {
  expect(fromChunk(outcome).bill).toEqual({
    ...{ partsAccepted: 3, partsDelivered: 2, allAnswered: true, final: true },
    ...{ releasedAt: undefined, submittedAt: undefined, reservationId: "r", alphabet: "gsm7" },
  });
});

test("a second id of a part is told with the first one", () => {
  const extraIds = [{ part: 1, id: "2b", account: "mci" }];
  const told = fromChunk({ ...outcome, extraIds });
  expect([told.extraOperatorIds, told.extraOperatorIdsOf]).toEqual([["2b"], ["2"]]);
});
