import type { Life } from "@whiteline/service-kit";
import type { Route } from "./domain/routes.js";
import type { Neighbours } from "./neighbours.js";

const KEPT_MS = 10_000;

/** The dispatcher's routes, asked for every ten seconds; the last answer serves while it is away. */
export const routeBook = ({
  dispatcher,
  tokens,
  now,
  log,
}: Pick<Neighbours, "dispatcher" | "tokens"> & {
  readonly now: () => Date;
  readonly log: Life["log"];
}) => {
  let routes: readonly Route[] = [];
  let askedAt = 0;
  let asking: Promise<void> | undefined;

  const ask = async (): Promise<void> => {
    try {
      const answer = await dispatcher.listRoutes({}, await tokens.platform());
      ({ routes } = answer);
      askedAt = now().getTime();
    } catch (error) {
      log.warn({ err: error }, "routes_not_read");
    } finally {
      asking = undefined;
    }
  };

  return {
    get: async (): Promise<readonly Route[]> => {
      const isFresh = routes.length > 0 && now().getTime() - askedAt < KEPT_MS;
      if (isFresh) return routes;
      asking ??= ask();
      // Old routes are better than a wait: only the first question is waited for.
      if (routes.length === 0) await asking;
      return routes;
    },
  };
};

export type RouteBook = ReturnType<typeof routeBook>;
