import { maySend, renewInMs, type Lease } from "./domain/lease.js";

/** Between two renewals at the least, also while the store does not answer. */
const REST_MS = 100;

type Keeping = {
  /** Asks for more time. Undefined: the lease was lost; the same lease: there was no answer. */
  readonly renew: (lease: Lease) => Promise<Lease | undefined>;
  readonly onRenewed: (lease: Lease) => void;
  /** Whether another dispatcher should have the bind. */
  readonly mustYield: () => boolean;
  readonly monotonic: () => number;
  /** Ends early when it is over. */
  readonly rest: (ms: number) => Promise<void>;
};

/** Renews a lease until it is lost, somebody else should have it, or it is over. */
export const keepLease = async (
  { renew, onRenewed, mustYield, monotonic, rest }: Keeping,
  first: Lease,
  over: AbortSignal,
): Promise<"lost" | "yielded" | "over"> => {
  let lease = first;
  while (!over.aborted) {
    await rest(renewInMs(lease, monotonic()));
    if (isOver(over)) break;
    const renewed = await renew(lease);
    if (renewed === undefined || !maySend(renewed, monotonic())) return "lost";
    lease = renewed;
    onRenewed(lease);
    if (mustYield()) return "yielded";
    await rest(REST_MS);
  }
  return "over";
};

/** As a question, because the answer changes while we wait. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;
