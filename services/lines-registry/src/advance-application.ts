import type {
  AdvanceApplicationRequest,
  AdvanceApplicationResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  actorOf,
  DomainError,
  principalOf,
  type CallContext,
  type Principal,
} from "@whiteline/service-kit";
import { sees } from "./domain/access.js";
import type { Step } from "./domain/advance.js";
import { isFiling, stepOf, type Application } from "./domain/application.js";
import { staffRolesOf, type Role } from "./domain/roles.js";
import type { Parts } from "./parts.js";
import { fromApplication } from "./proto.js";
import type { ClientSession } from "./store/commit.js";
import { applicationUnknown, caseMovedOn, useApply } from "./refuse.js";
import { takeStep } from "./take-step.js";
import { withTrace } from "./trace.js";
import { viewerOf } from "./viewer-of.js";

type Needs = Parameters<typeof takeStep>[0] & Pick<Parts, "trail" | "log" | "dossierExports">;

const longestNote = 2_000;
const mostFindings = 100;

/**
 * Takes one step of an application: staff of its provider, each role its own steps, and the applicant's
 * own where they file nothing (it may call the application off). A decision that
 * needs four eyes is answered with the application waiting for the second. What was refused stands in
 * the trail of the case.
 */
export function advanceApplication(parts: Needs) {
  const { now, packs, applications, dossierExports } = parts;

  /** Whoever holds the papers of a case would hold those of a number that is free again. */
  const requireUnexported = async (
    applicationId: string,
    session: ClientSession,
  ): Promise<void> => {
    if (await dossierExports.has(applicationId, session)) throw dossierWithOperator();
  };

  const advance = async (
    before: Application,
    request: AdvanceApplicationRequest,
    context: CallContext,
  ): Promise<AdvanceApplicationResponse> => {
    const { event, expectedVersion, operatorAnswer, note, findings, originals } = request;
    const pack = packs.of(before.market, now());
    const files = stepOf(pack, before, event)?.needs.includes("filing");
    if (files || isFiling(pack, before, event)) throw useApply();
    if (BigInt(before.version) !== expectedVersion) throw caseMovedOn();
    const principal = principalOf(context);
    const roles = rolesOf(principal);
    const { words = "", reference = "" } = operatorAnswer ?? {};
    const answer = words === "" && reference === "" ? {} : { answer: { words, reference } };
    const step: Step = { event, note, findings, originals, ...answer };
    const actor = { roles, by: actorOf(principal) };
    // What a tenant takes here files nothing: it calls the application off.
    const guard = (session: ClientSession) => requireUnexported(before.applicationId, session);
    const isTenants = principal.kind === "tenant";
    const { application } = await takeStep(
      parts,
      before,
      step,
      actor,
      isTenants ? guard : undefined,
    );
    return { application: fromApplication(pack, application) };
  };

  return async (
    request: AdvanceApplicationRequest,
    context: CallContext,
  ): Promise<AdvanceApplicationResponse> => {
    const { applicationId, event, note, findings, operatorAnswer, expectedVersion } = request;
    const said = [note, operatorAnswer?.words ?? "", operatorAnswer?.reference ?? ""];
    const isTooMuch = said.some(({ length }) => length > longestNote);
    if (isTooMuch || findings.length > mostFindings) throw tooMuchSaid();
    const before = await applications.byId(applicationId);
    if (before === undefined || !sees(viewerOf(context), before)) throw applicationUnknown();
    const { providerId } = before;
    const about = { subject: applicationId, providerId, event, expectedVersion };
    return withTrace(parts, context, about, () => advance(before, request, context));
  };
}

/** Staff take the steps of their roles, a tenant those of the applicant: it may call off what it filed. */
function rolesOf({ kind, roles }: Principal): readonly Role[] {
  switch (kind) {
    case "staff":
      return staffRolesOf(roles);
    case "tenant":
      return ["applicant"];
    case "service":
      return [];
  }
}

function dossierWithOperator(): DomainError {
  return new DomainError(
    "precondition",
    "DOSSIER_WITH_OPERATOR",
    "The dossier of the application was taken out for the operator already.",
    { remedy: "Ask your provider; it ends the case when the operator has answered." },
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
