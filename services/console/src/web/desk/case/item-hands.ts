import type { Verdict } from "../queries.js";
import type { CaseItem } from "./case-items.js";

/** A note that is being written, with the verdict it belongs to. */
export type NoteDraft = { readonly item: string; readonly verdict: Verdict; readonly note: string };

/** What may be done to the items of a case. */
export type ItemHands = {
  readonly choose: (item: CaseItem) => void;
  readonly accept: (item: CaseItem) => void;
  readonly askNote: (item: CaseItem, verdict: Verdict) => void;
  readonly changeNote: (draft: NoteDraft) => void;
  readonly keepNote: () => void;
  readonly dropNote: () => void;
  /** Where the keyboard finds an item. */
  readonly place: (item: CaseItem, element: HTMLButtonElement | null) => void;
};
