import { CHUNK_LIMITS } from "./chunk.js";
import type { Finding } from "./finding.js";

const MINUTE_MS = 60_000;
/** A paced campaign leaves in steps of about ten seconds' worth, or of a whole chunk. */
const FEWEST_STEPS = 6;
/** So many numbers of steps are tried for the one that wastes least of the pace. */
const TRIED = 12;
const FASTEST = 1_000_000;

type Steps = { readonly step: number; readonly inAMinute: number };

/** Equal steps that fill a minute of the pace and never more. */
const stepsOf = (pacePerMinute: number): Steps => {
  if (pacePerMinute < 2 * FEWEST_STEPS) return { step: 1, inAMinute: pacePerMinute };
  const fewest = Math.max(FEWEST_STEPS, Math.ceil(pacePerMinute / CHUNK_LIMITS.recipients));
  const tried = Array.from({ length: TRIED }, (_, more): Steps => {
    const step = Math.floor(pacePerMinute / (fewest + more));
    return { step, inAMinute: step * (fewest + more) };
  });
  return tried.reduce((best, each) => (each.inAMinute > best.inAMinute ? each : best));
};

/** Recipients that leave together at a pace; undefined: as many as a chunk holds. */
export const stepOf = (pacePerMinute: number | undefined): number | undefined =>
  pacePerMinute === undefined ? undefined : stepsOf(pacePerMinute).step;

/** How long so many messages keep a campaign of this pace from sending more: whole steps fit into a minute. */
export const restAfter = (messages: number, pacePerMinute: number): number =>
  Math.ceil((messages * MINUTE_MS) / stepsOf(pacePerMinute).inAMinute);

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
