import type { ChunkProgressStore, OpenParts } from "./store/chunk-progress.js";

/** However fast a route is: so many single messages are far from filling CHUNKS, whose 256 MiB belong to everybody. */
export type BacklogLimits = {
  /** Seconds of a route's rate that one tenant may have open on it. */
  readonly seconds: number;
  /** Parts; no slow route has less, no fast one has more. */
  readonly least: number;
  readonly most: number;
};

const keyOf = (tenantId: string, route: string): string => `${tenantId} ${route}`;

/**
 * Bounds what one tenant has accepted of single messages and not answered yet by the operators of a route (law 11): who
 * goes beyond it is refused at the door, and nobody else. Counted from the database now and then, and in between by what
 * was let in here.
 */
export const tenantBacklog = (
  progress: Pick<ChunkProgressStore, "openSingles">,
  { seconds, least, most }: BacklogLimits,
) => {
  let known: readonly OpenParts[] = [];
  let counted = new Map<string, number>();
  /** Let in since it was counted, and while it is being counted. */
  let since = new Map<string, number>();

  const boundOf = (rate: number): number => Math.min(most, Math.max(least, rate * seconds));

  return {
    /** Counts anew; call it every second or two. */
    refresh: async (): Promise<readonly OpenParts[]> => {
      const before = since;
      since = new Map();
      try {
        known = await progress.openSingles();
        counted = new Map(
          known.map(({ tenantId, route, parts }) => [keyOf(tenantId, route), parts]),
        );
      } catch (error) {
        for (const [key, parts] of before) since.set(key, (since.get(key) ?? 0) + parts);
        throw error;
      }
      return known;
    },

    /**
     * Lets parts in, if the tenant has room for them on the route.
     *
     * @param rate parts per second of the route.
     */
    admit: (
      tenantId: string,
      { route, rate }: { route: string; rate: number },
      parts: number,
    ): boolean => {
      const key = keyOf(tenantId, route);
      const fresh = since.get(key) ?? 0;
      const open = (counted.get(key) ?? 0) + fresh;
      // A message longer than what is left may go while there is room: it is let in whole.
      if (open >= boundOf(rate)) return false;
      since.set(key, fresh + parts);
      return true;
    },
  };
};

export type TenantBacklog = ReturnType<typeof tenantBacklog>;
