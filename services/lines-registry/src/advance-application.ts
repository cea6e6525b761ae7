import type {
  AdvanceApplicationRequest,
  AdvanceApplicationResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { MarketPack } from "@whiteline/markets";
import { DomainError, isDuplicateKey, principalOf, type CallContext } from "@whiteline/service-kit";
import { sees } from "./domain/access.js";
import {
  advance,
  holdsNumber,
  isFiling,
  type Application,
  type HistoryEntry,
} from "./domain/application.js";
import { packOf } from "./domain/find-pack.js";
import { lineAfter } from "./domain/line.js";
import { staffRolesOf } from "./domain/roles.js";
import { tellLine, tellStep } from "./events/publish.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { fromApplication } from "./proto.js";
import { applicationUnknown, caseMovedOn, refuse, stepRefused, useApply } from "./refuse.js";
import { viewerOf } from "./viewer-of.js";

type Needs = Pick<
  Parts,
  "now" | "newId" | "applications" | "lines" | "originalPapers" | "commit" | "outbox"
>;

const longestNote = 2_000;
const mostFindings = 100;

/**
 * Takes one step of an application: staff of its provider, each role its own steps. What the step
 * makes of the line, and the facts, are one write with it.
 */
export function advanceApplication(parts: Needs) {
  const { now, newId, applications } = parts;
  return async (
    request: AdvanceApplicationRequest,
    context: CallContext,
  ): Promise<AdvanceApplicationResponse> => {
    const { applicationId, event, expectedVersion, note, findings, originals } = request;
    if (note.length > longestNote || findings.length > mostFindings) throw tooMuchSaid();
    const before = await applications.byId(applicationId);
    if (before === undefined || !sees(viewerOf(context), before)) throw applicationUnknown();
    if (isFiling(event)) throw useApply();
    if (BigInt(before.version) !== expectedVersion) throw caseMovedOn();

    const at = now();
    const pack = packOf(before.market, at);
    const { roles, keyId, kind } = principalOf(context);
    const taken = advance(
      pack,
      before,
      { event, note, findings, originals },
      { roles: kind === "staff" ? staffRolesOf(roles) : [], by: keyId ?? kind },
      { at, today: dayOf(at, pack.timezone) },
    );
    if (taken.kind === "refused") throw stepRefused(taken.refusal);
    const entry = taken.kind === "moved" ? taken.application.history.at(-1) : undefined;
    const arrived = taken.application.originals.filter((code) => !before.originals.includes(code));
    const arrivals = { codes: arrived, at, by: keyId ?? kind };
    const written = await write(parts, pack, taken.application, entry, newId(), arrivals);
    return { application: fromApplication(pack, written) };
  };
}

/**
 * @param lineId id for a line that does not exist yet
 * @param arrivals originals that arrived with this step
 */
async function write(
  { applications, lines, originalPapers, commit, outbox }: Needs,
  pack: MarketPack,
  application: Application,
  entry: HistoryEntry | undefined,
  lineId: string,
  arrivals: { readonly codes: readonly string[]; readonly at: Date; readonly by: string },
): Promise<Application> {
  return commit(async (session) => {
    let after = application;
    if (entry !== undefined) {
      const { at, event: reason } = entry;
      const { market, lineNumber } = application;
      const held = await lines.heldNumber(market, lineNumber, session);
      const step = lineAfter(pack, application, held, { lineId, at });
      if (step.kind === "refused") throw refuse(step.finding, "precondition");
      if (step.kind === "changed") {
        const { line } = step;
        if (held === undefined) await lines.insert(session, line);
        else await lines.replace(session, line);
        await tellLine(outbox, session, line, { reason, at });
        after = { ...application, lineId: line.lineId };
      }
      await tellStep(outbox, session, after, entry);
    }
    await originalPapers.arrive(session, after, arrivals.codes, arrivals);
    await applications.replace(session, after, { holdsNumber: holdsNumber(pack, after) });
    return after;
  }).catch((error: unknown) => {
    // The number became a line of somebody else in the same moment.
    throw isDuplicateKey(error) ? caseMovedOn() : error;
  });
}

function tooMuchSaid(): DomainError {
  return new DomainError(
    "invalid",
    "TOO_MUCH_SAID",
    `A note has at most ${longestNote} characters, a return at most ${mostFindings} findings.`,
    { remedy: "Say it shorter." },
  );
}
