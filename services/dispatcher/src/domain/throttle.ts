/** A token bucket in parts per second that slows down when the operator says so. */
export type Throttle = {
  /** Parts per second the operator allows; 0: no limit of its own. */
  readonly rate: number;
  /** Parts per second in force, after the operator's answers. */
  readonly current: number;
  readonly tokens: number;
  /** Monotonic ms of the last change. */
  readonly at: number;
  readonly recoverAt: number;
};

/** Rate assumed when an operator without a limit throttles for the first time. */
const FIRST_LIMIT = 500;
const SLOWEST = 10;
/** After so long without a throttling answer the rate rises again by a tenth. */
const RECOVER_MS = 1_000;
/** What is left of the rate after a throttling answer. */
const SLOWER = 0.7;

export const openThrottle = (rate: number, now: number): Throttle => ({
  rate,
  current: rate,
  tokens: Math.max(1, rate / 10),
  at: now,
  recoverAt: now,
});

const refill = (throttle: Throttle, now: number): Throttle => {
  const rises = throttle.current !== throttle.rate && now >= throttle.recoverAt;
  const raised = throttle.current * 1.1;
  const limit = throttle.rate === 0 ? FIRST_LIMIT * 8 : throttle.rate;
  const recovered = raised >= limit ? throttle.rate : raised;
  const current = rises ? recovered : throttle.current;
  const passed = Math.max(0, now - throttle.at) / 1_000;
  return {
    ...throttle,
    current,
    // A tenth of a second's worth may burst.
    tokens: Math.min(Math.max(1, current / 10), throttle.tokens + passed * current),
    at: now,
    recoverAt: rises ? now + RECOVER_MS : throttle.recoverAt,
  };
};

/**
 * Takes leave to send so many parts. A batch larger than the bucket goes when the bucket is full and
 * leaves a debt, so that the rate holds over time. Pure.
 */
export const takeParts = (
  throttle: Throttle,
  parts: number,
  now: number,
): { readonly throttle: Throttle; readonly waitMs: number } => {
  const filled = refill(throttle, now);
  if (filled.current === 0) return { throttle: filled, waitMs: 0 };
  const needed = Math.min(parts, Math.max(1, filled.current / 10));
  if (filled.tokens >= needed)
    return { throttle: { ...filled, tokens: filled.tokens - parts }, waitMs: 0 };
  return {
    throttle: filled,
    waitMs: Math.ceil(((needed - filled.tokens) / filled.current) * 1_000),
  };
};

/**
 * Another limit from now on: what the operator's answers took off stays off.
 *
 * @param rate parts per second; 0: no limit.
 */
export const limitTo = (throttle: Throttle, rate: number): Throttle => {
  if (rate === throttle.rate) return throttle;
  const isSlowed = throttle.current !== throttle.rate;
  const current = isSlowed && rate !== 0 ? Math.min(throttle.current, rate) : rate;
  return isSlowed && rate === 0 ? { ...throttle, rate } : { ...throttle, rate, current };
};

/** The operator said ESME_RTHROTTLED or ESME_RMSGQFUL: slow down, and wait a while before rising. */
export const slowDown = (throttle: Throttle, now: number): Throttle => {
  if (now < throttle.recoverAt - RECOVER_MS / 2) return throttle; // one burst of refusals counts once
  const from = throttle.current === 0 ? FIRST_LIMIT * 2 : throttle.current;
  return {
    ...throttle,
    current: Math.max(SLOWEST, from * SLOWER),
    tokens: 0,
    at: now,
    recoverAt: now + RECOVER_MS,
  };
};
