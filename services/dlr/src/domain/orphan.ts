import type { Receipt } from "./apply-receipts.js";

/** Receipts whose part is not known yet, kept together as they came (delivery.md §5). */
export type Orphans = {
  readonly orphanId: string;
  readonly receipts: readonly Receipt[];
  readonly tries: number;
  readonly firstSeen: Date;
};

/** When to try again after n tries: 1 s, 5 s, 30 s, then every 5 min (delivery.md §5). */
const delaysMs: readonly number[] = [1_000, 5_000, 30_000, 300_000];

export const nextTry = (tries: number, now: Date): Date =>
  new Date(now.getTime() + (delaysMs[Math.min(tries, delaysMs.length - 1)] ?? 300_000));
