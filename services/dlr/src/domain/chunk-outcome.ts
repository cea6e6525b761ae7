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
  readonly reservationId: string;
  readonly operator: string;
  readonly account: string;
  readonly alphabet: string;
  /** Parts per recipient. */
  readonly parts: Uint8Array;
  /** Submit result per part, as SubmitsRecorded numbers them. */
  readonly codes: Uint8Array;
  /** Part state per part, packed. */
  readonly states: Uint8Array;
  /** The operator's id per part, empty when none. */
  readonly operatorIds: readonly string[];
  /** Ids of second submits: part index and id. */
  readonly extraIds: readonly ExtraId[];
  /** Parts that may have gone out twice. */
  readonly duplicatePossible: readonly number[];
  /** SMPP status of refusals and error words of receipts, by part index. */
  readonly reasons: ReadonlyMap<number, string>;
  readonly contradictions: number;
  /** The dispatcher has dealt with every part. */
  readonly complete: boolean;
  readonly releasedAt: Date | undefined;
  readonly expiresAt: Date;
  readonly changedAt: Date;
};

export type ExtraId = { readonly part: number; readonly id: string };

/** Key of an operator's id: ids are unique per account, not per bind (delivery.md §5). */
export const operatorKey = (account: string, operatorId: string): string =>
  `${account}:${operatorId}`;

/** Every key under which a receipt may find this chunk. */
export const keysOf = (outcome: ChunkOutcome): readonly string[] => [
  ...outcome.operatorIds.filter((id) => id !== "").map((id) => operatorKey(outcome.account, id)),
  ...outcome.extraIds.map(({ id }) => operatorKey(outcome.account, id)),
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

export type Tally = {
  readonly messages: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, number>>;
  readonly partsAccepted: number;
  readonly partsDelivered: number;
  /** Every part has its submit answer or never will: money may be settled. */
  readonly allAnswered: boolean;
  /** Every part is final. */
  readonly final: boolean;
};

const accepted = 1; // code of SubmitsRecorded

/** Counts a chunk once, for reports, money and the question whether it is finished. */
export const tally = (outcome: ChunkOutcome): Tally => {
  const states = Array.from(outcome.states, stateOf);
  const count = (into: Record<string, number>, key: string): void => {
    into[key] = (into[key] ?? 0) + 1;
  };
  const messages: Record<string, number> = {};
  const parts: Record<string, number> = {};
  for (const state of states) count(parts, state);
  for (const { first, count: n } of slotsOf(outcome.parts)) {
    count(messages, messageState(states.slice(first, first + n)));
  }
  return {
    messages,
    parts,
    partsAccepted: outcome.codes.reduce((sum, code) => sum + (code === accepted ? 1 : 0), 0),
    partsDelivered: parts["delivered"] ?? 0,
    allAnswered: outcome.complete,
    final: outcome.complete && states.every(isFinal),
  };
};
