import mongoose from "mongoose";
import { keysOf, tally, type ChunkOutcome } from "../domain/chunk-outcome.js";
import type { Cause } from "../domain/failure-reason.js";
import { byteOf, secondsOf, stateOf, stateOfReceipt } from "../domain/part-state.js";
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
  roads?: { account: string; evidence: string; errors: string; isLastOnly?: boolean }[];
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
  /** Beside `reasons`, none where all are empty: the network's error, and the house's word by the operator's own table. */
  networks?: string[];
  words?: string[];
  contradictions: number;
  /** Each of them; absent where there is none. State as its byte, seconds since 1970. */
  contradicted?: { part: number; state: number; code: string; at: number }[];
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

const reasonCounts = (causes: readonly Cause[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { code } of causes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

/** One text per cause; none where all are empty, as in almost every chunk. */
const beside = (texts: readonly string[]): string[] =>
  texts.every((text) => text === "") ? [] : [...texts];

/** Fields that most chunks lack. What stands beside the reasons is written with them, and without them not read. */
const rareFields = ({ reasons, contradictions }: ChunkOutcome) => {
  const causes = [...reasons.values()];
  return {
    ...(causes.length > 0 && {
      networks: beside(causes.map(({ network = "" }) => network)),
      words: beside(causes.map(({ word = "" }) => word)),
    }),
    ...(contradictions.length > 0 && {
      contradicted: contradictions.map((each) => ({ ...each, state: byteOf(each.state) })),
    }),
  };
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
    reasons: [...outcome.reasons.values()].map(({ code }) => code),
    contradictions: outcome.contradictions.length,
    ...rareFields(outcome),
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
      reasons: reasonCounts([...outcome.reasons.values()]),
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
  roads: outcome.roads.map(({ isLastOnly = false, ...road }) => ({
    ...road,
    ...(isLastOnly && { isLastOnly }),
  })),
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

/** Of before contradictions were kept by themselves: a note in place of the reason. */
const NOTE = /^([A-Z]+) after [a-z_]+$/u;

const causesIn = ({ reasons, reasonParts, networks, words }: OutcomeDocument) =>
  new Map(
    reasons.flatMap((code, i): [number, Cause][] =>
      NOTE.test(code)
        ? []
        : [[reasonParts[i] ?? 0, { code, network: networks?.[i] ?? "", word: words?.[i] ?? "" }]],
    ),
  );

const notesIn = ({
  reasons,
  reasonParts,
}: OutcomeDocument): NonNullable<OutcomeDocument["contradicted"]> =>
  reasons.flatMap((note, i) => {
    const [, word] = NOTE.exec(note) ?? [];
    if (word === undefined) return [];
    const state = byteOf(stateOfReceipt(word));
    return [{ part: reasonParts[i] ?? 0, state, code: "", at: 0 }];
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
  reasons: causesIn(d),
  contradictions: (d.contradicted ?? notesIn(d)).map((each) => ({
    ...each,
    state: stateOf(each.state),
  })),
  complete: d.complete,
  releasedAt: d.releasedAt ?? undefined,
  submittedAt: d.submittedAt ?? undefined,
  expiresAt: d.expiresAt,
  changedAt: d.at,
});
