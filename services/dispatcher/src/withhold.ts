import type { Carrying, Chunk } from "./carrying.js";
import { openParts, type ChunkProgress } from "./domain/chunk-progress.js";
import { submitCode, type SubmitCode } from "./domain/submit-code.js";
import { entryOf, placeOf, type Step } from "./journal-step.js";

/**
 * Looks at the embargo, the validity and what the operator takes before an intent is written. Parts that must not leave
 * are journalled with their reason; they cost nothing. Undefined when everything open may go.
 */
export const withhold = async (
  chunk: Chunk,
  it: Carrying,
  progress: ChunkProgress,
): Promise<Step | undefined> => {
  const open = openParts(progress);
  const recipientOf = (part: number): number => chunk.parts[part]?.recipient ?? -1;
  const end = async (parts: readonly number[], code: SubmitCode, reason: string): Promise<Step> => {
    // What may have gone out already neither simply expired nor was it kept back: it ends in doubt.
    const codeOf = (part: number): SubmitCode =>
      progress.duplicatePossible.has(part) ? submitCode.inDoubt : code;
    const results = parts.map((part) => ({ part, code: codeOf(part), operatorId: "", status: 0 }));
    const entry = entryOf(chunk, it, progress, parts);
    if (!(await it.submits.addDone(entry, results, reason))) return { kind: "interrupted" };
    return {
      kind: "written",
      entry: { ...placeOf(it, entry), state: "done", parts, results, reason },
    };
  };
  if (it.now() >= chunk.expiresAt) return end(open, submitCode.expired, "expired");
  const embargo = it.embargo.ofChunk(chunk);
  if (embargo.kind === "paused") return { kind: "paused" };
  if (embargo.kind === "withheld") return end(open, submitCode.withheld, embargo.reason);
  if (chunk.dropped.size > 0) {
    const reasonOf = (part: number) => chunk.dropped.get(recipientOf(part));
    // One reason per entry of the journal; the next look takes the next one.
    const reason = open.map(reasonOf).find((one) => one !== undefined);
    const dropped = open.filter((part) => reasonOf(part) === reason);
    if (reason !== undefined) return end(dropped, submitCode.withheld, reason);
  }
  if (it.unsendable.size === 0 && !it.embargo.hasRefusals(chunk)) return undefined;
  // A message of which a part is on the air already is finished: half a message helps nobody.
  const begun = new Set(
    chunk.parts.flatMap(({ recipient }, part) =>
      progress.codes[part] === submitCode.notSent && !progress.inFlight.has(part)
        ? []
        : [recipient],
    ),
  );
  const refused = open.filter((part) => {
    const msisdn = chunk.msisdns[recipientOf(part)];
    return (
      msisdn !== undefined && !begun.has(recipientOf(part)) && it.embargo.refuses(chunk, msisdn)
    );
  });
  if (refused.length > 0) return end(refused, submitCode.withheld, "opted_out");
  // What another account has begun of a message, or alone may send again, is its matter.
  const elsewhere = new Set([...progress.waiting.keys()].map(recipientOf));
  const isUnsendable = (recipient: number): boolean =>
    it.unsendable.has(recipient) && !begun.has(recipient) && !elsewhere.has(recipient);
  const unsendable = open.filter((part) => isUnsendable(recipientOf(part)));
  if (unsendable.length === 0) return undefined;
  return end(unsendable, submitCode.failed, "character_not_taken");
};
