import {
  noFairness,
  pickFairly,
  type Candidate,
  type Credit,
} from "@whiteline/campaigns/simulation";
import type fc from "fast-check";

/** What is to be released on one route, and what goes wrong meanwhile. */
export type ReleasePlan = {
  /** Parts of each chunk, tenant by tenant, in the order in which each wants them sent. */
  readonly tenants: readonly (readonly number[])[];
  /** Parts and chunks that may be under way. */
  readonly ahead: Credit;
  readonly faults: readonly ReleaseFault[];
};

export type ReleaseFault = {
  /** After so many effects. */
  readonly after: number;
  /** kill -9 of the releaser; or it stands still past its lease, and goes on beside its successor. */
  readonly kind: "dies_before" | "dies_after" | "stalls";
};

/** What happened, in order. */
export type Released = {
  readonly chunks: readonly Candidate[];
  /** Chunks as they were released. */
  readonly order: readonly Candidate[];
  /** Times that each chunk came to the queue. */
  readonly published: ReadonlyMap<string, number>;
  /** What was under way after each release by one releaser alone. */
  readonly underWay: readonly Credit[];
  /** A fault struck: whose turn it was is forgotten, or two released at once. */
  readonly isDisturbed: boolean;
};

type State = "waiting" | "released" | "published" | "answered";

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const MOST_TURNS = 5_000;

/**
 * Releases all chunks of a route by the machine of campaigns, on releasers that die after any effect. Each chunk is its
 * own outbox: released, then published, then marked; a sweep finishes what was cut off.
 */
export const releaseAll = async (
  { tenants, ahead, faults: planned }: ReleasePlan,
  scheduler: fc.Scheduler,
): Promise<Released> => {
  const chunks = tenants.flatMap((sizes, tenant) =>
    sizes.map((parts, i): Candidate => ({
      chunkId: `${tenant}:${i}`,
      tenantId: `t${tenant}`,
      parts,
    })),
  );
  const states = new Map<string, State>(chunks.map(({ chunkId }) => [chunkId, "waiting"]));
  const order: Candidate[] = [];
  const published = new Map<string, number>();
  const faults = [...planned];
  const seen: Credit[] = [];
  let effects = 0;
  let isDisturbed = false;
  const inState = (...wanted: readonly State[]) =>
    chunks.filter(({ chunkId }) => wanted.includes(states.get(chunkId) ?? "waiting"));
  const underWay = (): Credit => {
    const open = inState("released", "published");
    return { parts: open.reduce((sum, { parts }) => sum + parts, 0), chunks: open.length };
  };

  const incarnate = async (): Promise<"done" | "lost"> => {
    let died = false;
    const isDead = (): boolean => died;
    let lose = (): void => undefined;
    const lost = new Promise<"lost">((resolve) => (lose = () => resolve("lost")));
    const strike = (kind: ReleaseFault["kind"]): void => {
      isDisturbed = true;
      died = kind !== "stalls";
      lose();
    };
    const effect = async <T>(what: string, act: () => T): Promise<T> => {
      if (isDead()) return never<T>();
      effects += 1;
      const due = (faults[0]?.after ?? Infinity) <= effects ? faults.shift() : undefined;
      if (due?.kind === "dies_before") {
        strike(due.kind);
        return never<T>();
      }
      await scheduler.schedule(Promise.resolve(), what);
      const result = act();
      if (due !== undefined) strike(due.kind);
      return isDead() ? never<T>() : result;
    };
    const publish = (chunkId: string) =>
      effect("publish", () => void published.set(chunkId, (published.get(chunkId) ?? 0) + 1));
    const mark = (chunkId: string) =>
      effect("mark", () => {
        if (states.get(chunkId) === "released") states.set(chunkId, "published");
      });

    const releasing = async (): Promise<"done"> => {
      let fairness = noFairness;
      for (let turn = 0; turn < MOST_TURNS; turn += 1) {
        for (const { chunkId } of await effect("sweep", () => inState("released"))) {
          await publish(chunkId);
          await mark(chunkId);
        }
        const open = await effect("count", underWay);
        const credit = {
          parts: Math.max(0, ahead.parts - open.parts),
          chunks: Math.max(0, ahead.chunks - open.chunks),
        };
        const heads = await effect("heads", () => inState("waiting"));
        if (heads.length === 0 && inState("released").length === 0) return "done";
        const { picked, fairness: next } = pickFairly(fairness, heads, credit);
        fairness = next;
        for (const chunk of picked) {
          const isOurs = await effect("release", () => {
            if (states.get(chunk.chunkId) !== "waiting") return false;
            states.set(chunk.chunkId, "released");
            order.push(chunk);
            if (!isDisturbed) seen.push(underWay());
            return true;
          });
          if (!isOurs) continue;
          await publish(chunk.chunkId);
          await mark(chunk.chunkId);
        }
        // The operator answers what it has got, sooner or later.
        await scheduler.schedule(Promise.resolve(), "answer");
        const [answered] = inState("published");
        if (answered !== undefined) states.set(answered.chunkId, "answered");
      }
      throw new Error("not everything was ever released");
    };
    return Promise.race([releasing(), lost]);
  };
  const live = async (): Promise<void> => {
    while ((await incarnate()) === "lost");
  };
  await scheduler.waitFor(live());
  await scheduler.waitIdle();
  return { chunks, order, published, underWay: seen, isDisturbed };
};
