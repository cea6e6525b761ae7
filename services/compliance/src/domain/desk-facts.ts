/** What the desk keeps of a case beside what the case itself says. */
export type DeskFacts = {
  readonly caseId: string;
  readonly tenantId: string;
  readonly providerId: string;
  /** Who has it, as `actorOf` names people and keys; "" = nobody. */
  readonly assignee: string;
  readonly pending: PendingDecision | null;
  /** Rises with every change; 1 when nothing was done yet. */
  readonly version: number;
  /** What was decided; "" while it waits. */
  readonly decided: string;
};

export type DeskDecision = "approve" | "return" | "refuse";

/** A decision that waits for a second person. */
export type PendingDecision = {
  readonly decision: DeskDecision;
  readonly by: string;
  readonly at: Date;
  readonly note: string;
};

/** Reasons for which a text is returned. */
export const reasonCodes = [
  "promotion",
  "unclear_text",
  "wrong_audience",
  "missing_label",
  "personal_data",
  "misleading",
  "other",
] as const;

export type DeskReason = { readonly code: string; readonly note: string };

export const newDeskFacts = (
  about: Pick<DeskFacts, "caseId" | "tenantId" | "providerId">,
): DeskFacts => ({ ...about, assignee: "", pending: null, version: 1, decided: "" });

export type Eyes =
  | { readonly kind: "decided"; readonly decidedBy: readonly string[] }
  | { readonly kind: "pending"; readonly pending: PendingDecision }
  /** The same person said it twice. */
  | { readonly kind: "same_person" };

/**
 * Whether a decision stands, or waits for a second person: what needs two people is decided when
 * another one says the same; a different word starts anew with its speaker.
 */
export const lookTwice = (
  pending: PendingDecision | null,
  said: PendingDecision,
  { needsTwo, isSamePerson }: { readonly needsTwo: boolean; readonly isSamePerson: boolean },
): Eyes => {
  if (!needsTwo) return { kind: "decided", decidedBy: [said.by] };
  if (pending?.decision !== said.decision) return { kind: "pending", pending: said };
  if (isSamePerson) return { kind: "same_person" };
  return { kind: "decided", decidedBy: [pending.by, said.by] };
};
