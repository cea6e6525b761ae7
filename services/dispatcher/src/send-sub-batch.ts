import { isStoreAway } from "@whiteline/service-kit";
import type { Carrying, Chunk, Known, Others, Submitted } from "./carrying.js";
import type { Asking, ChunkProgress, JournalEntry } from "./domain/chunk-progress.js";
import { submitCode } from "./domain/submit-code.js";
import { nextSubBatch, type SubmitUnit } from "./domain/submit-units.js";
import { entryOf, failed, placeOf, type Step } from "./journal-step.js";
import type { Ticket } from "./smpp/lane-gate.js";
import { withhold } from "./withhold.js";

/** Longer than MongoDB takes to restart or to elect; a service that stops waits no longer either. */
const HOLD_ANSWERS_MS = 30_000;
/** Rest before a write is tried again. */
const AGAIN_MS = 250;

/** Who asks the progress for parts, and when. */
export const asking = ({ account, now }: Carrying): Asking => ({ account, now: now() });

/** What came of a sub-batch so far; `answers` comes later, when it was sent. */
export type Sending = { readonly step: Step; readonly answers?: Promise<Step> };

/** Waits for places, writes the intent and sends; the answers are journalled when they have come. */
export const sendSubBatch = async (
  chunk: Chunk,
  it: Carrying,
  progress: ChunkProgress,
  ticket: Ticket,
): Promise<Sending> => {
  // What may not leave needs no place.
  const withheld = await withhold(chunk, it, progress);
  if (withheld !== undefined) return { step: withheld };
  const next = (): readonly SubmitUnit[] =>
    nextSubBatch(chunk.parts, progress, { ...asking(it), isWhole: it.isWhole });
  const wanted = next();
  if (wanted.length === 0) return { step: { kind: "interrupted" } };
  const partsEach = wanted.flat().length / wanted.length;
  const places = await it.gate.take(chunk.lane, wanted.length, ticket, it.signal, partsEach);
  if (places === 0) return { step: { kind: "interrupted" } };
  const units = next().slice(0, places);
  const parts = units.flat();
  const entry = entryOf(chunk, it, progress, parts);
  let unused = places;
  try {
    // The wait may have been long: what was learnt meanwhile holds.
    const held = await withhold(chunk, it, progress);
    if (held !== undefined) return { step: held };
    if (!isOpen(it) || !(await it.submits.addIntent(entry)))
      return { step: { kind: "interrupted" } };
    const intent: JournalEntry = {
      ...placeOf(it, entry),
      state: "intent",
      parts,
      results: [],
      reason: "",
    };
    // The lease may have run out, or the operator turned the link away, while the intent was written.
    const sent = isOpen(it);
    if (sent) unused -= units.length; // from here on each answer gives its place back
    const known = sent ? { retries: progress.retries, others: othersFor(it, progress) } : undefined;
    // It is awaited later, so it may not reject before.
    const answers = journalAnswers(chunk, it, intent, known).catch(failed);
    return { step: { kind: "written", entry: intent }, answers };
  } finally {
    it.gate.giveBack(chunk.lane, unused);
  }
};

/** Whether something may still go out on this link. */
const isOpen = ({ maySend, signal }: Pick<Carrying, "maySend" | "signal">): boolean =>
  maySend() && !signal.aborted;

const NOBODY: Others = { areUp: false, carry: false };

/** What is in doubt here and waits for this account is nobody else's, whoever else is up. */
const othersFor =
  ({ others }: Carrying, { waiting }: ChunkProgress): Known["others"] =>
  (parts) =>
    parts.some((part) => waiting.has(part)) ? NOBODY : others();

/** @param known Undefined: nothing may be sent any more, and the intent is closed as not sent. */
const journalAnswers = async (
  chunk: Chunk,
  it: Carrying,
  { n, epoch, at, parts }: JournalEntry,
  known: Known | undefined,
): Promise<Step> => {
  const { results, cause } =
    known === undefined ? notSent(parts) : await it.submit(chunk, parts, known);
  const answers = { results, reason: cause };
  const written = await insist(it, () => it.submits.complete(chunk.chunkId, n, epoch, answers));
  if (!written || known === undefined) return { kind: "interrupted" };
  return {
    kind: "written",
    entry: { ...placeOf(it, { n, at }), state: "done", parts, ...answers },
  };
};

const notSent = (parts: readonly number[]): Submitted => ({
  results: parts.map((part) => ({ part, code: submitCode.notSent, operatorId: "", status: 0 })),
  cause: "",
});

/**
 * Answers of the operator stand nowhere but here: while the store is away they are held, or every part of
 * them would be in doubt. Safe to repeat, also for a write that went well unheard.
 */
const insist = async (
  it: Pick<Carrying, "monotonic" | "pause">,
  write: () => Promise<boolean>,
): Promise<boolean> => {
  const patience = it.monotonic() + HOLD_ANSWERS_MS;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isStoreAway(error) || it.monotonic() > patience) throw error;
      await it.pause(AGAIN_MS);
    }
  }
};
