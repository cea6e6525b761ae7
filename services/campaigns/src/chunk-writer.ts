import { markets } from "@whiteline/markets";
import type { Campaign } from "./domain/campaign.js";
import { packChunk, type Chunk, type ChunkDraft } from "./domain/chunk.js";
import { isFlash } from "./domain/message-type.js";
import { suffixOf, type TextRules } from "./domain/text-rules.js";
import type { ChunkStore } from "./store/chunks.js";

type Dependencies = {
  readonly chunks: ChunkStore;
  readonly now: () => Date;
  readonly newId: () => string;
};

/** Chunks of one insert, and inserts under way: the bound of what is held in memory. */
const CHUNKS_PER_WRITE = 8;
const WRITES_UNDER_WAY = 3;

/** Writes chunks in the background, a few at a time; a dry run only counts them. */
export const chunkWriter = (
  { chunks, newId, now }: Dependencies,
  { campaignId, tenantId, batch, line, order, revision }: Campaign,
  roadAt: TextRules["roadAt"],
) => {
  const waiting: Chunk[] = [];
  const underWay = new Set<Promise<void>>();
  const pack = markets.get(line.market);
  const flash = isFlash(pack, order.messageType);
  let made = 0;
  let failure: Error | undefined;

  const write = (): void => {
    const writing = chunks
      .insertPrepared(waiting.splice(0, CHUNKS_PER_WRITE), revision)
      .catch((error: unknown) => {
        failure ??= new Error("chunks were not written", { cause: error });
      })
      .finally(() => underWay.delete(writing));
    underWay.add(writing);
  };
  const settle = async (most: number): Promise<void> => {
    while (underWay.size > most) await Promise.race(underWay);
    if (failure !== undefined) throw failure;
  };

  const room = async (): Promise<void> => {
    while (waiting.length >= CHUNKS_PER_WRITE) {
      await settle(WRITES_UNDER_WAY - 1);
      write();
    }
  };

  return {
    /** @param commonText the text of all of them, where it is the same; else undefined. */
    add(drafts: readonly ChunkDraft[], variant: number, commonText: string | undefined): void {
      made += drafts.length;
      if (order.dryRun) return;
      for (const draft of drafts) {
        const chunk = {
          chunkId: newId(),
          tenantId,
          campaignId,
          batch,
          lineId: line.lineId,
          market: line.market,
          lane: "bulk" as const,
          flash,
          suffix: suffixOf(pack, roadAt(draft.operator)),
          wideReference: roadAt(draft.operator).wideReference,
          variant,
          test: order.test,
          requestIds: [],
          verdictId: "",
          acceptedAt: now(),
        };
        waiting.push(packChunk(draft, chunk, commonText));
      }
    },
    /** Resolves when there is room for more. */
    room,
    /** Resolves with the number of chunks when all of them are kept. */
    async finish(): Promise<number> {
      await room();
      write();
      await settle(0);
      return made;
    },
  };
};
