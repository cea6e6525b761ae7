import type { ClientSession, Connection } from "mongoose";
import type { DeskPart, VerdictCard } from "../domain/verdict.js";

type Later = DeskPart & Pick<VerdictCard, "variant">;
type CardDocument = Omit<VerdictCard, "verdictId" | "expiresAt" | keyof Later> &
  Partial<Later> & {
    readonly _id: string;
    readonly expiresAt: Date | null;
  };

/** Verdict cards: written once, never changed. Hot path, so the native driver. */
export const verdictStore = (connection: Connection) => {
  const verdicts = connection.collection<CardDocument>("verdicts");
  return {
    ensureIndexes: async (): Promise<void> => {
      await verdicts.createIndexes([
        { key: { tenantId: 1, subject: 1 } },
        { key: { overrides: 1 }, partialFilterExpression: { overrides: { $gt: "" } } },
        { key: { clearanceId: 1 }, partialFilterExpression: { clearanceId: { $gt: "" } } },
      ]);
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
      return found === null ? undefined : toCard(found);
    },

    /** Every card of one campaign and revision. */
    ofSubject: async ({
      tenantId,
      subject,
    }: Pick<VerdictCard, "tenantId" | "subject">): Promise<readonly VerdictCard[]> =>
      (await verdicts.find({ tenantId, subject }).toArray()).map(toCard),

    /** The card under whose clearance something was sent. */
    byClearance: async (clearanceId: string): Promise<VerdictCard | undefined> => {
      if (clearanceId === "") return undefined;
      const found = await verdicts.findOne({ clearanceId });
      return found === null ? undefined : toCard(found);
    },

    /** Id of the card that took another's place. */
    overriding: async (verdictId: string): Promise<string | undefined> =>
      (await verdicts.findOne({ overrides: verdictId }, { projection: { _id: 1 } }))?._id,
  };
};

/** Cards of before the desk wrote into them lack its part, those of before texts were named their variant. */
const toCard = ({ _id, expiresAt, ...rest }: CardDocument): VerdictCard => ({
  verdictId: _id,
  ...rest,
  expiresAt: expiresAt ?? undefined,
  overrides: rest.overrides ?? "",
  reasons: rest.reasons ?? [],
  note: rest.note ?? "",
  variant: rest.variant ?? "",
});

export type VerdictStore = ReturnType<typeof verdictStore>;
