import { isDuplicateKey } from "@whiteline/service-kit";
import mongoose, { type Connection } from "mongoose";
import type { TaughtOperator } from "../domain/behaviour.js";

const { MongoBulkWriteError } = mongoose.mongo;

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

/** A number does not change its operator twice within it. */
const SAME_MS = 86_400_000;

/** Whether a word says more than what is kept. */
const isNews = ({ words }: Doc, operator: string, { outcome, at }: Word): boolean => {
  const same = words[operator];
  const isKnown = same?.outcome === outcome && at.getTime() - same.at.getTime() < SAME_MS;
  return !isKnown || Object.keys(words).length > 1;
};

const wordsOf = (document: Doc | undefined): readonly MessageWord[] =>
  document === undefined
    ? []
    : Object.entries(document.words).map(([operator, word]) => ({
        ...{ msisdn: document.msisdn, operator },
        ...word,
      }));

/** Places of the documents that stood there already. @throws the error when it says anything else. */
const duplicatesIn = (error: unknown): readonly number[] => {
  if (!(error instanceof MongoBulkWriteError)) throw error;
  const failed = error.result.getWriteErrors();
  if (failed.length === 0 || !failed.every(isDuplicateKey)) throw error;
  return failed.map(({ index }) => index);
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

    /**
     * A word that is older than the one kept, or is heard again, changes nothing; one that says of the only operator of a
     * number what was known within the day is not written, because nobody would learn anything from it.
     */
    async hear(tenantId: string, words: readonly MessageWord[]): Promise<void> {
      if (words.length === 0) return;
      const ids = [...new Set(words.map(({ msisdn }) => idOf(tenantId, msisdn)))];
      const kept = new Map(
        (await taught.find({ _id: { $in: ids } }).toArray()).map((d) => [d._id, d]),
      );
      const first = new Map<string, Doc>();
      const later: MessageWord[] = [];
      for (const { msisdn, operator, ...word } of words) {
        const _id = idOf(tenantId, msisdn);
        const known = kept.get(_id);
        if (known === undefined && !first.has(_id))
          first.set(_id, { _id, tenantId, msisdn, words: { [operator]: word }, last: word.at });
        else if (known === undefined || isNews(known, operator, word))
          later.push({ msisdn, operator, ...word });
      }
      if (first.size > 0) {
        const documents = [...first.values()];
        const stood = await taught
          .insertMany(documents, { ordered: false })
          .then(() => [], duplicatesIn);
        for (const place of stood) later.push(...wordsOf(documents[place]));
      }
      if (later.length === 0) return;
      await taught.bulkWrite(
        later.map(({ msisdn, operator, ...word }) => {
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
