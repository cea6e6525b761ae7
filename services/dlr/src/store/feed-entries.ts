import { failureWords } from "@whiteline/sms";
import mongoose from "mongoose";
import type { ChunkOutcome } from "../domain/chunk-outcome.js";
import type { ChangedSlot } from "../domain/feed.js";
import { byteOf, stateOf } from "../domain/part-state.js";

const { Binary } = mongoose.mongo;
export type Bytes = InstanceType<typeof Binary>;

/** Outcomes that were told together: numbers last - n + 1 to last, in slot order. */
export type EntryDocument = {
  _id: string;
  tenant: string;
  campaign: string;
  last: number;
  n: number;
  chunk: string;
  line: string;
  operator: string;
  variant: number;
  test: boolean;
  slots: number[];
  states: Bytes;
  /** Byte of the state that was told before plus one; 0: none was. */
  before: Bytes;
  parts: Bytes;
  finalAt: number[];
  /** Index in this entry and reason side by side. */
  reasonOf: number[];
  reasons: string[];
  /** Place of the house's word for the failure plus one; 0: it did not fail. Absent in what was told before it was kept. */
  failures?: Bytes;
  /** Index in this entry and the word of the operator that does not agree; absent where none contradicts. */
  contradicted?: { of: number; state: number; code: string; at: number }[];
  at: Date;
};

/** One outcome of the feed under its number. */
export type ToldOutcome = ChangedSlot & {
  readonly number: number;
  readonly chunkId: string;
  readonly campaignId: string;
  readonly lineId: string;
  readonly operator: string;
  readonly variant: number;
  readonly isTest: boolean;
};

export const raw = (binary: Bytes): Uint8Array =>
  new Uint8Array(binary.buffer.subarray(0, binary.position));

export const toEntry = (
  outcome: ChunkOutcome,
  changed: readonly ChangedSlot[],
  last: number,
  at: Date,
): EntryDocument => {
  const contradicted = changed.flatMap(({ contradictedBy: by }, of) =>
    by === undefined ? [] : [{ of, state: byteOf(by.state), code: by.code, at: by.at }],
  );
  const withReason = changed.flatMap(({ reason }, i) => (reason === "" ? [] : [i]));
  return {
    _id: `${outcome.chunkId}:${outcome.version}`,
    tenant: outcome.tenantId,
    campaign: outcome.campaignId,
    last,
    n: changed.length,
    chunk: outcome.chunkId,
    line: outcome.lineId,
    operator: outcome.operator,
    variant: outcome.variant,
    test: outcome.isTest,
    slots: changed.map(({ slot }) => slot),
    states: new Binary(Uint8Array.from(changed, ({ state }) => byteOf(state))),
    before: new Binary(
      Uint8Array.from(changed, ({ before }) => (before === undefined ? 0 : byteOf(before) + 1)),
    ),
    parts: new Binary(Uint8Array.from(changed, ({ parts }) => parts)),
    finalAt: changed.map(({ finalAt }) => finalAt),
    reasonOf: withReason,
    reasons: withReason.map((i) => changed[i]?.reason ?? ""),
    failures: new Binary(
      Uint8Array.from(changed, ({ failure }) => failureWords.findIndex((w) => w === failure) + 1),
    ),
    ...(contradicted.length > 0 && { contradicted }),
    at,
  };
};

export const fromEntry = (d: EntryDocument): readonly ToldOutcome[] => {
  const states = raw(d.states);
  const before = raw(d.before);
  const parts = raw(d.parts);
  const failures = d.failures === undefined ? new Uint8Array() : raw(d.failures);
  const reasons = new Map(d.reasonOf.map((place, i) => [place, d.reasons[i] ?? ""]));
  const contradicted = new Map((d.contradicted ?? []).map((each) => [each.of, each]));
  return d.slots.map((slot, i) => {
    const known = before[i] ?? 0;
    const by = contradicted.get(i);
    return {
      number: d.last - d.n + 1 + i,
      slot,
      state: stateOf(states[i] ?? 0),
      before: known === 0 ? undefined : stateOf(known - 1),
      parts: parts[i] ?? 0,
      finalAt: d.finalAt[i] ?? 0,
      reason: reasons.get(i) ?? "",
      failure: failureWords[(failures[i] ?? 0) - 1] ?? "",
      contradictedBy: by && { state: stateOf(by.state), code: by.code, at: by.at },
      chunkId: d.chunk,
      campaignId: d.campaign,
      lineId: d.line,
      operator: d.operator,
      variant: d.variant,
      isTest: d.test,
    };
  });
};
