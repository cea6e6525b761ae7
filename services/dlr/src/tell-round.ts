import type { Events } from "@whiteline/events";
import { publishOutcomes } from "./events/publish-outcomes.js";
import type { ChangeStore } from "./store/changes.js";
import type { TellingMarks } from "./store/outcome-marks.js";
import type { OutcomeStore } from "./store/outcomes.js";
import { tellChanges } from "./tell-changes.js";

type Telling = {
  readonly events: Pick<Events, "publish">;
  readonly outcomes: Pick<OutcomeStore, "unpublished" | "untold" | "mark">;
  readonly changes: Pick<ChangeStore, "tell">;
  readonly now: () => Date;
  readonly publishIntervalMs: number;
  readonly feedIntervalMs: number;
};

/**
 * Tells everybody and the feed at the same moment, so that a chunk of which both are told is marked by one write. What one
 * of both could not tell keeps nothing of the other's from being marked.
 */
export const tellRound = async ({
  events,
  outcomes,
  changes,
  now,
  publishIntervalMs,
  feedIntervalMs,
}: Telling): Promise<{ readonly published: number; readonly fed: number }> => {
  const marks: { -readonly [Name in keyof TellingMarks]: TellingMarks[Name][number][] } = {
    published: [],
    fed: [],
  };
  const collecting = {
    ...outcomes,
    markPublished: async (told: TellingMarks["published"]) => void marks.published.push(...told),
    markFed: async (told: TellingMarks["fed"]) => void marks.fed.push(...told),
  };
  const [published, fed] = await Promise.allSettled([
    publishOutcomes({ events, outcomes: collecting, now, intervalMs: publishIntervalMs }),
    tellChanges({ outcomes: collecting, changes, now, intervalMs: feedIntervalMs }),
  ]);
  await outcomes.mark(marks, now());
  if (published.status === "rejected") throw published.reason;
  if (fed.status === "rejected") throw fed.reason;
  return { published: published.value, fed: fed.value };
};
