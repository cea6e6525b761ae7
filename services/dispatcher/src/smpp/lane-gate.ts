import { afterTurn, nextInTurn, noTurns, type Turns } from "../domain/fair-turns.js";
import { limitTo, openThrottle, slowDown, takeParts, type Throttle } from "../domain/throttle.js";
import { occupy, openWindow, room, type Lane, type Window } from "../domain/window.js";

/** A place in the queue of one tenant. */
export type Ticket = { readonly tenantId: string; readonly place: number };

type Waiter = {
  readonly lane: Lane;
  readonly tenantId: string;
  readonly place: number;
  readonly wanted: number;
  /** What a place costs of the rate: parts of one submit. */
  readonly partsEach: number;
  readonly go: (parts: number) => void;
};

const inOrder: readonly Lane[] = ["OTP", "TRANSACTIONAL", "BULK"];
const bulkFirst: readonly Lane[] = ["OTP", "BULK", "TRANSACTIONAL"];

/** Bulk that waits gets a grant after so many transactional parts: slow, but never starved. */
const TRANSACTIONAL_RUN = 400;
/**
 * A grant puts its rate into debt for at most so long, because a code that comes now waits until it is paid
 * (delivery.md §7: an OTP at saturation leaves within a second).
 */
const LONGEST_DEBT_S = 0.5;

/** Smallest grant worth a journal entry while the window is full of others: a quarter of it, or so many. */
const WORTHWHILE = 20;

/**
 * Hands out places in a bind's window and its rate: OTP first, then transactional with a turn of bulk now and
 * then. Within a lane tenants take turns by parts, and of a tenant the chunk that came first is served, so that its
 * chunks are finished one after the other instead of all at the end. A caller that got n places gives each of them back when its answer came or the link closed.
 */
export const laneGate = (options: {
  readonly size: number;
  readonly rate: number;
  readonly monotonic: () => number;
}) => {
  let size = options.size;
  let window: Window = openWindow(size);
  let throttle: Throttle = openThrottle(options.rate, options.monotonic());
  let timer: NodeJS.Timeout | undefined;
  const waiters: Waiter[] = [];
  const turns: Record<Lane, Turns> = { OTP: noTurns, TRANSACTIONAL: noTurns, BULK: noTurns };
  let tickets = 0;
  /** Transactional parts that went since bulk last had its turn. */
  let run = 0;

  /** No more at once than the rate pays back soon. */
  const affordable = ({ wanted, partsEach }: Waiter): number =>
    throttle.current === 0
      ? wanted
      : Math.min(wanted, Math.max(1, Math.floor((throttle.current * LONGEST_DEBT_S) / partsEach)));

  const grant = (waiter: Waiter): boolean => {
    const wanted = affordable(waiter);
    const places = Math.min(wanted, room(window, waiter.lane));
    const most = room(openWindow(size), waiter.lane);
    const worthwhile = Math.max(WORTHWHILE, Math.floor(most / 4));
    if (places < Math.min(wanted, worthwhile, most)) return false;
    const taken = takeParts(throttle, places * waiter.partsEach, options.monotonic());
    throttle = taken.throttle;
    if (taken.waitMs > 0) {
      timer ??= setTimeout(() => {
        timer = undefined;
        serve();
      }, taken.waitMs);
      return false;
    }
    window = occupy(window, waiter.lane, places);
    if (waiter.lane === "TRANSACTIONAL") run += places;
    if (waiter.lane === "BULK") run = 0;
    turns[waiter.lane] = afterTurn(turns[waiter.lane], waiter.tenantId, places * waiter.partsEach);
    waiter.go(places);
    return true;
  };

  /** Who is next: by lane, within a lane by tenant in turn, and of a tenant the chunk that came first. */
  const next = (): Waiter | undefined => {
    const lanes = run >= TRANSACTIONAL_RUN ? bulkFirst : inOrder;
    for (const lane of lanes) {
      const waiting = waiters.filter((waiter) => waiter.lane === lane);
      const first = nextInTurn(turns[lane], waiting);
      if (first !== undefined) return first;
      // Nobody waits for anybody: what was given is forgotten.
      turns[lane] = noTurns;
    }
    return undefined;
  };

  const serve = (): void => {
    for (let waiter = next(); waiter !== undefined; waiter = next()) {
      if (!grant(waiter)) return;
      waiters.splice(waiters.indexOf(waiter), 1);
    }
  };

  return {
    /** A place in the queue of its tenant, for all that one chunk will ask for. */
    ticket: (tenantId: string): Ticket => ({ tenantId, place: (tickets += 1) }),

    /**
     * Waits for places, one for each submit; answers how many, at least one and at most `wanted`. 0 when aborted.
     *
     * @param partsEach parts of a submit, on average: the rate counts parts.
     */
    take: (
      lane: Lane,
      wanted: number,
      { tenantId, place }: Ticket,
      signal: AbortSignal,
      partsEach = 1,
    ): Promise<number> =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve(0);
          return;
        }
        const abort = (): void => {
          const at = waiters.indexOf(waiter);
          if (at === -1) return;
          waiters.splice(at, 1);
          resolve(0);
        };
        const waiter: Waiter = {
          lane,
          tenantId,
          place,
          wanted,
          partsEach,
          go: (parts) => {
            signal.removeEventListener("abort", abort);
            resolve(parts);
          },
        };
        signal.addEventListener("abort", abort, { once: true });
        const later = waiters.findIndex((other) => other.place > place);
        waiters.splice(later === -1 ? waiters.length : later, 0, waiter);
        serve();
      }),

    giveBack: (lane: Lane, parts: number): void => {
      window = occupy(window, lane, -parts);
      serve();
    },

    /** From now on so many places. */
    widen: (places: number): void => {
      size = places;
      window = { ...window, size };
      serve();
    },

    /** From now on so many parts per second; 0: no limit. */
    limit: (rate: number): void => {
      const limited = limitTo(throttle, rate);
      if (limited === throttle) return;
      throttle = limited;
      serve();
    },

    /** The operator throttled a part. */
    throttled: (): void => {
      throttle = slowDown(throttle, options.monotonic());
    },

    inFlight: (): number => window.otp + window.others,
    currentRate: (): number => throttle.current,
    close: (): void => clearTimeout(timer),
  };
};

export type LaneGate = ReturnType<typeof laneGate>;
