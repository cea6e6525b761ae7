import { setTimeout as pause } from "node:timers/promises";
import type { Bell } from "@whiteline/service-kit";
import { firstTurn, releaseTurn, type Releasing, type Turn } from "./release-chunks.js";
import type { RouteBook } from "./route-book.js";
import type { ReleaseLeaseStore } from "./store/release-leases.js";

export type ReleaseLoop = Releasing & {
  readonly book: RouteBook;
  readonly leases: ReleaseLeaseStore;
  readonly leaseMs: number;
  readonly newId: () => string;
  /** Rings when a campaign has changed. */
  readonly bell: Bell;
};

/**
 * Between turns: while chunks go out, while the credits are used up (ten seconds of work are ahead), and while
 * no campaign may send, unless one changes.
 */
const BUSY_MS = 100;
const FULL_MS = 1_000;
const IDLE_MS = 1_000;
/** While another process has the route. */
const NOT_OURS_MS = 1_000;
const pauseAfter: Readonly<Record<Turn["kind"], number>> = {
  released: BUSY_MS,
  full: FULL_MS,
  idle: IDLE_MS,
};

/** How often routes are looked at for new ones. */
const LOOK_MS = 1_000;

/** Runs one releaser per route of the dispatcher's, as many as there come to be. */
export const releaseLoop =
  (it: ReleaseLoop) =>
  async (signal: AbortSignal): Promise<void> => {
    const holder = it.newId();
    const running = new Map<string, Promise<void>>();
    while (!signal.aborted) {
      for (const route of await it.book.get()) {
        if (running.has(route.route)) continue;
        running.set(route.route, serveRoute(it, route.route, holder, signal));
      }
      await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
    await Promise.all(running.values());
  };

const serveRoute = async (
  it: ReleaseLoop,
  name: string,
  holder: string,
  signal: AbortSignal,
): Promise<void> => {
  const hold = holderOf(it, name, holder);
  let turn = firstTurn;
  let heard = it.bell.rings;
  while (!signal.aborted) {
    let waitMs = IDLE_MS;
    let wakes = true;
    try {
      const routes = await it.book.get();
      const route = routes.find((candidate) => candidate.route === name);
      const isOurs = route !== undefined && (await hold());
      if (isOurs) turn = await releaseTurn(it, routes, route, turn);
      wakes = isOurs && turn.kind === "idle";
      waitMs = isOurs ? pauseAfter[turn.kind] : NOT_OURS_MS;
    } catch (error) {
      it.log.warn({ err: error, route: name }, "release_interrupted");
      wakes = false;
      waitMs = NOT_OURS_MS;
    }
    if (wakes) heard = await it.bell.wait(heard, waitMs, signal);
    else await pause(waitMs, undefined, { signal }).catch(() => undefined);
  }
  await it.leases.letGo(name, holder).catch(() => undefined);
};

/** Renews the lease when a third of it is gone, so that an idle route writes little. */
const holderOf = ({ leases, leaseMs }: ReleaseLoop, name: string, holder: string) => {
  let renewAt = 0;
  return async (): Promise<boolean> => {
    const asked = performance.now();
    if (asked < renewAt) return true;
    const isOurs = await leases.hold(name, holder, leaseMs);
    renewAt = isOurs ? asked + leaseMs / 3 : 0;
    return isOurs;
  };
};
