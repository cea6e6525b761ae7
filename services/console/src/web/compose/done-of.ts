import type { Campaign } from "./queries.js";

const OPEN: readonly string[] = ["waiting", "pending", "accepted", "in_doubt"];

/** Messages with an outcome that stays. */
export function doneCount({ progress }: Campaign): number {
  return Object.entries(progress?.messages ?? {})
    .filter(([state]) => !OPEN.includes(state))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** Share of the recipients whose outcome stays, 0 to 1. */
export function doneOf(campaign: Campaign): number {
  const all = campaign.progress?.recipients ?? 0;
  return all === 0 ? 0 : Math.min(1, doneCount(campaign) / all);
}
