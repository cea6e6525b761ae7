import { next, stateMachine, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { isSamePerson, type Actor } from "./domain/advance.js";
import { possibleEvents, stepOf, type Application } from "./domain/application.js";
import { newLife } from "./domain/line-life.js";
import type { Line } from "./domain/line.js";
import { tellLine } from "./events/publish.js";
import { dayOf } from "./market-day.js";
import { stepRefused } from "./refuse.js";
import { takeStep } from "./take-step.js";
import { whoAnswers } from "./who-answers.js";

type Needs = Parameters<typeof takeStep>[0];

/** What is done to a line; the machine of its case, or of entered lines, says whether it may be. */
export type LineAct = {
  /** Events that mean it, the first that leads on is taken, e.g. violate or cancel. */
  readonly events: readonly string[];
  readonly note: string;
  /** Brandnames: the operator meant; "" = all. */
  readonly operator: string;
};

/** The machine of lines without a case. */
const enteredMachine = "enteredLine";

/**
 * Takes a step of a line's later life: through the case that governs it, one per operator where the
 * name is declared at several; a line without a case goes by the machine of entered lines.
 * @returns the line as it is now
 * @throws DomainError precondition STEP_IMPOSSIBLE when no event leads on; SECOND_PERSON_NEEDED
 */
export async function stepLine(
  parts: Needs,
  line: Line,
  act: LineAct,
  actor: Actor,
): Promise<Line> {
  const pack = parts.packs.of(line.market, parts.now());
  const cases = await casesOf(parts, line, act.operator);
  if (cases.length === 0) return stepEntered(parts, pack, line, act, actor);
  const ready = cases.flatMap((each) => {
    const event = act.events.find((name) => stepOf(pack, each, name) !== undefined);
    return event === undefined ? [] : [{ application: each, event }];
  });
  if (ready.length === 0) {
    const possible = [...new Set(cases.flatMap((each) => possibleEvents(pack, each)))];
    throw stepRefused({ code: "STEP_IMPOSSIBLE", possible });
  }
  let after = line;
  for (const { application, event } of ready) {
    const step = { event, note: act.note, findings: [], originals: [] };
    const taken = await takeStep(parts, application, step, actor);
    after = taken.line ?? after;
  }
  return after;
}

/** The cases that govern a line: its own, or those of the operators at which it is declared. */
export async function casesOf(
  { applications }: Pick<Needs, "applications">,
  line: Line,
  operator: string,
): Promise<readonly Application[]> {
  const declared = line.operators.filter((each) => operator === "" || each.operator === operator);
  const ids =
    line.operators.length > 0
      ? declared.map(({ applicationId }) => applicationId)
      : [line.applicationId ?? ""].filter((id) => id !== "");
  const found = await Promise.all(ids.map((id) => applications.byId(id)));
  return found.flatMap((application) => application ?? []);
}

/** Whether a step with this word in its note was taken at the line before: facts come more than once. */
export async function hasHappened(
  parts: Pick<Needs, "applications" | "trail">,
  line: Line,
  word: string,
): Promise<boolean> {
  const cases = await casesOf(parts, line, "");
  const steps = cases.flatMap(({ history }) => history);
  const others = await parts.trail.of(line.lineId);
  return [...steps, ...others].some(({ note }) => note.startsWith(word));
}

async function stepEntered(
  parts: Needs,
  pack: MarketPack,
  line: Line,
  { events, note }: LineAct,
  actorOfStep: Actor,
): Promise<Line> {
  const { commit, lines, lives, trail, outbox } = parts;
  const { roles, by } = actorOfStep;
  const at = parts.now();
  const machine = stateMachine(pack, enteredMachine);
  const step = events
    .flatMap((event) => (machine && next(machine, line.status, event)) ?? [])
    .at(0);
  if (machine === undefined || step === undefined) {
    const rows = machine?.transitions.filter(({ from }) => from === line.status) ?? [];
    throw stepRefused({ code: "STEP_IMPOSSIBLE", possible: rows.map(({ event }) => event) });
  }
  const { event, from, to, role, needs, actor } = step;
  if (!roles.includes(role)) throw stepRefused({ code: "STEP_OF_ANOTHER_ROLE", role });
  const isSecond = needs.includes("second_person");
  const answers = isSecond ? await whoAnswers(parts, by) : by;
  const status = machine.states.find(({ name }) => name === to)?.line ?? line.status;

  return commit(async (session) => {
    const kept = (await lives.byId(line.lineId, session)) ?? {
      life: newLife(pack, line, dayOf(at, pack.timezone)),
      version: 0,
    };
    const { pending } = kept.life;
    const isAgain = pending?.event === event && isSamePerson(pending, { roles, by, answers });
    if (isSecond && isAgain) {
      throw stepRefused({ code: "SECOND_PERSON_NEEDED" });
    }
    const waits = isSecond && pending?.event !== event;
    const life = { ...kept.life, pending: waits ? { event, by, answers, at, note } : null };
    if (waits || pending !== null) await lives.put(session, { life, version: kept.version });
    const about = { subject: line.lineId, providerId: line.providerId, at, actor, by, note };
    const told = waits ? { event: `${event}:proposed`, from, to: from } : { event, from, to };
    await trail.add({ ...about, ...told }, session);
    if (waits) return line;
    const after = { ...line, status, version: line.version + 1 };
    await lines.replace(session, after);
    await tellLine(outbox, session, after, { reason: event, at });
    return after;
  });
}

/** @throws DomainError conflict CASE_MOVED_ON when the line is at another version than the one decided on. */
export function requireVersion(line: Line, expected: bigint): void {
  if (expected === 0n || BigInt(line.version) === expected) return;
  throw new DomainError(
    "conflict",
    "CASE_MOVED_ON",
    "The line is at another version than the one that was decided on.",
    { remedy: "Read it again and decide on what it says now." },
  );
}
