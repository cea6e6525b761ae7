import {
  lineFamily,
  next,
  stateMachine,
  type MarketPack,
  type StateMachine,
  type Transition,
  type WorkingCalendar,
} from "@whiteline/markets";
import { originalsOf } from "./checklist.js";
import {
  afterFiling,
  emptyDesk,
  findingOf,
  rejectedItems,
  type DeskFacts,
  type OperatorAnswer,
} from "./desk.js";
import { dueOn } from "./due-date.js";
import type { Finding } from "./finding.js";
import type { LineStatus } from "./line-status.js";
import type { Role } from "./roles.js";
import type { LineType } from "./sender.js";

/** One step that was taken. */
export type HistoryEntry = {
  readonly from: string;
  readonly event: string;
  readonly to: string;
  /** Actor in the words of the pack, e.g. "provider expert". */
  readonly actor: string;
  /** Key or kind of the principal that took it. */
  readonly by: string;
  readonly at: Date;
  /** In the actor's own words. */
  readonly note: string;
  /** What the world is told of it; absent in steps of before the packs said so. */
  readonly tells?: Transition["tells"];
};

/** A request to be given a line, on its way through the pack's state machine. */
export type Application = {
  readonly applicationId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly family: string;
  /** The sender as it will be shown, at `operator` where it is declared there; "" until a common one is given. */
  readonly lineNumber: string;
  /** What no two applications under way may share, beside market and operator (`senderKey`). */
  readonly senderKey: string;
  /** Operator at which the sender is declared; "" where one application serves all. */
  readonly operator: string;
  /** Applications that were filed together, one per operator, carry the same. */
  readonly groupId: string;
  /** The name of which `lineNumber` is the spelling at the operator; otherwise the same. */
  readonly name: string;
  readonly lineType: LineType;
  /** The holding with one list for all its companies, and that list; null where none is told. */
  readonly holding: { readonly id: string; readonly importId: string } | null;
  readonly state: string;
  /** 0 = not filed yet; 1 when filed, and one more with each change. */
  readonly version: number;
  readonly history: readonly HistoryEntry[];
  /** Why it was returned. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** ISO date in the market's own time. */
  readonly dueOn: string | null;
  readonly lineId: string | null;
  readonly fileNames: Readonly<Record<string, string>>;
  /** Originals on paper that have arrived, by document code. */
  readonly originals: readonly string[];
  /** The representative gave a mobile number to which the activation can be told. */
  readonly owesNotice: boolean;
  /** What the case is about; absent: a sender is obtained. */
  readonly caseKind?: "to_advertising" | "transfer";
  /** What the desk keeps of the case; absent until it kept something. */
  readonly desk?: DeskFacts;
};

/** What tells the machine that a case follows. */
export type CaseRoad = Pick<Application, "family" | "caseKind">;

/** What is filed with submit and resubmit: complete only if nothing is deficient. */
export type Filing = {
  readonly deficiencies: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly fileNames: Readonly<Record<string, string>>;
  readonly owesNotice: boolean;
};

export type Step = {
  readonly event: string;
  readonly note: string;
  /** Reasons of a return. */
  readonly findings: readonly Finding[];
  /** Originals that arrived, by document code. */
  readonly originals: readonly string[];
  /** With submit and resubmit only. */
  readonly filing?: Filing;
  /** What the operator answered; its words count as the note of a refusal. */
  readonly answer?: Pick<OperatorAnswer, "words" | "reference">;
};

/** Who takes a step; `by` names the key or kind of principal for the history. */
export type Actor = { readonly roles: readonly Role[]; readonly by: string };

/** An instant, the market's own day at that instant as ISO date, and the desk's working calendar. */
export type Moment = {
  readonly at: Date;
  readonly today: string;
  /** The pack's own when absent. */
  readonly calendar?: WorkingCalendar;
};

export type Refusal =
  | { readonly code: "STEP_IMPOSSIBLE"; readonly possible: readonly string[] }
  | { readonly code: "STEP_OF_ANOTHER_ROLE"; readonly role: Role }
  | { readonly code: "FILING_NEEDED" | "REASONS_NEEDED" | "WORDS_NEEDED" }
  | { readonly code: "SECOND_PERSON_NEEDED" }
  | { readonly code: "ITEMS_REJECTED"; readonly items: readonly string[] }
  | {
      readonly code: "ORIGINALS_UNKNOWN" | "ORIGINALS_MISSING";
      readonly documents: readonly string[];
    };

export type Advance =
  | { readonly kind: "moved"; readonly application: Application }
  /** Some originals arrived: they are recorded, the state waits for the others. */
  | { readonly kind: "recorded"; readonly application: Application }
  /** Said by the first of two people: recorded, the state waits for the second. */
  | { readonly kind: "pending"; readonly application: Application }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The machine that applications of a family follow; undefined where no process is printed. */
export function machineOf(
  pack: MarketPack,
  family: string,
  caseKind?: Application["caseKind"],
): StateMachine | undefined {
  const name = machineName(pack, family, caseKind);
  return name == null ? undefined : stateMachine(pack, name);
}

function machineName(pack: MarketPack, family: string, caseKind: Application["caseKind"]) {
  switch (caseKind) {
    case "to_advertising":
      return pack.lineLife.toAdvertising;
    case "transfer":
      return pack.lineLife.transfer;
    case undefined:
      return lineFamily(pack, family)?.stateMachine;
  }
}

/** An application before its first step. */
export function newApplication(
  machine: StateMachine,
  given: Pick<
    Application,
    | "applicationId"
    | "tenantId"
    | "providerId"
    | "market"
    | "family"
    | "lineNumber"
    | "senderKey"
    | "operator"
    | "groupId"
    | "name"
    | "lineType"
    | "holding"
    | "caseKind"
  >,
): Application {
  return {
    ...given,
    state: machine.initial,
    version: 0,
    history: [],
    findings: [],
    warnings: [],
    dueOn: null,
    lineId: null,
    fileNames: {},
    originals: [],
    owesNotice: false,
  };
}

/**
 * Takes one step. What is not in the pack's table is impossible; beside the table hold: papers are
 * complete before an expert sees them, a return gives its reasons, every original has arrived before
 * the case is forwarded [000 · Landline 021/026], an operator's refusal is in its own words.
 */
export function advance(
  pack: MarketPack,
  application: Application,
  step: Step,
  { roles, by }: Actor,
  { at, today, calendar }: Moment,
): Advance {
  const { state, family, desk = emptyDesk } = application;
  const machine = machineOf(pack, family, application.caseKind);
  const transition = machine && next(machine, state, step.event);
  if (machine === undefined || transition === undefined) {
    return refused({ code: "STEP_IMPOSSIBLE", possible: possibleEvents(pack, application) });
  }
  const { role, needs } = transition;
  if (!roles.includes(role)) return refused({ code: "STEP_OF_ANOTHER_ROLE", role });

  const arrived = needs.includes("originals") ? step.originals : [];
  const originals = [...new Set([...application.originals, ...arrived])];
  const missing = missingOriginals(pack, { ...application, originals });
  const refusal = refusalOf(pack, application, step, { needs, missing });
  if (refusal !== undefined) return refused(refusal);
  const rejected = rejectedItems(desk);
  if (transition.tells === "approved" && rejected.length > 0) {
    return refused({ code: "ITEMS_REJECTED", items: rejected.map(({ item }) => item) });
  }

  const version = application.version + 1;
  if (needs.includes("second_person") && desk.pending?.event !== step.event) {
    const pending = { event: step.event, by, at, note: step.note };
    return {
      kind: "pending",
      application: { ...application, desk: { ...desk, pending }, version },
    };
  }
  if (needs.includes("second_person") && desk.pending?.by === by) {
    return refused({ code: "SECOND_PERSON_NEEDED" });
  }
  if (needs.includes("originals") && missing.length > 0) {
    return { kind: "recorded", application: { ...application, originals, version } };
  }
  const { filing, event } = step;
  const { to, actor } = transition;
  const { tells } = transition;
  const { answer } = step;
  const note = step.note === "" ? (answer?.words ?? "") : step.note;
  const entry = { from: state, event, to, actor, by, at, note, tells };
  const reasons = step.findings.length > 0 ? step.findings : rejected.map(findingOf);
  const isOver =
    lineStatusIn(pack, application, to) !== undefined ||
    machine.terminal.includes(to) ||
    needs.includes("reasons");
  const due = dueOn(pack, application, { state: to, today, calendar });
  const deskAfter = {
    ...(filing === undefined ? desk : afterFiling(desk)),
    pending: null,
    answers: answer === undefined ? desk.answers : [...desk.answers, { ...answer, at }],
    clockOn: due === null ? (isOver ? null : desk.clockOn) : today,
    stateOn: today,
  };
  return {
    kind: "moved",
    application: {
      ...application,
      state: to,
      version,
      originals,
      history: [...application.history, entry],
      findings: needs.includes("reasons") || needs.includes("words") ? reasons : [],
      dueOn: due ?? (isOver ? null : application.dueOn),
      desk: deskAfter,
      ...(filing && {
        warnings: filing.warnings,
        fileNames: filing.fileNames,
        owesNotice: filing.owesNotice,
      }),
    },
  };
}

/** Events of the pack's table that lead on from here. */
export function possibleEvents(
  pack: MarketPack,
  { family, state, caseKind }: CaseRoad & Pick<Application, "state">,
): readonly string[] {
  const transitions = machineOf(pack, family, caseKind)?.transitions ?? [];
  return transitions.filter(({ from }) => from === state).map(({ event }) => event);
}

/** The row of the pack's table for an event in the state of the application. */
export function stepOf(
  pack: MarketPack,
  { family, state, caseKind }: CaseRoad & Pick<Application, "state">,
  event: string,
): Transition | undefined {
  const machine = machineOf(pack, family, caseKind);
  return machine && next(machine, state, event);
}

/** The event that files papers from this state, and so is taken by Apply alone. */
export function filingEvent(
  pack: MarketPack,
  application: CaseRoad & Pick<Application, "state">,
): string | undefined {
  return possibleEvents(pack, application).find((event) =>
    stepOf(pack, application, event)?.needs.includes("filing"),
  );
}

/** Whether an event is always taken by filing papers, whatever the state. */
export function isFiling(pack: MarketPack, { family, caseKind }: CaseRoad, event: string): boolean {
  const transitions = machineOf(pack, family, caseKind)?.transitions ?? [];
  const rows = transitions.filter((row) => row.event === event);
  return rows.length > 0 && rows.every(({ needs }) => needs.includes("filing"));
}

/** A state of the case's machine. */
export function stateIn(
  pack: MarketPack,
  { family, caseKind }: CaseRoad,
  state: string,
): StateMachine["states"][number] | undefined {
  return machineOf(pack, family, caseKind)?.states.find(({ name }) => name === state);
}

/** What the line of an application in this state may do; undefined when there is none yet, or never will be. */
export function lineStatusIn(
  pack: MarketPack,
  road: CaseRoad,
  state: string,
): LineStatus | undefined {
  return stateIn(pack, road, state)?.line ?? undefined;
}

/** Originals on paper that have not arrived yet. */
export function missingOriginals(
  pack: MarketPack,
  { providerId, family, originals }: Pick<Application, "providerId" | "family" | "originals">,
): readonly string[] {
  return originalsOf(pack, providerId, family).filter((code) => !originals.includes(code));
}

/** Whether the originals are what this application waits for. */
export function awaitsOriginals(pack: MarketPack, application: Application): boolean {
  return possibleEvents(pack, application).some((event) =>
    stepOf(pack, application, event)?.needs.includes("originals"),
  );
}

/**
 * Whether the application holds its number against others: until it ends without a line, and for
 * ever when its line was removed or changed back [000 · Conversion notes]. One that only changes a
 * line leaves the number to the line's own case.
 */
export function holdsNumber(pack: MarketPack, application: Application): boolean {
  const { family, state, caseKind } = application;
  if (caseKind === "to_advertising") return false;
  const isOver = machineOf(pack, family, caseKind)?.terminal.includes(state) ?? false;
  return !isOver || barsNumber(pack, application);
}

/** Whether no later application for its number is examined [ir.md §9]. */
export function barsNumber(
  pack: MarketPack,
  application: CaseRoad & Pick<Application, "state">,
): boolean {
  return stateIn(pack, application, application.state)?.bars ?? false;
}

function refusalOf(
  pack: MarketPack,
  application: Application,
  step: Step,
  asked: { readonly needs: Transition["needs"]; readonly missing: readonly string[] },
): Refusal | undefined {
  for (const need of asked.needs) {
    const refusal = unmet(need, pack, application, step, asked.missing);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function unmet(
  need: Transition["needs"][number],
  pack: MarketPack,
  { providerId, family, desk = emptyDesk }: Application,
  { filing, findings, note, originals, answer }: Step,
  missing: readonly string[],
): Refusal | undefined {
  switch (need) {
    case "filing":
      return filing?.deficiencies.length === 0 ? undefined : { code: "FILING_NEEDED" };
    case "reasons": {
      const isSaid = findings.every(({ code, remedy }) => code !== "" && remedy !== "");
      const isFound = findings.length > 0 || rejectedItems(desk).length > 0;
      return isFound && isSaid ? undefined : { code: "REASONS_NEEDED" };
    }
    case "words":
      return `${note}${answer?.words ?? ""}`.trim() === "" ? { code: "WORDS_NEEDED" } : undefined;
    case "originals": {
      const known = originalsOf(pack, providerId, family);
      const unknown = originals.filter((code) => !known.includes(code));
      if (unknown.length > 0) return { code: "ORIGINALS_UNKNOWN", documents: known };
      const isNothing = originals.length === 0 && missing.length > 0;
      return isNothing ? { code: "ORIGINALS_MISSING", documents: missing } : undefined;
    }
    case "all_originals":
      return missing.length > 0 ? { code: "ORIGINALS_MISSING", documents: missing } : undefined;
    case "second_person":
      return undefined;
  }
}

function refused(refusal: Refusal): Advance {
  return { kind: "refused", refusal };
}
