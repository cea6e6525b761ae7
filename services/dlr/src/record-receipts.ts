import { applyReceipts, indexKeys, type Receipt } from "./domain/apply-receipts.js";
import type { ChunkOutcome } from "./domain/chunk-outcome.js";
import { splitKnown } from "./domain/orphan.js";
import type { OrphanStore } from "./store/orphans.js";
import type { OutcomeStore } from "./store/outcomes.js";

type Dependencies = {
  readonly outcomes: OutcomeStore;
  readonly orphans: OrphanStore;
  readonly now: () => Date;
};

/** Lost races are read again; two writers of one chunk settle within a few rounds. */
const maxRounds = 10;

/**
 * Where a receipt meets its message: looks the keys up, applies what is known to its chunks and
 * answers the receipts that nobody knows yet. Repeating it changes nothing.
 * Throws when a chunk is so contended that the batch should be tried again later.
 */
export const matchReceipts = async (
  { outcomes, now }: Pick<Dependencies, "outcomes" | "now">,
  receipts: readonly Receipt[],
): Promise<readonly Receipt[]> => {
  let open = receipts;
  const known = new Set<string>();
  for (let round = 0; round < maxRounds; round += 1) {
    const chunks = await outcomes.byKeys(open.map(({ key }) => key));
    for (const chunk of chunks) for (const key of indexKeys(chunk).keys()) known.add(key);
    const changed = chunks
      .map((chunk) => applyReceipts(chunk, open, now()))
      .filter((outcome): outcome is ChunkOutcome => outcome !== undefined);
    const lost = await outcomes.saveAll(changed);
    if (lost.length === 0) return splitKnown(receipts, known).unknown;
    const again = new Set(
      changed
        .filter(({ chunkId }) => lost.includes(chunkId))
        .flatMap((chunk) => [...indexKeys(chunk).keys()]),
    );
    open = open.filter(({ key }) => again.has(key));
  }
  throw new Error("receipts kept losing the race for their chunk");
};

/** Records one batch as it came from an operator account; unknown ids are parked, never dropped. */
export const recordReceipts = async (
  dependencies: Dependencies,
  batchId: string,
  receipts: readonly Receipt[],
): Promise<{ readonly parked: number }> => {
  const unknown = await matchReceipts(dependencies, receipts);
  await dependencies.orphans.park(batchId, unknown, dependencies.now());
  return { parked: unknown.length };
};

/** Tries parked receipts once more; answers how many found their part. */
export const retryOrphans = async (
  dependencies: Dependencies & { readonly keepMs: number },
  limit: number,
): Promise<number> => {
  let found = 0;
  for (const batch of await dependencies.orphans.due(dependencies.now(), limit)) {
    const rest = await matchReceipts(dependencies, batch.receipts);
    found += batch.receipts.length - rest.length;
    await dependencies.orphans.keep(
      batch.orphanId,
      rest,
      batch.tries + 1,
      dependencies.now(),
      dependencies.keepMs,
    );
  }
  return found;
};
