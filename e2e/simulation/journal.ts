import { accountOf, type JournalEntry, type SubmitStore } from "@whiteline/dispatcher/simulation";

/** The journal of one chunk in memory, held to the same filters as the store of MongoDB. */
export const openJournal = (): {
  readonly store: SubmitStore;
  readonly entries: () => readonly JournalEntry[];
} => {
  const entries = new Map<number, JournalEntry>();
  const blank = { results: [], reason: "" };
  const store: SubmitStore = {
    ensureIndexes: async () => undefined,
    ofChunk: async () => [...entries.values()],
    doubtOpen: async (_chunk, own, elsewhere) => {
      const isElsewhere = (entry: JournalEntry): boolean =>
        elsewhere.some((held) => held.bindId === entry.bindId && held.epoch === entry.epoch);
      const isOpen = (entry: JournalEntry): boolean => entry.state === "intent";
      for (const entry of entries.values()) {
        const isAfterUs = entry.bindId === own.bindId && entry.epoch > own.epoch;
        if (isOpen(entry) && !isElsewhere(entry) && !isAfterUs)
          entries.set(entry.n, { ...entry, state: "doubt" });
      }
      return elsewhere.length > 0 && [...entries.values()].some(isOpen);
    },
    addIntent: async ({ n, bindId, epoch, parts }) => {
      if (entries.has(n)) return false;
      entries.set(n, {
        n,
        bindId,
        account: accountOf(bindId),
        epoch,
        state: "intent",
        parts,
        ...blank,
      });
      return true;
    },
    addDone: async ({ n, bindId, epoch, parts }, results, reason) => {
      if (entries.has(n)) return false;
      entries.set(n, {
        n,
        bindId,
        account: accountOf(bindId),
        epoch,
        state: "done",
        parts,
        results,
        reason,
      });
      return true;
    },
    complete: async (_chunk, n, epoch, answers) => {
      const entry = entries.get(n);
      if (entry?.state !== "intent" || entry.epoch !== epoch) return false;
      entries.set(n, { ...entry, state: "done", ...answers });
      return true;
    },
  };
  return { store, entries: (): readonly JournalEntry[] => [...entries.values()] };
};
