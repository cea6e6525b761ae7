import { applySubmits, type SubmitsSnapshot } from "./domain/apply-submits.js";
import { keysOf } from "./domain/chunk-outcome.js";
import { matchReceipts } from "./record-receipts.js";
import type { OrphanStore } from "./store/orphans.js";
import type { OutcomeStore } from "./store/outcomes.js";

type Dependencies = {
  readonly outcomes: OutcomeStore;
  readonly orphans: OrphanStore;
  readonly now: () => Date;
  readonly keepMs: number;
};

const maxRounds = 10;

/** Takes the dispatcher's snapshot in, then looks whether receipts were already waiting for its ids. */
export const recordSubmits = async (
  dependencies: Dependencies,
  snapshot: SubmitsSnapshot,
): Promise<void> => {
  const { outcomes, orphans, now, keepMs } = dependencies;
  for (let round = 0; ; round += 1) {
    const before = await outcomes.byChunk(snapshot.chunkId);
    const after = applySubmits(before, snapshot, now());
    if (after === undefined) return;
    if ((await outcomes.saveAll([after])).length === 0) {
      const waiting = await orphans.byKeys(keysOf(after));
      for (const batch of waiting) {
        const rest = await matchReceipts(dependencies, batch.receipts);
        await orphans.keep(batch.orphanId, rest, batch.tries, now(), keepMs);
      }
      return;
    }
    if (round === maxRounds)
      throw new Error("a submits snapshot kept losing the race for its chunk");
  }
};
