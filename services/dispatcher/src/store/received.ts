import { inRounds } from "@whiteline/service-kit";
import type { IdForm } from "@whiteline/smpp";
import type { Connection } from "mongoose";
import type { PartOf } from "../domain/inbound-parts.js";

/** A receipt as it came, its id in the normal form. */
export type ReceivedReceipt = {
  readonly operatorId: string;
  readonly state: string;
  readonly error: string;
  readonly at: Date;
  /** The id as it was written, where that is other. */
  readonly rawId?: string;
  /** The network's error, where it came as a parameter. */
  readonly networkError?: string;
  /** The house's word for its error by the account's own table. */
  readonly failure?: string;
};

/** A receipt that could not be read, with all that came, to be looked at by a person. Octets are base64. */
export type UnreadableReceipt = {
  readonly text: string;
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly source: string;
  readonly destination: string;
  /** Optional parameters by their tag, four hexadecimal digits. */
  readonly parameters: Readonly<Record<string, string>>;
};

/** A subscriber's message as it came. */
export type ReceivedInbound = {
  readonly inboundId: string;
  readonly lineNumber: string;
  readonly msisdn: string;
  readonly text: string;
  readonly at: Date;
  /** Of a longer message, which is told when all its parts have come. */
  readonly part?: PartOf;
};

export type Received = {
  readonly receivedId: string;
  readonly operator: string;
  readonly account: string;
  readonly receipts: readonly ReceivedReceipt[];
  readonly inbound: readonly ReceivedInbound[];
  readonly unreadable: readonly UnreadableReceipt[];
  /** How the account declared the ids of its receipts then. */
  readonly idForm: IdForm;
  readonly at: Date;
};

type ReceivedDocument = Omit<Received, "receivedId"> & {
  _id: string;
  published: boolean;
  /** Absent where all could be read. */
  hasUnreadable?: boolean;
};

const fromDocument = ({
  _id,
  published: _published,
  hasUnreadable: _hasUnreadable,
  ...batch
}: ReceivedDocument): Received => ({ receivedId: _id, ...batch });

/** Kept for a week after publication, then dropped by MongoDB. */
const KEEP_S = 7 * 86_400;

/** What operators sent, durable before it is answered (guard rule 4); the document is its own outbox. */
export const receivedStore = (connection: Connection) => {
  const received = connection.collection<ReceivedDocument>("received");
  /** What all binds received at one moment is one write. Their ids are new: nothing but a repetition can stand there. */
  const insert = inRounds(async (batches: readonly Received[]) => {
    const documents = batches.map(({ receivedId, ...batch }) => ({
      ...{ _id: receivedId, ...batch },
      published: false,
      ...(batch.unreadable.length > 0 && { hasUnreadable: true }),
    }));
    await received.insertMany(documents, { ordered: false });
    return () => undefined;
  }, 0);
  return {
    ensureIndexes: async (): Promise<void> => {
      await received.createIndexes([
        { key: { at: 1 }, expireAfterSeconds: KEEP_S },
        {
          key: { published: 1, at: 1 },
          name: "unpublished_by_time",
          partialFilterExpression: { published: false },
        },
        {
          key: { account: 1 },
          name: "unreadable",
          partialFilterExpression: { hasUnreadable: true },
        },
      ]);
    },

    keep: (batch: Received): Promise<void> => insert(batch),

    /** Need not wait for the journal: if the mark is lost, the batch is told once more. */
    markPublished: async (receivedIds: readonly string[]): Promise<void> => {
      await received.updateMany(
        { _id: { $in: [...receivedIds] } },
        { $set: { published: true } },
        { writeConcern: { w: 1, journal: false } },
      );
    },

    /** JetStream lost its store: what was told since then counts as untold. */
    forgetPublished: async (since: Date): Promise<void> => {
      await received.updateMany({ at: { $gte: since } }, { $set: { published: false } });
    },

    /** Batches of an account with receipts that could not be read. */
    unreadable: async function* (account: string): AsyncIterable<Received> {
      const found = received.find({ account, hasUnreadable: true });
      for await (const d of found) yield fromDocument(d);
    },

    /** What still cannot be read of a batch; a writer that read it before another one changed it keeps more than it must. */
    keepUnreadable: async (
      receivedId: string,
      unreadable: readonly UnreadableReceipt[],
    ): Promise<void> => {
      const hasUnreadable = unreadable.length > 0;
      await received.updateOne({ _id: receivedId }, { $set: { unreadable, hasUnreadable } });
    },

    /** By the index of what is unpublished, which has nothing else in it. */
    countUnpublished: (): Promise<number> =>
      received.countDocuments({ published: false }, { hint: "unpublished_by_time" }),

    /** Batches that were kept before this instant and not published. */
    unpublished: async (before: Date, limit: number): Promise<readonly Received[]> =>
      (
        await received
          .find({ published: false, at: { $lte: before } })
          .limit(limit)
          .toArray()
      ).map(fromDocument),
  };
};

export type ReceivedStore = ReturnType<typeof receivedStore>;
