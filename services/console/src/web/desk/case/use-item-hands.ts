import { useRef, useState } from "react";

import type { CaseItem } from "./case-items.js";
import type { ItemHands, NoteDraft } from "./item-hands.js";
import type { CaseWrites } from "./use-case-writes.js";

/** Where the reader is among the items, and what their hands do there; the focus always lands on an item. */
export function useItemHands(items: readonly CaseItem[], writes: CaseWrites) {
  const places = useRef(new Map<string, HTMLButtonElement>());
  const [chosenId, setChosen] = useState<string>();
  const [draft, setDraft] = useState<NoteDraft>();
  const chosen = items.find(({ id }) => id === chosenId) ?? items[0];

  const focus = (id: string | undefined): void => places.current.get(id ?? "")?.focus();
  const walk = (step: 1 | -1, from = chosen): void => {
    const now = items.findIndex(({ id }) => id === from?.id);
    const isThere = places.current.get(from?.id ?? "") === document.activeElement;
    // The first key lands on the chosen item, the next ones walk.
    focus(items[isThere ? Math.min(Math.max(now + step, 0), items.length - 1) : now]?.id);
  };
  const onward = (from: CaseItem): void => {
    const now = items.findIndex(({ id }) => id === from.id);
    focus(items[Math.min(now + 1, items.length - 1)]?.id);
  };

  const hands: ItemHands = {
    choose: ({ id }) => setChosen(id),
    accept: (item) => {
      if (item.verdict !== "accepted") {
        writes.give({ item: item.id, verdict: "accepted", note: "" });
      }
      onward(item);
    },
    askNote: (item, verdict) => {
      setChosen(item.id);
      setDraft((before) =>
        before?.item === item.id
          ? { ...before, verdict }
          : { item: item.id, verdict, note: item.note },
      );
    },
    changeNote: setDraft,
    keepNote: () => {
      if (draft === undefined) return;
      writes.give({ ...draft, note: draft.note.trim() });
      setDraft(undefined);
      focus(draft.item);
    },
    dropNote: () => {
      focus(draft?.item);
      setDraft(undefined);
    },
    place: ({ id }, element) => {
      if (element === null) places.current.delete(id);
      else places.current.set(id, element);
    },
  };
  return { chosen, draft, hands, walk };
}
