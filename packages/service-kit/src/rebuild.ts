import { createHash, timingSafeEqual } from "node:crypto";

import type { Logger } from "./logger.js";

/** Takes a projection anew from its owner and answers how many entries it holds then. */
export type Rebuild = (signal: AbortSignal) => Promise<number>;

export type RebuildAnswer = { readonly status: number; readonly body: object };

/** Equal length for any input, so that comparing tells nothing. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * The projections of a service that whoever knows its secret may have taken anew at any time
 * [architecture · §7]. One round at a time: who asks meanwhile gets its answer.
 */
export function createRebuilds(log: Logger, signal: AbortSignal) {
  const projections = new Map<string, { readonly secret: string; readonly rebuild: Rebuild }>();
  let underWay: Promise<RebuildAnswer> | undefined;

  const rebuildAll = async (): Promise<RebuildAnswer> => {
    const rebuilt: Record<string, number> = {};
    for (const [name, { rebuild }] of projections) {
      try {
        rebuilt[name] = await rebuild(signal);
        log.info({ projection: name, entries: rebuilt[name] }, "projection_rebuilt");
      } catch (error) {
        log.warn({ err: error, projection: name }, "projection_not_rebuilt");
        return { status: 503, body: { status: "failed", projection: name, rebuilt } };
      }
    }
    return { status: 200, body: { status: "ok", rebuilt } };
  };

  return {
    add: (name: string, secret: string, rebuild: Rebuild): void => {
      projections.set(name, { secret, rebuild });
    },
    /** @param authorization the header of the request, `Bearer <SERVICE_SECRET>`. */
    answer: async (authorization: string | undefined): Promise<RebuildAnswer> => {
      if (projections.size === 0) return { status: 404, body: { status: "no projection" } };
      const given = digest(authorization ?? "");
      const isKnown = [...projections.values()].every(({ secret }) =>
        timingSafeEqual(given, digest(`Bearer ${secret}`)),
      );
      if (!isKnown) return { status: 401, body: { status: "secret refused" } };
      underWay ??= rebuildAll().finally(() => (underWay = undefined));
      return underWay;
    },
  };
}
