import type { ClientSession, Connection } from "mongoose";
import type { VerdictCard } from "../domain/verdict.js";

type CardDocument = Omit<VerdictCard, "verdictId" | "expiresAt"> & {
  readonly _id: string;
  readonly expiresAt: Date | null;
};

/** Verdict cards: written once, never changed. Hot path, so the native driver. */
export const verdictStore = (connection: Connection) => {
  const verdicts = connection.collection<CardDocument>("verdicts");
  return {
    ensureIndexes: async (): Promise<void> => {
      await verdicts.createIndexes([{ key: { tenantId: 1, subject: 1 } }]);
    },

    /** Keeps the cards of one judgement in one write. */
    addAll: async (cards: readonly VerdictCard[], session?: ClientSession): Promise<void> => {
      if (cards.length === 0) return;
      const documents = cards.map(({ verdictId, expiresAt, ...rest }) => ({
        _id: verdictId,
        ...rest,
        expiresAt: expiresAt ?? null,
      }));
      await verdicts.insertMany(documents, session === undefined ? {} : { session });
    },

    byId: async (verdictId: string): Promise<VerdictCard | undefined> => {
      const found = await verdicts.findOne({ _id: verdictId });
      if (found === null) return undefined;
      const { _id, expiresAt, ...rest } = found;
      return { verdictId: _id, ...rest, expiresAt: expiresAt ?? undefined };
    },
  };
};

export type VerdictStore = ReturnType<typeof verdictStore>;
