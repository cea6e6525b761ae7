import type { Connection } from "mongoose";
import type { PartOf } from "../domain/inbound-parts.js";

/** A part of a subscriber's message, as it came. */
export type InboundPart = {
  /** Of the whole message, should this be the first of its parts. */
  readonly inboundId: string;
  readonly account: string;
  readonly operator: string;
  readonly lineNumber: string;
  readonly msisdn: string;
  readonly text: string;
  readonly at: Date;
  readonly part: PartOf;
};

/** What has come of a message. */
export type Gathered = Omit<InboundPart, "part" | "text" | "account"> & {
  readonly total: number;
  readonly texts: ReadonlyMap<number, string>;
};

type GatheredDocument = {
  _id: string;
  inboundId: string;
  operator: string;
  lineNumber: string;
  msisdn: string;
  total: number;
  /** By the number of the part. */
  texts: Record<string, string>;
  /** When the first part came. */
  at: Date;
  told: boolean;
};

/** Parts are kept so long: repetitions of a told message find it; handsets use a reference again much later. */
const KEEP_S = 3_600;

const fromDocument = ({ _id, texts, told: _, ...d }: GatheredDocument): Gathered => ({
  ...d,
  texts: new Map(Object.entries(texts).map(([index, text]) => [Number(index), text])),
});

/** Parts of subscribers' long messages until all have come, whatever bind or process brought them. */
export const inboundPartStore = (connection: Connection) => {
  const gathered = connection.collection<GatheredDocument>("inbound_parts");
  return {
    ensureIndexes: async (): Promise<void> => {
      await gathered.createIndexes([
        { key: { at: 1 }, expireAfterSeconds: KEEP_S },
        {
          key: { told: 1, at: 1 },
          name: "untold_by_time",
          partialFilterExpression: { told: false },
        },
      ]);
    },

    /** Adds a part, once however often it comes; answers all that has come of its message. */
    add: async (part: InboundPart): Promise<Gathered> => {
      const { account, operator, lineNumber, msisdn, inboundId, text, at } = part;
      const { reference, total, index } = part.part;
      const found = await gathered.findOneAndUpdate(
        { _id: [account, msisdn, lineNumber, reference, total].join(":") },
        {
          $set: { [`texts.${index}`]: text },
          $setOnInsert: { inboundId, operator, lineNumber, msisdn, total, at, told: false },
        },
        { upsert: true, returnDocument: "after" },
      );
      if (found === null) throw new Error("an upsert answered nothing");
      return fromDocument(found);
    },

    markTold: async (inboundId: string): Promise<void> => {
      await gathered.updateMany({ inboundId }, { $set: { told: true } });
    },

    /** Messages of which the first part came before this instant and that were never told. */
    overdue: async (before: Date, limit: number): Promise<readonly Gathered[]> =>
      (
        await gathered
          .find({ told: false, at: { $lte: before } })
          .limit(limit)
          .toArray()
      ).map(fromDocument),
  };
};

export type InboundPartStore = ReturnType<typeof inboundPartStore>;
