import type { ChunkProgressStore, OpenParts } from "./store/chunk-progress.js";

/** However fast a route is: so many single messages are far from filling CHUNKS, whose 256 MiB belong to everybody. */
export type BacklogLimits = {
  /** Of codes: whoever calls a flood of notices codes must not keep back the codes of others for long. */
  readonly codes: LaneLimit;
  readonly notices: LaneLimit;
  /** Parts; no fast route has more. */
  readonly most: number;
};

type LaneLimit = {
  /** Seconds of a route's rate that one tenant may have open on it. */
  readonly seconds: number;
  /** Parts; no slow route has less. */
  readonly least: number;
};

type Place = Pick<OpenParts, "tenantId" | "route" | "lane">;
const keyOf = ({ tenantId, route, lane }: Place): string => `${tenantId} ${route} ${lane}`;

type Admission = "in" | "route_full" | "queue_full";

/** Nobody may have asked the queue since: after so long the next one does. */
const FULL_FOR_MS = 5_000;

/** One request on its way through the questions: what it was let in with is not kept yet. */
export type Visit = {
  /**
   * Lets parts in, if the tenant has room for them in this lane of the route, or says what is full: its own part of
   * the route, or the queue that all share.
   *
   * @param rate parts per second of the route.
   */
  readonly admit: (
    road: Omit<Place, "tenantId"> & { readonly rate: number },
    parts: number,
  ) => Admission;
  /** What was let in is kept or given up: the next count sees what became of it. */
  readonly end: () => void;
};

/**
 * Bounds what one tenant has accepted of single messages and not answered yet by the operators of a route (law 11): who
 * goes beyond it is refused at the door, and nobody else. Each lane by itself, as each has its own capacity: notices
 * shut out no codes. Counted from the database now and then, and in between by what was let in here. While the queue that
 * everybody shares is full, who has an even part of what is open, or more, is refused, and who has less is not.
 *
 * @param monotonic milliseconds of a clock that nobody sets.
 */
export const tenantBacklog = (
  progress: Pick<ChunkProgressStore, "openSingles">,
  { codes, notices, most }: BacklogLimits,
  monotonic: () => number,
) => {
  let known: readonly OpenParts[] = [];
  let counted = new Map<string, number>();
  /** Let in by visits that have not ended: a count may have seen it or not. */
  const underWay = new Map<string, number>();
  /** Of visits that ended since the last count began, which may have seen it or not. */
  let since = new Map<string, number>();
  /** Of visits that ended before a count that is not in yet: it sees all of it. */
  let earlier = new Map<string, number>();

  /** All of it by tenant, on all routes. */
  let ofTenant = new Map<string, number>();
  let all = 0;
  const open = (tenantId: string, parts: number): void => {
    ofTenant.set(tenantId, (ofTenant.get(tenantId) ?? 0) + parts);
    all += parts;
  };
  const addUp = (): void => {
    ofTenant = new Map();
    all = 0;
    for (const places of [counted, earlier, since, underWay])
      for (const [key, parts] of places) open(key.split(" ")[0] ?? "", parts);
  };

  let fullAt = -Infinity;

  /** Whether the tenant has at least as much open, on all routes, as each would have if all had the same. */
  const hasEvenPart = (tenantId: string): boolean => {
    const own = ofTenant.get(tenantId) ?? 0;
    return own > 0 && own * ofTenant.size >= all;
  };

  const boundOf = (lane: Place["lane"], rate: number): number => {
    const { seconds, least } = lane === "otp" ? codes : notices;
    return Math.min(most, Math.max(least, rate * seconds));
  };

  return {
    /** Counts anew; call it every second or two. */
    refresh: async (): Promise<readonly OpenParts[]> => {
      // Nothing is forgotten before the count is in, nor when it fails.
      for (const [key, parts] of since) add(earlier, key, parts);
      since = new Map();
      known = await progress.openSingles();
      counted = new Map(known.map((open) => [keyOf(open), open.parts]));
      earlier = new Map();
      addUp();
      return known;
    },

    /** What the queue answered last: that it is full, which holds for a few seconds, or that it took a chunk. */
    noteQueue: (isFull: boolean): void => void (fullAt = isFull ? monotonic() : -Infinity),

    visit: (tenantId: string): Visit => {
      const own = new Map<string, number>();
      return {
        admit: ({ route, lane, rate }, parts) => {
          const key = keyOf({ tenantId, route, lane });
          const waiting = [counted, earlier, since, underWay].reduce(
            (sum, places) => sum + (places.get(key) ?? 0),
            0,
          );
          // A message longer than what is left may go while there is room: it is let in whole.
          if (waiting >= boundOf(lane, rate)) return "route_full";
          if (monotonic() - fullAt < FULL_FOR_MS && hasEvenPart(tenantId)) return "queue_full";
          add(own, key, parts);
          add(underWay, key, parts);
          open(tenantId, parts);
          return "in";
        },
        end: () => {
          for (const [key, parts] of own) {
            add(since, key, parts);
            const left = (underWay.get(key) ?? 0) - parts;
            if (left > 0) underWay.set(key, left);
            else underWay.delete(key);
          }
          own.clear();
        },
      };
    },
  };
};

const add = (places: Map<string, number>, key: string, parts: number): void =>
  void places.set(key, (places.get(key) ?? 0) + parts);

export type TenantBacklog = ReturnType<typeof tenantBacklog>;
