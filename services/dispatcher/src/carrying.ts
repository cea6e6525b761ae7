import type { ChunkProgress, Decisions, PartResult } from "./domain/chunk-progress.js";
import type { DoubtCase } from "./domain/doubt-case.js";
import type { DoubtPolicy } from "./domain/doubt-policy.js";
import type { Embargo } from "./domain/embargo.js";
import type { ChunkPart } from "./domain/parts.js";
import type { Lane } from "./domain/window.js";
import type { LaneGate } from "./smpp/lane-gate.js";
import type { SubmitStore } from "./store/submits.js";

/** A released chunk in the dispatcher's words. */
export type Chunk = {
  readonly chunkId: string;
  readonly tenantId: string;
  /** Whose customer the tenant is; empty when campaigns of before did not say. */
  readonly providerId: string;
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

/** The other accounts of a route, as they stand now: whether one is up that could take a part, and whether one carries. */
export type Others = { readonly areUp: boolean; readonly carry: boolean };

/** What is known of parts before they go. */
export type Known = {
  readonly retries: ReadonlyMap<number, number>;
  /** Which others could take these parts instead, asked when their answer has come. */
  readonly others: (parts: readonly number[]) => Others;
};

/** Sends the named parts. */
export type SubmitParts = (
  chunk: Chunk,
  parts: readonly number[],
  known: Known,
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
  /** Whether the lease still allows a byte to be sent, and the account is not on trial after a fault of this sender. */
  readonly maySend: () => boolean;
  /** The other accounts of the chunk's route. */
  readonly others: () => Others;
  readonly bindId: string;
  /** Account at the operator that the bind belongs to. */
  readonly account: string;
  /** Recipients whose text has a character that the operator does not take: half a message helps nobody. */
  readonly unsendable: ReadonlySet<number>;
  /** The operator takes long texts whole: all parts of a message go in one submit. */
  readonly isWhole: boolean;
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
export type Carried =
  | "done"
  | "held"
  | {
      readonly retryInMs: number;
      /** Accounts by which alone something of it may be sent again. */
      readonly waitsFor?: readonly string[];
    };
