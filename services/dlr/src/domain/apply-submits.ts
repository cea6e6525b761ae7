import type { ChunkOutcome, ExtraId, Road } from "./chunk-outcome.js";
import type { Cause } from "./failure-reason.js";
import { speakForEarlierParts } from "./last-part.js";
import { byteOf, isFinal, secondsOf, stateOf, type PartState } from "./part-state.js";

/** The dispatcher's cumulative snapshot of a chunk, in our words. */
export type SubmitsSnapshot = {
  readonly chunkId: string;
  readonly version: number;
  readonly tenantId: string;
  readonly campaignId: string;
  readonly lineId: string;
  readonly variant: number;
  readonly isTest: boolean;
  readonly reservationId: string;
  readonly operator: string;
  readonly account: string;
  readonly roads: readonly Road[];
  readonly partRoads: Uint8Array;
  readonly alphabet: string;
  readonly parts: Uint8Array;
  readonly codes: Uint8Array;
  readonly operatorIds: readonly string[];
  readonly extraIds: readonly ExtraId[];
  readonly duplicatePossible: readonly number[];
  readonly reasons: ReadonlyMap<number, Cause>;
  /** Parts of messages of which nothing more is sent: refused, cancelled or suspended meanwhile. */
  readonly keptBack: ReadonlySet<number>;
  readonly complete: boolean;
  readonly releasedAt: Date | undefined;
  readonly submittedAt: Date | undefined;
  readonly expiresAt: Date;
};

/** Submit codes 0…6 of SubmitsRecorded, in order. */
const stateOfCode: readonly PartState[] = [
  "pending",
  "accepted",
  "rejected",
  "in_doubt",
  "withheld",
  "expired",
  "failed",
];

/** @param isKeptBack nothing more of the message is sent, and no receipt can name a part without an answer. */
const mergeState = (byte: number | undefined, code: number, isKeptBack: boolean): number => {
  const before = stateOf(byte ?? 0);
  const told = stateOfCode[code] ?? "pending";
  const isOver = told === "in_doubt" && isKeptBack;
  // A receipt may have come before the answer was told: it knows more than the submit does.
  if (isFinal(before) && (isOver || !isFinal(told))) return byteOf(before);
  return byteOf(isOver ? "unknown" : told);
};

/** When a part became final: as it was known already, or now. */
const finalSince = (
  before: ChunkOutcome | undefined,
  part: number,
  byte: number,
  now: Date,
): number => {
  if (!isFinal(stateOf(byte))) return 0;
  const known = before?.states[part] === byte ? before.finalAt[part] : undefined;
  return known === undefined || known === 0 ? secondsOf(now) : known;
};

/**
 * Takes a snapshot in: a lower or equal version changes nothing (undefined). What receipts said
 * already stays. Pure.
 */
export const applySubmits = (
  before: ChunkOutcome | undefined,
  snapshot: SubmitsSnapshot,
  now: Date,
): ChunkOutcome | undefined => {
  if (before !== undefined && before.submitsVersion >= snapshot.version) return undefined;
  const states = Uint8Array.from(snapshot.codes, (code, part) =>
    mergeState(before?.states[part], code, snapshot.keptBack.has(part)),
  );
  const finalAt = Uint32Array.from(states, (byte, part) => finalSince(before, part, byte, now));
  const reasons = new Map([...snapshot.reasons, ...(before?.reasons ?? [])]);
  speakForEarlierParts(snapshot, { states, finalAt, reasons });
  return {
    chunkId: snapshot.chunkId,
    version: (before?.version ?? 0) + 1,
    submitsVersion: snapshot.version,
    tenantId: snapshot.tenantId,
    campaignId: snapshot.campaignId,
    lineId: snapshot.lineId,
    variant: snapshot.variant,
    isTest: snapshot.isTest,
    reservationId: snapshot.reservationId,
    operator: snapshot.operator,
    account: snapshot.account,
    roads: snapshot.roads,
    partRoads: snapshot.partRoads,
    alphabet: snapshot.alphabet,
    parts: snapshot.parts,
    codes: snapshot.codes,
    states,
    finalAt,
    operatorIds: snapshot.operatorIds,
    extraIds: snapshot.extraIds,
    duplicatePossible: snapshot.duplicatePossible,
    reasons,
    contradictions: before?.contradictions ?? [],
    complete: snapshot.complete || (before?.complete ?? false),
    releasedAt: snapshot.releasedAt,
    // What is told of it again later was submitted then, not now.
    submittedAt: before?.complete === true ? before.submittedAt : snapshot.submittedAt,
    expiresAt: snapshot.expiresAt,
    changedAt: now,
  };
};
