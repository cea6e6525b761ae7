import { isDuplicateKey } from "@whiteline/service-kit";
import { Schema, type Connection } from "mongoose";
import { windowOf, type AttemptLimit } from "../domain/attempts.js";

type Row = { readonly _id: string; readonly count: number; readonly endsAt: Date };

const schema = new Schema<Row>(
  { _id: String, count: Number, endsAt: Date },
  { strict: "throw", versionKey: false },
);
schema.index({ endsAt: 1 }, { expireAfterSeconds: 0 });

export type AttemptStore = ReturnType<typeof attemptStore>;

/** How often what was tried lately: counters per window of time, which vanish by themselves. */
export function attemptStore(connection: Connection) {
  const attempts = connection.model<Row>("Attempt", schema, "attempts");

  const count = async (limit: AttemptLimit, at: Date): Promise<number> => {
    const { id, endsAt } = windowOf(limit, at);
    const row = await attempts
      .findOneAndUpdate(
        { _id: id },
        { $inc: { count: 1 }, $setOnInsert: { endsAt } },
        { upsert: true, returnDocument: "after" },
      )
      .lean<Row>();
    return row.count;
  };

  return {
    ensureIndexes: () => attempts.createIndexes(),

    /**
     * Counts one attempt under every limit, before it is judged.
     * @returns when to come back if one of them is exceeded.
     */
    async count(limits: readonly AttemptLimit[], at: Date): Promise<Date | undefined> {
      for (const limit of limits) {
        // Two first attempts may race for the insert; the second then finds the row.
        const tried = await count(limit, at).catch((error: unknown) => {
          if (isDuplicateKey(error)) return count(limit, at);
          throw error;
        });
        if (tried > limit.most) return windowOf(limit, at).endsAt;
      }
      return undefined;
    },

    /** Reads the attempts under one name and forgets them. */
    async take(limit: AttemptLimit, at: Date): Promise<number> {
      const row = await attempts.findOneAndDelete({ _id: windowOf(limit, at).id }).lean<Row>();
      return row?.count ?? 0;
    },

    /** Forgets the attempts under one limit: who proved to be right starts anew. */
    async forget(limit: AttemptLimit, at: Date): Promise<void> {
      await attempts.deleteOne({ _id: windowOf(limit, at).id });
    },
  };
}
