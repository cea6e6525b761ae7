import { casesOf } from "./line-steps.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "applications" | "lines" | "trail">;

type Change = { readonly at: Date; readonly event: string; readonly by: string };

/** Told at most; who was away for longer reads the history. */
const mostTold = 5;

/** Entries of a trail that made no new version: looks, and what was refused. */
const isNoChange = ({ event }: Change) => event === "opened" || event.startsWith("refused:");

/**
 * What was done to a case or line since the version that somebody decided on, the newest last: what,
 * by whom, when. For staff of its provider; a holder reads only what happened.
 */
export async function changesSince(
  { applications, lines, trail }: Needs,
  subject: string,
  { expected, toStaff }: { readonly expected: number; readonly toStaff: boolean },
): Promise<string> {
  const application = await applications.byId(subject);
  const line = application === undefined ? await lines.byId(subject) : undefined;
  const version = application?.version ?? line?.version ?? expected;
  const steps =
    application?.history ??
    (line === undefined
      ? []
      : (await casesOf({ applications }, line, "")).flatMap((each) => each.history));
  const changes = [...steps, ...(await trail.of(subject))]
    .filter((change) => !isNoChange(change))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const many = Math.min(Math.max(version - expected, 0), mostTold);
  const told = many === 0 ? [] : changes.slice(-many);
  const words = told.map(({ at, event, by }) =>
    toStaff ? `${event} by ${by} at ${at.toISOString()}` : `${event} at ${at.toISOString()}`,
  );
  return [
    `It is at version ${version} now.`,
    ...(words.length > 0 ? [`Meanwhile: ${words.join("; ")}.`] : []),
  ].join(" ");
}
