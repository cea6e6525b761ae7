import type { Connection } from "mongoose";
import { isDropped } from "../domain/chunk.js";
import type { SearchedChunk, SearchPlace } from "../domain/message-search.js";
import { bytes, unpackNumbers, type ChunkDocument } from "./chunk-document.js";

export type ChunkSearch = {
  readonly from: Date;
  readonly until: Date;
  /** "" where any will do. */
  readonly lineId: string;
  readonly campaignId: string;
  readonly requestId: string;
  readonly after: SearchPlace | undefined;
};

/** Chunks of a tenant as they are looked through for messages, the newest first. */
export const chunkSearchStore = (connection: Connection) => {
  const chunks = connection.collection<ChunkDocument>("chunks");
  return {
    ensureIndexes: async (): Promise<void> => {
      await chunks.createIndexes([{ key: { tenant: 1, at: -1, _id: -1 }, name: "of_tenant" }]);
    },

    newestFirst: async function* (
      tenantId: string,
      { from, until, lineId, campaignId, requestId, after }: ChunkSearch,
    ): AsyncGenerator<SearchedChunk> {
      const found = chunks
        .find(
          {
            tenant: tenantId,
            at: { $gte: from, $lte: until },
            ...(lineId === "" ? {} : { line: lineId }),
            ...(campaignId === "" ? {} : { campaign: campaignId }),
            ...(requestId === "" ? {} : { requests: requestId }),
            ...(after === undefined
              ? {}
              : {
                  $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $lte: after.chunkId } }],
                }),
          },
          { projection: { msisdns: 1, requests: 1, state: 1, at: 1, stamp: 1 } },
        )
        .sort({ at: -1, _id: -1 })
        .batchSize(32);
      for await (const { _id, msisdns, requests, state, at, stamp } of found) {
        yield {
          chunkId: _id,
          at,
          numbers: unpackNumbers(msisdns),
          requestIds: requests,
          state,
          isDropped: (slot) => stamp !== null && isDropped(bytes(stamp.dropped), slot),
        };
      }
    },
  };
};

export type ChunkSearchStore = ReturnType<typeof chunkSearchStore>;
