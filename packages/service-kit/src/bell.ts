/**
 * Wakes loops that wait for work, so that they need not look often. A ring is heard by each of them,
 * also by one that was busy when it rang.
 */
export type Bell = {
  ring(): void;
  /** How often it has rung: read before looking for work, or taken from the last wait. */
  readonly rings: number;
  /**
   * Resolves with `rings` as soon as that is more than `heard`, after `ms` milliseconds, or when the
   * signal aborts.
   */
  wait(heard: number, ms: number, signal: AbortSignal): Promise<number>;
};

export function createBell(): Bell {
  let rings = 0;
  const waiting = new Set<() => void>();
  return {
    ring() {
      rings += 1;
      for (const wake of [...waiting]) wake();
    },
    get rings() {
      return rings;
    },
    async wait(heard, ms, signal) {
      if (rings === heard && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            clearTimeout(timer);
            signal.removeEventListener("abort", wake);
            waiting.delete(wake);
            resolve();
          };
          const timer = setTimeout(wake, ms);
          signal.addEventListener("abort", wake, { once: true });
          waiting.add(wake);
        });
      }
      return rings;
    },
  };
}
