import { openJson, sealJson, type Envelope, type SealedJson } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import { z } from "zod";
import { mostCodeTries } from "../domain/door-message.js";

/** A code on its way to a mobile that a person says to have. */
export type MobileCode = {
  readonly personId: string;
  /** E.164. */
  readonly mobile: string;
  readonly codeHash: string;
  readonly expiresAt: Date;
};

type Row = Omit<MobileCode, "personId" | "mobile"> & {
  readonly _id: string;
  readonly mobile: SealedJson;
  readonly tries: number;
};

const schema = new Schema<Row>(
  { _id: String, mobile: Schema.Types.Mixed, codeHash: String, expiresAt: Date, tries: Number },
  { strict: "throw", versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export type MobileCodeStore = ReturnType<typeof mobileCodeStore>;

/** One code per person; a new one ends the one before, a spent or late one is gone. */
export function mobileCodeStore(
  connection: Connection,
  { envelope }: { readonly envelope: Envelope },
) {
  const codes = connection.model<Row>("MobileCode", schema, "mobile_codes");

  return {
    ensureIndexes: () => codes.createIndexes(),

    async replace(
      session: ClientSession,
      { personId, mobile, ...code }: MobileCode,
    ): Promise<void> {
      await codes.deleteOne({ _id: personId }, { session });
      const sealed = await sealJson(envelope, { mobile });
      await codes.create([{ _id: personId, mobile: sealed, ...code, tries: 0 }], { session });
    },

    /** Counts a try before it is judged. @returns undefined when there is no code, or too many were tried. */
    async tried(personId: string): Promise<MobileCode | undefined> {
      const row = await codes
        .findOneAndUpdate({ _id: personId, tries: { $lt: mostCodeTries } }, { $inc: { tries: 1 } })
        .lean<Row>();
      if (row === null) return undefined;
      const { codeHash, expiresAt } = row;
      const { mobile } = await openJson(envelope, row.mobile, z.object({ mobile: z.string() }));
      return { personId, mobile, codeHash, expiresAt };
    },

    /** @returns false when it was spent or replaced meanwhile. */
    async spend(
      session: ClientSession,
      { personId, codeHash }: Pick<MobileCode, "personId" | "codeHash">,
    ): Promise<boolean> {
      const { deletedCount } = await codes.deleteOne({ _id: personId, codeHash }, { session });
      return deletedCount === 1;
    },
  };
}
