import {
  lineFamily,
  next,
  stateMachine,
  type MarketPack,
  type StateMachine,
  type Transition,
} from "@whiteline/markets";
import { originalsOf } from "./checklist.js";
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
};

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
};

/** Who takes a step; `by` names the key or kind of principal for the history. */
export type Actor = { readonly roles: readonly Role[]; readonly by: string };

/** An instant, and the market's own day at that instant as ISO date. */
export type Moment = { readonly at: Date; readonly today: string };

export type Refusal =
  | { readonly code: "STEP_IMPOSSIBLE"; readonly possible: readonly string[] }
  | { readonly code: "STEP_OF_ANOTHER_ROLE"; readonly role: Role }
  | { readonly code: "FILING_NEEDED" | "REASONS_NEEDED" | "WORDS_NEEDED" }
  | {
      readonly code: "ORIGINALS_UNKNOWN" | "ORIGINALS_MISSING";
      readonly documents: readonly string[];
    };

export type Advance =
  | { readonly kind: "moved"; readonly application: Application }
  /** Some originals arrived: they are recorded, the state waits for the others. */
  | { readonly kind: "recorded"; readonly application: Application }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The machine that applications of a family follow; undefined where no process is printed. */
export function machineOf(pack: MarketPack, family: string): StateMachine | undefined {
  const name = lineFamily(pack, family)?.stateMachine;
  return name == null ? undefined : stateMachine(pack, name);
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
  { at, today }: Moment,
): Advance {
  const { state, family } = application;
  const machine = machineOf(pack, family);
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

  const version = application.version + 1;
  if (needs.includes("originals") && missing.length > 0) {
    return { kind: "recorded", application: { ...application, originals, version } };
  }
  const { filing, event } = step;
  const { to, actor } = transition;
  const { tells } = transition;
  const entry = { from: state, event, to, actor, by, at, note: step.note, tells };
  const explains = needs.includes("reasons") || needs.includes("words");
  const isOver =
    lineStatusIn(pack, family, to) !== undefined ||
    machine.terminal.includes(to) ||
    needs.includes("reasons");
  return {
    kind: "moved",
    application: {
      ...application,
      state: to,
      version,
      originals,
      history: [...application.history, entry],
      findings: explains ? step.findings : [],
      dueOn: dueOn(pack, application, { state: to, today }) ?? (isOver ? null : application.dueOn),
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
  { family, state }: Pick<Application, "family" | "state">,
): readonly string[] {
  const transitions = machineOf(pack, family)?.transitions ?? [];
  return transitions.filter(({ from }) => from === state).map(({ event }) => event);
}

/** The row of the pack's table for an event in the state of the application. */
export function stepOf(
  pack: MarketPack,
  { family, state }: Pick<Application, "family" | "state">,
  event: string,
): Transition | undefined {
  const machine = machineOf(pack, family);
  return machine && next(machine, state, event);
}

/** The event that files papers from this state, and so is taken by Apply alone. */
export function filingEvent(
  pack: MarketPack,
  application: Pick<Application, "family" | "state">,
): string | undefined {
  return possibleEvents(pack, application).find((event) =>
    stepOf(pack, application, event)?.needs.includes("filing"),
  );
}

/** Whether an event is always taken by filing papers, whatever the state. */
export function isFiling(pack: MarketPack, family: string, event: string): boolean {
  const rows = (machineOf(pack, family)?.transitions ?? []).filter((row) => row.event === event);
  return rows.length > 0 && rows.every(({ needs }) => needs.includes("filing"));
}

/** What the line of an application in this state may do; undefined when there is none yet, or never will be. */
export function lineStatusIn(
  pack: MarketPack,
  family: string,
  state: string,
): LineStatus | undefined {
  return machineOf(pack, family)?.states.find(({ name }) => name === state)?.line ?? undefined;
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
 * ever when its line was removed [000 · Conversion notes].
 */
export function holdsNumber(pack: MarketPack, { family, state }: Application): boolean {
  const isOver = machineOf(pack, family)?.terminal.includes(state) ?? false;
  return !isOver || lineStatusIn(pack, family, state) !== undefined;
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
  { providerId, family }: Application,
  { filing, findings, note, originals }: Step,
  missing: readonly string[],
): Refusal | undefined {
  switch (need) {
    case "filing":
      return filing?.deficiencies.length === 0 ? undefined : { code: "FILING_NEEDED" };
    case "reasons": {
      const isSaid = findings.every(({ code, remedy }) => code !== "" && remedy !== "");
      return findings.length > 0 && isSaid ? undefined : { code: "REASONS_NEEDED" };
    }
    case "words":
      return note.trim() === "" ? { code: "WORDS_NEEDED" } : undefined;
    case "originals": {
      const known = originalsOf(pack, providerId, family);
      const unknown = originals.filter((code) => !known.includes(code));
      if (unknown.length > 0) return { code: "ORIGINALS_UNKNOWN", documents: known };
      const isNothing = originals.length === 0 && missing.length > 0;
      return isNothing ? { code: "ORIGINALS_MISSING", documents: missing } : undefined;
    }
    case "all_originals":
      return missing.length > 0 ? { code: "ORIGINALS_MISSING", documents: missing } : undefined;
  }
}

function refused(refusal: Refusal): Advance {
  return { kind: "refused", refusal };
}
