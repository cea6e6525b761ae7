import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import type { Events } from "@whiteline/events";
import { fromTold } from "../proto.js";
import type { OutcomeStore } from "../store/outcomes.js";

type Dependencies = {
  readonly events: Pick<Events, "publish">;
  readonly outcomes: Pick<OutcomeStore, "unpublished" | "markPublished">;
  readonly now: () => Date;
  readonly intervalMs: number;
};

/** Chunks told per round; bounded so that a burst does not hold the loop. */
const batch = 128;

/**
 * Tells what changed: the outcome document is its own outbox (law 7). A chunk that still moves is
 * told at most once per interval; one that became final at once.
 */
export const publishOutcomes = async ({
  events,
  outcomes,
  now,
  intervalMs,
}: Dependencies): Promise<number> => {
  const changed = await outcomes.unpublished(new Date(now().getTime() - intervalMs), batch);
  const results = await Promise.allSettled(
    changed.map((outcome) =>
      events.publish(
        OutcomesRecorded,
        fromTold(outcome),
        `outcomes:${outcome.chunkId}:${outcome.version}`,
      ),
    ),
  );
  const told = changed.filter((_, i) => results[i]?.status === "fulfilled");
  await outcomes.markPublished(told, now());
  const failed = results.find((result) => result.status === "rejected");
  // The rest comes again in the next round; what was told is not told twice for it.
  if (failed !== undefined) throw new Error("outcomes were not told", { cause: failed.reason });
  return changed.length;
};
