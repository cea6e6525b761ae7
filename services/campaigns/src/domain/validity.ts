import type { Lane } from "./chunk.js";
import type { Finding } from "./finding.js";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

type Bounds = {
  readonly usualMs: number;
  readonly shortestMs: number;
  readonly longestMs: number;
  readonly rule: string;
  readonly remedy: string;
};

/** The longest is within what dlr keeps of receipts without a part (72 h). */
const usual: Bounds = {
  usualMs: 24 * HOUR_MS,
  shortestMs: MINUTE_MS,
  longestMs: 48 * HOUR_MS,
  rule: "From one minute to two days.",
  remedy: "Give a validity from 60 to 172800 seconds, or 0 for 24 hours.",
};

/** A stale code is worthless, and codes go before everything else: they carry a deadline [delivery.md · §7]. */
const ofCodes: Bounds = {
  usualMs: 10 * MINUTE_MS,
  shortestMs: 30 * SECOND_MS,
  longestMs: HOUR_MS,
  rule: "A code is sent within half a minute to one hour.",
  remedy:
    "Give a validity from 30 to 3600 seconds, or 0 for ten minutes; what may come later is transactional.",
};

const boundsOf = (lane: Lane): Bounds => (lane === "otp" ? ofCodes : usual);

/** How long a message is tried for, in ms, from the seconds that its sender said; 0: what is usual in its lane. */
export const validityMsOf = (seconds: number, lane: Lane): number =>
  seconds === 0 ? boundsOf(lane).usualMs : seconds * SECOND_MS;

/** What is wrong with a validity, or undefined. */
export const findValidityFault = (validityMs: number, lane: Lane): Finding | undefined => {
  const { shortestMs, longestMs, rule, remedy } = boundsOf(lane);
  if (validityMs >= shortestMs && validityMs <= longestMs) return undefined;
  return {
    code: "VALIDITY_OUT_OF_RANGE",
    subject: "validity_seconds",
    rule,
    source: lane === "bulk" ? "campaign order" : "message",
    remedy,
  };
};
