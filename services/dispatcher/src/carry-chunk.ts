import { isStoreAway } from "@whiteline/service-kit";
import {
  foldJournal,
  isComplete,
  nextRested,
  nextSubBatch,
  openFor,
  openParts,
  SUB_BATCH,
  type Asking,
  type ChunkProgress,
  type Decisions,
  type JournalEntry,
  type PartResult,
} from "./domain/chunk-progress.js";
import { doubtCases, type DoubtCase } from "./domain/doubt-case.js";
import type { DoubtPolicy } from "./domain/doubt-policy.js";
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
  /** Operator of the recipients by the number plan. */
  readonly operator: string;
  readonly sender: string;
  readonly traffic: string;
  readonly lane: Lane;
  readonly msisdns: readonly bigint[];
  readonly parts: readonly ChunkPart[];
  /** Recipients dropped when the chunk was released, and why. */
  readonly dropped: ReadonlyMap<number, string>;
  readonly expiresAt: Date;
};

/** What became of a sub-batch: one result per part; `notSent` means again. */
export type Submitted = {
  readonly results: readonly PartResult[];
  /** Why answers are missing, if any are. */
  readonly cause: "no_answer" | "link_lost" | "";
};

/** Sends the named parts. */
export type SubmitParts = (
  chunk: Chunk,
  parts: readonly number[],
  retries: ReadonlyMap<number, number>,
) => Promise<Submitted>;

/** Where what is in doubt is kept for operations. All of it may be repeated. */
export type DoubtBook = {
  readonly record: (
    chunk: Chunk,
    policy: DoubtPolicy,
    cases: readonly DoubtCase[],
  ) => Promise<void>;
  /** What was decided of this chunk's cases. */
  readonly decisions: (chunkId: string) => Promise<Decisions>;
  /** The decisions of these entries were carried out. */
  readonly close: (chunkId: string, entries: readonly number[]) => Promise<void>;
};

export type Carrying = {
  readonly submits: SubmitStore;
  readonly embargo: Embargo;
  readonly gate: LaneGate;
  readonly submit: SubmitParts;
  /** Whether the lease still allows a byte to be sent. */
  readonly maySend: () => boolean;
  readonly bindId: string;
  /** Account at the operator that the bind belongs to. */
  readonly account: string;
  readonly epoch: number;
  readonly policyOf: (chunk: Chunk) => DoubtPolicy;
  readonly doubts: DoubtBook;
  /** Leases of other dispatchers that run: what was begun under them is not in doubt. */
  readonly elsewhere: () => Promise<readonly { readonly bindId: string; readonly epoch: number }[]>;
  readonly now: () => Date;
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Tells what is known so far; called at most once a second and at the end. */
  readonly tell: (progress: ChunkProgress) => Promise<void>;
  /** Aborts when the link or the lease is lost, or the service stops. */
  readonly signal: AbortSignal;
};

/**
 * `done`: everything is answered and told. `held`: nothing is left but what operations must decide of.
 * Otherwise the chunk comes again after so long.
 */
export type Carried = "done" | "held" | { readonly retryInMs: number };

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
/** Longer than MongoDB takes to restart or to elect; a service that stops waits no longer either. */
const HOLD_ANSWERS_MS = 30_000;

/**
 * Carries one chunk to the operator: journal the intent, send, journal the answers, until every
 * part is dealt with (guard rules 2 and 3). Sub-batches are on their way side by side. Safe to repeat:
 * what the journal says is done is skipped, intents of dead holders are in doubt.
 */
export const carryChunk = async (chunk: Chunk, it: Carrying): Promise<Carried> => {
  const policy = it.policyOf(chunk);
  const ticket = it.gate.ticket();
  // Nobody else in this process carries the chunk, so an open intent that is not another's has lost its holder.
  if (await it.submits.doubtOpen(chunk.chunkId, it, it.elsewhere))
    return { retryInMs: ELSEWHERE_RETRY_MS };
  const entries = new Map((await it.submits.ofChunk(chunk.chunkId)).map((e) => [e.n, e]));
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
  return { retryInMs: whenAgain(chunk, it, progress) };
};

const asking = ({ account, now }: Carrying): Asking => ({ account, now: now() });

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

/** Whether anything may leave by this account, or has to end because its validity is over. */
const mayGo = (chunk: Chunk, it: Carrying, progress: ChunkProgress): boolean =>
  openFor(progress, asking(it)).length > 0 ||
  (openParts(progress).length > 0 && it.now() >= chunk.expiresAt);

/** The operator could take nothing of it just now. */
const isAgain = ({ state, results }: JournalEntry): boolean =>
  state === "done" && results.every(({ code }) => code === submitCode.notSent);

type Step =
  | { readonly kind: "written"; readonly entry: JournalEntry }
  /** The campaign rests: the chunk comes again later. */
  | { readonly kind: "paused" }
  /** The link, the lease or the service ended. */
  | { readonly kind: "interrupted" }
  /** The journal could not be written. */
  | { readonly kind: "failed"; readonly error: Error };

/** The error as it came: whoever settles the work asks it whether the store is only away. */
const failed = (error: unknown): Step => ({
  kind: "failed",
  error: error instanceof Error ? error : new Error("the answers were not journalled"),
});

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
    // What may have gone out already did not simply expire.
    const codeOf = (part: number): SubmitCode =>
      code === submitCode.expired && progress.duplicatePossible.has(part)
        ? submitCode.inDoubt
        : code;
    const results = parts.map((part) => ({ part, code: codeOf(part), operatorId: "", status: 0 }));
    const entry = entryOf(chunk, it, progress, parts);
    if (!(await it.submits.addDone(entry, results, reason))) return { kind: "interrupted" };
    return {
      kind: "written",
      entry: { ...placeOf(it, entry), state: "done", parts, results, reason },
    };
  };
  if (it.now() >= chunk.expiresAt) return end(open, submitCode.expired, "expired");
  const embargo = it.embargo.ofChunk(chunk);
  if (embargo.kind === "paused") return { kind: "paused" };
  if (embargo.kind === "withheld") return end(open, submitCode.withheld, embargo.reason);
  const recipientOf = (part: number): number => chunk.parts[part]?.recipient ?? -1;
  if (chunk.dropped.size > 0) {
    const reasonOf = (part: number) => chunk.dropped.get(recipientOf(part));
    // One reason per entry of the journal; the next look takes the next one.
    const reason = open.map(reasonOf).find((one) => one !== undefined);
    const dropped = open.filter((part) => reasonOf(part) === reason);
    if (reason !== undefined) return end(dropped, submitCode.withheld, reason);
  }
  if (!it.embargo.hasRefusals(chunk)) return undefined;
  // A message of which a part is on the air already is finished: half a message helps nobody.
  const begun = new Set(
    chunk.parts.flatMap(({ recipient }, part) =>
      progress.codes[part] === submitCode.notSent && !progress.inFlight.has(part)
        ? []
        : [recipient],
    ),
  );
  const refused = open.filter((part) => {
    const msisdn = chunk.msisdns[recipientOf(part)];
    return (
      msisdn !== undefined && !begun.has(recipientOf(part)) && it.embargo.refuses(chunk, msisdn)
    );
  });
  return refused.length === 0 ? undefined : end(refused, submitCode.withheld, "opted_out");
};

/** What came of a sub-batch so far; `answers` comes later, when it was sent. */
type Sending = { readonly step: Step; readonly answers?: Promise<Step> };

/** Waits for places, writes the intent and sends; the answers are journalled when they have come. */
const sendSubBatch = async (
  chunk: Chunk,
  it: Carrying,
  progress: ChunkProgress,
  ticket: number,
): Promise<Sending> => {
  // What may not leave needs no place.
  const withheld = await withhold(chunk, it, progress);
  if (withheld !== undefined) return { step: withheld };
  const wanted = Math.min(SUB_BATCH, openFor(progress, asking(it)).length);
  const places = await it.gate.take(chunk.lane, wanted, ticket, it.signal);
  if (places === 0) return { step: { kind: "interrupted" } };
  const parts = nextSubBatch(progress, asking(it), places);
  const entry = entryOf(chunk, it, progress, parts);
  let unused = places;
  try {
    // The wait may have been long: what was learnt meanwhile holds.
    const held = await withhold(chunk, it, progress);
    if (held !== undefined) return { step: held };
    if (!it.maySend() || !(await it.submits.addIntent(entry)))
      return { step: { kind: "interrupted" } };
    const intent: JournalEntry = {
      ...placeOf(it, entry),
      state: "intent",
      parts,
      results: [],
      reason: "",
    };
    // The lease may have run out while the intent was written.
    const sent = it.maySend();
    if (sent) unused = 0; // from here on each answer gives its place back
    const retries = sent ? progress.retries : undefined;
    // It is awaited later, so it may not reject before.
    const answers = journalAnswers(chunk, it, intent, retries).catch(failed);
    return { step: { kind: "written", entry: intent }, answers };
  } finally {
    it.gate.giveBack(chunk.lane, unused);
  }
};

/** @param retries Undefined: nothing may be sent any more, and the intent is closed as not sent. */
const journalAnswers = async (
  chunk: Chunk,
  it: Carrying,
  { n, epoch, at, parts }: JournalEntry,
  retries: ReadonlyMap<number, number> | undefined,
): Promise<Step> => {
  const { results, cause } =
    retries === undefined ? notSent(parts) : await it.submit(chunk, parts, retries);
  const answers = { results, reason: cause };
  const written = await insist(it, () => it.submits.complete(chunk.chunkId, n, epoch, answers));
  if (!written || retries === undefined) return { kind: "interrupted" };
  return {
    kind: "written",
    entry: { ...placeOf(it, { n, at }), state: "done", parts, ...answers },
  };
};

const notSent = (parts: readonly number[]): Submitted => ({
  results: parts.map((part) => ({ part, code: submitCode.notSent, operatorId: "", status: 0 })),
  cause: "",
});

const placeOf = (
  { bindId, account, epoch }: Carrying,
  { n, at }: { readonly n: number; readonly at: Date },
): Pick<JournalEntry, "n" | "bindId" | "account" | "epoch" | "at"> => ({
  n,
  bindId,
  account,
  epoch,
  at,
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
