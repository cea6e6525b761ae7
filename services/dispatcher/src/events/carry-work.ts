import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import { SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import type { Events, Job, WorkResult } from "@whiteline/events";
import { DomainError, type Logger } from "@whiteline/service-kit";
import type { Carriers } from "../account-watch.js";
import { carryChunk } from "../carry-chunk.js";
import type { Carried, Carrying, Chunk, Others } from "../carrying.js";
import type { Account, Route } from "../config.js";
import type { ChunkProgress } from "../domain/chunk-progress.js";
import { foldJournal } from "../domain/chunk-progress.js";
import { doubtPolicyOf, type DoubtPolicy, type DoubtRule } from "../domain/doubt-policy.js";
import { mayBeTried } from "../domain/carrier.js";
import type { Embargo } from "../domain/embargo.js";
import { submitCode } from "../domain/submit-code.js";
import { senderOf } from "../domain/trial.js";
import type { Lane } from "../domain/window.js";
import { unsendable } from "../domain/wire-form.js";
import type { Counted } from "../metrics.js";
import { fromProgress, laneOf, toChunk } from "../proto.js";
import type { OpenRoad } from "../smpp/road.js";
import type { DoubtStore } from "../store/doubts.js";
import type { SubmitStore } from "../store/submits.js";

type Dependencies = {
  readonly events: Pick<Events, "consumeWork" | "publish" | "publishWork">;
  readonly submits: SubmitStore;
  readonly embargo: Embargo;
  readonly counted: Counted;
  readonly log: Pick<Logger, "warn">;
  readonly now: () => Date;
  /** Chunks in hand in this process; a redelivered one waits. */
  readonly inHand: Set<string>;
  readonly carriers: Pick<Carriers, "carrierOf" | "isUp">;
  readonly doubts: DoubtStore;
  readonly doubtRules: readonly DoubtRule[];
  /** What is declared of each account. */
  readonly declared: ReadonlyMap<string, Account>;
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
/** Chunks of which something is in doubt here, while another account carries the route. */
const AWAITED_AT_A_TIME = 8;
/** A dead process's chunks come to its successor after so long. */
const ACK_WAIT_MS = 9_000;
const HEARTBEAT_MS = 3_000;
const IN_HAND_RETRY_MS = 2_000;

/** A trial takes bulk first: so long it waits for some before it tries with a code or a notice. */
const BULK_FIRST_MS = 1_000;

/** How often it is looked whether a route is ours to carry. */
const LOOK_MS = 250;

/** Takes the released chunks of the account's routes, lane by lane, while the road is open and the turn is ours. */
export const carryWork = async (
  it: Dependencies,
  account: Account,
  routes: readonly Route[],
  road: OpenRoad,
  signal: AbortSignal,
): Promise<void> => {
  await Promise.all(routes.map((route) => carryRoute(it, account, route, road, signal)));
  // A bind that only receives carries nothing and stays open.
  if (routes.length === 0 && !signal.aborted) await once(signal, "abort");
};

/** Whether a route's work is taken: as it comes, one chunk at a time to see whether the operator takes it, or not. */
type Turn = "all" | "trial" | "none";

/**
 * An account that stands behind another in the order takes new chunks only while that one is down; what may go by
 * this account alone it takes as long as it is up.
 */
const carryRoute = async (
  it: Dependencies,
  account: Account,
  route: Route,
  road: OpenRoad,
  signal: AbortSignal,
): Promise<void> => {
  const turnOf = (): Turn => {
    const carrier = it.carriers.carrierOf(route);
    if (road.isOnTrial()) return mayBeTried(route, account.account, carrier) ? "trial" : "none";
    return carrier === account.account ? "all" : "none";
  };
  const rest = (ms: number, over: AbortSignal): Promise<void> =>
    pause(ms, undefined, { signal: over }).catch(() => undefined);
  /** As a question, because the answer changes while we wait. */
  const isOver = (): boolean => signal.aborted;
  const consume = (tokens: readonly string[], concurrency: number) =>
    it.events.consumeWork(
      {
        stream: "CHUNKS",
        tokens: [route.route, ...tokens],
        concurrency,
        maxAckPending: 256,
        ackWaitMs: ACK_WAIT_MS,
      },
      ChunkReleased,
      // What is in hand when the turn ends is carried to its end: this account is up.
      (work, job) => carryOnce(it, account, route, road, signal, work, job),
    );
  const own =
    route.accounts.length > 1
      ? consume(["*", account.account], AWAITED_AT_A_TIME)(signal)
      : Promise.resolve();
  while (!isOver()) {
    const turn = turnOf();
    const given = new AbortController();
    const loops =
      turn === "none"
        ? []
        : lanes.map(async (lane) => {
            const over = AbortSignal.any([signal, given.signal]);
            if (turn === "trial" && lane !== "BULK") await rest(BULK_FIRST_MS, over);
            const atATime = turn === "trial" ? 1 : chunksAtATime(account.window, lane);
            if (!over.aborted) await consume([lane.toLowerCase()], atATime)(over);
          });
    while (!isOver() && turnOf() === turn) await rest(LOOK_MS, signal);
    given.abort();
    await Promise.all(loops);
  }
  await own;
};

/** Gives the work to the accounts that alone may send what is left of it, as far as they are up. */
const handOver = async (
  { events, carriers, log }: Dependencies,
  route: Route,
  work: ChunkReleased,
  accounts: readonly string[],
): Promise<void> => {
  for (const account of accounts) {
    if (!route.accounts.includes(account) || !carriers.isUp(account)) continue;
    const tokens = [route.route, laneOf(work.lane).toLowerCase(), account];
    // The same whatever is learnt of the chunk meanwhile: a copy waits until the chunk is over, and the stream takes it
    // once within the minutes that it remembers ids.
    const id = `waits:${work.chunkId}:${account}`;
    try {
      await events.publishWork("CHUNKS", tokens, ChunkReleased, work, id);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== "exhausted") throw error;
      // No fault of the chunk, which would be buried for it: it is handed over when it comes again.
      log.warn({ route: route.route, account, err: error }, "hand_over_refused");
    }
  }
};

const carryOnce = async (
  it: Dependencies,
  account: Account,
  route: Route,
  road: OpenRoad,
  signal: AbortSignal,
  work: ChunkReleased,
  job: Job,
): Promise<WorkResult> => {
  if (it.inHand.has(work.chunkId)) return { retryInMs: IN_HAND_RETRY_MS };
  it.inHand.add(work.chunkId);
  const heartbeat = setInterval(() => job.working(), HEARTBEAT_MS);
  try {
    const result = await carry(it, account, route, road, signal, work);
    const end = typeof result === "string" ? result : "again";
    it.counted.chunks.inc({ lane: work.lane, end });
    if (typeof result === "object" && result.waitsFor !== undefined)
      await handOver(it, route, work, result.waitsFor);
    if (result !== "held") return result;
    // It would stand in the way of the others: it comes back when operations have decided.
    const tokens = [route.route, laneOf(work.lane).toLowerCase()];
    const kept = ChunkReleased.encode(work).finish();
    await it.doubts.keepWork(work.chunkId, tokens, kept, work.expiresAt ?? it.now());
    return "done";
  } finally {
    clearInterval(heartbeat);
    it.inHand.delete(work.chunkId);
  }
};

/** Of the chunk's own route: what carries another one says nothing of who could take this. */
const othersOf = (carriers: Dependencies["carriers"], route: Route, account: string): Others => ({
  areUp: route.accounts.some((other) => other !== account && carriers.isUp(other)),
  carry: ![undefined, account].includes(carriers.carrierOf(route)),
});

const carry = async (
  it: Dependencies,
  account: Account,
  route: Route,
  road: OpenRoad,
  signal: AbortSignal,
  work: ChunkReleased,
): Promise<Carried> => {
  const read = toChunk(work, it.now());
  const tell = async (progress: ChunkProgress): Promise<void> => {
    const road = { account: account.account, declared: it.declared };
    const fact = fromProgress(work, road, read.chunk, progress, it.now());
    await it.events.publish(SubmitsRecorded, fact, `submits:${work.chunkId}:${progress.version}`);
  };
  if (read.kind === "ok") {
    const policyOf = (chunk: Chunk): DoubtPolicy => doubtPolicyOf(it.doubtRules, chunk);
    const isWhole = account.concat === "payload";
    const form = { unsendable: unsendable(read.chunk.parts, account), isWhole };
    const sender = senderOf(read.chunk);
    const maySend = (): boolean => road.maySend() && road.mayTry(sender);
    const others = (): Others => othersOf(it.carriers, route, account.account);
    const own = { maySend, others, ...form, signal, tell, policyOf };
    return carryChunk(read.chunk, { ...it, ...road, ...own });
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
  const journal = await it.submits.ofChunk(work.chunkId);
  await tell(foldJournal(parts.length, journal, { kind: "report" }));
  return "done";
};
