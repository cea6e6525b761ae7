import type { Carrying, Chunk } from "./carrying.js";
import type { ChunkProgress, JournalEntry } from "./domain/chunk-progress.js";
import type { NewEntry } from "./store/submits.js";

/** What one step of carrying a chunk came to. */
export type Step =
  | { readonly kind: "written"; readonly entry: JournalEntry }
  /** The campaign rests: the chunk comes again later. */
  | { readonly kind: "paused" }
  /** The link, the lease or the service ended. */
  | { readonly kind: "interrupted" }
  /** The journal could not be written. */
  | { readonly kind: "failed"; readonly error: Error };

/** The error as it came: whoever settles the work asks it whether the store is only away. */
export const failed = (error: unknown): Step => ({
  kind: "failed",
  error: error instanceof Error ? error : new Error("the answers were not journalled"),
});

/** Place of an entry that this holder writes. */
export const placeOf = (
  { bindId, account, epoch }: Carrying,
  { n, at }: { readonly n: number; readonly at: Date },
): Pick<JournalEntry, "n" | "bindId" | "account" | "epoch" | "at"> => ({
  n,
  bindId,
  account,
  epoch,
  at,
});

/** The next entry of the chunk's journal. */
export const entryOf = (
  chunk: Chunk,
  it: Carrying,
  progress: ChunkProgress,
  parts: readonly number[],
): NewEntry => ({
  chunkId: chunk.chunkId,
  n: progress.nextEntry,
  bindId: it.bindId,
  epoch: it.epoch,
  parts,
  at: it.now(),
});
