import { createHmac } from "node:crypto";
import type { Connection } from "mongoose";

type AttemptDocument = { readonly _id: string; readonly count: number; readonly endsAt: Date };

/**
 * How often somebody without an account tried something. Of the address and number only a keyed digest is kept, and
 * only while it counts (law 12).
 */
export const attemptStore = (connection: Connection, secret: string) => {
  const attempts = connection.collection<AttemptDocument>("attempts");
  const digest = (text: string): Buffer => createHmac("sha256", secret).update(text).digest();
  return {
    /** 32 bytes by which the same words are known again, and which nobody else can make. */
    digest,

    ensureIndexes: async (): Promise<void> => {
      await attempts.createIndexes([{ key: { endsAt: 1 }, expireAfterSeconds: 0 }]);
    },

    /** Counts one more; answers how many there were in this span of time. */
    count: async (who: string, withinMs: number, at: Date): Promise<number> => {
      const span = Math.floor(at.getTime() / withinMs);
      const _id = digest(`${span}|${who}`).toString("base64");
      const endsAt = new Date((span + 1) * withinMs);
      const row = await attempts.findOneAndUpdate(
        { _id },
        { $inc: { count: 1 }, $setOnInsert: { endsAt } },
        { upsert: true, returnDocument: "after" },
      );
      return row?.count ?? 1;
    },
  };
};

export type AttemptStore = ReturnType<typeof attemptStore>;
