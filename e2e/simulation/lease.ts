import { setImmediate as turn } from "node:timers/promises";
import { keepLease, maySend, type Lease } from "@whiteline/dispatcher/simulation";
import { openJournal } from "./journal.js";

/** One process that wants the bind, and what happens to it; times in ms from the beginning. */
export type Contender = {
  readonly from: number;
  /** How fast its monotonic clock goes, beside the store's. */
  readonly pace: number;
  /** It stands still (SIGSTOP) and goes on as though nothing had been. */
  readonly frozen: readonly Span[];
  /** The store does not answer it: what it asks gets there or not. */
  readonly away: readonly (Span & { readonly isHeard: boolean })[];
  readonly dies: number | undefined;
  /** How long a question is on its way to the store, and its answer back; taken in turn. */
  readonly latencies: readonly (readonly [number, number])[];
  /** The bind should go to another after so long. */
  readonly yieldsAfter: number | undefined;
};
export type Span = { readonly at: number; readonly forMs: number };

/** One write to the operator's socket. */
export type Written = {
  readonly at: number;
  readonly who: number;
  readonly epoch: number;
  /** Entry of the journal. */
  readonly n: number;
  /** When the lease under which it was written ended, by the store's clock. */
  readonly leaseEnds: number;
};

/** How long it lasts; faults come in the first half. */
export const LASTS_MS = 60_000;
export const LEASE_MS = 6_000;
const BIND = "op/1";
/** As the dispatcher asks for a bind that another holds. */
const ASK_MS = 500;
const NO_ANSWER_MS = 2_000;
/** Writes of one sub-batch, between two of them, and from the last one to the operator's answers. */
const WRITES = 12;
const BETWEEN_MS = 150;
const ANSWER_MS = 300;

/** The lease of one bind in memory, held to the same filters as the store of MongoDB. */
const openLease = (now: () => number) => {
  const lease = { holder: -1, epoch: 0, until: 0 };
  return {
    acquire: (holder: number): number | undefined => {
      if (lease.until > now()) return undefined;
      Object.assign(lease, { holder, epoch: lease.epoch + 1, until: now() + LEASE_MS });
      return lease.epoch;
    },
    renew: (holder: number, epoch: number): boolean => {
      const isOurs = lease.holder === holder && lease.epoch === epoch && lease.until > now();
      if (isOurs) lease.until = now() + LEASE_MS;
      return isOurs;
    },
    release: (holder: number, epoch: number): void => {
      if (lease.holder === holder && lease.epoch === epoch) lease.until = now();
    },
    endOf: (epoch: number): number => (lease.epoch === epoch ? lease.until : 0),
  };
};

/**
 * Processes contend for one bind by the machine of the dispatcher, under a clock of our own: they stand still, die, lose
 * the store, and their clocks go at different paces. Who holds it writes sub-batch after sub-batch, each journalled as
 * intent before and as done after; who takes over calls in doubt what was left.
 */
export const contend = async (contenders: readonly Contender[]) => {
  let now = 0;
  const timers: { readonly due: number; readonly go: () => void }[] = [];
  const at = (due: number, go: () => void): void => void timers.push({ due, go });
  const lease = openLease(() => now);
  const journal = openJournal();
  const written: Written[] = [];
  /** Entries that a holder completed after they were called in doubt. */
  const revived: number[] = [];
  const entryOf = (n: number) => journal.entries().find((entry) => entry.n === n);

  const live = async (contender: Contender, who: number): Promise<void> => {
    const { from, pace, frozen, away, dies = Infinity, latencies, yieldsAfter } = contender;
    const isIn = ({ at: begins, forMs }: Span, time: number): boolean =>
      begins <= time && time < begins + forMs;
    /** Goes on at that time, or as soon as the process runs again; never when it is dead. */
    const wake = (due: number, go: () => void): void =>
      at(due, () => {
        const ice = frozen.find((span) => isIn(span, now));
        if (now >= dies) return;
        if (ice === undefined) go();
        else wake(ice.at + ice.forMs, go);
      });
    const monotonic = (): number => now * pace;
    const rest = (ms: number, over?: AbortSignal): Promise<void> =>
      new Promise((go) => {
        const goOn = (): void => {
          over?.removeEventListener("abort", goOn);
          go();
        };
        wake(now + ms / pace, goOn);
        over?.addEventListener("abort", goOn);
      });
    let asked = 0;
    const ask = <T>(act: () => T | Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        const [there = 1, back = 1] = latencies[asked++ % latencies.length] ?? [];
        const gone = away.find((span) => isIn(span, now));
        if (gone !== undefined) wake(now + NO_ANSWER_MS, () => reject(new Error("no answer")));
        if (gone?.isHeard === false) return;
        at(now + there, () => {
          const answer = act();
          if (gone === undefined) wake(now + back, () => resolve(answer));
        });
      });

    const hold = async (first: Lease): Promise<void> => {
      let held = first;
      const { epoch } = first;
      const over = new AbortController();
      const since = now;
      const kept = keepLease(
        {
          renew: (old) => {
            const grantedAt = monotonic();
            return ask(() => lease.renew(who, epoch)).then(
              (isOurs) => (isOurs ? { ...old, grantedAt } : undefined),
              () => old,
            );
          },
          onRenewed: (renewed) => (held = renewed),
          mustYield: () => yieldsAfter !== undefined && now - since > yieldsAfter,
          monotonic,
          rest: (ms) => rest(ms, over.signal),
        },
        first,
        over.signal,
      ).finally(() => over.abort());
      const { store } = journal;
      const own = { bindId: BIND, epoch };
      const isWaited = await ask(() => store.doubtOpen("c", own, async () => [])).catch(() => true);
      while (!isWaited && !over.signal.aborted) {
        if (maySend(held, monotonic())) await sendSubBatch(epoch, () => held);
        await rest(BETWEEN_MS, over.signal);
      }
      over.abort();
      if ((await kept) !== "lost")
        await ask(() => lease.release(who, epoch)).catch(() => undefined);
    };

    /** One sub-batch: intent, writes at the operator's pace, answers, done. */
    const sendSubBatch = async (epoch: number, held: () => Lease): Promise<void> => {
      const { store } = journal;
      const n = await ask(() => journal.entries().length).catch(() => -1);
      if (n < 0) return;
      const entry = { chunkId: "c", n, bindId: BIND, epoch, at: new Date(now), parts: [n] };
      const isOurs = await ask(() => store.addIntent(entry)).catch(() => false);
      if (!isOurs) return;
      for (let i = 0; i < WRITES; i += 1) {
        if (!maySend(held(), monotonic())) break;
        written.push({ at: now, who, epoch, n, leaseEnds: lease.endOf(epoch) });
        await rest(BETWEEN_MS);
      }
      const results = { results: [], reason: "" };
      wake(now + ANSWER_MS, () => {
        void ask(async () => {
          const before = entryOf(n)?.state;
          if ((await store.complete("c", n, epoch, results)) && before !== "intent")
            revived.push(n);
        }).catch(() => undefined);
      });
    };

    await rest(from / pace);
    while (now < LASTS_MS) {
      const grantedAt = monotonic();
      const epoch = await ask(() => lease.acquire(who)).catch(() => undefined);
      if (epoch !== undefined) await hold({ bindId: BIND, epoch, grantedAt, ttlMs: LEASE_MS });
      await rest(ASK_MS);
    }
  };

  for (const [who, contender] of contenders.entries()) void live(contender, who);
  for (;;) {
    // Whoever was woken goes on before time does.
    await turn();
    const next = timers.reduce((a, b) => (b.due < a.due ? b : a), { due: Infinity, go: () => {} });
    if (next.due > LASTS_MS) break;
    timers.splice(timers.indexOf(next), 1);
    now = next.due;
    next.go();
  }
  return { written, revived, entries: journal.entries() };
};
