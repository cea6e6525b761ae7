import { DomainError, type Life } from "@whiteline/service-kit";
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

  /** None when the dispatcher has not answered yet. */
  const get = async (): Promise<readonly Route[]> => {
    const isFresh = routes.length > 0 && now().getTime() - askedAt < KEPT_MS;
    if (isFresh) return routes;
    asking ??= ask();
    // Old routes are better than a wait: only the first question is waited for.
    if (routes.length === 0) await asking;
    return routes;
  };

  return {
    get,

    /**
     * For what is kept: parts are counted by the alphabet of the route.
     *
     * @throws DomainError unavailable while the dispatcher has not answered yet.
     */
    known: async (): Promise<readonly Route[]> => {
      const all = await get();
      if (all.length > 0) return all;
      throw new DomainError(
        "unavailable",
        "ROUTES_UNKNOWN",
        "The routes to the operators are not known yet.",
        { remedy: "Send the same request again in a moment." },
      );
    },
  };
};

export type RouteBook = ReturnType<typeof routeBook>;
