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
  readonly epoch: number;
  readonly state: "intent" | "done" | "doubt";
  readonly parts: readonly number[];
  readonly results: readonly PartResult[];
  /** Why parts were withheld, when they were. */
  readonly reason: string;
};

/** What is known of a chunk: the fold of its journal. */
export type ChunkProgress = {
  readonly codes: Uint8Array;
  readonly operatorIds: readonly string[];
  readonly statuses: readonly number[];
  /** Parts that are in an intent of their own holder right now. */
  readonly inFlight: ReadonlySet<number>;
  readonly duplicatePossible: ReadonlySet<number>;
  /** Ids of second submits: part and id. */
  readonly extraIds: readonly (readonly [part: number, id: string])[];
  readonly withheld: ReadonlyMap<number, string>;
  /** Attempts that ended with "retry soon" per part. */
  readonly retries: ReadonlyMap<number, number>;
  /** Rises with every finished entry: the version of the snapshot. */
  readonly version: number;
  readonly nextEntry: number;
};

/** What to do with a part whose submit was never answered (delivery.md §4). */
export type DoubtPolicy = "resend" | "report";

/** An operator that never answers must not get a part without end: so often it is sent again. */
export const MAX_RESENDS = 1;

/**
 * Folds a chunk's journal, in order. A part in doubt counts as not sent and possibly doubled under
 * `resend`, and stays in doubt under `report`. Pure: a restart folds to the same.
 */
export const foldJournal = (
  parts: number,
  entries: readonly JournalEntry[],
  policy: DoubtPolicy,
): ChunkProgress => {
  const codes = new Uint8Array(parts);
  const operatorIds = new Array<string>(parts).fill("");
  const statuses = new Array<number>(parts).fill(0);
  const inFlight = new Set<number>();
  const duplicatePossible = new Set<number>();
  const extraIds: [number, string][] = [];
  const withheld = new Map<number, string>();
  const retries = new Map<number, number>();
  let version = 0;
  const doubts = new Map<number, number>();
  const doubt = (part: number): void => {
    const times = (doubts.get(part) ?? 0) + 1;
    doubts.set(part, times);
    if (policy === "resend") duplicatePossible.add(part);
    if (policy === "report" || times > MAX_RESENDS) codes[part] = submitCode.inDoubt;
  };
  const ordered = entries.toSorted((a, b) => a.n - b.n);
  for (const entry of ordered) {
    if (entry.state === "intent") {
      for (const part of entry.parts) inFlight.add(part);
      continue;
    }
    version += 1;
    if (entry.state === "doubt") {
      for (const part of entry.parts) doubt(part);
      continue;
    }
    for (const { part, code, operatorId, status } of entry.results) {
      if (code === submitCode.inDoubt) {
        doubt(part);
        continue;
      }
      statuses[part] = status;
      if (code === submitCode.notSent) {
        if (status !== 0) retries.set(part, (retries.get(part) ?? 0) + 1);
        continue;
      }
      if (operatorId !== "" && operatorIds[part] !== "" && operatorIds[part] !== operatorId) {
        extraIds.push([part, operatorId]);
      } else if (operatorId !== "") operatorIds[part] = operatorId;
      codes[part] = code;
      if (code === submitCode.accepted) statuses[part] = 0;
      if (code === submitCode.withheld) withheld.set(part, entry.reason);
    }
  }
  return {
    codes,
    operatorIds,
    statuses,
    inFlight,
    duplicatePossible,
    extraIds,
    withheld,
    retries,
    version,
    nextEntry: (ordered.at(-1)?.n ?? -1) + 1,
  };
};

/** Every part has been answered, refused, withheld or given up. */
export const isComplete = (progress: ChunkProgress): boolean =>
  progress.inFlight.size === 0 &&
  progress.codes.every((code) => readCode(code) !== submitCode.notSent);

/** Parts that still have to go, in slot order. */
export const openParts = (progress: ChunkProgress): readonly number[] => {
  const open: number[] = [];
  progress.codes.forEach((code, part) => {
    if (code === submitCode.notSent && !progress.inFlight.has(part)) open.push(part);
  });
  return open;
};

/** Sub-batches of 100 parts: smaller tighten the bound on duplicates, larger save writes (delivery.md §4). */
export const SUB_BATCH = 100;

/** The next parts to journal and send. */
export const nextSubBatch = (progress: ChunkProgress, room: number): readonly number[] =>
  openParts(progress).slice(0, Math.max(0, Math.min(SUB_BATCH, room)));
