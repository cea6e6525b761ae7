import { setTimeout as wait } from "node:timers/promises";

/** Waits `ms` milliseconds, or less when the signal aborts; never throws. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal, ref: true }).catch(() => undefined);
}

/** A function, because the compiler does not know that `aborted` changes while we wait. */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
