import { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import type { Events } from "@whiteline/events";
import { DomainError, type Life } from "@whiteline/service-kit";
import { departTogether } from "../depart-together.js";
import type { ReleasedChunk } from "../domain/chunk.js";
import type { Measures } from "../metrics.js";
import { fromChunk } from "../proto.js";
import type { CampaignStore } from "../store/campaigns.js";
import type { ChunkStore } from "../store/chunks.js";

type Dependencies = {
  readonly events: Pick<Events, "publishWork">;
  readonly chunks: ChunkStore;
  readonly campaigns: CampaignStore;
  readonly counted: Measures;
  readonly now: () => Date;
  readonly silenceMs: number;
  /** Told what the queue answered: that it is full, or that it took a chunk. */
  readonly noteQueue: (isFull: boolean) => void;
  readonly log: Life["log"];
};

/** What was released but not published is left to its releaser for so long. */
const GRACE_MS = 3_000;
const BATCH = 64;
const AT_A_TIME = 8;
/** The silence doubles with each repetition up to this: a queue that stands is not flooded. */
const LONGEST_SILENCE_MS = 3_600_000;
/** Notices of a crowd leave together so often: well within the grace, and nobody notices. A code waits for nobody. */
const TOGETHER_MS = 500;
const MOST_TOGETHER = 256;

/**
 * Puts released chunks on the dispatcher's queue. The chunk document is its own outbox (law 7): it is
 * released first, then published, then marked, and a sweep finishes what was cut off in between.
 */
export const chunkPublisher = ({
  events,
  chunks,
  campaigns,
  counted,
  now,
  silenceMs,
  noteQueue,
  log,
}: Dependencies) => {
  const send = async (chunk: ReleasedChunk, attempt: number): Promise<void> => {
    const tokens = [chunk.stamp.route, chunk.lane];
    const id = attempt === 0 ? chunk.chunkId : `${chunk.chunkId}:${attempt}`;
    try {
      await events.publishWork("CHUNKS", tokens, ChunkReleased, fromChunk(chunk), id);
      noteQueue(false);
    } catch (error) {
      if (error instanceof DomainError && error.kind === "exhausted") noteQueue(true);
      throw error;
    }
  };
  /** Published since the last mark, and before it; what the dispatcher answers for meanwhile is marked by that. */
  const fresh = new Set<string>();
  const toMark = new Set<string>();
  const publish = async (released: readonly ReleasedChunk[]): Promise<void> => {
    await Promise.all(released.map((chunk) => send(chunk, 0)));
    for (const { chunkId } of released) fresh.add(chunkId);
  };
  const publishNow = async (released: readonly ReleasedChunk[]): Promise<void> => {
    try {
      await publish(released);
    } catch (error) {
      log.warn({ err: error, chunks: released.length }, "chunks_left_to_sweep");
    }
  };
  const publishTogether = departTogether<ReleasedChunk>({
    restMs: TOGETHER_MS,
    most: MOST_TOGETHER,
    leave: (released) => void publishNow(released),
    monotonic: () => performance.now(),
    after: (ms, run) => void setTimeout(run, ms).unref(),
  });
  const markPublished = async (): Promise<void> => {
    if (toMark.size > 0) {
      const chunkIds = [...toMark];
      await chunks.markPublished(chunkIds);
      for (const chunkId of chunkIds) toMark.delete(chunkId);
    }
    for (const chunkId of fresh) toMark.add(chunkId);
    fresh.clear();
  };

  return {
    /** Marks what was published before the last call and not answered for since: many groups, one write. */
    markPublished,

    /** The dispatcher answered for a chunk, and that was kept. */
    noteAnswered: (chunkId: string): void => {
      fresh.delete(chunkId);
      toMark.delete(chunkId);
    },

    /** Publishes at once; what fails is left to the sweep, since it is kept. */
    publishNow,

    /** Publishes single messages: codes at once, notices of a crowd together. What fails is left to the sweep. */
    publishSingles: (released: readonly ReleasedChunk[]): void => {
      const [first] = released;
      if (first?.lane === "otp") void publishNow(released);
      else publishTogether(released);
    },

    /** Publishes what was released and never published. */
    sweepUnpublished: async (signal: AbortSignal): Promise<void> => {
      for (;;) {
        const before = new Date(now().getTime() - GRACE_MS);
        const left = await chunks.unpublished(before, AT_A_TIME);
        if (left.length === 0 || signal.aborted) return;
        await publish(left);
        await markPublished();
      }
    },

    /**
     * Publishes again what was published and never answered for: the queue may have been lost with
     * all of NATS, and MongoDB is the truth. The dispatcher knows a chunk that it has finished and tells
     * of it again, which is for dlr when it never heard. What is paused waits at the dispatcher and is no loss.
     */
    sweepSilent: async (): Promise<void> => {
      const silent = await chunks.silent(now(), BATCH);
      const paused = new Set(silent.length === 0 ? [] : await campaigns.paused());
      for (const { chunk, attempts, isOpen } of silent) {
        const isPaused = isOpen && paused.has(chunk.campaignId);
        const attempt = isPaused ? attempts : attempts + 1;
        if (!isPaused) {
          await send(chunk, attempt);
          counted.repeated.inc();
          log.warn({ chunkId: chunk.chunkId, attempt }, "chunk_published_again");
        }
        const patience = Math.min(silenceMs * 2 ** attempt, LONGEST_SILENCE_MS);
        await chunks.waitLonger(chunk.chunkId, attempt, new Date(now().getTime() + patience));
      }
    },
  };
};

export type ChunkPublisher = ReturnType<typeof chunkPublisher>;
