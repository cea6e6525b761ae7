import type { Carried, Carrying, Chunk } from "./carrying.js";
import {
  foldJournal,
  isComplete,
  nextRested,
  openFor,
  openParts,
  type ChunkProgress,
  type Decisions,
  type JournalEntry,
} from "./domain/chunk-progress.js";
import { doubtCases } from "./domain/doubt-case.js";
import { submitCode } from "./domain/submit-code.js";
import { failed, type Step } from "./journal-step.js";
import { asking, sendSubBatch } from "./send-sub-batch.js";

const PAUSED_RETRY_MS = 2_000;
const INTERRUPTED_RETRY_MS = 1_000;
/** Work that came twice, to two dispatchers: the second looks again until the first is done or gone. */
const ELSEWHERE_RETRY_MS = 2_000;
const SHORTEST_REST_MS = 250;
/** What is left waits for an account that is down. */
const ELSEWHERE_ACCOUNT_RETRY_MS = 5_000;
const TELL_EVERY_MS = 1_000;
/** Rest before parts that the operator could not take just now are tried again. */
const AGAIN_MS = 250;

/**
 * Carries one chunk to the operator: journal the intent, send, journal the answers, until every
 * part is dealt with (guard rules 2 and 3). Sub-batches are on their way side by side. Safe to repeat:
 * what the journal says is done is skipped, intents of dead holders are in doubt.
 */
export const carryChunk = async (chunk: Chunk, it: Carrying): Promise<Carried> => {
  const policy = it.policyOf(chunk);
  const ticket = it.gate.ticket(chunk.tenantId);
  let journal = await it.submits.ofChunk(chunk.chunkId);
  if (journal.some(({ state }) => state === "intent")) {
    // Nobody else in this process carries the chunk, so an open intent that is not another's has lost its holder.
    if (await it.submits.doubtOpen(chunk.chunkId, it, it.elsewhere))
      return { retryInMs: ELSEWHERE_RETRY_MS };
    journal = await it.submits.ofChunk(chunk.chunkId);
  }
  const entries = new Map(journal.map((entry) => [entry.n, entry]));
  const decisions =
    policy.kind === "hold" && entries.size > 0 ? await it.doubts.decisions(chunk.chunkId) : NONE;
  const onTheWay = new Set<Promise<void>>();
  const fold = (): ChunkProgress =>
    foldJournal(chunk.parts.length, [...entries.values()], policy, decisions);
  /** Cases in doubt are listed before anybody hears that the chunk is done. */
  const listDoubts = async ({ waiting }: ChunkProgress): Promise<void> => {
    const cases = doubtCases([...entries.values()], policy, waiting);
    if (cases.length > 0) await it.doubts.record(chunk, policy, cases);
  };
  let toldAt = it.monotonic();
  let toldVersion = 0;
  const tell = async (known: ChunkProgress): Promise<void> => {
    toldAt = it.monotonic();
    toldVersion = known.version;
    await it.tell(known);
  };
  /** Sub-batches of which the operator could take nothing, since the last rest. */
  let again = 0;
  /** Why no more is sent; the answers under way are still taken. */
  let end: Exclude<Step, { readonly kind: "written" }> | undefined;
  const take = (step: Step): void => {
    if (step.kind !== "written") {
      end ??= step;
      return;
    }
    entries.set(step.entry.n, step.entry);
    if (isAgain(step.entry)) again += 1;
  };
  const tellSome = async (): Promise<void> => {
    const known = fold();
    if (it.monotonic() - toldAt <= TELL_EVERY_MS || isComplete(known)) return;
    await tell(known);
  };
  /** Answers are taken and told as they come, also while the next sub-batch waits long for its places. */
  const expectAnswers = (answers: Promise<Step>): void => {
    const taken = answers
      .then(async (step) => {
        take(step);
        await tellSome();
      })
      .catch((error: unknown) => take(failed(error)))
      .finally(() => onTheWay.delete(taken));
    onTheWay.add(taken);
  };
  let progress = fold();
  toldVersion = progress.version;
  await listDoubts(progress);
  try {
    while (!isComplete(progress)) {
      if (again > 0 && end === undefined) {
        again = 0;
        await it.pause(AGAIN_MS);
      } else if (end === undefined && mayGo(chunk, it, progress)) {
        const sending = await sendSubBatch(chunk, it, progress, ticket);
        take(sending.step);
        if (sending.answers !== undefined) expectAnswers(sending.answers);
      } else if (onTheWay.size > 0) await Promise.race(onTheWay);
      // Somebody else holds what is left, or it may not go now: look again later.
      else break;
      await tellSome();
      // Last, so that no answer comes between this and the question whether all have come.
      progress = fold();
    }
  } finally {
    // Whoever carries the chunk next must not find an intent whose answers we still write.
    await Promise.all(onTheWay);
  }
  if (end?.kind === "failed") throw end.error;
  await listDoubts(progress);
  const isHeld = progress.held.size > 0 && openParts(progress).length === 0;
  // What rests, waits or was cut off does not keep back what the others became.
  const isNews = progress.version > toldVersion;
  if (isComplete(progress) || isHeld || end?.kind === "paused" || isNews) await tell(progress);
  const isOver = isComplete(progress) || (isHeld && progress.inFlight.size === 0);
  if (isOver && decisions.size > 0) await it.doubts.close(chunk.chunkId, [...decisions.keys()]);
  if (isOver) return isHeld ? "held" : "done";
  if (end?.kind === "paused") return { retryInMs: PAUSED_RETRY_MS };
  if (end !== undefined) return { retryInMs: INTERRUPTED_RETRY_MS };
  const retryInMs = whenAgain(chunk, it, progress);
  const waitsFor = [...new Set(progress.waiting.values())].filter((one) => one !== it.account);
  return waitsFor.length === 0 ? { retryInMs } : { retryInMs, waitsFor };
};

const NONE: Decisions = new Map();

/** In how many ms what is left may go, or must end: parts rest after a fault, or wait for another account. */
const whenAgain = ({ expiresAt }: Chunk, it: Carrying, progress: ChunkProgress): number => {
  const rested = nextRested(progress);
  const waiting = progress.waiting.size > 0 ? ELSEWHERE_ACCOUNT_RETRY_MS : Infinity;
  const now = it.now().getTime();
  const next = Math.min(rested === undefined ? Infinity : rested - now, waiting);
  const usual = next === Infinity ? INTERRUPTED_RETRY_MS : next;
  return Math.max(1, Math.min(usual, Math.max(SHORTEST_REST_MS, expiresAt.getTime() - now)));
};

/**
 * Whether anything may leave by this account, or what is left has to be withheld, whichever account it waits for: its
 * validity is over, or it may not leave at all.
 */
const mayGo = (chunk: Chunk, it: Carrying, progress: ChunkProgress): boolean =>
  openFor(progress, asking(it)).length > 0 ||
  (openParts(progress).length > 0 &&
    (it.now() >= chunk.expiresAt || it.embargo.ofChunk(chunk).kind !== "none"));

/** The operator could take nothing of it just now. */
const isAgain = ({ state, results }: JournalEntry): boolean =>
  state === "done" && results.every(({ code }) => code === submitCode.notSent);
