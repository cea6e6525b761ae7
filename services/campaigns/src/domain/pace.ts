import type { Finding } from "./finding.js";

const MINUTE_MS = 60_000;
/** A paced campaign leaves in steps of about ten seconds' worth. */
const STEPS_A_MINUTE = 6;
const FASTEST = 1_000_000;

/** Recipients that leave together at a pace; undefined: as many as a chunk holds. */
export const stepOf = (pacePerMinute: number | undefined): number | undefined =>
  pacePerMinute === undefined ? undefined : Math.max(1, Math.floor(pacePerMinute / STEPS_A_MINUTE));

/** How long so many messages keep a campaign of this pace from sending more: whole steps fit into a minute. */
export const restAfter = (messages: number, pacePerMinute: number): number => {
  const step = stepOf(pacePerMinute) ?? 1;
  const inAMinute = step === 1 ? pacePerMinute : STEPS_A_MINUTE * step;
  return Math.ceil((messages * MINUTE_MS) / inAMinute);
};

/** A pace of none would never end, and what is faster than any operator is a slip. */
export const findPaceFault = (pacePerMinute: number | undefined): Finding | undefined => {
  if (pacePerMinute === undefined) return undefined;
  const isPace = Number.isSafeInteger(pacePerMinute) && pacePerMinute >= 1;
  if (isPace && pacePerMinute <= FASTEST) return undefined;
  return {
    code: "PACE_OUT_OF_RANGE",
    subject: "pace_per_minute",
    rule: `A pace is 1 to ${FASTEST} messages a minute; at a pace of zero a campaign never ends.`,
    source: "campaign order",
    remedy:
      "Give a pace of at least 1, or none to send as fast as the operators take it. To stop, pause the campaign.",
  };
};
