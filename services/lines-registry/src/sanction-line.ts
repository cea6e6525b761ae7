import type { ViolationConfirmed } from "@whiteline/contracts/compliance/v1/events";
import { DomainError } from "@whiteline/service-kit";
import type { Line } from "./domain/line.js";
import { sanctionOf } from "./domain/violation.js";
import { hasHappened, stepLine } from "./line-steps.js";
import type { Parts } from "./parts.js";

type Needs = Parameters<typeof stepLine>[0] & Pick<Parts, "log">;

const compliance = { roles: ["operations"], by: "service:compliance" } as const;

/**
 * What a confirmed violation does to a line [ir.md §9]. What the pack says happens at once; a removal
 * for ever that two people decided at the desk of compliance is taken in their names, and accounts is
 * asked whether they are two. Other numbers of the holder are not touched.
 */
export async function sanctionLine(
  parts: Needs,
  line: Line,
  fact: Pick<ViolationConfirmed, "violationId" | "violation" | "removedForEver" | "decidedBy">,
): Promise<void> {
  const { packs, now } = parts;
  const sanction = sanctionOf(packs.of(line.market, now()), line, fact.violation);
  const word = `${fact.violationId}: `;
  const note = `${word}${sanction.note}`;
  if (fact.removedForEver) await remove(parts, line, { note, by: fact.decidedBy });
  else if (!(await hasHappened(parts, line, word))) {
    const act = { events: [sanction.event], note, operator: "" };
    await stepUnlessDone(parts, line, act, compliance);
  }
}

/** Each of the two says it; a fact that comes again finds what the first has said, or that it is done. */
async function remove(
  parts: Needs,
  line: Line,
  { note, by: people }: { readonly note: string; readonly by: readonly string[] },
): Promise<void> {
  for (const by of people.slice(0, 2)) {
    const current = (await parts.lines.byId(line.lineId)) ?? line;
    if (current.status === "removed") return;
    const act = { events: ["violate", "cancel"], note, operator: "" };
    await stepUnlessDone(parts, current, act, { roles: ["operations"], by });
  }
}

/** A fact that comes again, or late, finds that its step does not lead on any more. */
export async function stepUnlessDone(
  parts: Needs,
  line: Line,
  act: Parameters<typeof stepLine>[2],
  actor: Parameters<typeof stepLine>[3],
): Promise<void> {
  try {
    await stepLine(parts, line, act, actor);
  } catch (error) {
    const isDone =
      error instanceof DomainError &&
      (error.reason === "STEP_IMPOSSIBLE" || error.reason === "SECOND_PERSON_NEEDED");
    if (!isDone) throw error;
    const { lineId } = line;
    parts.log.info({ lineId, events: act.events, reason: error.reason }, "line_step_not_needed");
  }
}
