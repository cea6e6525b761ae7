import { setTimeout as pause } from "node:timers/promises";
import { isStoreAway } from "@whiteline/service-kit";
import type { Receipt } from "./domain/apply-receipts.js";

/** Answers the receipts that nobody knows; `thorough` looks into MongoDB for those the book does not know. */
export type MatchReceipts = (
  receipts: readonly Receipt[],
  thorough: boolean,
) => Promise<readonly Receipt[]>;

type Asked = {
  readonly receipts: readonly Receipt[];
  readonly thorough: boolean;
  readonly resolve: (nobodys: readonly Receipt[]) => void;
  readonly reject: (error: unknown) => void;
};

/** Batches of so long are matched together: a chunk whose receipts come in is written ten times a second at most. */
const GATHER_MS = 100;

/**
 * Matches what came in several batches in one round, one round after the other: a write per chunk and
 * round instead of one per chunk and batch, and no race between batches of this process. A round that
 * fails while the store is away fails for every batch in it; otherwise each is tried alone, so that one
 * that cannot be matched does not make dead letters of those it came with.
 */
export const receiptRounds = (match: MatchReceipts, gatherMs = GATHER_MS): MatchReceipts => {
  let asked: Asked[] = [];
  let isRunning = false;

  const matchRound = async (round: readonly Asked[]): Promise<void> => {
    const receipts = round.flatMap((batch) => batch.receipts);
    const isThorough = round.some(({ thorough }) => thorough);
    const nobodys = new Set(await match(receipts, isThorough));
    for (const batch of round)
      batch.resolve(batch.receipts.filter((receipt) => nobodys.has(receipt)));
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    while (asked.length > 0) {
      await pause(gatherMs);
      const round = asked;
      asked = [];
      await matchRound(round).catch(async (error: unknown) => {
        if (round.length === 1 || isStoreAway(error))
          for (const batch of round) batch.reject(error);
        else for (const batch of round) await matchRound([batch]).catch(batch.reject);
      });
    }
    isRunning = false;
  };

  return (receipts, thorough) =>
    new Promise((resolve, reject) => {
      asked.push({ receipts, thorough, resolve, reject });
      if (!isRunning) void run();
    });
};
