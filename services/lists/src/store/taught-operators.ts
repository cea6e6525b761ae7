import type { Connection } from "mongoose";
import type { TaughtOperator } from "../domain/behaviour.js";

/** What one single message said of its number's operator. */
export type MessageWord = {
  readonly msisdn: number;
  readonly operator: string;
  readonly outcome: "delivered" | "not_served";
  readonly messageId: string;
  readonly at: Date;
};
type Word = Pick<MessageWord, "outcome" | "messageId" | "at">;
type Doc = {
  readonly _id: string;
  readonly tenantId: string;
  readonly msisdn: number;
  /** The last word about each operator. */
  readonly words: Readonly<Record<string, Word>>;
  readonly last: Date;
};

/** As long as outcomes of campaigns. */
const KEPT_DAYS = 400;

export type TaughtOperatorStore = ReturnType<typeof taughtOperatorStore>;

/** What receipts of a tenant's single messages said of operators: one document per number, its last word on each. */
export function taughtOperatorStore(connection: Connection) {
  const taught = connection.collection<Doc>("taughtOperators");
  const idOf = (tenantId: string, msisdn: number): string => `${tenantId}:${msisdn}`;

  return {
    async ensureIndexes(): Promise<void> {
      const expireAfterSeconds = KEPT_DAYS * 86_400;
      await taught.createIndexes([{ key: { last: 1 }, expireAfterSeconds }]);
    },

    /** A word that is older than the one kept, or is heard again, changes nothing. */
    async hear(tenantId: string, words: readonly MessageWord[]): Promise<void> {
      if (words.length === 0) return;
      await taught.bulkWrite(
        words.map(({ msisdn, operator, ...word }) => {
          const kept = `words.${operator}`;
          const isOlder = { $gt: [`$${kept}.at`, word.at] };
          const newer = { $cond: [isOlder, `$${kept}`, { $literal: word }] };
          const last = { $max: ["$last", word.at] };
          return {
            updateOne: {
              filter: { _id: idOf(tenantId, msisdn) },
              update: [{ $set: { tenantId, msisdn, [kept]: newer, last } }],
              upsert: true,
            },
          };
        }),
        { ordered: false },
      );
    },

    async taught(tenantId: string, msisdn: number): Promise<readonly TaughtOperator[]> {
      const doc = await taught.findOne({ _id: idOf(tenantId, msisdn), tenantId });
      return Object.entries(doc?.words ?? {}).map(([operator, { outcome, messageId, at }]) => ({
        ...{ operator, outcome, at },
        detail: messageId,
      }));
    },
  };
}
