import { setTimeout as pause } from "node:timers/promises";
import {
  foldJournal,
  isComplete,
  nextSubBatch,
  openParts,
  SUB_BATCH,
  type ChunkProgress,
  type DoubtPolicy,
  type JournalEntry,
  type PartResult,
} from "./domain/chunk-progress.js";
import type { Embargo } from "./domain/embargo.js";
import type { ChunkPart } from "./domain/parts.js";
import { submitCode, type SubmitCode } from "./domain/submit-code.js";
import type { Lane } from "./domain/window.js";
import type { LaneGate } from "./smpp/lane-gate.js";
import type { SubmitStore } from "./store/submits.js";

/** A released chunk in the dispatcher's words. */
export type Chunk = {
  readonly chunkId: string;
  readonly tenantId: string;
  readonly campaignId: string;
  readonly lineId: string;
  readonly sender: string;
  readonly lane: Lane;
  readonly msisdns: readonly bigint[];
  readonly parts: readonly ChunkPart[];
  /** Recipients dropped when the chunk was released. */
  readonly dropped: ReadonlySet<number>;
  readonly expiresAt: Date;
};

/** Sends the named parts and answers one result each; `notSent` means again. */
export type SubmitParts = (
  chunk: Chunk,
  parts: readonly number[],
  retries: ReadonlyMap<number, number>,
) => Promise<readonly PartResult[]>;

export type Carrying = {
  readonly submits: SubmitStore;
  readonly embargo: Embargo;
  readonly gate: LaneGate;
  readonly submit: SubmitParts;
  /** Whether the lease still allows a byte to be sent. */
  readonly maySend: () => boolean;
  readonly bindId: string;
  readonly epoch: number;
  readonly now: () => Date;
  /** Tells what is known so far; called at most once a second and at the end. */
  readonly tell: (progress: ChunkProgress) => Promise<void>;
  /** Aborts when the link or the lease is lost, or the service stops. */
  readonly signal: AbortSignal;
};

/** `done`: everything is answered and told. Otherwise the chunk comes again after so long. */
export type Carried = "done" | { readonly retryInMs: number };

const PAUSED_RETRY_MS = 2_000;
const INTERRUPTED_RETRY_MS = 1_000;
const TELL_EVERY_MS = 1_000;
/** Rest before parts that the operator could not take just now are tried again. */
const AGAIN_MS = 250;

/** OTP codes go stale: one in doubt is reported, not sent twice (delivery.md §4). */
export const doubtPolicyOf = (lane: Lane): DoubtPolicy => (lane === "OTP" ? "report" : "resend");

/**
 * Carries one chunk to the operator: journal the intent, send, journal the answers, until every
 * part is dealt with (guard rules 2 and 3). Safe to repeat: what the journal says is done is
 * skipped, intents of dead holders are in doubt.
 */
export const carryChunk = async (chunk: Chunk, it: Carrying): Promise<Carried> => {
  const policy = doubtPolicyOf(chunk.lane);
  // Nobody else in this process carries the chunk, so an open intent of any epoch has lost its holder.
  await it.submits.doubtOpen(chunk.chunkId, it.bindId, it.epoch);
  const entries = [...(await it.submits.ofChunk(chunk.chunkId))];
  const fold = (): ChunkProgress => foldJournal(chunk.parts.length, entries, policy);
  let progress = fold();
  let toldAt = performance.now();
  while (!isComplete(progress)) {
    const open = openParts(progress).length;
    // Somebody else holds what is left: look again later.
    if (open === 0) return { retryInMs: INTERRUPTED_RETRY_MS };
    const step = (await withhold(chunk, it, progress)) ?? (await sendSubBatch(chunk, it, progress));
    if (step.kind === "paused") {
      await it.tell(progress);
      return { retryInMs: PAUSED_RETRY_MS };
    }
    if (step.kind === "interrupted") return { retryInMs: INTERRUPTED_RETRY_MS };
    entries.push(step.entry);
    progress = fold();
    if (openParts(progress).length === open) await pause(AGAIN_MS);
    if (performance.now() - toldAt > TELL_EVERY_MS && !isComplete(progress)) {
      await it.tell(progress);
      toldAt = performance.now();
    }
  }
  await it.tell(progress);
  return "done";
};

type Step =
  | { readonly kind: "written"; readonly entry: JournalEntry }
  /** The campaign rests: the chunk comes again later. */
  | { readonly kind: "paused" }
  /** The link, the lease or the service ended. */
  | { readonly kind: "interrupted" };

/**
 * Looks at the embargo and the validity before an intent is written. Parts that must not leave are
 * journalled with their reason; they cost nothing. Undefined when everything open may go.
 */
const withhold = async (
  chunk: Chunk,
  it: Carrying,
  progress: ChunkProgress,
): Promise<Step | undefined> => {
  const open = openParts(progress);
  const end = async (parts: readonly number[], code: SubmitCode, reason: string): Promise<Step> => {
    const results = parts.map((part) => ({ part, code, operatorId: "", status: 0 }));
    const entry = entryOf(chunk, it, progress, parts);
    if (!(await it.submits.addDone(entry, results, reason))) return { kind: "interrupted" };
    return {
      kind: "written",
      entry: { n: entry.n, epoch: it.epoch, state: "done", parts, results, reason },
    };
  };
  if (it.now() >= chunk.expiresAt) return end(open, submitCode.expired, "expired");
  const embargo = it.embargo.ofChunk(chunk);
  if (embargo.kind === "paused") return { kind: "paused" };
  if (embargo.kind === "withheld") return end(open, submitCode.withheld, embargo.reason);
  const recipientOf = (part: number): number => chunk.parts[part]?.recipient ?? -1;
  // A message of which a part is on the air already is finished: half a message helps nobody.
  const begun = new Set(
    chunk.parts.flatMap(({ recipient }, part) =>
      progress.codes[part] === submitCode.notSent ? [] : [recipient],
    ),
  );
  const may = (part: number): boolean => {
    const msisdn = chunk.msisdns[recipientOf(part)];
    return (
      msisdn === undefined || begun.has(recipientOf(part)) || !it.embargo.refuses(chunk, msisdn)
    );
  };
  const dropped = open.filter((part) => chunk.dropped.has(recipientOf(part)));
  if (dropped.length > 0) return end(dropped, submitCode.withheld, "dropped_at_release");
  const refused = open.filter((part) => !may(part));
  return refused.length === 0 ? undefined : end(refused, submitCode.withheld, "opted_out");
};

const sendSubBatch = async (chunk: Chunk, it: Carrying, progress: ChunkProgress): Promise<Step> => {
  const wanted = Math.min(SUB_BATCH, openParts(progress).length);
  const places = await it.gate.take(chunk.lane, wanted, it.signal);
  if (places === 0) return { kind: "interrupted" };
  const parts = nextSubBatch(progress, places);
  const entry = entryOf(chunk, it, progress, parts);
  let unused = places;
  try {
    // The wait may have been long: what was learnt meanwhile holds.
    const held = await withhold(chunk, it, progress);
    if (held !== undefined) return held;
    if (!it.maySend() || !(await it.submits.addIntent(entry))) return { kind: "interrupted" };
    const again = parts.map((part) => ({
      part,
      code: submitCode.notSent,
      operatorId: "",
      status: 0,
    }));
    // The lease may have run out while the intent was written.
    const sent = it.maySend();
    if (sent) unused = 0; // from here on each answer gives its place back
    const results = sent ? await it.submit(chunk, parts, progress.retries) : again;
    const written = await it.submits.complete(chunk.chunkId, entry.n, it.epoch, results);
    if (!written || !sent) return { kind: "interrupted" };
    return {
      kind: "written",
      entry: { n: entry.n, epoch: it.epoch, state: "done", parts, results, reason: "" },
    };
  } finally {
    it.gate.giveBack(chunk.lane, unused);
  }
};

const entryOf = (
  chunk: Chunk,
  it: Carrying,
  progress: ChunkProgress,
  parts: readonly number[],
) => ({
  chunkId: chunk.chunkId,
  n: progress.nextEntry,
  bindId: it.bindId,
  epoch: it.epoch,
  parts,
  at: it.now(),
});
