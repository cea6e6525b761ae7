import { setTimeout as pause } from "node:timers/promises";
import type { ChunkBook } from "./chunk-book.js";
import { applyReceipts, type Receipt } from "./domain/apply-receipts.js";
import { roadOf, type ChunkOutcome } from "./domain/chunk-outcome.js";
import type { IdForms } from "./id-forms.js";
import type { MatchReceipts } from "./receipt-rounds.js";
import type { OrphanStore } from "./store/orphans.js";
import type { OutcomeStore } from "./store/outcomes.js";

type Matching = {
  readonly outcomes: OutcomeStore;
  readonly book: ChunkBook;
  readonly now: () => Date;
  /** Final words that do not agree with the ones before, of parts that went by this account. */
  readonly onContradicted: (account: string, count: number) => void;
};

type Dependencies = {
  readonly match: MatchReceipts;
  readonly orphans: OrphanStore;
  readonly now: () => Date;
};

/** Lost races are read again; two writers of one chunk settle within a few rounds. */
const MOST_ROUNDS = 10;
/**
 * A receipt is often quicker than what is told of its submit (once a second): it is waited for before it is parked.
 * Counted from when it came, so that receipts nobody will ever know do not hold up those that queue behind them.
 */
const EARLY_MS = 1_500;
const LOOK_AGAIN_MS = 100;

/** Sorts receipts by the chunks of the book; the rest stands nowhere in it. */
const byChunk = (book: ChunkBook, receipts: readonly Receipt[]) => {
  const found = new Map<string, Receipt[]>();
  const unknown: Receipt[] = [];
  for (const receipt of receipts) {
    const chunkId = book.chunkOf(receipt.key);
    if (chunkId === undefined) {
      unknown.push(receipt);
      continue;
    }
    const ofChunk = found.get(chunkId);
    if (ofChunk === undefined) found.set(chunkId, [receipt]);
    else ofChunk.push(receipt);
  }
  return { found, unknown };
};

/**
 * Where a receipt meets its message: looks the keys up in the book and, `thorough`, in MongoDB,
 * applies what is known to its chunks and answers the receipts that nobody knows yet. Repeating it
 * changes nothing. Throws when a chunk is so contended that the batch should be tried again later.
 */
export const matchReceipts =
  ({ outcomes, book, now, onContradicted }: Matching): MatchReceipts =>
  async (receipts, isThorough) => {
    let open = receipts;
    let thorough = isThorough;
    let nobodys: readonly Receipt[] = [];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      let sorted = byChunk(book, open);
      if (sorted.unknown.length > 0 && thorough) {
        for (const outcome of await outcomes.byKeys(sorted.unknown.map(({ key }) => key)))
          book.put(outcome);
        sorted = byChunk(book, open);
      }
      nobodys = [...nobodys, ...sorted.unknown];
      const changed: ChunkOutcome[] = [];
      const contradicted = new Map<string, number>();
      for (const [chunkId, ofChunk] of sorted.found) {
        const page = book.get(chunkId);
        const after = page && applyReceipts(page.outcome, page.index, ofChunk, now());
        if (page === undefined || after === undefined) continue;
        changed.push(after);
        for (const { part } of after.contradictions.slice(page.outcome.contradictions.length)) {
          const { account } = roadOf(after, part);
          contradicted.set(account, (contradicted.get(account) ?? 0) + 1);
        }
      }
      if (await outcomes.saveStates(changed)) {
        for (const outcome of changed) book.put(outcome);
        for (const [account, count] of contradicted) onContradicted(account, count);
        return nobodys;
      }
      // What was written is found as it is, and applying a receipt again changes nothing.
      for (const { chunkId } of changed) book.drop(chunkId);
      open = changed.flatMap(({ chunkId }) => sorted.found.get(chunkId) ?? []);
      thorough = true;
    }
    throw new Error("receipts kept losing the race for their chunk");
  };

/**
 * Records one batch as it came from an operator account. Receipts that are ahead of what is told of
 * their submit are waited for; those that stay unknown are parked, never dropped.
 */
export const recordReceipts = async (
  { match, orphans, now }: Dependencies,
  batchId: string,
  receipts: readonly Receipt[],
): Promise<{ readonly parked: number }> => {
  let unknown = await match(receipts, true);
  const latest = Math.max(...unknown.map(({ at }) => at.getTime()));
  const patience = performance.now() + Math.min(EARLY_MS, latest + EARLY_MS - now().getTime());
  while (unknown.length > 0 && performance.now() < patience) {
    await pause(LOOK_AGAIN_MS);
    unknown = await match(unknown, false);
  }
  if (unknown.length > 0) unknown = await match(unknown, true);
  await orphans.park(batchId, unknown, now());
  return { parked: unknown.length };
};

/** Tries parked receipts once more; answers how many found their part. */
export const retryOrphans = async (
  {
    match,
    orphans,
    now,
    keepMs,
    rekeyed,
  }: Dependencies & Pick<IdForms, "rekeyed"> & { readonly keepMs: number },
  limit: number,
): Promise<number> => {
  // Side by side, so that one round matches them all.
  const looked = await Promise.allSettled(
    (await orphans.due(now(), limit)).map(async (batch) => {
      const rest = await match(batch.receipts.map(rekeyed), true);
      return { batch, rest, tries: batch.tries + 1 };
    }),
  );
  const tried = looked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  await orphans.keep(tried, { now: now(), keepMs });
  // One that could not be looked for holds up no other.
  const failed = looked.find((one) => one.status === "rejected");
  if (failed !== undefined) throw new Error("orphans were not tried", { cause: failed.reason });
  return tried.reduce((sum, { batch, rest }) => sum + batch.receipts.length - rest.length, 0);
};
