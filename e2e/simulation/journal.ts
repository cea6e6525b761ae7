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
      const open = [...entries.values()].filter(({ state }) => state === "intent");
      if (open.length === 0) return false;
      const running = await elsewhere();
      const lost = open.filter(
        (entry) =>
          !(entry.bindId === own.bindId && entry.epoch > own.epoch) &&
          !running.some((held) => held.bindId === entry.bindId && held.epoch === entry.epoch),
      );
      for (const { n } of lost) {
        const entry = entries.get(n);
        if (entry?.state === "intent") entries.set(n, { ...entry, state: "doubt" });
      }
      return lost.length < open.length;
    },
    addIntent: async ({ n, bindId, epoch, at, parts }) => {
      if (entries.has(n)) return false;
      entries.set(n, {
        n,
        bindId,
        account: accountOf(bindId),
        epoch,
        at,
        state: "intent",
        parts,
        ...blank,
      });
      return true;
    },
    addDone: async ({ n, bindId, epoch, at, parts }, results, reason) => {
      if (entries.has(n)) return false;
      entries.set(n, {
        n,
        bindId,
        account: accountOf(bindId),
        epoch,
        at,
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
