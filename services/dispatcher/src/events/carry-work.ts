import { once } from "node:events";
import { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import { SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import type { Events, Job, WorkResult } from "@whiteline/events";
import { carryChunk, type Carrying } from "../carry-chunk.js";
import type { Account, Route } from "../config.js";
import type { ChunkProgress } from "../domain/chunk-progress.js";
import { foldJournal } from "../domain/chunk-progress.js";
import type { Embargo } from "../domain/embargo.js";
import { submitCode } from "../domain/submit-code.js";
import type { Lane } from "../domain/window.js";
import type { Counted } from "../metrics.js";
import { fromProgress, toChunk } from "../proto.js";
import type { OpenRoad } from "../smpp/road.js";
import type { SubmitStore } from "../store/submits.js";

type Dependencies = {
  readonly events: Pick<Events, "consumeWork" | "publish">;
  readonly submits: SubmitStore;
  readonly embargo: Embargo;
  readonly counted: Counted;
  readonly now: () => Date;
  /** Chunks in hand in this process; a redelivered one waits. */
  readonly inHand: Set<string>;
} & Pick<Carrying, "elsewhere" | "monotonic" | "pause">;

const lanes: readonly Lane[] = ["OTP", "TRANSACTIONAL", "BULK"];
/**
 * Sub-batches are 100 parts, and a fifth of the window is not for bulk: so many chunks fill it, and one more.
 * Single messages are chunks of one part, each of which stays in hand until its answer came: they may fill the window too.
 */
const chunksAtATime = (window: number, lane: Lane): number =>
  lane === "BULK"
    ? Math.max(2, Math.ceil((window * 0.8) / 100) + 1)
    : Math.max(2, Math.min(window, MOST_SINGLES));
const MOST_SINGLES = 64;
/** A dead process's chunks come to its successor after so long. */
const ACK_WAIT_MS = 9_000;
const HEARTBEAT_MS = 3_000;
const IN_HAND_RETRY_MS = 2_000;

/** Takes the released chunks of these routes of an account, lane by lane, while the road is open. */
export const carryWork = async (
  it: Dependencies,
  account: Account,
  routes: readonly Route[],
  road: OpenRoad,
  signal: AbortSignal,
): Promise<void> => {
  const loops = routes.flatMap(({ route }) =>
    lanes.map((lane) =>
      it.events.consumeWork(
        {
          stream: "CHUNKS",
          tokens: [route, lane.toLowerCase()],
          concurrency: chunksAtATime(account.window, lane),
          maxAckPending: 256,
          ackWaitMs: ACK_WAIT_MS,
        },
        ChunkReleased,
        (work, job) => carryOnce(it, account, road, signal, work, job),
      )(signal),
    ),
  );
  await Promise.all(loops);
  // A bind that only receives carries nothing and stays open.
  if (loops.length === 0 && !signal.aborted) await once(signal, "abort");
};

const carryOnce = async (
  it: Dependencies,
  account: Account,
  road: OpenRoad,
  signal: AbortSignal,
  work: ChunkReleased,
  job: Job,
): Promise<WorkResult> => {
  if (it.inHand.has(work.chunkId)) return { retryInMs: IN_HAND_RETRY_MS };
  it.inHand.add(work.chunkId);
  const heartbeat = setInterval(() => job.working(), HEARTBEAT_MS);
  try {
    const result = await carry(it, account, road, signal, work);
    it.counted.chunks.inc({ lane: work.lane, end: result === "done" ? "done" : "again" });
    return result;
  } finally {
    clearInterval(heartbeat);
    it.inHand.delete(work.chunkId);
  }
};

const carry = async (
  it: Dependencies,
  account: Account,
  road: OpenRoad,
  signal: AbortSignal,
  work: ChunkReleased,
): Promise<WorkResult> => {
  const read = toChunk(work, account.concat, it.now());
  const tell = async (progress: ChunkProgress): Promise<void> => {
    const fact = fromProgress(work, account.account, read.chunk, progress, it.now());
    await it.events.publish(SubmitsRecorded, fact, `submits:${work.chunkId}:${progress.version}`);
  };
  if (read.kind === "ok") {
    return carryChunk(read.chunk, { ...it, ...road, signal, tell });
  }
  const parts = read.chunk.parts.map((_, part) => part);
  const results = parts.map((part) => ({
    part,
    code: submitCode.failed,
    operatorId: "",
    status: 0,
  }));
  const entry = {
    chunkId: work.chunkId,
    n: 0,
    bindId: road.bindId,
    epoch: road.epoch,
    parts,
    at: it.now(),
  };
  await it.submits.addDone(entry, results, read.reason);
  await tell(foldJournal(parts.length, await it.submits.ofChunk(work.chunkId), "report"));
  return "done";
};
