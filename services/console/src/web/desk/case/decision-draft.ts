import type { Finding } from "../../api/problem.js";
import type { PossibleEvent } from "../queries.js";
import type { CaseItem } from "./case-items.js";

export type Reason = {
  /** Of the list on the screen. */
  readonly key: string;
  /** Item that it is about; "" = the case. */
  readonly item: string;
  readonly rule: string;
  readonly remedy: string;
};

/** What is typed for a decision; it survives closing its window and a conflict. */
export type DecisionDraft = {
  readonly note: string;
  readonly reasons: readonly Reason[];
  readonly words: string;
  readonly reference: string;
  readonly originals: readonly string[];
};

export const blankDraft: DecisionDraft = {
  note: "",
  reasons: [],
  words: "",
  reference: "",
  originals: [],
};

type Remedies = { readonly document: string; readonly field: string };

/** The draft with a reason for each rejected item that has none yet; nothing that was typed is changed. */
export function withRejected(
  draft: DecisionDraft,
  items: readonly CaseItem[],
  remedies: Remedies,
): DecisionDraft {
  const told = new Set(draft.reasons.map(({ item }) => item));
  const added = items
    .filter(({ id, verdict }) => verdict === "rejected" && !told.has(id))
    .map(({ id, kind, note }): Reason => ({
      key: id,
      item: id,
      rule: note,
      remedy: remedies[kind],
    }));
  return { ...draft, reasons: [...draft.reasons, ...added] };
}

/** A reason as the API takes it. */
export function findingOf({ item, rule, remedy }: Reason, source: string): Finding {
  const [kind = "", ...rest] = item.split(":");
  const code =
    kind === "document" ? "DOCUMENT_REJECTED" : kind === "field" ? "FIELD_REJECTED" : "DESK_REASON";
  const subject = rest.join(":");
  return {
    code,
    rule: rule.trim(),
    remedy: remedy.trim(),
    source,
    ...(subject !== "" && { subject }),
  };
}

/** What still lacks before a decision can be sent. */
export function lacksOf(
  event: PossibleEvent,
  { reasons, words }: DecisionDraft,
): "reasonNeeded" | "wordsNeeded" | undefined {
  const complete = reasons.every(({ rule, remedy }) => rule.trim() !== "" && remedy.trim() !== "");
  if (event.needsReasons && (reasons.length === 0 || !complete)) return "reasonNeeded";
  return event.needsWords && words.trim() === "" ? "wordsNeeded" : undefined;
}

/** Whether an operator's answer can belong to it: a step of operations that hands over no paper. */
export function takesWords({ needsWords, needsOriginals, role, event }: PossibleEvent): boolean {
  return needsWords || (role === "operations" && !needsOriginals && event !== "forward");
}
