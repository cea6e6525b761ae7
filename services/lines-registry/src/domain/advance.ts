import { next, type MarketPack, type Transition, type WorkingCalendar } from "@whiteline/markets";
import {
  lineStatusIn,
  machineOf,
  missingOriginals,
  possibleEvents,
  type Application,
  type Filing,
} from "./application.js";
import { originalsOf } from "./checklist.js";
import {
  afterFiling,
  emptyDesk,
  findingOf,
  rejectedItems,
  type OperatorAnswer,
  type PendingDecision,
} from "./desk.js";
import { dueOn } from "./due-date.js";
import type { Finding } from "./finding.js";
import type { Role } from "./roles.js";

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
export type Actor = {
  readonly roles: readonly Role[];
  readonly by: string;
  /** The person behind `by`, where two different people are needed; `by` itself when absent. */
  readonly answers?: string;
};

/** Whether the second pair of eyes is the first one again: a key sees with the eyes of who made it. */
export function isSamePerson(
  pending: Pick<PendingDecision, "by" | "answers">,
  { by, answers = by }: Actor,
): boolean {
  return pending.by === by || (pending.answers ?? pending.by) === answers;
}

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

/**
 * Takes one step. What is not in the pack's table is impossible; beside the table hold: papers are
 * complete before an expert sees them, a return gives its reasons, every original has arrived before
 * the case is forwarded [000 · Landline 021/026], an operator's refusal is in its own words.
 */
export function advance(
  pack: MarketPack,
  application: Application,
  step: Step,
  acting: Actor,
  { at, today, calendar }: Moment,
): Advance {
  const { state, family, desk = emptyDesk } = application;
  const { roles, by } = acting;
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
    const { answers = by } = acting;
    const pending = { event: step.event, by, answers, at, note: step.note };
    return {
      kind: "pending",
      application: { ...application, desk: { ...desk, pending }, version },
    };
  }
  if (needs.includes("second_person") && desk.pending && isSamePerson(desk.pending, acting)) {
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
