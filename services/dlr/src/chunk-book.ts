import { indexKeys, type KeyIndex } from "./domain/apply-receipts.js";
import type { ChunkOutcome } from "./domain/chunk-outcome.js";

type Page = { readonly outcome: ChunkOutcome; readonly index: KeyIndex };

/** A chunk of 500 parts is about 100 KB here. */
const MOST_CHUNKS = 500;

/**
 * The chunks that receipts are coming in for, so that a batch of receipts is matched without reading
 * them again. Only a memory: every write is judged by the version in MongoDB, and a page that lost
 * the race is dropped.
 */
export const chunkBook = () => {
  const pages = new Map<string, Page>();
  const chunkOfKey = new Map<string, string>();

  const drop = (chunkId: string): void => {
    const page = pages.get(chunkId);
    if (page === undefined) return;
    pages.delete(chunkId);
    for (const key of page.index.keys())
      if (chunkOfKey.get(key) === chunkId) chunkOfKey.delete(key);
  };

  return {
    get: (chunkId: string): Page | undefined => pages.get(chunkId),

    /** Keeps the chunk; one that was read before a newer version was kept changes nothing. */
    put: (outcome: ChunkOutcome): Page => {
      const before = pages.get(outcome.chunkId);
      if (before !== undefined && before.outcome.version > outcome.version) return before;
      const sameIds =
        before?.outcome.operatorIds === outcome.operatorIds &&
        before.outcome.extraIds === outcome.extraIds;
      const index = sameIds ? before.index : indexKeys(outcome);
      const page = { outcome, index };
      // Set anew, so that the order of the map is the order of use.
      pages.delete(outcome.chunkId);
      pages.set(outcome.chunkId, page);
      if (!sameIds) for (const key of index.keys()) chunkOfKey.set(key, outcome.chunkId);
      const [oldest] = pages.keys();
      if (pages.size > MOST_CHUNKS && oldest !== undefined) drop(oldest);
      return page;
    },

    drop,

    /** The chunk in which this key was given out, as far as the book knows: its page has the part. */
    chunkOf: (key: string): string | undefined => {
      const chunkId = chunkOfKey.get(key);
      return chunkId !== undefined && pages.get(chunkId)?.index.has(key) === true
        ? chunkId
        : undefined;
    },
  };
};

export type ChunkBook = ReturnType<typeof chunkBook>;
