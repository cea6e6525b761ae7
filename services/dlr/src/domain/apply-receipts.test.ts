import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyReceipts as applyIndexed, indexKeys, type Receipt } from "./apply-receipts.js";
import { applySubmits, type SubmitsSnapshot } from "./apply-submits.js";
import {
  evidenceOfSlot,
  keysOf,
  messageState,
  operatorKey,
  tally,
  type ChunkOutcome,
} from "./chunk-outcome.js";
import { expireChunk } from "./expiry.js";
import { changesOf } from "./feed.js";
import { advance, isFinal, partStates, stateOf } from "./part-state.js";

const at = new Date("2026-11-22T10:00:00Z");
const later = new Date("2026-11-23T12:00:00Z");

const snapshot = (over: Partial<SubmitsSnapshot> = {}): SubmitsSnapshot => ({
  chunkId: "c1",
  version: 1,
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
  parts: Uint8Array.of(1, 2, 1),
  codes: Uint8Array.of(1, 1, 1, 1),
  operatorIds: ["a", "b", "c", "d"],
  extraIds: [],
  duplicatePossible: [],
  reasons: new Map(),
  keptBack: new Set(),
  complete: true,
  releasedAt: at,
  submittedAt: at,
  expiresAt: new Date("2026-11-23T10:00:00Z"),
  ...over,
});

const receipt = (id: string, state: string, error = "000"): Receipt => ({
  key: operatorKey("mci", id),
  state,
  error,
  at,
});

const chunk = (over: Partial<SubmitsSnapshot> = {}): ChunkOutcome => {
  const outcome = applySubmits(undefined, snapshot(over), at);
  if (outcome === undefined) throw new Error("a first snapshot is always taken in");
  return outcome;
};

const applyReceipts = (outcome: ChunkOutcome, receipts: readonly Receipt[], now: Date) =>
  applyIndexed(outcome, indexKeys(outcome), receipts, now);

const apply = (outcome: ChunkOutcome, ...receipts: Receipt[]): ChunkOutcome =>
  applyReceipts(outcome, receipts, at) ?? outcome;

test("what is told again of a chunk that was answered was submitted when it was told first", () => {
  const again = applySubmits(chunk(), snapshot({ version: 2, submittedAt: later }), later);
  expect(again?.submittedAt).toEqual(at);
  const half = chunk({ complete: false });
  expect(applySubmits(half, snapshot({ version: 2, submittedAt: later }), later)).toMatchObject({
    submittedAt: later,
  });
});

describe("receipts of a chunk", () => {
  test("one receipt speaks for all parts that went in one submit, also of a second submit", () => {
    const shared = { operatorIds: ["a", "w", "w", "d"] };
    const before = chunk(shared);
    expect(keysOf(before)).toEqual(["a", "w", "d"].map((id) => operatorKey("mci", id)));
    const told = apply(before, receipt("w", "DELIVRD"));
    expect(tally(told)).toMatchObject({
      partsDelivered: 2,
      messages: { accepted: 2, delivered: 1 },
    });
    expect(applyReceipts(told, [receipt("w", "DELIVRD")], later)).toBeUndefined();
    const again = [1, 2].map((part) => ({ part, id: "w2", account: "mci" }));
    const second = apply(chunk({ ...shared, extraIds: again }), receipt("w2", "UNDELIV", "027"));
    expect(tally(second)).toMatchObject({ parts: { undelivered: 2, accepted: 2 } });
    expect(second.reasons).toEqual(
      new Map([
        [1, { code: "027" }],
        [2, { code: "027" }],
      ]),
    );
  });

  test("a message is delivered when all of its parts are", () => {
    const one = apply(chunk(), receipt("b", "DELIVRD"));
    expect(tally(one).messages).toEqual({ accepted: 3 });
    const both = apply(one, receipt("c", "DELIVRD"));
    expect(tally(both).messages).toEqual({ accepted: 2, delivered: 1 });
  });

  test("a message fails as soon as one of its parts failed for good", () => {
    const failed = apply(chunk(), receipt("b", "DELIVRD"), receipt("c", "UNDELIV", "027"));
    expect(tally(failed).messages).toEqual({ accepted: 2, undelivered: 1 });
    expect(failed.reasons.get(2)).toMatchObject({ code: "027" });
  });

  test("a final state never changes; a different final receipt is kept beside it with its code, each word once", () => {
    const failed = apply(chunk(), receipt("a", "UNDELIV", "027"));
    const contradicted = apply(failed, receipt("a", "DELIVRD"), receipt("a", "EXPIRED", "031"));
    expect(stateOf(contradicted.states[0] ?? 0)).toBe("undelivered");
    expect(contradicted.reasons.get(0)).toMatchObject({ code: "027" });
    expect(contradicted.contradictions).toMatchObject([
      { part: 0, state: "delivered", code: "000" },
      { part: 0, state: "expired", code: "031" },
    ]);
    expect(tally(contradicted).failures).toEqual(tally(failed).failures);
    const again = [
      receipt("a", "DELIVRD"),
      receipt("a", "UNDELIV", "027"),
      receipt("a", "EXPIRED"),
    ];
    expect(applyReceipts(contradicted, again, later)).toBeUndefined();
  });

  test("a contradiction is told once of its message, whatever else its operator says of it later", () => {
    const delivered = apply(chunk(), receipt("b", "DELIVRD"), receipt("c", "DELIVRD"));
    const first = changesOf(delivered, undefined);
    expect(first.changed).toMatchObject([
      { slot: 1, before: undefined, contradictedBy: undefined },
    ]);
    const denied = apply(delivered, receipt("c", "UNDELIV", "027"));
    const second = changesOf(denied, first.told);
    expect(second.changed).toMatchObject([
      {
        ...{ slot: 1, state: "delivered", before: "delivered", reason: "", failure: "" },
        contradictedBy: { state: "undelivered", code: "027" },
      },
    ]);
    expect(changesOf(apply(denied, receipt("b", "EXPIRED")), second.told).changed).toEqual([]);
    // Told for the first time when both have come.
    expect(changesOf(denied, undefined)).toMatchObject({
      changed: [{ before: undefined, contradictedBy: { state: "undelivered" } }],
      told: second.told,
    });
  });

  test("what was noted of a part before it was delivered is no reason any more", () => {
    const unknown = apply(chunk(), receipt("a", "UNKNOWN", "099"));
    expect(unknown.reasons.get(0)).toMatchObject({ code: "099" });
    expect(apply(unknown, receipt("a", "DELIVRD")).reasons.has(0)).toBe(false);
  });

  test("a late ENROUTE after DELIVRD is ignored and a repeated receipt writes nothing", () => {
    const delivered = apply(chunk(), receipt("a", "DELIVRD"));
    expect(
      applyReceipts(delivered, [receipt("a", "ENROUTE"), receipt("a", "DELIVRD")], at),
    ).toBeUndefined();
  });

  test("a receipt for the second submit of a part that may have gone out twice counts for that part", () => {
    const doubled = chunk({
      extraIds: [{ part: 0, id: "a2", account: "mci" }],
      duplicatePossible: [0],
    });
    expect(keysOf(doubled)).toContain("mci:a2");
    expect(stateOf(apply(doubled, receipt("a2", "DELIVRD")).states[0] ?? 0)).toBe("delivered");
  });

  test("parts of one chunk that went by two accounts are known by their own account's ids", () => {
    const roads = ["mci", "aggregator"].map((account) => ({ account, evidence: "", errors: "" }));
    const split = chunk({
      roads,
      partRoads: Uint8Array.of(0, 0, 0, 1),
      operatorIds: ["a", "b", "c", "a"],
    });
    const foreign: Receipt = { ...receipt("a", "DELIVRD"), key: operatorKey("aggregator", "a") };
    const after = apply(split, foreign, receipt("a", "UNDELIV"));
    expect(Array.from(after.states, stateOf)).toEqual([
      "undelivered",
      "accepted",
      "accepted",
      "delivered",
    ]);
  });

  test("what receipts prove is counted for the parts that were taken, and a message proves what its weakest part does", () => {
    const roads = ["handset", "network"].map((evidence, i) => ({
      account: `${i}`,
      evidence,
      errors: "",
    }));
    const split = chunk({
      roads,
      partRoads: Uint8Array.of(0, 0, 1, 1),
      codes: Uint8Array.of(1, 1, 1, 2),
    });
    expect(tally(split)).toMatchObject({
      evidence: { handset: 2, network: 1 },
      failures: { unspecified: 1 },
    });
    expect([0, 1].map((slot) => evidenceOfSlot(split, slot))).toEqual(["handset", "network"]);
    expect(evidenceOfSlot(chunk(), 0)).toBe("");
  });

  test("the same id at another account is another message", () => {
    const foreign: Receipt = { ...receipt("a", "DELIVRD"), key: operatorKey("irancell", "a") };
    expect(applyReceipts(chunk(), [foreign], at)).toBeUndefined();
  });
});

describe("an operator that sends a receipt for the last part of a long message only", () => {
  const roads = [
    { account: "mci", evidence: "handset", errors: "", isLastOnly: true },
    { account: "other", evidence: "handset", errors: "", isLastOnly: true },
  ];
  /** A message of one part and one of three. */
  const long = (over: Partial<SubmitsSnapshot> = {}) =>
    chunk({ roads, partRoads: new Uint8Array(4), parts: Uint8Array.of(1, 3), ...over });
  const statesOf = ({ states }: ChunkOutcome) => Array.from(states, stateOf);

  test("decides of all its parts with that one, and proves of the earlier ones that they were taken", () => {
    const told = apply(long(), receipt("d", "DELIVRD"));
    expect(statesOf(told)).toEqual(["accepted", "delivered", "delivered", "delivered"]);
    expect(tally(told)).toMatchObject({
      messages: { accepted: 1, delivered: 1 },
      partsDelivered: 3,
      evidence: { handset: 2, accepted_only: 2 },
    });
    expect([0, 1].map((slot) => evidenceOfSlot(told, slot))).toEqual(["handset", "accepted_only"]);
    const failed = apply(long(), receipt("d", "UNDELIV", "027"));
    expect(tally(failed)).toMatchObject({ parts: { accepted: 1, undelivered: 3 } });
    expect(failed.reasons.get(1)).toMatchObject({ code: "027" });
  });

  test("does so also of parts whose answer is told later, and when its word comes after all hope", () => {
    const half = { codes: Uint8Array.of(1, 0, 0, 1), complete: false };
    const early = apply(
      long({ ...half, operatorIds: ["a", "", "", "d"] }),
      receipt("d", "DELIVRD"),
    );
    expect(statesOf(early)).toEqual(["accepted", "pending", "pending", "delivered"]);
    const all = { roads, partRoads: new Uint8Array(4), parts: Uint8Array.of(1, 3) };
    const whole = applySubmits(early, snapshot({ ...all, version: 2 }), later);
    expect(whole && statesOf(whole)).toEqual(["accepted", "delivered", "delivered", "delivered"]);
    const ended = expireChunk(long(), 0, later);
    expect(ended && tally(ended).messages).toEqual({ unknown: 2 });
    const late = ended && apply(ended, receipt("d", "DELIVRD"));
    expect(late && tally(late).messages).toEqual({ unknown: 1, delivered: 1 });
  });

  test("says nothing of parts that it refused or that went elsewhere, nor of earlier ones when it refused the last", () => {
    const refused = apply(long({ codes: Uint8Array.of(1, 2, 1, 1) }), receipt("d", "DELIVRD"));
    expect(statesOf(refused)).toEqual(["accepted", "rejected", "delivered", "delivered"]);
    const split = apply(long({ partRoads: Uint8Array.of(0, 1, 0, 0) }), receipt("d", "DELIVRD"));
    expect(statesOf(split)).toEqual(["accepted", "accepted", "delivered", "delivered"]);
    const lastRefused = long({
      codes: Uint8Array.of(1, 1, 1, 2),
      operatorIds: ["a", "b", "c", ""],
    });
    expect(statesOf(lastRefused)).toEqual(["accepted", "unknown", "unknown", "rejected"]);
    expect(tally(lastRefused).messages).toEqual({ accepted: 1, rejected: 1 });
    // If it sends one all the same, that counts.
    expect(statesOf(apply(lastRefused, receipt("b", "DELIVRD")))[1]).toBe("delivered");
  });
});

describe("submit snapshots", () => {
  test("an older or repeated snapshot changes nothing", () => {
    const newer = chunk({ version: 3 });
    expect(applySubmits(newer, snapshot({ version: 3 }), at)).toBeUndefined();
    expect(applySubmits(newer, snapshot({ version: 2 }), at)).toBeUndefined();
  });

  test("a part in doubt of which nothing more is sent is not waited for, and a receipt that knew better stays", () => {
    const keptBack = new Set([0, 1, 2]);
    const codes = Uint8Array.of(3, 1, 3, 1);
    const cancelled = chunk({ codes, keptBack });
    expect(tally(cancelled).parts).toEqual({ unknown: 2, accepted: 2 });
    const delivered = apply(chunk({ complete: false }), receipt("a", "DELIVRD"));
    const after = applySubmits(delivered, snapshot({ version: 2, codes, keptBack }), at);
    expect(after && tally(after).parts).toEqual({ delivered: 1, unknown: 1, accepted: 2 });
    expect(tally(chunk({ codes })).parts).toEqual({ in_doubt: 2, accepted: 2 });
  });

  test("what a receipt said is kept when the next snapshot of a running chunk arrives", () => {
    const running = chunk({
      codes: Uint8Array.of(1, 1, 0, 0),
      operatorIds: ["a", "b", "", ""],
      complete: false,
    });
    const delivered = apply(running, receipt("a", "DELIVRD"));
    const done = applySubmits(delivered, snapshot({ version: 2 }), at);
    expect(done && tally(done).messages).toEqual({ delivered: 1, accepted: 2 });
  });

  test("withheld, refused and failed parts are final without any receipt", () => {
    const outcome = chunk({ codes: Uint8Array.of(4, 2, 2, 6), operatorIds: ["", "", "", ""] });
    expect(tally(outcome)).toMatchObject({
      final: true,
      partsAccepted: 0,
      messages: { withheld: 1, rejected: 1, failed: 1 },
    });
  });
});

describe("what never came", () => {
  test("after validity and margin open parts become unknown and the chunk is final", () => {
    const ended = expireChunk(apply(chunk(), receipt("a", "DELIVRD")), 3_600_000, later);
    expect(ended && tally(ended)).toMatchObject({
      final: true,
      messages: { delivered: 1, unknown: 2 },
    });
    expect(expireChunk(chunk(), 3_600_000, new Date("2026-11-23T10:30:00Z"))).toBeUndefined();
  });

  test("a late receipt still corrects an unknown part", () => {
    const ended = expireChunk(chunk(), 0, later);
    const corrected = ended && apply(ended, receipt("a", "DELIVRD"));
    expect(corrected && tally(corrected).messages).toEqual({ delivered: 1, unknown: 2 });
  });
});

describe("whatever the order", () => {
  const word = fc.constantFrom("DELIVRD", "UNDELIV", "ENROUTE", "ACCEPTD", "EXPIRED");
  const events = fc.array(
    fc.oneof(
      fc.record({ id: fc.constantFrom("a", "b", "c", "d", "nobody"), state: word }),
      fc.record({ version: fc.integer({ min: 1, max: 4 }) }),
    ),
    { maxLength: 30 },
  );

  test("a part only ever moves forward and a final part stays", () => {
    fc.assert(
      fc.property(events, (history) => {
        let outcome = chunk({ complete: false, codes: Uint8Array.of(1, 1, 1, 0) });
        for (const event of history) {
          const next =
            "version" in event
              ? applySubmits(outcome, snapshot({ version: event.version }), at)
              : applyReceipts(outcome, [receipt(event.id, event.state)], at);
          if (next === undefined) continue;
          expect(next.version).toBe(outcome.version + 1);
          outcome.states.forEach((byte, part) => {
            if (isFinal(stateOf(byte))) expect(next.states[part]).toBe(byte);
          });
          outcome = next;
        }
      }),
    );
  });

  test("repeating every receipt changes nothing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: fc.constantFrom("a", "b", "c", "d"), state: word })),
        (list) => {
          const receipts = list.map(({ id, state }) => receipt(id, state));
          const once = apply(chunk(), ...receipts);
          const twice = apply(once, ...receipts);
          expect(twice.states).toEqual(once.states);
        },
      ),
    );
  });

  test("the outcome of a message is one of the states of its parts", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...partStates), { minLength: 1 }), (states) => {
        expect([...states, "pending", "accepted"]).toContain(messageState(states));
      }),
    );
  });

  test("advancing twice by the same state is the same as once", () => {
    fc.assert(
      fc.property(fc.constantFrom(...partStates), fc.constantFrom(...partStates), (from, to) => {
        const once = advance(from, to).state;
        expect(advance(once, to).state).toBe(once);
      }),
    );
  });
});
