import {
  lineFamily,
  next,
  stateMachine,
  type MarketPack,
  type StateMachine,
  type Transition,
} from "@whiteline/markets";
import { originalsOf } from "./checklist.js";
import type { DeskFacts } from "./desk.js";
import type { Finding } from "./finding.js";
import type { LineStatus } from "./line-status.js";
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
/** A holding registers one list for all its companies [002 · General 5]. */
export type Holding = {
  readonly id: string;
  readonly importId: string;
  /** Says what the list holds, whoever uploaded it; "" when lists does not know, absent of applications from before. */
  readonly digest?: string;
};

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
  readonly holding: Holding | null;
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
  readonly caseKind?: "to_advertising" | "transfer" | "purposes";
  /** Kinds of traffic for which the sender is declared; absent where the market keeps none, and of before it did. */
  readonly purposes?: readonly string[];
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
    case "purposes":
      return pack.lineLife.purposes;
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
    | "purposes"
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

/** Whether its applicant called the application off: an end to which a step of the applicant led. */
export function isCalledOff(pack: MarketPack, application: Application): boolean {
  const { family, caseKind, state, history } = application;
  const last = history.at(-1);
  if (!machineOf(pack, family, caseKind)?.terminal.includes(state) || last === undefined) {
    return false;
  }
  return stepOf(pack, { ...application, state: last.from }, last.event)?.role === "applicant";
}

/** Whether the originals are what this application waits for. */
export function awaitsOriginals(pack: MarketPack, application: Application): boolean {
  return possibleEvents(pack, application).some((event) =>
    stepOf(pack, application, event)?.needs.includes("originals"),
  );
}

/** Whether a case changes a line that is there, and obtains none. */
export function changesLine(caseKind: Application["caseKind"]): boolean {
  return caseKind === "to_advertising" || caseKind === "purposes";
}

/**
 * Whether the application holds its number against others: until it ends without a line, and for
 * ever when its line was removed or changed back [000 · Conversion notes]. One that only changes a
 * line leaves the number to the line's own case.
 */
export function holdsNumber(pack: MarketPack, application: Application): boolean {
  const { family, state, caseKind } = application;
  if (changesLine(caseKind)) return false;
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
