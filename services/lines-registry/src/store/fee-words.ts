import { isDuplicateKey } from "@whiteline/service-kit";
import { Schema, type Connection } from "mongoose";

/** What pricing said last of a line's maintenance at an operator. */
export type FeeWord = {
  readonly event: "fee_unpaid" | "fee_paid";
  readonly month: string;
  readonly at: Date;
};
type Row = FeeWord & { readonly _id: string };

const schema = new Schema<Row>(
  { _id: String, event: String, month: String, at: Date },
  { strict: "throw", versionKey: false },
);

/** The latest word on each fee: facts come late and again, in any order. */
export function feeWordStore(connection: Connection) {
  const words = connection.model<Row>("FeeWord", schema, "fee_words");
  return {
    ensureIndexes: () => words.createIndexes(),

    /** Notes a word unless a later one is known; of two of the same instant the payment is the later. */
    async note(of: string, { event, month, at }: FeeWord): Promise<void> {
      const isLater = [{ at: { $lt: at } }, ...(event === "fee_paid" ? [{ at }] : [{ at, event }])];
      try {
        await words.updateOne(
          { _id: of, $or: isLater },
          { $set: { event, month, at } },
          { upsert: true },
        );
      } catch (error) {
        // The row is there and says something later.
        if (!isDuplicateKey(error)) throw error;
      }
    },

    async latest(of: string): Promise<FeeWord | undefined> {
      return (await words.findById(of).lean<Row>()) ?? undefined;
    },
  };
}

export type FeeWordStore = ReturnType<typeof feeWordStore>;
