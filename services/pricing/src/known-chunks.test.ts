import type { StreamOutcomesResponse } from "@whiteline/contracts/dlr/v1/dlr";
import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { chunksOfNight, chunksSubmittedOn, type ChunkDependencies } from "./known-chunks.js";
import type { SettledRow } from "./store/once.js";

const pack = market("VN");
const asked = { pack, tenantId: "t1", operator: "VIETTEL", day: "2026-11-20" };
const at = new Date("2026-11-20T05:00:00Z");
const outcome: StreamOutcomesResponse = {
  ...{ chunkId: "k1", operator: "VIETTEL", states: ["accepted"], parts: Buffer.from([1]) },
  ...{
    operatorIds: ["a1"],
    extraOperatorIds: [],
    extraOperatorIdsOf: [],
    duplicatePossible: [],
    reasons: [],
    finalAt: [0],
    variant: 0,
  },
  bill: {
    ...{ partsAccepted: 1, partsDelivered: 0, allAnswered: true, final: true },
    ...{ releasedAt: at, submittedAt: at, reservationId: "group:1", alphabet: "gsm7" },
  },
};
const row: SettledRow = {
  ...{
    chunkId: "k1",
    campaignId: "c1",
    alphabet: "gsm7",
    charged: 1n,
    chargeable: undefined,
    from: at,
    to: at,
  },
};
/** Reads a day while its only chunk is settled before a question of that number. */
const read = async ({
  settlesBefore = Infinity,
  now = at,
  finalAt = 0,
  chunksOf = chunksSubmittedOn,
  day = asked.day,
}) => {
  let questions = 0;
  const isSettled = () => (questions += 1) >= settlesBefore;
  const found = { ...outcome, finalAt: [finalAt] };
  const it: ChunkDependencies = {
    once: {
      settledAt: async () => [],
      submittedAt: async () => (isSettled() ? [row] : []),
      isSettled: async () => isSettled(),
    },
    reservations: {
      openRules: async () =>
        isSettled()
          ? { rules: new Map(), campaignIds: [] }
          : { rules: new Map(), campaignIds: ["c1"] },
    },
    dlr: {
      listChunkOutcomes: async () => ({ chunks: [found] }),
      streamOutcomes: async function* () {
        yield found;
      },
    },
    tokens: { forTenant: async () => ({}) },
    now: () => now,
  };
  const chunks = [];
  for await (const { chunkId, charged } of chunksOf(it, { ...asked, day })) {
    chunks.push([chunkId, charged]);
  }
  return chunks;
};

test.each([1, 2, 3, 4])(
  "a chunk that settles while a file is matched, before question %d, is seen once",
  async (settlesBefore) => {
    const chunks = await read({ settlesBefore });
    expect(chunks).toEqual([["k1", settlesBefore < 3 ? 1n : undefined]]);
  },
);

test("what became final just now counts as charged to nobody only when it could have been heard of", async () => {
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  expect(await read({ now: later(10) })).toEqual([["k1", undefined]]);
  expect(await read({ now: later(20) })).toEqual([["k1", 0n]]);
  const finalAt = later(20).getTime() / 1_000;
  expect(await read({ now: later(30), finalAt })).toEqual([["k1", undefined]]);
  expect(await read({ now: later(40), finalAt })).toEqual([["k1", 0n]]);
});

test("a night finds what became final on its day and was charged to nobody, and leaves what may still be charged", async () => {
  const minutes = (n: number) => new Date(at.getTime() + n * 60_000);
  const night = { chunksOf: chunksOfNight };
  expect(await read({ ...night, now: minutes(20) })).toEqual([["k1", 0n]]);
  expect(await read({ ...night, now: minutes(10) })).toEqual([]);
  expect(await read({ ...night, now: minutes(20), settlesBefore: 1 })).toEqual([]);
  // Handed over on the 20th, final on the 22nd: the night of that day finds it, and no other.
  const finalAt = Date.parse("2026-11-22T09:00:00Z") / 1_000;
  const now = new Date("2026-11-22T17:30:00Z");
  for (const [day, found] of [
    ["2026-11-20", []],
    ["2026-11-21", []],
    ["2026-11-22", [["k1", 0n]]],
  ] as const) {
    expect(await read({ ...night, finalAt, now, day })).toEqual(found);
  }
});
