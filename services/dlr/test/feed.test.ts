import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { testDatabase } from "@whiteline/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyReceipts, indexKeys } from "../src/domain/apply-receipts.js";
import { applySubmits } from "../src/domain/apply-submits.js";
import { operatorKey, slotOutcomes, type ChunkOutcome } from "../src/domain/chunk-outcome.js";
import { expireChunk } from "../src/domain/expiry.js";
import { isFinal } from "../src/domain/part-state.js";
import { changeStore, type ChangeStore } from "../src/store/changes.js";
import type { ToldOutcome } from "../src/store/feed-entries.js";
import { orphanStore } from "../src/store/orphans.js";
import { outcomeStore } from "../src/store/outcomes.js";
import { toldStore } from "../src/store/told.js";
import { tellChanges } from "../src/tell-changes.js";

const at = new Date("2026-11-30T08:10:00Z");
const chunks = 3;
const slots = 4;

const fresh = (tenantId: string, chunkId: string): ChunkOutcome => {
  const outcome = applySubmits(
    undefined,
    {
      chunkId,
      version: 1,
      tenantId,
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
      parts: new Uint8Array(slots).fill(1),
      codes: new Uint8Array(slots).fill(1),
      operatorIds: Array.from({ length: slots }, (_, i) => `${chunkId}-${i}`),
      extraIds: [],
      duplicatePossible: [],
      reasons: new Map(),
      keptBack: new Set<number>(),
      complete: true,
      releasedAt: at,
      submittedAt: at,
      expiresAt: at,
    },
    at,
  );
  if (outcome === undefined) throw new Error("a first snapshot is always taken in");
  return outcome;
};

const openStore = async () => {
  const database = await testDatabase();
  const connection = await connectMongo(database.uri);
  const outcomes = outcomeStore(connection);
  const changes = changeStore(connection);
  await outcomes.ensureIndexes(400);
  await changes.ensureIndexes({ feed: 90, timeline: 800, outcomes: 400 });
  return {
    outcomes,
    changes,
    connection,
    async [Symbol.asyncDispose]() {
      await closeMongo(connection);
      await database[Symbol.asyncDispose]();
    },
  };
};

type Step =
  | {
      readonly kind: "receipt";
      readonly chunk: number;
      readonly slot: number;
      readonly word: string;
    }
  | { readonly kind: "expire"; readonly chunk: number }
  /** So many processes tell what changed at the same time. */
  | { readonly kind: "tell"; readonly processes: number }
  | { readonly kind: "read"; readonly limit: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("receipt" as const),
      chunk: fc.nat(chunks - 1),
      slot: fc.nat(slots - 1),
      word: fc.constantFrom("DELIVRD", "UNDELIV", "ENROUTE"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("expire" as const), chunk: fc.nat(chunks - 1) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("tell" as const),
      processes: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("read" as const),
      limit: fc.integer({ min: 1, max: 5 }),
    }),
  },
);

const pageOf = async (changes: ChangeStore, tenantId: string, after: number, limit: number) => {
  const page = await changes.page(tenantId, { after, limit, campaignId: "" });
  if (page === "ahead" || page === "expired") throw new Error(`a cursor of this feed is ${page}`);
  return page;
};

test("whatever the interleaving of changes, tellers and readers, a reader by cursor loses nothing and gets nothing twice", async () => {
  await using store = await openStore();
  const { outcomes, changes } = store;
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      run += 1;
      const tenantId = `t${run}`;
      const state = new Map<number, ChunkOutcome>();
      for (let i = 0; i < chunks; i += 1) {
        const outcome = fresh(tenantId, `${tenantId}c${i}`);
        await outcomes.saveWhole([outcome]);
        state.set(i, outcome);
      }
      const read: ToldOutcome[] = [];
      let cursor = 0;
      const tell = () => tellChanges({ outcomes, changes, now: () => at, intervalMs: 0 });
      const readOn = async (limit: number): Promise<boolean> => {
        const page = await pageOf(changes, tenantId, cursor, limit);
        read.push(...page.outcomes);
        cursor = page.next;
        return page.more;
      };
      const save = async (place: number, after: ChunkOutcome | undefined): Promise<void> => {
        if (after === undefined) return;
        expect(await outcomes.saveStates([after])).toBe(true);
        state.set(place, after);
      };
      for (const each of steps) {
        if (each.kind === "tell") await Promise.all(Array.from({ length: each.processes }, tell));
        else if (each.kind === "read") await readOn(each.limit);
        else {
          const before = state.get(each.chunk);
          if (before === undefined) continue;
          if (each.kind === "expire") await save(each.chunk, expireChunk(before, 0, at));
          else {
            const key = operatorKey("mci", `${before.chunkId}-${each.slot}`);
            const receipt = { key, state: each.word, error: "", at };
            await save(each.chunk, applyReceipts(before, indexKeys(before), [receipt], at));
          }
        }
      }
      while ((await tell()) > 0);
      while (await readOn(3));

      expect(read.map(({ number }) => number)).toEqual(read.map((_, i) => i + 1));
      const last = new Map<string, ToldOutcome>();
      for (const told of read) {
        const name = `${told.chunkId}-${told.slot}`;
        expect(told.before).toBe(last.get(name)?.state);
        // The same again only where its operator has contradicted itself.
        if (told.contradictedBy === undefined) expect(told.state).not.toBe(told.before);
        else expect(told.contradictedBy.state).not.toBe(told.state);
        last.set(name, told);
      }
      const denied = [...state.values()].flatMap((outcome) =>
        outcome.contradictions.map(({ part }) => `${outcome.chunkId}-${part}`),
      );
      const deniedTold = read.filter(({ contradictedBy }) => contradictedBy !== undefined);
      expect(deniedTold.map((told) => `${told.chunkId}-${told.slot}`).sort()).toEqual(
        [...new Set(denied)].sort(),
      );
      const truth = [...state.values()].flatMap((outcome) =>
        slotOutcomes(outcome).flatMap(({ state: word }, slot) =>
          isFinal(word) ? [[`${outcome.chunkId}-${slot}`, word] as const] : [],
        ),
      );
      expect(new Map([...last].map(([name, told]) => [name, told.state]))).toEqual(new Map(truth));

      const [row] = await changes.timeline(tenantId, {
        from: new Date("2026-11-30T00:00:00Z"),
        until: new Date("2026-12-01T00:00:00Z"),
        unit: "day",
        by: "operator",
        zone: "Asia/Tehran",
        lineId: "",
        operator: "",
      });
      const counted: Record<string, number> = {};
      for (const [, word] of truth) counted[word] = (counted[word] ?? 0) + 1;
      expect(row?.messages).toBe(chunks * slots);
      expect(
        Object.entries(row?.states ?? {})
          .filter(([, n]) => n !== 0)
          .sort(),
      ).toEqual(Object.entries(counted).sort());
      expect(row?.from).toEqual(new Date("2026-11-29T20:30:00Z"));
    }),
    { numRuns: 25 },
  );
}, 120_000);

test("a feed is told of another tenant's nothing, of one campaign its own, and refuses a cursor that is ahead", async () => {
  await using store = await openStore();
  const { outcomes, changes } = store;
  for (const [tenant, campaignId] of [
    ["a", "k1"],
    ["a", "k2"],
    ["b", "k1"],
  ] as const) {
    const outcome = { ...fresh(tenant, `${tenant}${campaignId}`), campaignId };
    const done = expireChunk(outcome, 0, at);
    if (done === undefined) throw new Error("an open chunk expires");
    await outcomes.saveWhole([{ ...done, version: 1 }]);
  }
  await tellChanges({ outcomes, changes, now: () => at, intervalMs: 0 });
  const ofCampaign = await changes.page("a", { after: 0, limit: 100, campaignId: "k2" });
  expect(ofCampaign).toMatchObject({ next: 8, more: false });
  expect(
    new Set(
      ofCampaign === "ahead" || ofCampaign === "expired"
        ? []
        : ofCampaign.outcomes.map((o) => o.chunkId),
    ),
  ).toEqual(new Set(["ak2"]));
  expect(await changes.page("b", { after: 4, limit: 100, campaignId: "" })).toEqual({
    outcomes: [],
    next: 4,
    more: false,
  });
  expect(await changes.page("b", { after: 5, limit: 100, campaignId: "" })).toBe("ahead");
  await store.connection.collection("feed").deleteMany({ tenant: "b" });
  expect(await changes.page("b", { after: 2, limit: 100, campaignId: "" })).toBe("expired");
});

test("outcomes, counters, what was told and what was given up have an age, and another number of days is taken at the next start", async () => {
  await using store = await openStore();
  const { outcomes, changes, connection } = store;
  const orphans = orphanStore(connection);
  const agesOf = async () => {
    const ages: Record<string, unknown> = {};
    for (const name of ["outcomes", "timeline", "feed", "feed_told", "orphans"])
      for (const index of await connection.collection(name).indexes())
        if (index.expireAfterSeconds !== undefined)
          ages[name] = [
            Object.keys(index.key),
            index.expireAfterSeconds / 86_400,
            index["partialFilterExpression"] ?? {},
          ];
    return ages;
  };
  await orphans.ensureIndexes(90);
  expect(await agesOf()).toEqual({
    outcomes: [["at"], 400, { final: true }],
    timeline: [["at"], 800, {}],
    feed: [["at"], 90, {}],
    feed_told: [["at"], 430, {}],
    orphans: [["firstSeen"], 90, { givenUp: true }],
  });
  await outcomes.ensureIndexes(500);
  await changes.ensureIndexes({ feed: 30, timeline: 900, outcomes: 500 });
  await orphans.ensureIndexes(10);
  expect(await agesOf()).toMatchObject({
    outcomes: [["at"], 500, { final: true }],
    feed: [["at"], 30, {}],
    orphans: [["firstSeen"], 10, { givenUp: true }],
  });
});

test("who learns from the feed is told which campaigns moved and what became of single messages, late corrections too, by position", async () => {
  await using store = await openStore();
  const { outcomes, changes } = store;
  const told = toldStore(store.connection);
  const tell = () => tellChanges({ outcomes, changes, now: () => at, intervalMs: 0 });
  const expire = async (outcome: ChunkOutcome) => {
    const done = expireChunk(outcome, 0, at);
    if (done === undefined) throw new Error("an open chunk expires");
    await outcomes.saveWhole([{ ...done, version: 1 }]);
    return { ...done, version: 1 };
  };
  await expire({ ...fresh("a", "ofCampaign"), campaignId: "k1" });
  await expire({ ...fresh("a", "again"), campaignId: "k1" });
  const single = await expire({ ...fresh("a", "single"), campaignId: "" });
  await expire({ ...fresh("b", "others"), campaignId: "" });
  await tell();
  expect(await told.heads("")).toEqual([
    { tenantId: "a", position: 3 * slots },
    { tenantId: "b", position: slots },
  ]);
  expect(await told.heads("a")).toEqual([{ tenantId: "b", position: slots }]);
  const first = await told.after("a", 0);
  expect(first).toMatchObject({ campaignIds: ["k1"], next: 3 * slots, more: false });
  expect(first.messages.map((each) => each.map(({ state }) => state))).toEqual([
    ["unknown", "unknown", "unknown", "unknown"],
  ]);
  const receipt = { key: operatorKey("mci", "single-2"), state: "DELIVRD", error: "", at };
  const late = applyReceipts(single, indexKeys(single), [receipt], at);
  if (late === undefined) throw new Error("what time made unknown is corrected");
  expect(await outcomes.saveStates([late])).toBe(true);
  await tell();
  const second = await told.after("a", first.next);
  expect(second).toMatchObject({ campaignIds: [], next: 3 * slots + 1 });
  expect(second.messages).toMatchObject([[{ chunkId: "single", slot: 2, state: "delivered" }]]);
  // A position of a feed that was lost: all is told again.
  expect((await told.after("a", 1_000)).messages).toHaveLength(2);
});
