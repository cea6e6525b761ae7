import {
  bindsOf,
  joinShares,
  limitTo,
  openThrottle,
  takeParts,
  watchCarriers,
} from "@whiteline/dispatcher/simulation";

/** When one dispatcher holds its bind of the account, in ms from the beginning. */
export type Holding = {
  readonly from: number;
  readonly forMs: number;
  /** It says that it sends no more, or is killed and its lease runs out. */
  readonly end: "unbinds" | "dies";
  /** While the store does not answer it, from when and for how long. */
  readonly awayFrom: number;
  readonly awayForMs: number;
  /** How long each of its looks at the leases takes. */
  readonly looksForMs: number;
};

/** Parts per second that the operator allows over all binds. */
export const LIMIT = 120;
const ACCOUNT = "op";
const STEP_MS = 25;
const LOOK_EVERY_MS = 250;
const LEASE_MS = 6_000;
const LASTS_MS = 16_000;

/**
 * Dispatchers that come, go, die and lose sight of the leases share the limit of one account, by the machines of the
 * dispatcher, under a clock of our own.
 *
 * @returns when each part was sent.
 */
export const shareLimit = async (holdings: readonly Holding[]): Promise<readonly number[]> => {
  const sentAt: number[] = [];
  let now = 0;
  let timers: { readonly due: number; readonly go: () => void }[] = [];
  const rest = (ms: number): Promise<void> =>
    new Promise((go) => void timers.push({ due: now + ms, go }));
  /** Binds that are said to send, until their lease runs out. */
  const linked = new Map<string, number>();
  const plans = bindsOf({
    account: ACCOUNT,
    rate: LIMIT,
    binds: [{ type: "transceiver", count: holdings.length }],
  });
  const binds = plans.map(({ bindId }) => ({ bindId, account: ACCOUNT }));

  const live = async (holding: Holding, at: number): Promise<void> => {
    const bind = plans[at];
    if (bind === undefined) return;
    const { from, forMs, end, awayFrom, awayForMs, looksForMs } = holding;
    await rest(from);
    const until = from + forMs;
    const over = new AbortController();
    const isAway = (): boolean => now >= from + awayFrom && now < from + awayFrom + awayForMs;
    const links = async () => {
      if (isAway()) throw new Error("the store is away");
      const seen = binds.map(({ bindId }) => {
        const isLinked = (linked.get(bindId) ?? 0) > now;
        return { bindId, up: isLinked, linked: isLinked, rate: undefined };
      });
      await rest(looksForMs);
      return seen;
    };
    // No two questions are asked at the same moment.
    let asked = 0;
    const monotonic = (): number => now + (asked += 1) / 1e6;
    const shares = watchCarriers({ leases: { links }, binds, monotonic });
    const looking = (async () => {
      while (now < until) {
        await shares.look().catch(() => undefined);
        await rest(LOOK_EVERY_MS);
      }
    })();
    const tell = async (): Promise<boolean> => {
      if (isAway()) return false;
      linked.set(bind.bindId, now + LEASE_MS);
      return true;
    };
    await joinShares({ bind, account: ACCOUNT, shares }, tell, rest, over.signal);
    let throttle = openThrottle(shares.rateOf(bind), now);
    while (now < until) {
      // Its lease is renewed while the store answers; without one nothing is sent.
      if (!isAway()) linked.set(bind.bindId, now + LEASE_MS);
      throttle = limitTo(throttle, shares.rateOf(bind));
      const mayStill = (linked.get(bind.bindId) ?? 0) > now;
      for (let goes = mayStill; goes;) {
        const taken = takeParts(throttle, 1, now);
        throttle = taken.throttle;
        goes = taken.waitMs === 0;
        if (goes) sentAt.push(now);
      }
      await rest(STEP_MS);
    }
    over.abort();
    if (end === "unbinds") linked.delete(bind.bindId);
    await looking;
  };
  const lives = Promise.all(holdings.map(live));
  for (; now < LASTS_MS; now += STEP_MS) {
    const due = timers.filter((timer) => timer.due <= now);
    timers = timers.filter((timer) => timer.due > now);
    for (const { go } of due) go();
    // Whoever waited goes on before time does.
    await new Promise((next) => setImmediate(next));
  }
  await lives;
  return sentAt;
};
