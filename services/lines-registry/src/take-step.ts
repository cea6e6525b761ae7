import { lineFamily, type MarketPack } from "@whiteline/markets";
import { DomainError, isDuplicateKey } from "@whiteline/service-kit";
import type { ClientSession } from "./store/commit.js";
import { advance, type Actor, type Step } from "./domain/advance.js";
import {
  holdsNumber,
  machineOf,
  lineStatusIn,
  stateIn,
  stepOf,
  type Application,
  type HistoryEntry,
} from "./domain/application.js";
import { deskCalendar } from "./domain/calendar.js";
import { newLife } from "./domain/line-life.js";
import { declaredFor, lineAfter, type Line } from "./domain/line.js";
import { judgeProvider } from "./domain/provider-eligibility.js";
import { originOf } from "./domain/sender.js";
import { tellLine, tellStep } from "./events/publish.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { caseMovedOn, refuse, stepRefused } from "./refuse.js";
import { whoAnswers } from "./who-answers.js";

type Needs = Pick<
  Parts,
  | "now"
  | "newId"
  | "packs"
  | "applications"
  | "lines"
  | "lives"
  | "days"
  | "providers"
  | "originalPapers"
  | "trail"
  | "commit"
  | "outbox"
  | "accounts"
  | "tokens"
>;

/** What a step left behind. */
export type Taken = { readonly application: Application; readonly line: Line | undefined };

/**
 * Takes one step of a case: what it makes of the line, and the facts, are one write with it.
 * @param guard what must hold in that same write; it throws where it does not
 * @throws DomainError as `stepRefused` says; conflict CASE_MOVED_ON when somebody was faster.
 */
export async function takeStep(
  parts: Needs,
  before: Application,
  step: Step,
  actor: Actor,
  guard?: (session: ClientSession) => Promise<void>,
): Promise<Taken> {
  const at = parts.now();
  const pack = parts.packs.of(before.market, at);
  const days = await parts.days.ofProvider(before.providerId);
  const calendar = deskCalendar(pack, days, before.operator);
  const moment = { at, today: dayOf(at, pack.timezone), calendar };
  const isForTwo = stepOf(pack, before, step.event)?.needs.includes("second_person") ?? false;
  const acting = isForTwo ? { ...actor, answers: await whoAnswers(parts, actor.by) } : actor;
  const taken = advance(pack, before, step, acting, moment);
  if (taken.kind === "refused") throw stepRefused(taken.refusal);
  const { application } = taken;
  const lineId = parts.newId();
  const arrived = application.originals.filter((code) => !before.originals.includes(code));
  try {
    return await parts.commit(async (session) => {
      await guard?.(session);
      await parts.originalPapers.arrive(session, application, arrived, { at, by: actor.by });
      if (taken.kind !== "moved") {
        await parts.applications.replace(session, application, {
          holdsNumber: holdsNumber(pack, application),
        });
        const said = taken.kind === "pending" ? `${step.event}:proposed` : step.event;
        await parts.trail.add(
          {
            subject: application.applicationId,
            providerId: application.providerId,
            at,
            actor: "desk",
            by: actor.by,
            event: said,
            note: taken.kind === "pending" ? step.note : arrived.join(", "),
            from: before.state,
            to: before.state,
          },
          session,
        );
        return { application, line: undefined };
      }
      return writeMove(parts, pack, application, { session, lineId, today: moment.today });
    });
  } catch (error) {
    // The number became a line of somebody else in the same moment.
    throw isDuplicateKey(error) ? caseMovedOn() : error;
  }
}

type Writing = {
  readonly session: ClientSession;
  /** Id for a line that does not exist yet. */
  readonly lineId: string;
  readonly today: string;
};

async function writeMove(
  parts: Needs,
  pack: MarketPack,
  application: Application,
  writing: Writing,
): Promise<Taken> {
  const { session } = writing;
  const entry = application.history.at(-1);
  if (entry === undefined) throw new Error("a case that moved has no history");
  const { line, application: after } = await moveLine(parts, pack, application, entry, writing);
  await tellStep(parts.outbox, session, after, entry);
  const { family, caseKind, state } = after;
  const isOver = machineOf(pack, family, caseKind)?.terminal.includes(state) ?? false;
  const kept = { holdsNumber: holdsNumber(pack, after), isOver };
  await parts.applications.replace(session, after, kept);
  return { application: after, line };
}

function moveLine(...moving: Parameters<typeof makeLine>): Promise<Taken> {
  const [, , { caseKind }] = moving;
  if (caseKind === "to_advertising") return changeLine(...moving);
  return caseKind === "purposes" ? declareLine(...moving) : makeLine(...moving);
}

/** What the step makes of the case's own line. */
async function makeLine(
  { lines, lives, providers, trail, outbox }: Needs,
  pack: MarketPack,
  application: Application,
  { at, event: reason }: HistoryEntry,
  { session, lineId, today }: Writing,
): Promise<Taken> {
  const { market, senderKey, providerId } = application;
  const held = await lines.held(market, senderKey, session);
  const record = await providers.byId(providerId, session);
  const providerBlocked = !judgeProvider(pack, record, today).eligible;
  const named = held === undefined ? await withCommonSender(lines, pack, application) : application;
  const step = lineAfter(pack, named, held, { lineId, at, providerBlocked });
  if (step.kind === "refused") throw refuse(step.finding, "precondition");
  if (step.kind === "none") return { application: named, line: undefined };
  const { line } = step;
  if (held === undefined) await lines.insert(session, line);
  else await lines.replace(session, line);
  const life = await lives.byId(line.lineId, session);
  if (life === undefined) {
    await lives.put(session, { life: newLife(pack, line, today), version: 0 });
  }
  await tellLine(outbox, session, line, { reason, at });
  if (stateIn(pack, named, named.state)?.leaves === true) {
    // The line goes on without its case: what the case did to it stays in the line's own history.
    for (const { actor, by, event, note, from, to, at: then } of named.history) {
      const about = { subject: line.lineId, providerId, at: then, actor, by };
      await trail.copy({ ...about, event, note, from, to }, session);
    }
  }
  return { application: { ...named, lineId: line.lineId }, line };
}

/**
 * A case that changes a line takes the line's own case along: it is given up in the same write, and
 * the line goes on with another type [IR-ASN-13].
 */
async function changeLine(
  parts: Needs,
  pack: MarketPack,
  application: Application,
  { at }: HistoryEntry,
  writing: Writing,
): Promise<Taken> {
  const changes = stateIn(pack, application, application.state)?.lineType ?? null;
  if (changes === null) return { application, line: undefined };
  const line = await parts.lines.byId(application.lineId ?? "", writing.session);
  const own = await parts.applications.byId(line?.applicationId ?? "", writing.session);
  if (own === undefined) throw lineChanged();
  const step = { event: "give_up", note: application.applicationId, findings: [], originals: [] };
  const actor = { roles: ["platform" as const], by: `case:${application.applicationId}` };
  const taken = advance(pack, own, step, actor, { at, today: writing.today });
  if (taken.kind !== "moved") throw lineChanged();
  const { line: changed } = await writeMove(parts, pack, taken.application, writing);
  return { application, line: changed };
}

/** A name is declared for more: the line carries it from the same write on [VN-BLK-19]. */
async function declareLine(
  { lines, outbox }: Needs,
  pack: MarketPack,
  application: Application,
  { at, event: reason }: HistoryEntry,
  { session }: Writing,
): Promise<Taken> {
  const declares = stateIn(pack, application, application.state)?.declares ?? false;
  const before = await lines.byId(application.lineId ?? "", session);
  if (!declares || before === undefined) return { application, line: undefined };
  const line = declaredFor(before, application.purposes ?? []);
  await lines.replace(session, line);
  await tellLine(outbox, session, line, { reason, at });
  return { application, line };
}

/** Who shares the provider's common sender learns it when the access is granted [001 · Shared]. */
async function withCommonSender(
  lines: Needs["lines"],
  pack: MarketPack,
  application: Application,
): Promise<Application> {
  const family = lineFamily(pack, application.family);
  const status = lineStatusIn(pack, application, application.state);
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

function lineChanged(): DomainError {
  return new DomainError(
    "precondition",
    "LINE_NOT_IN_SERVICE",
    "The line is no service line any more.",
    { remedy: "Look at the line; refuse the case if it has nothing left to change." },
  );
}
