import { STATUS } from "@whiteline/smpp";
import mongoose from "mongoose";
import { expect, test } from "vitest";
import { carryChunk } from "./carry-chunk.js";
import type { Carrying, Chunk } from "./carrying.js";
import type { ChunkProgress, JournalEntry, PartResult } from "./domain/chunk-progress.js";
import { accountOf } from "./domain/bind-plan.js";
import { openEmbargo } from "./domain/embargo.js";
import { submitCode } from "./domain/submit-code.js";
import { unsendable } from "./domain/wire-form.js";
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
    addIntent: async ({ n, bindId, epoch, at, parts }) => {
      if (entries.has(n)) return false;
      entries.set(n, {
        n,
        bindId,
        account: accountOf(bindId),
        epoch,
        at,
        state: "intent",
        parts,
        results: [],
        reason: "",
      });
      return true;
    },
    addDone: async ({ n, bindId, epoch, at, parts }, results, reason) => {
      if (entries.has(n)) return false;
      entries.set(n, {
        n,
        bindId,
        account: accountOf(bindId),
        epoch,
        at,
        state: "done",
        parts,
        results,
        reason,
      });
      return true;
    },
    complete: async (_chunk, n, epoch, answers) => {
      const entry = entries.get(n);
      if (entry?.state !== "intent" || entry.epoch !== epoch) return false;
      entries.set(n, { ...entry, state: "done", ...answers });
      return true;
    },
  };
  return { store, entries };
};

const chunk = (parts: number): Chunk => ({
  chunkId: "c",
  tenantId: "t",
  providerId: "p",
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
      const results = parts.map((part): PartResult => ({
        part,
        code: submitCode.accepted,
        operatorId: `id-${part}`,
        status: 0,
      }));
      return { results, cause: "" };
    },
    maySend: () => true,
    elsewhere: async () => [],
    others: () => ({ areUp: false, carry: false }),
    bindId: "b/1",
    account: "b",
    unsendable: new Set(),
    isWhole: false,
    policyOf: () => ({ kind: "resend", elsewhere: false }),
    doubts: {
      record: async () => undefined,
      decisions: async () => new Map(),
      close: async () => undefined,
    },
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

test("what is in doubt at one account waits for it, and the rest goes by the next", async () => {
  const { store, entries } = journal();
  const gate = laneGate({ size: 1_000, rate: 0, monotonic: () => 0 });
  const first = { chunkId: "c", n: 0, bindId: "a/1", epoch: 1, parts: [0, 1], at: new Date(0) };
  await store.addIntent(first);
  const cases: string[] = [];
  const it = carrying(store, gate, {
    doubts: {
      record: async (_chunk, _policy, found) => void cases.push(...found.map((c) => c.state)),
      decisions: async () => new Map(),
      close: async () => undefined,
    },
  });
  expect(await carryChunk(chunk(3), it)).toEqual({ retryInMs: 5_000, waitsFor: ["a"] });
  expect([...entries.values()].map(({ account, parts }) => [account, parts])).toEqual([
    ["a", [0, 1]],
    ["b", [2]],
  ]);
  expect(new Set(cases)).toEqual(new Set(["waits_for_account"]));
  // Its validity over, it ends in doubt: it may have gone out.
  const late = { ...it, now: () => new Date(9_000_000) };
  expect(await carryChunk(chunk(3), late)).toBe("done");
  expect([...(it.told.at(-1)?.codes ?? [])]).toEqual([3, 3, 1]);
});

test("a part that may have arrived is not told as withheld when its campaign is cancelled", async () => {
  const { store } = journal();
  const gate = laneGate({ size: 1_000, rate: 0, monotonic: () => 0 });
  await store.addIntent({
    chunkId: "c",
    n: 0,
    bindId: "b/1",
    epoch: 1,
    parts: [0],
    at: new Date(0),
  });
  const embargo = openEmbargo();
  embargo.learn({ kind: "campaign", campaignId: "gone", state: "cancelled", version: 1n });
  const listed: string[] = [];
  const it = carrying(store, gate, {
    embargo,
    doubts: {
      record: async (_chunk, _policy, found) => void listed.push(...found.map((c) => `${c.n}`)),
      decisions: async () => new Map(),
      close: async () => undefined,
    },
  });
  const cancelled = { ...chunk(2), campaignId: "gone" };
  expect(await carryChunk(cancelled, it)).toBe("done");
  const told = it.told.at(-1)!;
  expect([...told.codes]).toEqual([submitCode.inDoubt, submitCode.withheld]);
  expect([...told.withheld]).toEqual([
    [0, "campaign_cancelled"],
    [1, "campaign_cancelled"],
  ]);
  // The one case is the submit without an answer, not what the cancel ended.
  expect(new Set(listed)).toEqual(new Set(["0"]));
  // A restart folds to the same.
  expect(await carryChunk(cancelled, it)).toBe("done");
  expect(it.told.at(-1)).toEqual(told);
});

test("what waits for another account ends with its campaign, and is handed to nobody while that pauses", async () => {
  const { store } = journal();
  const gate = laneGate({ size: 1_000, rate: 0, monotonic: () => 0 });
  const doubtful = { chunkId: "c", n: 0, bindId: "a/1", epoch: 1, parts: [0], at: new Date(0) };
  await store.addIntent(doubtful);
  const embargo = openEmbargo();
  const campaign = { kind: "campaign", campaignId: "stopped" } as const;
  const it = carrying(store, gate, { embargo });
  const waits = { ...chunk(1), campaignId: "stopped" };
  expect(await carryChunk(waits, it)).toEqual({ retryInMs: 5_000, waitsFor: ["a"] });
  embargo.learn({ ...campaign, state: "paused", version: 1n });
  expect(await carryChunk(waits, it)).toEqual({ retryInMs: 2_000 });
  embargo.learn({ ...campaign, state: "cancelled", version: 2n });
  expect(await carryChunk(waits, it)).toBe("done");
  expect([...(it.told.at(-1)?.codes ?? [])]).toEqual([submitCode.inDoubt]);
  expect(gate.inFlight()).toBe(0);
});

test("of a text with a character that the operator does not take no part leaves, unless one is on the air already", async () => {
  const content = (text: string) => ({
    dataCoding: 0 as const,
    hasUdh: false,
    userData: new Uint8Array(),
    udhLength: 0,
    text,
  });
  const parts = [
    { recipient: 0, content: content("It costs ") },
    { recipient: 0, content: content("3 €") },
    { recipient: 1, content: content("It costs 3 euros") },
    { recipient: 2, content: content("It costs ") },
    { recipient: 2, content: content("4 €") },
  ];
  const form = { septets: "unpacked", concat: "8bit", defaultAlphabet: "latin1" } as const;
  const { store, entries } = journal();
  const begun = { chunkId: "c", n: 0, bindId: "a/1", epoch: 1, parts: [3], at: new Date(0) };
  const accepted = { part: 3, code: submitCode.accepted, operatorId: "x", status: 0 };
  await store.addDone(begun, [accepted], "");
  const gate = laneGate({ size: 1_000, rate: 0, monotonic: () => 0 });
  const it = carrying(store, gate, { unsendable: unsendable(parts, form) });
  expect([...it.unsendable]).toEqual([0, 2]);
  expect(await carryChunk({ ...chunk(3), parts }, it)).toBe("done");
  const { failed, accepted: taken } = submitCode;
  expect([...(it.told.at(-1)?.codes ?? [])]).toEqual([failed, failed, taken, taken, taken]);
  expect(entries.get(1)).toMatchObject({ parts: [0, 1], reason: "character_not_taken" });
  expect(unsendable(parts, { ...form, defaultAlphabet: "gsm" }).size).toBe(0);
});

test("a part that rests after a fault does not keep back what the others became", async () => {
  const { store } = journal();
  const gate = laneGate({ size: 1_000, rate: 0, monotonic: () => 0 });
  const it = carrying(store, gate, {
    submit: async (_chunk, parts) => {
      gate.giveBack("BULK", parts.length);
      const results = parts.map((part): PartResult =>
        part === 1
          ? { part, code: submitCode.notSent, operatorId: "", status: STATUS.ESME_RSYSERR }
          : { part, code: submitCode.accepted, operatorId: `id-${part}`, status: 0 },
      );
      return { results, cause: "" };
    },
  });
  expect(await carryChunk(chunk(3), it)).toEqual({ retryInMs: 1_000 });
  expect([...(it.told.at(-1)?.codes ?? [])]).toEqual([1, 0, 1]);
  // Nothing new: nothing is told again while it rests.
  const told = it.told.length;
  expect(await carryChunk(chunk(3), it)).toEqual({ retryInMs: 1_000 });
  expect(it.told.length).toBe(told);
});

test("what is held ends when operations drop it, and goes out once more when they release it", async () => {
  const { store } = journal();
  const gate = laneGate({ size: 1_000, rate: 0, monotonic: () => 0 });
  await store.addIntent({
    chunkId: "c",
    n: 0,
    bindId: "a/1",
    epoch: 1,
    parts: [0],
    at: new Date(0),
  });
  const decided = new Map<number, "release" | "drop">();
  const closed: number[] = [];
  const it = carrying(store, gate, {
    policyOf: () => ({ kind: "hold" }),
    doubts: {
      record: async () => undefined,
      decisions: async () => decided,
      close: async (_chunk, entries) => void closed.push(...entries),
    },
  });
  expect(await carryChunk(chunk(2), it)).toBe("held");
  expect(it.told.at(-1)?.codes).toEqual(Uint8Array.of(3, 1));
  decided.set(0, "release");
  expect(await carryChunk(chunk(2), it)).toBe("done");
  expect(it.told.at(-1)?.codes).toEqual(Uint8Array.of(1, 1));
  expect([...(it.told.at(-1)?.duplicatePossible ?? [])]).toEqual([0]);
  expect(closed).toEqual([0]);
});
