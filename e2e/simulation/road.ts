import type fc from "fast-check";
import {
  accountOf,
  carryChunk,
  hear,
  isComplete,
  laneGate,
  mayTry,
  openEmbargo,
  openStanding,
  partsOfChunk,
  senderOf,
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
    /** It is stopped past its lease and goes on without having noticed: its link is open and it still writes. */
    | "freezes"
    | "link_breaks";
};

export type Plan = {
  /** Length of each recipient's text: of one part, or of several. */
  readonly lengths: readonly number[];
  readonly lane: Chunk["lane"];
  /** Dispatchers to which the work comes at the same time, each with its own bind. */
  readonly dispatchers: number;
  /** Each of them has a bind of its own account, of which any may carry the work; or all have binds of one. */
  readonly hasAccounts: boolean;
  /** Passing faults without an accepted part between them, after which an account is on trial. */
  readonly faultsBeforeTrial: number;
  /** The operator takes long texts whole, and cuts them itself; of two, the second does. */
  readonly isWhole: boolean;
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
  /** The most submits that were on their way at a time on a link that began on trial, until the trial was passed. */
  readonly mostOnTrial: number;
};

const usual: Account = {
  account: "op",
  host: "",
  port: 1,
  systemId: "op",
  password: "",
  suffix: "",
  systemType: "",
  binds: [{ type: "transceiver", count: 1, rate: 0 }],
  window: 100,
  rate: 0,
  answerIds: "as-is",
  receiptIds: "as-is",
  evidence: "network",
  errorCodes: "own",
  receipts: "each",
  receiptStates: {},
  statuses: {},
  concat: "8bit",
  septets: "unpacked",
  defaultAlphabet: "gsm",
  textIn: "short_message",
  sourceTon: 0,
  sourceNpi: 1,
  destinationTon: 1,
  destinationNpi: 1,
  responseTimeoutMs: 1,
  enquireIntervalMs: 1,
  connectTimeoutMs: 1,
  restAfterRefusalMs: 100,
  faultsBeforeTrial: 50,
};

const chunkOf = ({ lengths, lane }: Plan): Chunk => {
  const msisdns = lengths.map((_, i) => 989_120_000_000n + BigInt(i));
  const texts = lengths.map((length, i) => `${i}:`.padEnd(length, "x"));
  const parts = Uint8Array.from(texts, (text) =>
    text.length <= 160 ? 1 : Math.ceil(text.length / 153),
  );
  const content = {
    ...({ chunkId: "c", msisdns, texts, parts, alphabet: "gsm7", flash: false } as const),
    suffix: { text: "", room: 0 },
  };
  const made = partsOfChunk(content, "8bit");
  if (made.kind === "broken") throw new Error(made.reason);
  return {
    chunkId: "c",
    tenantId: "t",
    providerId: "p",
    campaignId: "k",
    lineId: "l",
    operator: "MCI",
    traffic: "",
    sender: "3000",
    lane,
    msisdns,
    parts: made.parts,
    dropped: new Map(),
    expiresAt: new Date("2027-11-30T00:00:00Z"),
  };
};

const released = new Date("2026-11-30T00:00:00Z");
const MOST_TURNS = 2_000;

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
  const operators = new Map(
    ["op", "second"].map((name) => [name, openOperator(name, plan.moods, sometime)] as const),
  );
  /** What the lease says of the operator: it turned the link before away. */
  const onTrial = new Set<string>();
  let mostOnTrial = 0;
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

  /** Leases that run, by bind; a holder that is lost has none, and its successor waits until it is over. */
  const leases = new Map<string, { readonly bindId: string; readonly epoch: number }>();
  /** Ms since the work was released; rests pass in no time. */
  let passed = 0;

  /** One dispatcher with its bind, until it is done, has to come again, or is lost. */
  const incarnate = async (bindId: string, epoch: number): Promise<"done" | "again" | "lost"> => {
    leases.set(bindId, { bindId, epoch });
    let died = false;
    /** As a question, because the answer changes while we wait. */
    const isDead = (): boolean => died;
    let hasLease = true;
    let lose = (): void => undefined;
    const lost = new Promise<"lost">((resolve) => (lose = () => resolve("lost")));
    const ended = new AbortController();
    const name = accountOf(bindId);
    const isWhole = plan.isWhole && (name === "second" || !plan.hasAccounts);
    const operator = operators.get(name);
    if (operator === undefined) throw new Error(`no operator knows ${bindId}`);
    const link = operator.connect(() => ended.abort());
    let standing = openStanding(onTrial.has(bindId));
    /** What had its places when a link was turned away may still leave by it; a link that begins on trial shows one. */
    const beganOnTrial = standing.isOnTrial;
    let asksAnother = false;
    let onTheWay = 0;
    /** No more is sent on this link; what is on its way is waited for. */
    const turnAway = (): void => {
      onTrial.add(bindId);
      ended.abort();
    };
    const strike = (kind: Fault["kind"]): void => {
      exposed += openParts();
      if (kind === "dies_before" || kind === "dies_after") died = true;
      if (kind === "stalls" || kind === "freezes") hasLease = false;
      if (kind !== "freezes") link.destroy("fault");
      if (kind === "link_breaks") return;
      if (leases.get(bindId)?.epoch === epoch) leases.delete(bindId);
      lose();
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
    const gate = laneGate({
      size: standing.isOnTrial ? 1 : plan.window,
      rate: 0,
      monotonic: () => (clock += 10_000),
    });
    const submit: typeof link.submit = (pdu, done) => {
      onTheWay += 1;
      if (beganOnTrial && standing.isOnTrial) mostOnTrial = Math.max(mostOnTrial, onTheWay);
      link.submit(pdu, (outcome) => {
        onTheWay -= 1;
        done(outcome);
      });
    };
    const onHeard: Parameters<typeof submitOver>[0]["onHeard"] = (meaning, _, __, { areUp }) => {
      if (ended.signal.aborted) return;
      const heard = { meaning, sender: senderOf(chunk), at: 0, mayGoElsewhere: areUp };
      const judged = hear(standing, heard, plan.faultsBeforeTrial);
      standing = judged.standing;
      if (judged.verdict === "passed") {
        onTrial.delete(bindId);
        gate.widen(plan.window);
      } else if (judged.verdict === "ask-another") {
        if (!asksAnother) sometime("nobody else came", () => standing.isOnTrial && turnAway());
        asksAnother = true;
      } else if (judged.verdict !== "go-on") turnAway();
    };
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
        account: { ...usual, account: name, concat: isWhole ? "payload" : "8bit" },
        link: {
          ...link,
          submit,
          free: 1,
          state: "bound",
          whenFree: never,
          pauseReading: () => undefined,
          resumeReading: () => undefined,
          unbind: never,
        },
        gate,
        onHeard,
        onThrottled: () => gate.throttled(),
        isSpared: (meaning, { areUp }) =>
          standing.isOnTrial && areUp && (meaning === "fault" || meaning === "final"),
        count: (outcome, parts) => void (exposed += outcome === "in_doubt" ? parts : 0),
      }),
      maySend: () => hasLease && mayTry(standing, senderOf(chunk)),
      others: () => {
        const areUp = [...leases.keys()].some(
          (other) => accountOf(other) !== name && !onTrial.has(other),
        );
        return { areUp, carry: areUp };
      },
      bindId,
      account: name,
      unsendable: new Set(),
      isWhole,
      policyOf: ({ lane }) =>
        lane === "OTP" ? { kind: "report" } : { kind: "resend", elsewhere: false },
      doubts: {
        record: async () => undefined,
        decisions: async () => new Map(),
        close: async () => undefined,
      },
      epoch,
      elsewhere: async () => [...leases.values()].filter((lease) => lease.bindId !== bindId),
      now: () => new Date(released.getTime() + passed),
      monotonic: () => 0,
      pause: () => effect("rest", async () => undefined),
      tell: (progress) => effect("tell", async () => void told.push(progress)),
      signal: ended.signal,
    };
    const carried = carryChunk(chunk, it).then((end) => {
      if (typeof end === "string") return "done" as const;
      passed += end.retryInMs;
      return "again" as const;
    });
    return Promise.race([carried, lost]);
  };

  const live = async (bindId: string): Promise<void> => {
    let epoch = 1;
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const end = await incarnate(bindId, epoch);
      if (end === "done") return void leases.delete(bindId);
      // Its lease goes on when the work only comes again.
      if (end === "lost") epoch += 1;
      await scheduler.schedule(Promise.resolve(), end);
    }
    throw new Error("no dispatcher ever came to an end");
  };
  const binds = Array.from({ length: plan.dispatchers }, (_, i) =>
    i > 0 && plan.hasAccounts ? "second/1" : `op/${i + 1}`,
  );
  await scheduler.waitFor(Promise.all(binds.map(live)));
  // What a lost dispatcher had begun still happens, after its successor is done.
  await scheduler.waitIdle();
  return {
    chunk,
    told,
    taken: [...operators.values()].flatMap((operator) => operator.taken()),
    exposed,
    refusedInTime: refusal.cameFirst,
    mostOnTrial,
  };
};

/** The last word about the chunk: the highest version, as its readers take it. */
export const lastWord = (told: readonly ChunkProgress[]): ChunkProgress => {
  const [last] = told.toSorted((a, b) => b.version - a.version);
  if (last === undefined || !isComplete(last)) throw new Error("the chunk was never told complete");
  return last;
};
