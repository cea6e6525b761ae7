import { inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import mongoose, { type ClientSession, type Connection } from "mongoose";
import type { ReleasedChunk } from "../domain/chunk.js";
import { toDocument, type ChunkDocument } from "./chunk-document.js";

/** A request id in use; the index on `_id` is the judge of who came first. */
type RequestDocument = { _id: string; print: string; group: string; at: Date };
/** A group whose messages are being judged; gone when they are accepted. */
type GroupDocument = { _id: string; tenant: string; at: Date };

export type Claim = { readonly requestId: string; readonly fingerprint: string };

/** What is known of a request id that was claimed before. */
export type EarlierRequest = {
  readonly requestId: string;
  readonly fingerprint: string;
  /** Set when it was accepted. */
  readonly accepted:
    | {
        readonly chunkId: string;
        readonly slot: number;
        readonly parts: number;
        readonly verdictId: string;
      }
    | undefined;
};

export type OpenGroup = { readonly group: string; readonly tenantId: string };

/** A repeated request id finds its first answer for a day. */
const REMEMBERED_S = 86_400;
/**
 * The group need not wait for the journal: its claims are written after it and wait for a majority, so
 * that by then the group is kept as well.
 */
const soon = { w: 1, journal: false };

/**
 * Request ids of single messages and the groups they came in. A group is kept from before money is
 * asked for until its chunks are: one that is found later was cut off, and its money is given back.
 */
export const messageRequestStore = (connection: Connection) => {
  const requests = connection.collection<RequestDocument>("message_requests");
  const groups = connection.collection<GroupDocument>("message_groups");
  const chunks = connection.collection<ChunkDocument>("chunks");
  const keyOf = (tenantId: string, requestId: string): string => `${tenantId}:${requestId}`;

  return {
    ensureIndexes: async (): Promise<void> => {
      await Promise.all([
        requests.createIndexes([
          { key: { at: 1 }, expireAfterSeconds: REMEMBERED_S },
          { key: { group: 1 } },
        ]),
        groups.createIndexes([{ key: { at: 1 } }]),
      ]);
    },

    /**
     * Claims the request ids of a group and opens it; answers those that others had claimed. `claims`
     * must not be empty.
     */
    claim: async (
      group: string,
      tenantId: string,
      claims: readonly Claim[],
      at: Date,
    ): Promise<readonly string[]> => {
      // The group first: were the claims alone there when the process died, nobody would free them.
      await groups.insertOne({ _id: group, tenant: tenantId, at }, { writeConcern: soon });
      const taken = await takenBy(
        requests.insertMany(
          claims.map(({ requestId, fingerprint }) => ({
            _id: keyOf(tenantId, requestId),
            print: fingerprint,
            group,
            at,
          })),
          { ordered: false },
        ),
      );
      return taken.flatMap((index) => claims[index]?.requestId ?? []);
    },

    /** What became of request ids claimed before. */
    earlier: async (
      tenantId: string,
      requestIds: readonly string[],
    ): Promise<readonly EarlierRequest[]> => {
      const found = await requests
        .find({ _id: { $in: requestIds.map((id) => keyOf(tenantId, id)) } })
        .toArray();
      const made = await chunks
        .find(
          { batch: { $in: [...new Set(found.map(({ group }) => group))] }, tenant: tenantId },
          { projection: { requests: 1, parts: 1, verdict: 1 } },
        )
        .toArray();
      return found.map((request) => {
        const requestId = request._id.slice(tenantId.length + 1);
        const chunk = made.find((candidate) => candidate.requests.includes(requestId));
        const slot = chunk?.requests.indexOf(requestId) ?? -1;
        return {
          requestId,
          fingerprint: request.print,
          accepted:
            chunk === undefined
              ? undefined
              : {
                  chunkId: chunk._id,
                  slot,
                  parts: chunk.parts.buffer[slot] ?? 0,
                  verdictId: chunk.verdict,
                },
        };
      });
    },

    /** Frees the request ids of refused items: nothing was accepted under them. */
    free: async (tenantId: string, group: string, requestIds: readonly string[]): Promise<void> => {
      if (requestIds.length === 0) return;
      await requests.deleteMany({
        _id: { $in: requestIds.map((id) => keyOf(tenantId, id)) },
        group,
      });
    },

    /**
     * The 202: keeps the group's chunks, released, and closes the group, all or nothing and by a
     * majority. False when the group was given up meanwhile; then nothing is kept.
     */
    accept: (group: string, made: readonly ReleasedChunk[], silentAt: Date): Promise<boolean> =>
      inTransaction(connection, async (session) => {
        const closed = await groups.deleteOne({ _id: group }, { session });
        if (closed.deletedCount === 0) return false;
        await chunks.insertMany(
          made.map((chunk) => toDocument(chunk, chunk.stamp.revision, chunk.stamp, silentAt)),
          { session },
        );
        return true;
      }),

    /** Closes a group of which nothing was accepted and no money was reserved. */
    close: async (group: string): Promise<void> => {
      await groups.deleteOne({ _id: group });
    },

    /** Groups opened before `before` and never closed. */
    abandoned: async (before: Date, limit: number): Promise<readonly OpenGroup[]> =>
      (
        await groups
          .find({ at: { $lte: before } })
          .limit(limit)
          .toArray()
      ).map((d) => ({ group: d._id, tenantId: d.tenant })),

    /** Gives a group up in one write with what `tell` adds; harmless when it was closed meanwhile. */
    giveUp: (group: string, tell: (session: ClientSession) => Promise<void>): Promise<void> =>
      inTransaction(connection, async (session) => {
        const closed = await groups.deleteOne({ _id: group }, { session });
        if (closed.deletedCount === 0) return;
        await requests.deleteMany({ group }, { session });
        await tell(session);
      }),
  };
};

export type MessageRequestStore = ReturnType<typeof messageRequestStore>;

/** Runs an unordered insert and answers the indexes whose key was taken. */
const takenBy = async (insert: Promise<unknown>): Promise<readonly number[]> => {
  try {
    await insert;
    return [];
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failures = [error.writeErrors].flat();
    if (!failures.every(isDuplicateKey)) throw error;
    return failures.map(({ index }) => index);
  }
};
