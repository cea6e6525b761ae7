import { setTimeout as pause } from "node:timers/promises";

export type Patience = {
  /** Deadline in milliseconds; a minute if absent, since a test waits for what must come and not for how fast. */
  readonly within?: number;
  /** Pause between two looks in milliseconds; 25 if absent. */
  readonly every?: number;
  /** What is awaited, for the error message. */
  readonly what?: string;
};

/**
 * Looks again and again until `probe` answers something truthy, and returns that answer. A probe that
 * throws counts as "not yet". After the deadline it throws, naming what was awaited and the last failure.
 */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  patience?: Patience,
): Promise<Exclude<Awaited<T>, false | null | undefined | "" | 0 | 0n>>;
export async function eventually(
  probe: () => unknown,
  { within = 60_000, every = 25, what = "the expected state" }: Patience = {},
): Promise<unknown> {
  const deadline = performance.now() + within;
  let failure: unknown;
  for (;;) {
    try {
      const answer = await probe();
      if (answer) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (performance.now() >= deadline) break;
    await pause(every);
  }
  const last = failure instanceof Error ? ` Last failure: ${failure.message}` : "";
  throw new Error(`Waited ${within} ms for ${what}, in vain.${last}`, { cause: failure });
}
