import type { Connection } from "mongoose";
import type { Chunk, ReleasedChunk, Stamp } from "../domain/chunk.js";
import { partCounter } from "../domain/money.js";
import type { Ask } from "../domain/campaign.js";
import type { RouteReach } from "../domain/routes.js";
import {
  bytes,
  released,
  toChunk,
  toDocument,
  toReleased,
  unpackNumbers,
  type ChunkDocument,
} from "./chunk-document.js";

/** A released chunk, how often it was published again, and whether the dispatcher owes answers. */
export type SilentChunk = {
  readonly chunk: ReleasedChunk;
  readonly attempts: number;
  readonly isOpen: boolean;
};

type ChunkRecipients = {
  readonly chunkId: string;
  readonly operator: string;
  readonly msisdns: readonly bigint[];
  readonly releasedAt: Date | undefined;
};

export type ChunkHead = { readonly chunkId: string; readonly parts: number };

/**
 * The chunks on their way from prepared to released (or cancelled): what the releaser reads and
 * writes. What is heard of them afterwards is in chunk-progress.ts.
 */
export const chunkStore = (connection: Connection) => {
  const chunks = connection.collection<ChunkDocument>("chunks");
  return {
    ensureIndexes: async (): Promise<void> => {
      await chunks.createIndexes([
        { key: { batch: 1, state: 1, operator: 1 } },
        // Holds all that is asked of a campaign's progress, so that its texts are not read for it.
        {
          key: {
            campaign: 1,
            tenant: 1,
            batch: 1,
            state: 1,
            final: 1,
            reservation: 1,
            operator: 1,
            n: 1,
            p: 1,
            dup: 1,
            messages: 1,
            partStates: 1,
          },
          partialFilterExpression: { campaign: { $gt: "" } },
          name: "progress",
        },
        // Holds all that the releaser's credits need, so that no chunk is read for them.
        {
          key: { open: 1, route: 1, lane: 1, p: 1, recorded: 1 },
          partialFilterExpression: { open: true },
          name: "under_way",
        },
        {
          key: { silentAt: 1 },
          partialFilterExpression: { final: false },
          name: "unanswered",
        },
        {
          key: { published: 1, "stamp.releasedAt": 1 },
          partialFilterExpression: { published: false },
          name: "unpublished",
        },
      ]);
    },

    insertPrepared: async (prepared: readonly Chunk[], revision: number): Promise<void> => {
      if (prepared.length === 0) return;
      await chunks.insertMany(
        prepared.map((chunk) => toDocument(chunk, revision)),
        { ordered: false },
      );
    },

    /** Forgets what other attempts at materialising left behind; nothing of it was ever visible. */
    deleteOtherBatches: async (campaignId: string, batch: string): Promise<void> => {
      await chunks.deleteMany({ campaign: campaignId, state: "prepared", batch: { $ne: batch } });
    },

    deletePrepared: async (batch: string): Promise<void> => {
      await chunks.deleteMany({ batch, state: "prepared" });
    },

    /** The next chunks of a campaign for a route, without their recipients. */
    heads: async (
      { batch, revision }: { readonly batch: string; readonly revision: number },
      reach: RouteReach,
      limit: number,
    ): Promise<readonly ChunkHead[]> => {
      const operator =
        reach.kind === "only" ? { $in: [...reach.operators] } : { $nin: [...reach.operators] };
      const found = await chunks
        .find({ batch, state: "prepared", operator, rev: revision }, { projection: { p: 1 } })
        .limit(limit)
        .toArray();
      return found.map(({ _id, p }) => ({ chunkId: _id, parts: p }));
    },

    prepared: async (chunkIds: readonly string[]): Promise<readonly Chunk[]> =>
      (await chunks.find({ _id: { $in: [...chunkIds] }, state: "prepared" }).toArray()).map(
        toChunk,
      ),

    /**
     * Releases a chunk, unless it was released, cancelled or renewed meanwhile; then it answers false.
     * From here on the chunk is sent, whatever becomes of us.
     */
    release: async (chunkId: string, stamp: Stamp, silentAt: Date): Promise<boolean> => {
      const result = await chunks.updateOne(
        { _id: chunkId, state: "prepared", rev: stamp.revision },
        { $set: released(stamp, silentAt) },
      );
      return result.matchedCount === 1;
    },

    /** Released work that JetStream has not stored yet. */
    unpublished: async (before: Date, limit: number): Promise<readonly ReleasedChunk[]> =>
      present(
        await chunks
          .find({ published: false, "stamp.releasedAt": { $lte: before } })
          .sort({ "stamp.releasedAt": 1 })
          .limit(limit)
          .toArray(),
      ),

    /** Need not wait for the journal: if the mark is lost, the work is published once more. */
    markPublished: async (chunkIds: readonly string[]): Promise<void> => {
      await chunks.updateMany(
        { _id: { $in: [...chunkIds] } },
        { $set: { published: true } },
        { writeConcern: { w: 1, journal: false } },
      );
    },

    /**
     * Released work of which nothing was heard for too long, be it of the dispatcher or, of what the
     * dispatcher has answered, of dlr.
     */
    silent: async (at: Date, limit: number): Promise<readonly SilentChunk[]> =>
      (
        await chunks
          .find({ final: false, published: true, silentAt: { $lte: at } })
          .sort({ silentAt: 1 })
          .limit(limit)
          .toArray()
      ).flatMap((d) => {
        const chunk = toReleased(d);
        return chunk === undefined ? [] : [{ chunk, attempts: d.attempts, isOpen: d.open }];
      }),

    /** JetStream lost its store: nothing more will be heard of what is unanswered unless it is asked again. */
    endPatience: async (at: Date): Promise<void> => {
      await chunks.updateMany({ final: false, silentAt: { $gt: at } }, { $set: { silentAt: at } });
    },

    /** A chunk whose last answer came meanwhile is waited for no longer, and stays so. */
    waitLonger: async (chunkId: string, attempts: number, silentAt: Date): Promise<void> => {
      await chunks.updateOne(
        { _id: chunkId, final: false, answered: { $ne: true } },
        { $set: { attempts, silentAt } },
      );
    },

    /** Bulk work of a route that was released and not yet answered by the operator. */
    underWay: async (
      route: string,
      exceptCampaigns: readonly string[] = [],
    ): Promise<{ readonly parts: number; readonly chunks: number }> => {
      const [sum] = await chunks
        .aggregate<{ parts: number; chunks: number }>([
          {
            $match: {
              open: true,
              route,
              lane: "bulk",
              ...(exceptCampaigns.length === 0 ? {} : { campaign: { $nin: [...exceptCampaigns] } }),
            },
          },
          {
            $group: {
              _id: null,
              parts: { $sum: { $subtract: ["$p", "$recorded"] } },
              chunks: { $sum: 1 },
            },
          },
        ])
        .toArray();
      return { parts: sum?.parts ?? 0, chunks: sum?.chunks ?? 0 };
    },

    /** To whom the chunks of a batch go, slot by slot, without their texts. */
    recipients: async function* (batch: string): AsyncGenerator<ChunkRecipients> {
      const cursor = chunks.find(
        { batch, state: "released" },
        { projection: recipientsOnly, batchSize: 64 },
      );
      for await (const chunk of cursor) yield toRecipients(chunk);
    },

    /** The same of some chunks of a tenant; what was never released is left out. */
    recipientsOf: async (
      tenantId: string,
      chunkIds: readonly string[],
    ): Promise<readonly ChunkRecipients[]> =>
      (
        await chunks
          .find(
            { _id: { $in: [...chunkIds] }, tenant: tenantId, state: "released" },
            { projection: recipientsOnly },
          )
          .toArray()
      ).map(toRecipients),

    cancelPrepared: async (campaignId: string): Promise<void> => {
      await chunks.updateMany(
        { campaign: campaignId, state: "prepared" },
        { $set: { state: "cancelled", final: true } },
      );
    },

    /**
     * Puts what is unreleased under a new revision, so that no release under the old one can slip in
     * any more, and answers what is to be asked for.
     */
    renew: async (batch: string, revision: number): Promise<Ask> => {
      await chunks.updateMany({ batch, state: "prepared" }, { $set: { rev: revision } });
      const counter = partCounter();
      let recipients = 0;
      const cursor = chunks.find(
        { batch, state: "prepared" },
        { projection: { operator: 1, alphabet: 1, parts: 1, n: 1 } },
      );
      for await (const chunk of cursor) {
        recipients += chunk.n;
        for (const parts of bytes(chunk.parts)) counter.add(chunk.operator, chunk.alphabet, parts);
      }
      return { recipients, counts: counter.counts() };
    },
  };
};

const recipientsOnly = { operator: 1, msisdns: 1, "stamp.releasedAt": 1 } as const;

const toRecipients = ({
  _id,
  operator,
  msisdns,
  stamp,
}: Pick<ChunkDocument, "_id" | "operator" | "msisdns" | "stamp">): ChunkRecipients => ({
  chunkId: _id,
  operator,
  msisdns: unpackNumbers(msisdns),
  releasedAt: stamp?.releasedAt,
});

export type ChunkStore = ReturnType<typeof chunkStore>;

const present = (documents: readonly ChunkDocument[]): readonly ReleasedChunk[] =>
  documents.map(toReleased).filter((chunk): chunk is ReleasedChunk => chunk !== undefined);
