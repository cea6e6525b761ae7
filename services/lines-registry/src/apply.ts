import { isDeepStrictEqual } from "node:util";
import type {
  ApplyRequest,
  ApplyResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { MarketPack } from "@whiteline/markets";
import {
  forward,
  isDuplicateKey,
  principalOf,
  requireTenant,
  type CallContext,
} from "@whiteline/service-kit";
import {
  advance,
  isFiling,
  machineOf,
  newApplication,
  possibleEvents,
  type Application,
} from "./domain/application.js";
import { judgeDossier, type ApplicationContent } from "./domain/completeness.js";
import type { Finding } from "./domain/finding.js";
import { packOfProvider } from "./domain/find-pack.js";
import { judgeHeldNumber, lineStatusIn, numberRemoved } from "./domain/line.js";
import { tellStep } from "./events/publish.js";
import { gatherDossier } from "./gather-dossier.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { fromDeficient, fromFiled, toContent, toRequestId } from "./proto.js";
import { applicationUnknown, providerUnknown, requestIdReused, stepRefused } from "./refuse.js";
import type { NewFiling } from "./store/applications.js";

type Needs = Pick<
  Parts,
  "now" | "newId" | "applications" | "lines" | "commit" | "outbox" | "accounts" | "lists"
>;

/**
 * Files an application, or tells everything that is wrong with it and keeps nothing. With an
 * application id it corrects and resubmits one that was returned. A request that filed something is
 * answered with what it filed when it is repeated; one that was deficient left no trace.
 */
export function apply(parts: Needs) {
  const { now, newId, applications, commit, outbox } = parts;

  const filedBefore = async (
    pack: MarketPack,
    tenantId: string,
    requestId: string,
    content: ApplicationContent,
  ): Promise<ApplyResponse | undefined> => {
    const earlier = await applications.byRequest(tenantId, requestId);
    if (earlier === undefined) return undefined;
    if (!isDeepStrictEqual(earlier.content, content)) throw requestIdReused();
    return fromFiled(pack, earlier.application);
  };

  return async (request: ApplyRequest, context: CallContext): Promise<ApplyResponse> => {
    const tenantId = requireTenant(context);
    const requestId = toRequestId(request.requestId);
    const content = toContent(request);
    const at = now();
    const pack = packOfProvider(content.providerId, at);
    if (pack === undefined) throw providerUnknown();
    const earlier = await filedBefore(pack, tenantId, requestId, content);
    if (earlier !== undefined) return earlier;

    const current = await ownApplication(parts, tenantId, request.applicationId);
    if (current !== undefined) requireFilingStep(pack, current);
    const dossier = await gatherDossier(parts, tenantId, content, forward(context));
    const verdict = judgeDossier(pack, dossier, at);
    const deficiencies = [
      ...verdict.deficiencies,
      ...judgeCorrection(current, content, verdict.lineNumber),
      ...(await judgeNumber(parts, pack, { tenantId, current, lineNumber: verdict.lineNumber })),
    ];
    const machine = machineOf(pack, content.family);
    if (deficiencies.length > 0 || machine === undefined) {
      return fromDeficient(deficiencies, verdict.warnings);
    }

    const { providerId, family } = content;
    const { lineNumber } = verdict;
    const applicationId = newId();
    const opened = { applicationId, tenantId, providerId, market: pack.code, family, lineNumber };
    const start = current ?? newApplication(machine, opened);
    const { keyId, kind } = principalOf(context);
    const moved = advance(
      pack,
      start,
      {
        event: requireFilingStep(pack, start),
        note: "",
        findings: [],
        originals: [],
        filing: verdict,
      },
      { roles: ["applicant"], by: keyId ?? kind },
      { at, today: dayOf(at, pack.timezone) },
    );
    if (moved.kind === "refused") throw stepRefused(moved.refusal);
    const { application } = moved;
    const filing: NewFiling = { requestId, at, content };
    try {
      await commit(async (session) => {
        if (current === undefined) await applications.insert(session, application, filing);
        else await applications.replace(session, application, { holdsNumber: true, filing });
        const entry = application.history.at(-1);
        if (entry !== undefined) await tellStep(outbox, session, application, entry);
      });
    } catch (error) {
      // Another one was faster: the same request, or an application for the same number.
      const winner = await filedBefore(pack, tenantId, requestId, content);
      if (winner !== undefined) return winner;
      if (!isDuplicateKey(error)) throw error;
      return fromDeficient([applicationExists()], verdict.warnings);
    }
    return fromFiled(pack, application);
  };
}

async function ownApplication(
  { applications }: Needs,
  tenantId: string,
  applicationId: string,
): Promise<Application | undefined> {
  if (applicationId === "") return undefined;
  const application = await applications.byId(applicationId);
  if (application?.tenantId !== tenantId) throw applicationUnknown();
  return application;
}

/** The step that files papers from this state. @throws DomainError precondition STEP_IMPOSSIBLE */
function requireFilingStep(pack: MarketPack, application: Application): string {
  const possible = possibleEvents(pack, application);
  const event = possible.find(isFiling);
  if (event === undefined) throw stepRefused({ code: "STEP_IMPOSSIBLE", possible });
  return event;
}

/** A correction keeps provider, family and number; another number is another application. */
function judgeCorrection(
  current: Application | undefined,
  { providerId, family }: ApplicationContent,
  lineNumber: string,
): readonly Finding[] {
  if (current === undefined) return [];
  const changed = [
    ...(providerId === current.providerId ? [] : ["provider_id"]),
    ...(family === current.family ? [] : ["family"]),
    ...(lineNumber === current.lineNumber ? [] : ["line_number"]),
  ];
  return changed.map((subject) => ({
    code: "APPLICATION_OF_OTHER_LINE",
    subject,
    rule: "A corrected application is for the same line at the same provider.",
    source: "000 · Conversion notes",
    remedy: "Keep this field as it was, or file a new application.",
  }));
}

async function judgeNumber(
  { applications, lines }: Needs,
  pack: MarketPack,
  wanted: {
    readonly tenantId: string;
    readonly current: Application | undefined;
    readonly lineNumber: string;
  },
): Promise<readonly Finding[]> {
  const { tenantId, current, lineNumber } = wanted;
  const bearers = await lines.bearing(pack.code, lineNumber);
  const findings = bearers.flatMap((line) => judgeHeldNumber(line, tenantId));
  if (findings.length > 0) return findings.slice(0, 1);
  const holder = await applications.holding(pack.code, lineNumber);
  if (holder === undefined || holder.applicationId === current?.applicationId) return [];
  return [lineStatusIn(holder.state) === "removed" ? numberRemoved() : applicationExists()];
}

function applicationExists(): Finding {
  return {
    code: "APPLICATION_EXISTS",
    subject: "line_number",
    rule: "One application per number is under way at a time.",
    source: "architecture.md · 3, Getting a line",
    remedy: "Wait for the decision of the other application, or correct it if it was returned.",
  };
}
