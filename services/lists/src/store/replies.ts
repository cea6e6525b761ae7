import { isDuplicateKey } from "@whiteline/service-kit";
import type { Connection } from "mongoose";
import { createNumberSet, type NumberSet } from "../domain/number-set.js";

type Doc = {
  readonly _id: string;
  readonly tenantId: string;
  readonly msisdn: number;
  readonly last: Date;
  /** The latest ones. */
  readonly replies: readonly { readonly id: string; readonly at: Date }[];
};

/** As many as a segment may ask for. */
const KEPT_REPLIES = 100;
/** As long as outcomes of campaigns. */
const KEPT_DAYS = 400;

export type ReplyStore = ReturnType<typeof replyStore>;

/** Who wrote to a tenant, and when: one document per subscriber, without the text. */
export function replyStore(connection: Connection) {
  const replies = connection.collection<Doc>("replies");

  return {
    async ensureIndexes(): Promise<void> {
      await replies.createIndexes([
        { key: { tenantId: 1, last: -1 } },
        { key: { last: 1 }, expireAfterSeconds: KEPT_DAYS * 86_400 },
      ]);
    },

    /** Heard again it changes nothing. */
    async add(
      tenantId: string,
      msisdn: number,
      reply: { readonly id: string; readonly at: Date },
    ): Promise<void> {
      const _id = `${tenantId}:${msisdn}`;
      const unheard = { _id, "replies.id": { $ne: reply.id } };
      const hear = {
        $max: { last: reply.at },
        $push: {
          replies: { $each: [reply], $sort: { at: 1 as const }, $slice: -KEPT_REPLIES },
        },
      };
      const first = { ...hear, $setOnInsert: { tenantId, msisdn } };
      try {
        await replies.updateOne(unheard, first, { upsert: true });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // It stands there already, or another reply was the first at this moment.
        await replies.updateOne(unheard, hear);
      }
    },

    /** Who of `among` wrote at least so often. */
    async who(
      tenantId: string,
      { since, atLeast }: { readonly since: Date | undefined; readonly atLeast: number },
      among: NumberSet,
    ): Promise<NumberSet> {
      const found = createNumberSet();
      const from = since ?? new Date(0);
      for await (const doc of replies.find({ tenantId, last: { $gte: from } })) {
        const often = doc.replies.filter(({ at }) => at >= from).length >= Math.max(1, atLeast);
        if (often && among.has(doc.msisdn)) found.add(doc.msisdn);
      }
      return found;
    },
  };
}
