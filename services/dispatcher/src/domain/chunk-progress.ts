import type { DoubtPolicy } from "./doubt-policy.js";
import { restAfterFault } from "./judge-answer.js";
import { readCode, submitCode, type SubmitCode } from "./submit-code.js";

/** Result of one part within a sub-batch. */
export type PartResult = {
  readonly part: number;
  readonly code: SubmitCode;
  /** Normalised; empty when none. */
  readonly operatorId: string;
  /** SMPP command status; 0 when accepted, unknown, or throttled, which counts as no attempt. */
  readonly status: number;
};

/**
 * One line of the journal: a sub-batch of a chunk. `intent` was written before the first byte was
 * sent; `done` after the answers; `doubt` when its holder died before the answers were written.
 */
export type JournalEntry = {
  readonly n: number;
  /** Bind that it went by, and its account, within which operator ids are unique. */
  readonly bindId: string;
  readonly account: string;
  readonly epoch: number;
  /** When its intent was written. */
  readonly at: Date;
  readonly state: "intent" | "done" | "doubt";
  readonly parts: readonly number[];
  readonly results: readonly PartResult[];
  /** Why parts were withheld, or why their answers are missing. */
  readonly reason: string;
};

/** What operations decided of a case that was held, by its entry of the journal. */
export type Decisions = ReadonlyMap<number, "release" | "drop">;

/** What is known of a chunk: the fold of its journal. */
export type ChunkProgress = {
  readonly codes: Uint8Array;
  readonly operatorIds: readonly string[];
  /** Account that each part went by; empty while it went nowhere. */
  readonly accounts: readonly string[];
  readonly statuses: readonly number[];
  /** Parts that are in an intent of their own holder right now. */
  readonly inFlight: ReadonlySet<number>;
  readonly duplicatePossible: ReadonlySet<number>;
  /** In doubt and to be sent again, but only by the account that may have them already. */
  readonly waiting: ReadonlyMap<number, string>;
  /** In doubt and kept until operations decide. */
  readonly held: ReadonlySet<number>;
  /** Ids of second submits, each unique within its account. */
  readonly extraIds: readonly (readonly [part: number, id: string, account: string])[];
  /** Kept back, and why; a part among them that may have gone out before is in doubt. */
  readonly withheld: ReadonlyMap<number, string>;
  /** Attempts that ended with "retry soon" per part. */
  readonly retries: ReadonlyMap<number, number>;
  /** Until when such a part rests, in ms since 1970. */
  readonly restsUntil: ReadonlyMap<number, number>;
  /** Rises with every finished entry and every decision: the version of the snapshot. */
  readonly version: number;
  readonly nextEntry: number;
};

const EXPIRED = "expired";
/** Why answers are missing; every other reason of a finished entry is why nothing more is sent. */
const unanswered: ReadonlySet<string> = new Set(["", "no_answer", "link_lost"]);

/** Why this entry ended parts without a submit of its own: their validity, or what keeps them back; "" when it did not. */
export const endReason = ({ state, reason }: JournalEntry): string =>
  state === "done" && !unanswered.has(reason) ? reason : "";

/** An operator that never answers must not get a part without end: so often it is sent again. */
export const MAX_RESENDS = 1;

/**
 * Folds a chunk's journal, in order. A part in doubt counts as not sent and possibly doubled when its
 * policy or operations send it again, and stays in doubt otherwise. Pure: a restart folds to the same.
 */
export const foldJournal = (
  parts: number,
  entries: readonly JournalEntry[],
  policy: DoubtPolicy,
  decisions: Decisions = new Map(),
): ChunkProgress => {
  const codes = new Uint8Array(parts);
  const operatorIds = new Array<string>(parts).fill("");
  const accounts = new Array<string>(parts).fill("");
  const statuses = new Array<number>(parts).fill(0);
  const inFlight = new Set<number>();
  const duplicatePossible = new Set<number>();
  const waiting = new Map<number, string>();
  const held = new Set<number>();
  const extraIds: [number, string, string][] = [];
  const withheld = new Map<number, string>();
  const retries = new Map<number, number>();
  const restsUntil = new Map<number, number>();
  let version = decisions.size;
  const doubts = new Map<number, number>();

  const doubt = (part: number, entry: JournalEntry): void => {
    const { n, account } = entry;
    const times = (doubts.get(part) ?? 0) + 1;
    doubts.set(part, times);
    if (accounts[part] === "") accounts[part] = account;
    const end = (): void => {
      codes[part] = submitCode.inDoubt;
      waiting.delete(part);
    };
    const endedHere = endReason(entry);
    if (endedHere !== "" || policy.kind === "report") {
      end();
      if (endedHere !== "" && endedHere !== EXPIRED) withheld.set(part, endedHere);
      return;
    }
    if (policy.kind === "hold") {
      const decision = decisions.get(n);
      if (decision === "release") duplicatePossible.add(part);
      else end();
      if (decision === undefined) held.add(part);
      return;
    }
    duplicatePossible.add(part);
    if (times > MAX_RESENDS) end();
    else if (!policy.elsewhere) waiting.set(part, account);
  };

  const answered = (entry: JournalEntry, { part, code, operatorId, status }: PartResult): void => {
    statuses[part] = status;
    if (code === submitCode.notSent) {
      if (status === 0) return;
      const faults = (retries.get(part) ?? 0) + 1;
      retries.set(part, faults);
      restsUntil.set(part, entry.at.getTime() + restAfterFault(faults));
      return;
    }
    waiting.delete(part);
    const known = operatorIds[part] ?? "";
    const isSame = known === operatorId && accounts[part] === entry.account;
    if (operatorId !== "" && known !== "" && !isSame) {
      extraIds.push([part, operatorId, entry.account]);
    } else if (operatorId !== "" || known === "") {
      operatorIds[part] = operatorId;
      accounts[part] = entry.account;
    }
    codes[part] = code;
    if (code === submitCode.accepted) statuses[part] = 0;
    if (code === submitCode.withheld) withheld.set(part, entry.reason);
  };

  const ordered = entries.toSorted((a, b) => a.n - b.n);
  for (const entry of ordered) {
    if (entry.state === "intent") {
      for (const part of entry.parts) inFlight.add(part);
      continue;
    }
    version += 1;
    if (entry.state === "doubt") {
      for (const part of entry.parts) doubt(part, entry);
      continue;
    }
    for (const result of entry.results) {
      if (result.code === submitCode.inDoubt) doubt(result.part, entry);
      else answered(entry, result);
    }
  }
  return {
    codes,
    operatorIds,
    accounts,
    statuses,
    inFlight,
    duplicatePossible,
    waiting,
    held,
    extraIds,
    withheld,
    retries,
    restsUntil,
    version,
    nextEntry: (ordered.at(-1)?.n ?? -1) + 1,
  };
};

/** Every part has been answered, refused, withheld or given up. */
export const isComplete = (progress: ChunkProgress): boolean =>
  progress.inFlight.size === 0 &&
  progress.held.size === 0 &&
  progress.codes.every((code) => readCode(code) !== submitCode.notSent);

/** Parts that have not gone yet, or have to go again, in slot order. */
export const openParts = (progress: ChunkProgress): readonly number[] => {
  const open: number[] = [];
  progress.codes.forEach((code, part) => {
    if (code === submitCode.notSent && !progress.inFlight.has(part)) open.push(part);
  });
  return open;
};

/** Who asks for parts, and when. */
export type Asking = { readonly account: string; readonly now: Date };

/** Of these, the ones that may go by this account now. */
export const openFor = (progress: ChunkProgress, { account, now }: Asking): readonly number[] =>
  openParts(progress).filter(
    (part) =>
      (progress.waiting.get(part) ?? account) === account &&
      (progress.restsUntil.get(part) ?? 0) <= now.getTime(),
  );

/** When the first of the open parts that rest may go again, in ms since 1970; undefined when none rests. */
export const nextRested = (progress: ChunkProgress): number | undefined => {
  const times = openParts(progress).flatMap((part) => progress.restsUntil.get(part) ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
};

/** Sub-batches of 100 parts: smaller tighten the bound on duplicates, larger save writes (delivery.md §4). */
export const SUB_BATCH = 100;

/** Parts that an operator accepted, whatever was sent besides: each counts once, under however many ids. */
export const acceptedParts = (entries: readonly Pick<JournalEntry, "results">[]): number =>
  new Set(
    entries.flatMap(({ results }) =>
      results.flatMap(({ part, code }) => (code === submitCode.accepted ? [part] : [])),
    ),
  ).size;
