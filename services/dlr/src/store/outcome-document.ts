import mongoose from "mongoose";
import { keysOf, tally, type ChunkOutcome } from "../domain/chunk-outcome.js";
import { secondsOf } from "../domain/part-state.js";
import type { ChunkCounts } from "../domain/report.js";

const { Binary } = mongoose.mongo;
type Bytes = InstanceType<typeof Binary>;

/** One document per chunk; hot path, so the native driver and short names (delivery.md §3). */
export type OutcomeDocument = {
  _id: string;
  v: number;
  /** Version last published: the document is its own outbox (law 7). */
  pv: number;
  dirty: boolean;
  /** When it was last told. */
  toldAt: Date;
  /** Publish without waiting: money or the campaign's end hangs on it. */
  urgent: boolean;
  sv: number;
  tenant: string;
  campaign: string;
  /** Absent in what was kept before lines were told, as are `variant`, `test` and `t`. */
  line?: string;
  variant?: number;
  test?: true;
  reservation: string;
  operator: string;
  account: string;
  /** Absent in outcomes of before the failover: all parts went by `account`. */
  roads?: { account: string; evidence: string; errors: string }[];
  partRoads?: Bytes;
  alphabet: string;
  parts: Bytes;
  codes: Bytes;
  states: Bytes;
  /** Seconds since 1970 per part, four bytes each. */
  t?: Bytes;
  ids: string[];
  extraParts: number[];
  extraIds: string[];
  extraAccounts?: string[];
  dup: number[];
  reasonParts: number[];
  reasons: string[];
  contradictions: number;
  complete: boolean;
  final: boolean;
  releasedAt: Date | null;
  /** Absent in outcomes of before it was kept. */
  submittedAt?: Date | null;
  expiresAt: Date;
  at: Date;
  /** Multikey index: what a receipt finds the chunk by. */
  keys: string[];
  counts: StoredCounts;
  /** Something may have changed that the feed has not told yet. */
  feed?: boolean;
  /** When the feed looked at it last. */
  fedAt?: Date;
};

type Since = "variant" | "releasedAt" | "firstDeliveredAt" | "lastDeliveredAt" | "finalByHour";
/** What was kept before hours and variants were counted lacks them. */
type StoredCounts = Omit<ChunkCounts, Since> & Partial<Pick<ChunkCounts, Since>>;

const bytes = (binary: Bytes): Uint8Array =>
  new Uint8Array(binary.buffer.subarray(0, binary.position));

const packTimes = (seconds: Uint32Array): Bytes => {
  const packed = Buffer.allocUnsafe(seconds.length * 4);
  seconds.forEach((at, i) => packed.writeUInt32LE(at, i * 4));
  return new Binary(packed);
};

const unpackTimes = (binary: Bytes | undefined, parts: number): Uint32Array => {
  if (binary === undefined) return new Uint32Array(parts);
  const packed = Buffer.from(bytes(binary));
  return Uint32Array.from({ length: parts }, (_, i) => packed.readUInt32LE(i * 4));
};

export const toCounts = (counts: StoredCounts): ChunkCounts => ({
  variant: 0,
  releasedAt: 0,
  firstDeliveredAt: 0,
  lastDeliveredAt: 0,
  finalByHour: {},
  ...counts,
});

const reasonCounts = (outcome: ChunkOutcome): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const reason of outcome.reasons.values()) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
};

/** What changes while receipts come in. */
export const movingFields = (outcome: ChunkOutcome) => {
  const counted = tally(outcome);
  return {
    v: outcome.version,
    dirty: true,
    feed: true,
    urgent: counted.final,
    // The feed hears the last word at the same moment as everybody: one mark for both.
    ...(counted.final ? { fedAt: new Date(0) } : {}),
    states: new Binary(outcome.states),
    t: packTimes(outcome.finalAt),
    reasonParts: [...outcome.reasons.keys()],
    reasons: [...outcome.reasons.values()],
    contradictions: outcome.contradictions,
    complete: outcome.complete,
    final: counted.final,
    at: outcome.changedAt,
    counts: {
      operator: outcome.operator,
      variant: outcome.variant,
      releasedAt: outcome.releasedAt === undefined ? 0 : secondsOf(outcome.releasedAt),
      firstDeliveredAt: counted.firstDeliveredAt,
      lastDeliveredAt: counted.lastDeliveredAt,
      finalByHour: Object.fromEntries(counted.finalByHour),
      recipients: outcome.parts.length,
      parts: outcome.states.length,
      messages: counted.messages,
      partStates: counted.parts,
      reasons: reasonCounts(outcome),
      evidence: counted.evidence,
      failures: counted.failures,
      partsAccepted: counted.partsAccepted,
      partsDelivered: counted.partsDelivered,
      duplicatesPossible: outcome.duplicatePossible.length,
      final: counted.final,
    },
  };
};

export const toDocument = (outcome: ChunkOutcome): Omit<OutcomeDocument, "pv" | "toldAt"> => ({
  _id: outcome.chunkId,
  sv: outcome.submitsVersion,
  tenant: outcome.tenantId,
  campaign: outcome.campaignId,
  line: outcome.lineId,
  variant: outcome.variant,
  ...(outcome.isTest ? { test: true as const } : {}),
  reservation: outcome.reservationId,
  operator: outcome.operator,
  account: outcome.account,
  roads: [...outcome.roads],
  partRoads: new Binary(outcome.partRoads),
  alphabet: outcome.alphabet,
  parts: new Binary(outcome.parts),
  codes: new Binary(outcome.codes),
  ids: [...outcome.operatorIds],
  extraParts: outcome.extraIds.map(({ part }) => part),
  extraIds: outcome.extraIds.map(({ id }) => id),
  extraAccounts: outcome.extraIds.map(({ account }) => account),
  dup: [...outcome.duplicatePossible],
  releasedAt: outcome.releasedAt ?? null,
  submittedAt: outcome.submittedAt ?? null,
  expiresAt: outcome.expiresAt,
  keys: [...keysOf(outcome)],
  ...movingFields(outcome),
  // The last word on the submits lets money be settled.
  urgent: outcome.complete,
});

export const fromDocument = (d: OutcomeDocument): ChunkOutcome => ({
  chunkId: d._id,
  version: d.v,
  submitsVersion: d.sv,
  tenantId: d.tenant,
  campaignId: d.campaign,
  lineId: d.line ?? "",
  variant: d.variant ?? 0,
  isTest: d.test === true,
  reservationId: d.reservation,
  operator: d.operator,
  account: d.account,
  roads: d.roads ?? [],
  partRoads: d.partRoads === undefined ? new Uint8Array() : bytes(d.partRoads),
  alphabet: d.alphabet,
  parts: bytes(d.parts),
  codes: bytes(d.codes),
  states: bytes(d.states),
  finalAt: unpackTimes(d.t, d.states.position),
  operatorIds: d.ids,
  extraIds: d.extraIds.map((id, i) => ({
    part: d.extraParts[i] ?? 0,
    id,
    account: d.extraAccounts?.[i] ?? d.account,
  })),
  duplicatePossible: d.dup,
  reasons: new Map(d.reasons.map((reason, i) => [d.reasonParts[i] ?? 0, reason])),
  contradictions: d.contradictions,
  complete: d.complete,
  releasedAt: d.releasedAt ?? undefined,
  submittedAt: d.submittedAt ?? undefined,
  expiresAt: d.expiresAt,
  changedAt: d.at,
});
