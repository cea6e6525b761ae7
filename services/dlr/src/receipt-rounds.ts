import { inRounds } from "@whiteline/service-kit";
import type { Receipt } from "./domain/apply-receipts.js";

/** Answers the receipts that nobody knows; `thorough` looks into MongoDB for those the book does not know. */
export type MatchReceipts = (
  receipts: readonly Receipt[],
  thorough: boolean,
) => Promise<readonly Receipt[]>;

/** Batches of so long are matched together: a chunk whose receipts come in is written five times a second at most. */
const GATHER_MS = 200;

/** Matches what came in several batches in one round: a write per chunk and round instead of one per chunk and batch. */
export const receiptRounds = (match: MatchReceipts, gatherMs = GATHER_MS): MatchReceipts => {
  type Batch = { readonly receipts: readonly Receipt[]; readonly thorough: boolean };
  const ask = inRounds(async (batches: readonly Batch[]) => {
    const receipts = batches.flatMap((batch) => batch.receipts);
    const isThorough = batches.some(({ thorough }) => thorough);
    const nobodys = new Set(await match(receipts, isThorough));
    return (batch: Batch) => batch.receipts.filter((receipt) => nobodys.has(receipt));
  }, gatherMs);
  return (receipts, thorough) => ask({ receipts, thorough });
};
