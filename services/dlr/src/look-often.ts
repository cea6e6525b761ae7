import { setTimeout as pause } from "node:timers/promises";
import type { Bell } from "@whiteline/service-kit";

type Often = {
  /** Rest between two looks when the last one found something, and while things move. */
  readonly busyMs: number;
  readonly movingMs: number;
  /** Nothing was found and nobody rang for so long: it is looked seldom, until somebody rings. */
  readonly calmMs: number;
  readonly idleMs: number;
};

/** Looks again and again, often while chunks move; `look` answers how much it found. */
export const lookOften =
  (rings: Bell, { busyMs, movingMs, calmMs, idleMs }: Often, look: () => Promise<number>) =>
  async (signal: AbortSignal): Promise<void> => {
    let heard = rings.rings;
    let movedAt = performance.now();
    while (!signal.aborted) {
      const found = await look();
      if (found > 0 || rings.rings !== heard) movedAt = performance.now();
      if (performance.now() - movedAt < calmMs) {
        heard = rings.rings;
        await pause(found > 0 ? busyMs : movingMs, undefined, { signal }).catch(() => undefined);
      } else heard = await rings.wait(heard, idleMs, signal);
    }
  };
