import { failureReason, type Cause } from "./failure-reason.js";
import { isFinal, stateOf, type PartState } from "./part-state.js";

/**
 * Everything known about one chunk: packed per part in slot order, so that a chunk of 1,000 parts is
 * one small document (delivery.md §3, model `cm`).
 */
export type ChunkOutcome = {
  readonly chunkId: string;
  /** Rises with every change; facts and writes are judged by it. */
  readonly version: number;
  /** Version of the dispatcher's snapshot that is in here. */
  readonly submitsVersion: number;
  readonly tenantId: string;
  readonly campaignId: string;
  readonly lineId: string;
  /** Of the campaign's variants, from 1, of every slot; 0: it has none. */
  readonly variant: number;
  /** Sent to people of the company, to see how it looks. */
  readonly isTest: boolean;
  readonly reservationId: string;
  readonly operator: string;
  /** Account of parts of which nothing closer is told, as in facts of before the failover. */
  readonly account: string;
  /** Accounts that its parts went by. */
  readonly roads: readonly Road[];
  /** Per part: place in `roads`. */
  readonly partRoads: Uint8Array;
  readonly alphabet: string;
  /** Parts per recipient. */
  readonly parts: Uint8Array;
  /** Submit result per part, as SubmitsRecorded numbers them. */
  readonly codes: Uint8Array;
  /** Part state per part, packed. */
  readonly states: Uint8Array;
  /** When each part became final, seconds since 1970; 0: it is not. */
  readonly finalAt: Uint32Array;
  /** The operator's id per part, empty when none; parts that went in one submit share it. */
  readonly operatorIds: readonly string[];
  /** Ids of second submits: part index and id. */
  readonly extraIds: readonly ExtraId[];
  /** Parts that may have gone out twice. */
  readonly duplicatePossible: readonly number[];
  /** Why parts are as they are, by part index: refusals, errors of receipts, what held them back. */
  readonly reasons: ReadonlyMap<number, Cause>;
  /** Final words of receipts that came after another final one, each word of a part once. */
  readonly contradictions: readonly Contradiction[];
  /** The dispatcher has dealt with every part. */
  readonly complete: boolean;
  readonly releasedAt: Date | undefined;
  /** When the dispatcher had dealt with every part, or with as many as it has yet; undefined: not told. */
  readonly submittedAt: Date | undefined;
  readonly expiresAt: Date;
  readonly changedAt: Date;
};

export type Contradiction = {
  readonly part: number;
  readonly state: PartState;
  /** The operator's own, or empty. */
  readonly code: string;
  /** Seconds since 1970. */
  readonly at: number;
};

export type ExtraId = { readonly part: number; readonly id: string; readonly account: string };

/** An account at an operator, and what is declared of its receipts. */
export type Road = {
  readonly account: string;
  /** What they prove: "handset", "network", "accepted_only", "none"; empty: not declared. */
  readonly evidence: string;
  /** Whose codes their errors are: "map" or the operator's own. */
  readonly errors: string;
  /** Of a long message only the last part gets a receipt. */
  readonly isLastOnly?: boolean | undefined;
};

type Roads = Pick<ChunkOutcome, "account" | "roads" | "partRoads">;

/** The road that a part went by. */
export const roadOf = ({ account, roads, partRoads }: Roads, part: number): Road =>
  roads[partRoads[part] ?? 0] ?? { account, evidence: "", errors: "" };

/** Key of an operator's id: ids are unique per account, not per bind (delivery.md §5). */
export const operatorKey = (account: string, operatorId: string): string =>
  `${account}:${operatorId}`;

/** What such a key names; an account has no colon in its name. */
export const readKey = (key: string): { readonly account: string; readonly operatorId: string } => {
  const at = key.indexOf(":");
  return { account: key.slice(0, at), operatorId: key.slice(at + 1) };
};

/** Every key under which a receipt may find this chunk, each once. */
export const keysOf = (outcome: ChunkOutcome): readonly string[] => [
  ...new Set([
    ...outcome.operatorIds.flatMap((id, part) =>
      id === "" ? [] : [operatorKey(roadOf(outcome, part).account, id)],
    ),
    ...outcome.extraIds.map(({ id, account }) => operatorKey(account, id)),
  ]),
];

/** Each recipient's first part and number of parts. */
export const slotsOf = (
  parts: Uint8Array,
): readonly { readonly first: number; readonly count: number }[] => {
  let first = 0;
  return Array.from(parts, (count) => {
    const slot = { first, count };
    first += count;
    return slot;
  });
};

/** Which failure names the message when several parts failed: the earliest cause first. */
const worst: readonly PartState[] = [
  "rejected",
  "failed",
  "withheld",
  "undelivered",
  "deleted",
  "expired",
  "unknown",
];

/**
 * Outcome of a message from its parts (law 6): delivered when all parts are, failed as soon as one
 * part is final and not delivered, otherwise the least advanced of its parts.
 */
export const messageState = (states: readonly PartState[]): PartState => {
  if (states.length > 0 && states.every((state) => state === "delivered")) return "delivered";
  const failure = worst.find((state) => states.includes(state));
  if (failure !== undefined) return failure;
  if (states.includes("in_doubt")) return "in_doubt";
  return states.includes("pending") || states.length === 0 ? "pending" : "accepted";
};

/** States of one recipient's parts. */
export const partsOfSlot = (outcome: ChunkOutcome, slot: number): readonly PartState[] => {
  const place = slotsOf(outcome.parts)[slot];
  if (place === undefined) return [];
  return Array.from(outcome.states.subarray(place.first, place.first + place.count), stateOf);
};

/** What a recipient's message came to. */
export type SlotOutcome = {
  readonly state: PartState;
  readonly parts: number;
  /** The operator's code, or our word, for the first part that has one; "" when none has. */
  readonly reason: string;
  /** Of the first part that failed, in the house's own words; "" when none has. */
  readonly failure: string;
  /** Seconds since 1970; 0 while the message is not final. */
  readonly finalAt: number;
};

/** Every recipient's message, in slot order. */
export const slotOutcomes = (outcome: ChunkOutcome): readonly SlotOutcome[] => {
  const states = Array.from(outcome.states, stateOf);
  return slotsOf(outcome.parts).map(({ first, count }) => {
    const state = messageState(states.slice(first, first + count));
    let finalAt = 0;
    let reason = "";
    let failure = "";
    for (let part = first; part < first + count; part += 1) {
      finalAt = Math.max(finalAt, outcome.finalAt[part] ?? 0);
      if (reason === "") reason = outcome.reasons.get(part)?.code ?? "";
      if (failure === "") failure = failureOf(outcome, part);
    }
    return { state, parts: count, reason, failure, finalAt: isFinal(state) ? finalAt : 0 };
  });
};

const NO_CAUSE: Cause = { code: "" };

/** Why a part failed, in the house's own words; empty unless it failed. */
export const failureOf = (outcome: ChunkOutcome, part: number): string =>
  failureReason(
    stateOf(outcome.states[part] ?? 0),
    outcome.reasons.get(part) ?? NO_CAUSE,
    roadOf(outcome, part).errors === "map",
  );

const strength = ["none", "accepted_only", "network", "handset"];

/** What is proved of a part: of one that only a later part speaks for, no more than that the operator took it. */
export const evidenceOf = (outcome: Roads, part: number, isLast: boolean): string => {
  const { evidence, isLastOnly = false } = roadOf(outcome, part);
  return isLastOnly && !isLast && evidence !== "none" && evidence !== ""
    ? "accepted_only"
    : evidence;
};

/** What a message's receipts prove: as much as the weakest of its parts; empty: not declared. */
export const evidenceOfSlot = (outcome: ChunkOutcome, slot: number): string => {
  const { first, count } = slotsOf(outcome.parts)[slot] ?? { first: 0, count: 0 };
  const levels = Array.from({ length: count }, (_, i) =>
    strength.indexOf(evidenceOf(outcome, first + i, i === count - 1)),
  );
  return levels.length === 0 ? "" : (strength[Math.min(...levels)] ?? "");
};

export type Tally = {
  readonly messages: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, number>>;
  /** Parts that the operator took, by what its receipts prove. */
  readonly evidence: Readonly<Record<string, number>>;
  /** Parts that failed, by the house's own reasons. */
  readonly failures: Readonly<Record<string, number>>;
  readonly partsAccepted: number;
  readonly partsDelivered: number;
  /** Final messages by state, by the hour since 1970 in which they became so. */
  readonly finalByHour: ReadonlyMap<number, Readonly<Record<string, number>>>;
  /** Seconds since 1970 of the first and last delivered message; 0: there is none. */
  readonly firstDeliveredAt: number;
  readonly lastDeliveredAt: number;
  /** Every part has its submit answer or never will: money may be settled. */
  readonly allAnswered: boolean;
  /** Every part is final. */
  readonly final: boolean;
};

/** Code of SubmitsRecorded: the operator took the part. */
export const ACCEPTED = 1;

/** Counts a chunk once, for reports, money and the question whether it is finished. */
export const tally = (outcome: ChunkOutcome): Tally => {
  const states = Array.from(outcome.states, stateOf);
  const count = (into: Record<string, number>, key: string): void => {
    into[key] = (into[key] ?? 0) + 1;
  };
  const messages: Record<string, number> = {};
  const parts: Record<string, number> = {};
  const evidence: Record<string, number> = {};
  const failures: Record<string, number> = {};
  // At most operators every part speaks for itself.
  const lasts = outcome.roads.some(({ isLastOnly }) => isLastOnly)
    ? new Set(slotsOf(outcome.parts).map((slot) => slot.first + slot.count - 1))
    : undefined;
  states.forEach((state, part) => {
    count(parts, state);
    const proof =
      outcome.codes[part] === ACCEPTED ? evidenceOf(outcome, part, lasts?.has(part) ?? true) : "";
    if (proof !== "") count(evidence, proof);
    const failure = failureOf(outcome, part);
    if (failure !== "") count(failures, failure);
  });
  const finalByHour = new Map<number, Record<string, number>>();
  let firstDeliveredAt = 0;
  let lastDeliveredAt = 0;
  for (const { state, finalAt } of slotOutcomes(outcome)) {
    count(messages, state);
    if (finalAt === 0) continue;
    const hour = Math.floor(finalAt / 3_600);
    const ofHour = finalByHour.get(hour) ?? {};
    finalByHour.set(hour, ofHour);
    count(ofHour, state);
    if (state !== "delivered") continue;
    if (firstDeliveredAt === 0 || finalAt < firstDeliveredAt) firstDeliveredAt = finalAt;
    lastDeliveredAt = Math.max(lastDeliveredAt, finalAt);
  }
  return {
    finalByHour,
    firstDeliveredAt,
    lastDeliveredAt,
    messages,
    parts,
    evidence,
    failures,
    partsAccepted: outcome.codes.reduce((sum, code) => sum + (code === ACCEPTED ? 1 : 0), 0),
    partsDelivered: parts["delivered"] ?? 0,
    allAnswered: outcome.complete,
    final: outcome.complete && states.every(isFinal),
  };
};
