import type fc from "fast-check";
import {
  carryChunk,
  isComplete,
  laneGate,
  openEmbargo,
  partsOfChunk,
  submitOver,
  type Account,
  type Carrying,
  type Chunk,
  type ChunkProgress,
} from "@whiteline/dispatcher/simulation";
import { openJournal } from "./journal.js";
import { openOperator, type Mood, type Taken } from "./operator.js";

/** What happens to a dispatcher after so many of its effects. */
export type Fault = {
  readonly after: number;
  readonly kind:
    /** kill -9 before the effect, or after it and before its answer. */
    | "dies_before"
    | "dies_after"
    /** Its lease runs out and a successor begins while its last answers still come. */
    | "stalls"
    | "link_breaks";
};

export type Plan = {
  /** Length of each recipient's text: of one part, or of several. */
  readonly lengths: readonly number[];
  readonly lane: Chunk["lane"];
  readonly window: number;
  readonly moods: readonly Mood[];
  readonly faults: readonly Fault[];
  /** After so many effects the first recipient refuses further messages. */
  readonly refusesAfter: number | undefined;
};

/** How it ended, and what really happened. */
export type Ended = {
  readonly chunk: Chunk;
  readonly told: readonly ChunkProgress[];
  readonly taken: readonly Taken[];
  /** Parts whose intent was open when a holder was lost or an answer did not come. */
  readonly exposed: number;
  /** The first recipient had refused before any intent held a part for it. */
  readonly refusedInTime: boolean;
};

const account: Account = {
  account: "op",
  host: "",
  port: 1,
  systemId: "op",
  password: "",
  systemType: "",
  binds: [{ type: "transceiver", count: 1 }],
  window: 100,
  rate: 0,
  answerIds: "as-is",
  receiptIds: "as-is",
  evidence: "network",
  errorCodes: "own",
  concat: "8bit",
  sourceTon: 0,
  sourceNpi: 1,
  destinationTon: 1,
  destinationNpi: 1,
  responseTimeoutMs: 1,
  enquireIntervalMs: 1,
  connectTimeoutMs: 1,
};

const chunkOf = ({ lengths, lane }: Plan): Chunk => {
  const msisdns = lengths.map((_, i) => 989_120_000_000n + BigInt(i));
  const texts = lengths.map((length, i) => `${i}:`.padEnd(length, "x"));
  const parts = Uint8Array.from(texts, (text) =>
    text.length <= 160 ? 1 : Math.ceil(text.length / 153),
  );
  const content = { chunkId: "c", msisdns, texts, parts, alphabet: "gsm7", flash: false } as const;
  const made = partsOfChunk(content, "8bit");
  if (made.kind === "broken") throw new Error(made.reason);
  return {
    chunkId: "c",
    tenantId: "t",
    campaignId: "k",
    lineId: "l",
    operator: "MCI",
    traffic: "",
    sender: "3000",
    lane,
    msisdns,
    parts: made.parts,
    dropped: new Map(),
    expiresAt: new Date("2026-12-01T00:00:00Z"),
  };
};

/** A promise that stays open: whoever waits for it is dead. */
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/**
 * Carries one chunk through dispatchers that die, stall and lose their link, on the machines of the dispatcher
 * itself. Every effect waits for its turn at the scheduler, whose seed decides all orders.
 */
export const travel = async (plan: Plan, scheduler: fc.Scheduler): Promise<Ended> => {
  const chunk = chunkOf(plan);
  const journal = openJournal();
  const embargo = openEmbargo();
  const sometime = (what: string, act: () => void): void =>
    void scheduler.schedule(Promise.resolve(), what).then(act);
  const operator = openOperator(plan.moods, sometime);
  const told: ChunkProgress[] = [];
  const faults = [...plan.faults];
  let effects = 0;
  let exposed = 0;
  const refusal = { isHeard: false, cameFirst: false };
  /** Parts of the first recipient for which an intent was decided on. */
  let intended = 0;
  const first = chunk.msisdns[0] ?? 0n;
  const isOfFirst = (part: number): boolean => chunk.parts[part]?.recipient === 0;

  const refuse = (): void => {
    if (plan.refusesAfter === undefined || refusal.isHeard || effects < plan.refusesAfter) return;
    refusal.isHeard = true;
    refusal.cameFirst = intended === 0;
    const of = { tenantId: "t", lineId: "", msisdn: first };
    embargo.learn({ kind: "opted_out", ...of, version: 1n, stops: [] });
  };
  const openParts = (): number =>
    journal
      .entries()
      .reduce((n, { state, parts }) => n + (state === "intent" ? parts.length : 0), 0);

  /** One dispatcher with the bind, until it is done, has to come again, or is lost. */
  const incarnate = async (epoch: number): Promise<"done" | "again"> => {
    let died = false;
    /** As a question, because the answer changes while we wait. */
    const isDead = (): boolean => died;
    let hasLease = true;
    let lose = (): void => undefined;
    const lost = new Promise<"again">((resolve) => (lose = () => resolve("again")));
    const ended = new AbortController();
    const link = operator.connect(() => ended.abort());
    const strike = (kind: Fault["kind"]): void => {
      exposed += openParts();
      if (kind === "dies_before" || kind === "dies_after") died = true;
      if (kind === "stalls") hasLease = false;
      link.destroy("fault");
      if (kind !== "link_breaks") lose();
    };
    /** Lets an effect happen at its turn, unless the process has died before. */
    const effect = async <T>(what: string, act: () => Promise<T>): Promise<T> => {
      if (isDead()) return never<T>();
      effects += 1;
      refuse();
      const due = (faults[0]?.after ?? Infinity) <= effects ? faults.shift() : undefined;
      if (due?.kind === "dies_before") {
        strike(due.kind);
        return never<T>();
      }
      await scheduler.schedule(Promise.resolve(), what);
      const result = await act();
      if (due !== undefined) strike(due.kind);
      return isDead() ? never<T>() : result;
    };
    const { store } = journal;
    // Time passes quickly, so that nobody waits long for a rate.
    let clock = 0;
    const gate = laneGate({ size: plan.window, rate: 0, monotonic: () => (clock += 10_000) });
    const it: Carrying = {
      submits: {
        ...store,
        ofChunk: (id) => effect("read journal", () => store.ofChunk(id)),
        doubtOpen: (...a) => effect("doubt open", () => store.doubtOpen(...a)),
        addIntent: (entry) => {
          intended += entry.parts.filter(isOfFirst).length;
          return effect("write intent", () => store.addIntent(entry));
        },
        addDone: (...a) => effect("write done", () => store.addDone(...a)),
        complete: (...a) => effect("write answers", () => store.complete(...a)),
      },
      embargo,
      gate,
      submit: submitOver({
        account,
        link: {
          ...link,
          free: 1,
          state: "bound",
          whenFree: never,
          pauseReading: () => undefined,
          resumeReading: () => undefined,
          unbind: never,
        },
        gate,
        onAccountRefused: () => link.destroy("refused"),
        count: (outcome) => void (exposed += outcome === "in_doubt" ? 1 : 0),
      }),
      maySend: () => hasLease,
      bindId: "op/1",
      account: "op",
      policyOf: ({ lane }) =>
        lane === "OTP" ? { kind: "report" } : { kind: "resend", elsewhere: false },
      doubts: {
        record: async () => undefined,
        decisions: async () => new Map(),
        close: async () => undefined,
      },
      epoch,
      elsewhere: async () => [],
      now: () => new Date("2026-11-30T00:00:00Z"),
      monotonic: () => 0,
      pause: () => effect("rest", async () => undefined),
      tell: (progress) => effect("tell", async () => void told.push(progress)),
      signal: ended.signal,
    };
    const carried = carryChunk(chunk, it).then((end) => (end === "done" ? end : "again"));
    return Promise.race([carried, lost]);
  };

  const live = async (): Promise<void> => {
    for (let epoch = 1; (await incarnate(epoch)) === "again"; epoch += 1)
      if (epoch > 200) throw new Error("no dispatcher ever came to an end");
  };
  await scheduler.waitFor(live());
  // What a lost dispatcher had begun still happens, after its successor is done.
  await scheduler.waitIdle();
  return {
    chunk,
    told,
    taken: operator.taken(),
    exposed,
    refusedInTime: refusal.cameFirst,
  };
};

/** The last word about the chunk: the highest version, as its readers take it. */
export const lastWord = (told: readonly ChunkProgress[]): ChunkProgress => {
  const [last] = told.toSorted((a, b) => b.version - a.version);
  if (last === undefined || !isComplete(last)) throw new Error("the chunk was never told complete");
  return last;
};
