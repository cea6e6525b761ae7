import {
  lineFamily,
  next,
  stateMachine,
  type MarketPack,
  type StateMachine,
} from "@whiteline/markets";
import { originalsOf } from "./checklist.js";
import { dueOn } from "./due-date.js";
import type { Finding } from "./finding.js";
import { lineStatusIn } from "./line.js";
import { roleOf, type Role } from "./roles.js";

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
};

/** A request to be given a line, on its way through the pack's state machine. */
export type Application = {
  readonly applicationId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly family: string;
  readonly lineNumber: string;
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

/** What an event needs beside its place in the pack's table. */
const needs: Readonly<
  Record<string, "filing" | "reasons" | "words" | "originals" | "all_originals">
> = {
  submit: "filing",
  correct_and_resubmit: "filing",
  deficient: "reasons",
  refuse: "words",
  originals_arrive: "originals",
  forward: "all_originals",
};

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
    "applicationId" | "tenantId" | "providerId" | "market" | "family" | "lineNumber"
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
  const owner = roleOf(transition.actor);
  if (owner === undefined) return refused({ code: "STEP_IMPOSSIBLE", possible: [] });
  if (!roles.includes(owner)) return refused({ code: "STEP_OF_ANOTHER_ROLE", role: owner });

  const need = needs[step.event];
  const arrived = need === "originals" ? step.originals : [];
  const originals = [...new Set([...application.originals, ...arrived])];
  const missing = missingOriginals(pack, { ...application, originals });
  const refusal = refusalOf(pack, application, step, missing);
  if (refusal !== undefined) return refused(refusal);

  const version = application.version + 1;
  if (need === "originals" && missing.length > 0) {
    return { kind: "recorded", application: { ...application, originals, version } };
  }
  const { filing, event } = step;
  const { to, actor } = transition;
  const entry = { from: state, event, to, actor, by, at, note: step.note };
  const isOver =
    lineStatusIn(to) !== undefined || machine.terminal.includes(to) || need === "reasons";
  return {
    kind: "moved",
    application: {
      ...application,
      state: to,
      version,
      originals,
      history: [...application.history, entry],
      findings: need === "reasons" || need === "words" ? step.findings : [],
      dueOn:
        dueOn(pack, application, { state: to, event, today }) ??
        (isOver ? null : application.dueOn),
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

/** Whether an event is taken by filing papers, and so by Apply alone. */
export function isFiling(event: string): boolean {
  return needs[event] === "filing";
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
  return possibleEvents(pack, application).some((event) => needs[event] === "originals");
}

/**
 * Whether the application holds its number against others: until it ends without a line, and for
 * ever when its line was removed [000 · Conversion notes].
 */
export function holdsNumber(pack: MarketPack, { family, state }: Application): boolean {
  const isOver = machineOf(pack, family)?.terminal.includes(state) ?? false;
  return !isOver || lineStatusIn(state) !== undefined;
}

function refusalOf(
  pack: MarketPack,
  { providerId, family }: Application,
  { event, filing, findings, note, originals }: Step,
  missing: readonly string[],
): Refusal | undefined {
  switch (needs[event]) {
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
    default:
      return undefined;
  }
}

function refused(refusal: Refusal): Advance {
  return { kind: "refused", refusal };
}
