import type { Stage } from "./campaign.js";

/** How a stage waits: until when in silence, what it says meanwhile, and what is asked again then. */
export type Patience = {
  /** Undefined: waits for people, or not at all. */
  readonly ms: number | undefined;
  readonly cause: string;
  readonly ask: "look_again" | "clearance" | "funds" | "nothing";
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * Every waiting stage has a deadline, a cause and an idempotent way to ask again
 * [architecture · §3, Sending a campaign].
 */
export const patience: Readonly<Record<Stage, Patience>> = {
  materialising: {
    ms: 5 * MINUTE,
    cause: "The audience is being read and the texts are being made.",
    ask: "look_again",
  },
  waiting_for_clearance: {
    ms: 30 * SECOND,
    cause: "Compliance has not judged the campaign yet.",
    ask: "clearance",
  },
  held: { ms: undefined, cause: "Held for the provider's desk.", ask: "nothing" },
  refused: { ms: undefined, cause: "", ask: "nothing" },
  waiting_for_funds: {
    ms: 30 * SECOND,
    cause: "Pricing has not reserved the money yet.",
    ask: "funds",
  },
  // A top-up wakes it at once; this is for a fact that got lost, or a tariff that came.
  unfunded: { ms: 5 * MINUTE, cause: "The wallet does not cover the campaign.", ask: "funds" },
  scheduled: { ms: 5 * MINUTE, cause: "Waits for its turn to be sent.", ask: "look_again" },
  sending: { ms: 30 * MINUTE, cause: "Is being sent.", ask: "look_again" },
  cancelled: {
    ms: 5 * MINUTE,
    cause: "Cancelled; what was already under way is awaited.",
    ask: "look_again",
  },
  finished: { ms: undefined, cause: "", ask: "nothing" },
  forecast: { ms: undefined, cause: "", ask: "nothing" },
};

/** The deadline of a stage entered, or asked again, at `now`; a later start counts from the start. */
export const deadlineOf = (
  stage: Stage,
  now: Date,
  notBefore: Date | undefined,
): Date | undefined => {
  const { ms } = patience[stage];
  if (ms === undefined) return undefined;
  const from =
    stage === "scheduled" && notBefore !== undefined && notBefore > now ? notBefore : now;
  return new Date(from.getTime() + ms);
};
