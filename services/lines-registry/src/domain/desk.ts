import type { Finding } from "./finding.js";

/** What an expert found of one document ("document:<code>") or field ("field:<name>"). */
export type ItemVerdict = {
  readonly item: string;
  readonly verdict: "accepted" | "rejected";
  readonly note: string;
  readonly by: string;
  readonly at: Date;
  /** The document that was looked at; a newer one has no verdict. "" for fields. */
  readonly documentId: string;
};

/** A decision that waits for a second person. */
export type PendingDecision = {
  readonly event: string;
  readonly by: string;
  /** The person behind `by`; absent of decisions from before it was asked. */
  readonly answers?: string;
  readonly at: Date;
  readonly note: string;
};

/** What an operator answered, in its own words. */
export type OperatorAnswer = {
  readonly words: string;
  readonly reference: string;
  readonly at: Date;
};

/** What the desk keeps of a case beside its steps. */
export type DeskFacts = {
  /** Who has it, as `actorOf` names people and keys; "" = nobody. */
  readonly assignee: string;
  readonly verdicts: readonly ItemVerdict[];
  readonly pending: PendingDecision | null;
  readonly answers: readonly OperatorAnswer[];
  /** The market's day on which the printed term began to run. */
  readonly clockOn: string | null;
  /** The market's day on which the present state was entered. */
  readonly stateOn: string | null;
};

export const emptyDesk: DeskFacts = {
  assignee: "",
  verdicts: [],
  pending: null,
  answers: [],
  clockOn: null,
  stateOn: null,
};

/** Items that stand rejected, for a return that names no reasons of its own. */
export function rejectedItems({ verdicts }: DeskFacts): readonly ItemVerdict[] {
  return verdicts.filter(({ verdict }) => verdict === "rejected");
}

/** What an applicant reads of a rejected item. */
export function findingOf({ item, note }: ItemVerdict): Finding {
  const [kind = "", subject = ""] = item.split(/:(.*)/su);
  return {
    code: kind === "document" ? "DOCUMENT_REJECTED" : "FIELD_REJECTED",
    subject,
    rule: note,
    source: "the provider's expert",
    remedy: kind === "document" ? "File another document." : "Correct the field.",
  };
}

/**
 * Verdicts after new ones were given: the newest of each item counts. Verdicts are of papers as they
 * were filed, so that a correction clears those of fields and of documents that were exchanged.
 */
export function withVerdicts(desk: DeskFacts, given: readonly ItemVerdict[]): DeskFacts {
  const items = new Set(given.map(({ item }) => item));
  const kept = desk.verdicts.filter(({ item }) => !items.has(item));
  return { ...desk, verdicts: [...kept, ...given] };
}

/** Verdicts that still stand when papers were filed anew: accepted documents, which the document id proves. */
export function afterFiling(desk: DeskFacts): DeskFacts {
  const verdicts = desk.verdicts.filter(
    ({ verdict, documentId }) => verdict === "accepted" && documentId !== "",
  );
  return { ...desk, verdicts };
}
