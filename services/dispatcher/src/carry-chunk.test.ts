import mongoose from "mongoose";
import { expect, test } from "vitest";
import { carryChunk, type Carrying, type Chunk } from "./carry-chunk.js";
import type { ChunkProgress, JournalEntry, PartResult } from "./domain/chunk-progress.js";
import { openEmbargo } from "./domain/embargo.js";
import { submitCode } from "./domain/submit-code.js";
import { laneGate, type LaneGate } from "./smpp/lane-gate.js";
import type { SubmitStore } from "./store/submits.js";

/** A journal in memory, held to the same filters as the store. */
const journal = () => {
  const entries = new Map<number, JournalEntry>();
  const store: SubmitStore = {
    ensureIndexes: async () => undefined,
    ofChunk: async () => [...entries.values()],
    doubtOpen: async () => {
      for (const entry of entries.values())
        if (entry.state === "intent") entries.set(entry.n, { ...entry, state: "doubt" });
      return false;
    },
    addIntent: async ({ n, epoch, parts }) => {
      if (entries.has(n)) return false;
      entries.set(n, { n, epoch, state: "intent", parts, results: [], reason: "" });
      return true;
    },
    addDone: async ({ n, epoch, parts }, results, reason) => {
      if (entries.has(n)) return false;
      entries.set(n, { n, epoch, state: "done", parts, results, reason });
      return true;
    },
    complete: async (_chunk, n, epoch, results) => {
      const entry = entries.get(n);
      if (entry?.state !== "intent" || entry.epoch !== epoch) return false;
      entries.set(n, { ...entry, state: "done", results });
      return true;
    },
  };
  return { store, entries };
};

const chunk = (parts: number): Chunk => ({
  chunkId: "c",
  tenantId: "t",
  campaignId: "",
  lineId: "l",
  operator: "MCI",
  traffic: "",
  sender: "1000",
  lane: "BULK",
  msisdns: Array.from({ length: parts }, (_, i) => 989_120_000_000n + BigInt(i)),
  parts: Array.from({ length: parts }, (_, recipient) => ({
    recipient,
    content: { dataCoding: 0, hasUdh: false, userData: new Uint8Array(), udhLength: 0, text: "" },
  })),
  dropped: new Map(),
  expiresAt: new Date(8_000_000),
});

const carrying = (
  store: SubmitStore,
  gate: LaneGate,
  over: Partial<Carrying> = {},
): Carrying & { readonly told: ChunkProgress[] } => {
  const told: ChunkProgress[] = [];
  return {
    submits: store,
    embargo: openEmbargo(),
    gate,
    submit: async (_chunk, parts) => {
      gate.giveBack("BULK", parts.length);
      return parts.map((part): PartResult => ({
        part,
        code: submitCode.accepted,
        operatorId: `id-${part}`,
        status: 0,
      }));
    },
    maySend: () => true,
    elsewhere: async () => [],
    bindId: "b",
    epoch: 1,
    now: () => new Date(0),
    monotonic: () => 0,
    pause: async () => undefined,
    tell: async (progress) => void told.push(progress),
    signal: new AbortController().signal,
    told,
    ...over,
  };
};

test("answers are told while the next sub-batch still waits for its places", async () => {
  const { store } = journal();
  const gate = laneGate({ size: 1_000, rate: 0, monotonic: () => 0 });
  let elapsed = 0;
  const monotonic = (): number => (elapsed += 2_000);
  const told: number[] = [];
  let hear = (): void => undefined;
  const heard = new Promise<void>((resolve) => (hear = resolve));
  let takes = 0;
  const take: LaneGate["take"] = async (...asked) => {
    takes += 1;
    if (takes === 2) await heard;
    return gate.take(...asked);
  };
  const tell = async ({ operatorIds }: ChunkProgress): Promise<void> => {
    told.push(operatorIds.filter((id) => id !== "").length);
    if (told.includes(100)) hear();
  };
  expect(
    await carryChunk(chunk(200), carrying(store, { ...gate, take }, { tell, monotonic })),
  ).toBe("done");
  expect(told.at(-1)).toBe(200);
});

test("answers are held while the store is away, and nothing is sent twice for it", async () => {
  const { store, entries } = journal();
  const gate = laneGate({ size: 1_000, rate: 0, monotonic: () => 0 });
  let failures = 2;
  const complete: SubmitStore["complete"] = async (...entry) => {
    if (failures > 0) {
      failures -= 1;
      throw new mongoose.mongo.MongoNetworkError("connection refused");
    }
    return store.complete(...entry);
  };
  const it = carrying({ ...store, complete }, gate);
  expect(await carryChunk(chunk(150), it)).toBe("done");
  expect([...entries.values()].map(({ state }) => state)).toEqual(["done", "done"]);
  expect(it.told.at(-1)?.duplicatePossible.size).toBe(0);
  expect(gate.inFlight()).toBe(0);
});

test("a journal that stays away is told as such, so that the chunk is not given up", async () => {
  const { store } = journal();
  const gate = laneGate({ size: 1_000, rate: 0, monotonic: () => 0 });
  const error = new mongoose.mongo.MongoNetworkError("connection refused");
  let elapsed = 0;
  const monotonic = (): number => (elapsed += 40_000);
  const complete = async (): Promise<boolean> => {
    throw error;
  };
  await expect(
    carryChunk(chunk(3), carrying({ ...store, complete }, gate, { monotonic })),
  ).rejects.toBe(error);
  expect(gate.inFlight()).toBe(0);
});
