/**
 * The right to use a bind for a while. The SMSC cannot check an epoch, so the holder itself stops
 * sending before the lease ends, by its own monotonic clock (delivery.md §7).
 */
export type Lease = {
  readonly bindId: string;
  readonly epoch: number;
  /** Monotonic ms at which the request was made that granted or renewed it. */
  readonly grantedAt: number;
  readonly ttlMs: number;
};

/** Share of the lease at its end in which nothing is sent any more. */
const MARGIN = 0.25;

/** Whether a byte may still be written under this lease. */
export const maySend = (lease: Lease, monotonicNow: number): boolean =>
  monotonicNow < lease.grantedAt + lease.ttlMs * (1 - MARGIN);

/** When to renew: a third of its life. */
export const renewInMs = (lease: Lease, monotonicNow: number): number =>
  Math.max(0, lease.grantedAt + lease.ttlMs / 3 - monotonicNow);
