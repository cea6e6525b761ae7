import type { ChunkBook } from "./chunk-book.js";
import { applySubmits, type SubmitsSnapshot } from "./domain/apply-submits.js";
import { keysOf } from "./domain/chunk-outcome.js";
import type { MatchReceipts } from "./receipt-rounds.js";
import type { OrphanStore } from "./store/orphans.js";
import type { OutcomeStore } from "./store/outcomes.js";

type Dependencies = {
  readonly outcomes: OutcomeStore;
  readonly orphans: OrphanStore;
  readonly match: MatchReceipts;
  readonly book: ChunkBook;
  readonly now: () => Date;
};

const MOST_ROUNDS = 10;

/**
 * Takes the dispatcher's snapshot in, then looks whether receipts were already waiting for its ids.
 * Repeated after a crash in between, it looks again.
 */
export const recordSubmits = async (
  dependencies: Dependencies,
  snapshot: SubmitsSnapshot,
): Promise<void> => {
  const { outcomes, orphans, match, book, now } = dependencies;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before =
      book.get(snapshot.chunkId)?.outcome ?? (await outcomes.byChunk(snapshot.chunkId));
    const after = applySubmits(before, snapshot, now());
    const saved = after === undefined || (await outcomes.saveWhole(after));
    if (!saved) {
      book.drop(snapshot.chunkId);
      continue;
    }
    const outcome = after ?? before;
    if (outcome === undefined) return;
    book.put(outcome);
    // Ids that were known before were asked for when they came; a snapshot that changes nothing may repeat one that died.
    const known = new Set(before === undefined || after === undefined ? [] : keysOf(before));
    const keys = keysOf(outcome).filter((key) => !known.has(key));
    // Side by side, so that one round matches them all; what the others wait for, the book need not be asked past.
    const looked = await Promise.all(
      (await orphans.byKeys(keys)).map(async (batch) => {
        const rest = await match(batch.receipts, false);
        return { batch, rest };
      }),
    );
    await orphans.takeFound(looked);
    return;
  }
  throw new Error("a submits snapshot kept losing the race for its chunk");
};
