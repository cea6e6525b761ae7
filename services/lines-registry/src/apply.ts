import { isDeepStrictEqual } from "node:util";
import type {
  ApplyRequest,
  ApplyResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { lineFamily, purposesSaid, type MarketPack } from "@whiteline/markets";
import {
  actorOf,
  forward,
  isDuplicateKey,
  principalOf,
  requireTenant,
  type CallContext,
} from "@whiteline/service-kit";
import { filingEvent, possibleEvents, type Application } from "./domain/application.js";
import { judgeDossier, type ApplicationContent, type Dossier } from "./domain/completeness.js";
import { correctedContent, judgeCorrection } from "./domain/correction.js";
import type { Finding } from "./domain/finding.js";
import { holdingOf } from "./domain/holding.js";
import { judgeProvider, providerLacks } from "./domain/provider-eligibility.js";
import { admitAtOnce } from "./admit-at-once.js";
import { drawNumber, originOf, sharedKey } from "./domain/sender.js";
import { tellStep } from "./events/publish.js";
import { fileApplications, type Filed, type FilingStart } from "./file-applications.js";
import { gatherDossier } from "./gather-dossier.js";
import { judgeHeldSender, judgeHolding, takenSender } from "./judge-held-sender.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { fromDeficient, fromFiled, toContent, toRequestId } from "./proto.js";
import { applicationUnknown, providerUnknown, requestIdReused, stepRefused } from "./refuse.js";
import type { NewFiling } from "./store/applications.js";

type Needs = Parameters<typeof admitAtOnce>[0] & Pick<Parts, "providers" | "accounts" | "lists">;

/** Of two drawn numbers that are taken one draws again; five in a row mean that the family is full. */
const mostDraws = 5;

/** Applications under correction, with the papers they were filed with; none for a new one. */
type Current = {
  readonly applications: readonly Application[];
  readonly content: ApplicationContent;
};

/**
 * Files an application, or tells everything that is wrong with it and keeps nothing. A name that is
 * declared per operator is filed as one application for each. With an application id it corrects and
 * resubmits what was returned, together with those of its group that wait for the same; what the
 * correction leaves out stays as it was filed. A request that filed something is answered with what it
 * filed when it is repeated; one that was deficient left nothing here.
 */
export function apply(parts: Needs) {
  const { now, packs } = parts;
  return async (request: ApplyRequest, context: CallContext): Promise<ApplyResponse> => {
    const tenantId = requireTenant(context);
    const requestId = toRequestId(request.requestId);
    const given = toContent(request);
    const at = now();
    const pack = packs.ofProvider(given.providerId, at);
    if (pack === undefined) throw providerUnknown();
    const earlier = await filedBefore(parts, pack, tenantId, requestId, given);
    if (earlier !== undefined) return earlier;

    const current = await ownApplications(parts, pack, tenantId, request);
    const content = current === undefined ? given : correctedContent(current.content, given);
    const gathered = await gatherDossier(parts, tenantId, content, forward(context));
    const record = await parts.providers.byId(content.providerId);
    const lacks = providerLacks(judgeProvider(pack, record, dayOf(at, pack.timezone)));
    const filing: NewFiling = { requestId, at, content, given: current ? given : content };
    const by = actorOf(principalOf(context));

    for (let draw = 1; ; draw += 1) {
      const drawn = current?.applications[0]?.lineNumber ?? drawnNumber(parts, pack, content);
      const dossier = { ...gathered, providerLacks: lacks, drawn };
      const judged = await judge(parts, pack, { tenantId, current, dossier, at });
      if (judged.kind === "deficient") {
        // The same request may have been filed while this one was judged.
        return (await filedBefore(parts, pack, tenantId, requestId, given)) ?? judged.answer;
      }
      const step = { pack, by, moment: { at, today: dayOf(at, pack.timezone) } };
      const filed = fileApplications(step, judged.starts);
      if (filed.kind === "refused") throw stepRefused(filed.refusal);
      try {
        await write(parts, filed.filed, filing);
        const applications = filed.filed.map(({ application }) => application);
        return fromFiled(pack, await admitAtOnce(parts, pack, applications));
      } catch (error) {
        // Another one was faster: the same request, or an application for the same sender.
        const winner = await filedBefore(parts, pack, tenantId, requestId, given);
        if (winner !== undefined) return winner;
        if (!isDuplicateKey(error)) throw error;
        if (isDrawn(pack, content) && current === undefined && draw < mostDraws) continue;
        return fromDeficient([takenSender()], judged.warnings);
      }
    }
  };
}

async function filedBefore(
  { applications }: Needs,
  pack: MarketPack,
  tenantId: string,
  requestId: string,
  given: ApplicationContent,
): Promise<ApplyResponse | undefined> {
  const earlier = await applications.byRequest(tenantId, requestId);
  if (earlier === undefined) return undefined;
  if (!isDeepStrictEqual(earlier.given, given)) throw requestIdReused();
  return fromFiled(pack, earlier.applications);
}

/** The application that is corrected, and those of its group that wait for the same correction. */
async function ownApplications(
  { applications }: Needs,
  pack: MarketPack,
  tenantId: string,
  { applicationId, spellings }: ApplyRequest,
): Promise<Current | undefined> {
  if (applicationId === "") return undefined;
  const named = await applications.byId(applicationId);
  if (named?.tenantId !== tenantId) throw applicationUnknown();
  if (filingEvent(pack, named) === undefined) {
    const possible = possibleEvents(pack, named);
    throw stepRefused({ code: "STEP_IMPOSSIBLE", possible });
  }
  const content = await applications.latestContent(applicationId);
  if (content === undefined) throw applicationUnknown();
  const group = named.operator === "" ? [named] : await applications.ofGroup(named.groupId);
  const isMeant = ({ operator }: Application) =>
    spellings.length === 0 || spellings.some((spelling) => spelling.operator === operator);
  const waiting = group.filter(
    (each) =>
      each.applicationId === applicationId ||
      (filingEvent(pack, each) !== undefined && isMeant(each)),
  );
  const operators = new Set(waiting.map(({ operator }) => operator));
  return {
    applications: waiting,
    content: {
      ...content,
      spellings: content.spellings.filter(({ operator }) => operators.has(operator)),
    },
  };
}

type Judged =
  | { readonly kind: "deficient"; readonly answer: ApplyResponse }
  | {
      readonly kind: "complete";
      readonly starts: readonly FilingStart[];
      readonly warnings: readonly Finding[];
    };

/** Judges dossier, senders and correction; what is complete is ready to be filed. */
async function judge(
  parts: Needs,
  pack: MarketPack,
  {
    tenantId,
    current,
    dossier,
    at,
  }: {
    readonly tenantId: string;
    readonly current: Current | undefined;
    readonly dossier: Dossier;
    readonly at: Date;
  },
): Promise<Judged> {
  const { providerId, family } = dossier.content;
  const verdict = judgeDossier(pack, dossier, at);
  const { lineType } = verdict;
  const groupId = current?.applications[0]?.groupId ?? parts.newId();
  const purposes = purposesSaid(pack, family, dossier.content.applicant.facts);
  const holding = holdingOf(pack, dossier.content, dossier.list?.digest ?? "");
  const starts: FilingStart[] = [];
  const found: Finding[] = [...verdict.deficiencies];
  for (const { operator, name, sender, key, filing } of verdict.senders) {
    const senderKey = key === "" ? sharedKey(family, tenantId) : key;
    const before = current?.applications.find((each) => each.operator === operator);
    const about = { market: pack.code, senderKey, operator };
    if (current !== undefined && before === undefined) continue;
    const wanted = { ...about, tenantId, purposes, current: before };
    found.push(...(await judgeHeldSender(parts, pack, wanted)));
    const opened = {
      tenantId,
      providerId,
      family,
      lineNumber: sender,
      name,
      groupId,
      lineType,
      holding,
      ...(purposes.length > 0 && { purposes }),
    };
    found.push(...(await judgeHolding(parts, providerId, holding, before)));
    starts.push({ before, opened: { ...opened, ...about, applicationId: parts.newId() }, filing });
  }
  for (const each of current?.applications ?? []) {
    const kept = starts.find(({ before }) => before === each);
    const key = kept?.opened.senderKey;
    found.push(...judgeCorrection(each, { providerId, family, lineType, key }));
  }
  const deficiencies = withoutRepeats(found);
  return deficiencies.length > 0 || starts.length === 0
    ? { kind: "deficient", answer: fromDeficient(deficiencies, verdict.warnings) }
    : { kind: "complete", starts, warnings: verdict.warnings };
}

async function write(
  { applications, commit, outbox }: Needs,
  filed: readonly Filed[],
  filing: NewFiling,
): Promise<void> {
  await commit(async (session) => {
    for (const { application, isNew } of filed) {
      if (isNew) await applications.insert(session, application, filing);
      else await applications.replace(session, application, { holdsNumber: true, filing });
      const entry = application.history.at(-1);
      if (entry !== undefined) await tellStep(outbox, session, application, entry);
    }
  });
}

function isDrawn(pack: MarketPack, { family: id }: ApplicationContent): boolean {
  const family = lineFamily(pack, id);
  return family !== undefined && originOf(family) === "drawn";
}

/** The digits of a number that nobody chooses come from the kernel's randomness, like every id. */
function drawnNumber({ newId }: Needs, pack: MarketPack, content: ApplicationContent): string {
  const family = lineFamily(pack, content.family);
  return family === undefined || !isDrawn(pack, content)
    ? ""
    : drawNumber(family, BigInt(`0x${newId()}`));
}

/** The same deficiency for two operators is told once for each subject. */
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    ({ code, subject }, i) =>
      findings.findIndex((each) => each.code === code && each.subject === subject) === i,
  );
}
