import { Schema, type ClientSession, type Connection } from "mongoose";
import type { PasswordReset } from "../domain/password-reset.js";

type Row = Omit<PasswordReset, "resetId" | "forgetsTotp"> & {
  readonly _id: string;
  readonly tokenHash: string;
  /** Absent in resets from before it was asked. */
  readonly forgetsTotp?: boolean;
};

const schema = new Schema<Row>(
  {
    _id: String,
    personId: String,
    tokenHash: String,
    issuedAt: Date,
    expiresAt: Date,
    forgetsTotp: Boolean,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ tokenHash: 1 }, { unique: true });
// One at a time: a new one ends the one before.
schema.index({ personId: 1 }, { unique: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export type PasswordResetStore = ReturnType<typeof passwordResetStore>;

/** Tokens that lead to a new password; spent or late they are gone. */
export function passwordResetStore(connection: Connection) {
  const resets = connection.model<Row>("PasswordReset", schema, "password_resets");

  return {
    ensureIndexes: () => resets.createIndexes(),

    async byTokenHash(tokenHash: string): Promise<PasswordReset | undefined> {
      const row = await resets.findOne({ tokenHash }).lean<Row>();
      if (row === null) return undefined;
      const { _id: resetId, personId, issuedAt, expiresAt, forgetsTotp = false } = row;
      return { resetId, personId, issuedAt, expiresAt, forgetsTotp };
    },

    /** Keeps a reset in the place of an earlier one of the person. */
    async replace(
      session: ClientSession,
      { resetId, ...reset }: PasswordReset,
      tokenHash: string,
    ): Promise<void> {
      await resets.deleteMany({ personId: reset.personId }, { session });
      await resets.create([{ _id: resetId, ...reset, tokenHash }], { session });
    },

    /** Spends a reset. @returns false when it was spent or replaced meanwhile. */
    async spend(session: ClientSession, resetId: string): Promise<boolean> {
      const { deletedCount } = await resets.deleteOne({ _id: resetId }, { session });
      return deletedCount === 1;
    },
  };
}
