import type {
  AdvanceApplicationRequest,
  AdvanceApplicationResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { lineFamily, type MarketPack } from "@whiteline/markets";
import { DomainError, isDuplicateKey, principalOf, type CallContext } from "@whiteline/service-kit";
import { sees } from "./domain/access.js";
import {
  advance,
  holdsNumber,
  isFiling,
  lineStatusIn,
  stepOf,
  type Application,
  type HistoryEntry,
} from "./domain/application.js";
import { lineAfter } from "./domain/line.js";
import { judgeProvider } from "./domain/provider-eligibility.js";
import { staffRolesOf } from "./domain/roles.js";
import { originOf } from "./domain/sender.js";
import { tellLine, tellStep } from "./events/publish.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { fromApplication } from "./proto.js";
import { applicationUnknown, caseMovedOn, refuse, stepRefused, useApply } from "./refuse.js";
import { viewerOf } from "./viewer-of.js";

type Needs = Pick<
  Parts,
  | "now"
  | "newId"
  | "packs"
  | "applications"
  | "lines"
  | "providers"
  | "originalPapers"
  | "commit"
  | "outbox"
>;

const longestNote = 2_000;
const mostFindings = 100;

/**
 * Takes one step of an application: staff of its provider, each role its own steps. What the step
 * makes of the line, and the facts, are one write with it.
 */
export function advanceApplication(parts: Needs) {
  const { now, newId, packs, applications } = parts;
  return async (
    request: AdvanceApplicationRequest,
    context: CallContext,
  ): Promise<AdvanceApplicationResponse> => {
    const { applicationId, event, expectedVersion, note, findings, originals } = request;
    if (note.length > longestNote || findings.length > mostFindings) throw tooMuchSaid();
    const before = await applications.byId(applicationId);
    if (before === undefined || !sees(viewerOf(context), before)) throw applicationUnknown();
    const at = now();
    const pack = packs.of(before.market, at);
    const files = stepOf(pack, before, event)?.needs.includes("filing");
    if (files || isFiling(pack, before.family, event)) throw useApply();
    if (BigInt(before.version) !== expectedVersion) throw caseMovedOn();

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
  { applications, lines, providers, originalPapers, commit, outbox }: Needs,
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
      const { market, senderKey, providerId } = application;
      const held = await lines.held(market, senderKey, session);
      const record = await providers.byId(providerId, session);
      const providerBlocked = !judgeProvider(pack, record, dayOf(at, pack.timezone)).eligible;
      after = held === undefined ? await withCommonSender(lines, pack, application) : application;
      const step = lineAfter(pack, after, held, { lineId, at, providerBlocked });
      if (step.kind === "refused") throw refuse(step.finding, "precondition");
      if (step.kind === "changed") {
        const { line } = step;
        if (held === undefined) await lines.insert(session, line);
        else await lines.replace(session, line);
        await tellLine(outbox, session, line, { reason, at });
        after = { ...after, lineId: line.lineId };
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

/** Who shares the provider's common sender learns it when the access is granted [001 · Shared]. */
async function withCommonSender(
  lines: Needs["lines"],
  pack: MarketPack,
  application: Application,
): Promise<Application> {
  const family = lineFamily(pack, application.family);
  const status = lineStatusIn(pack, application.family, application.state);
  if (family === undefined || originOf(family) !== "common" || status === undefined) {
    return application;
  }
  const common = await lines.commonLine(application.providerId, family.id);
  if (common === undefined) throw commonLineMissing();
  return { ...application, lineNumber: common.number, name: common.number };
}

function commonLineMissing(): DomainError {
  return new DomainError(
    "precondition",
    "COMMON_LINE_MISSING",
    "The provider has no common sender of this family yet.",
    { remedy: "Have operations enter the provider's own line of the family first." },
  );
}

function tooMuchSaid(): DomainError {
  return new DomainError(
    "invalid",
    "TOO_MUCH_SAID",
    `A note has at most ${longestNote} characters, a return at most ${mostFindings} findings.`,
    { remedy: "Say it shorter." },
  );
}
