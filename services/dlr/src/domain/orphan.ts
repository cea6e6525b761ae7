import type { Receipt } from "./apply-receipts.js";

/** Receipts whose part is not known yet, kept together as they came (delivery.md §5). */
export type Orphans = {
  readonly orphanId: string;
  readonly receipts: readonly Receipt[];
  readonly tries: number;
  readonly firstSeen: Date;
};

/** One of them, to be looked at. */
export type OrphanReceipt = Receipt & {
  readonly tries: number;
  /** Undefined: it is no longer tried. */
  readonly nextAt: Date | undefined;
};

/** The last receipt of a page: when its batch came, which, and its place in it. */
export type OrphanMark = {
  readonly firstSeen: Date;
  readonly orphanId: string;
  readonly place: number;
};

export const writeMark = ({ firstSeen, orphanId, place }: OrphanMark): string =>
  `${firstSeen.getTime()}~${place}~${orphanId}`;

/** Undefined of one that is not ours: the list begins anew. */
export const readMark = (token: string): OrphanMark | undefined => {
  const [, ms, place, orphanId] = /^(\d{1,15})~(\d{1,4})~(.{1,100})$/u.exec(token) ?? [];
  return orphanId === undefined
    ? undefined
    : { firstSeen: new Date(Number(ms)), place: Number(place), orphanId };
};

/** When to try again after n tries: 1 s, 5 s, 30 s, then every 5 min (delivery.md §5). */
const delaysMs: readonly number[] = [1_000, 5_000, 30_000, 300_000];

export const nextTry = (tries: number, now: Date): Date =>
  new Date(now.getTime() + (delaysMs[Math.min(tries, delaysMs.length - 1)] ?? 300_000));
