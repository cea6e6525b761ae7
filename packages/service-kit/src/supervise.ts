import { setTimeout as pause } from "node:timers/promises";

import { createBell, type Bell } from "./bell.js";
import type { Logger } from "./logger.js";
import type { Metrics } from "./metrics.js";

const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 30_000;
/** A loop that worked for this long has recovered: its next failure starts with the shortest pause again. */
const RECOVERED_AFTER_MS = 60_000;

type Watch = {
  readonly log: Logger;
  readonly failures: Metrics["loopFailures"];
  readonly signal: AbortSignal;
};

/** Nobody rings it. */
const silent = createBell();

/** Runs a loop until the signal, and again after a pause that doubles whenever it throws or returns too early. */
export async function keepRunning(
  name: string,
  loop: (signal: AbortSignal) => Promise<void>,
  { log, failures, signal }: Watch,
): Promise<void> {
  const ended = (): boolean => signal.aborted;
  let backoff = FIRST_BACKOFF_MS;
  while (!ended()) {
    const began = performance.now();
    try {
      await loop(signal);
      if (!ended()) log.warn({ loop: name }, "loop ended early");
    } catch (error) {
      if (ended()) break;
      failures.inc({ loop: name });
      log.error({ err: error, loop: name, backoff }, "loop failed");
    }
    if (performance.now() - began > RECOVERED_AFTER_MS) backoff = FIRST_BACKOFF_MS;
    await rest(backoff, signal);
    backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS);
  }
}

/**
 * Runs a job at once and then each time `ms` have passed since it ended, or the bell has rung since it began.
 * A failure is logged and counted.
 */
export async function keepDoing(
  name: string,
  ms: number,
  job: (signal: AbortSignal) => Promise<void>,
  { log, failures, signal }: Watch,
  bell: Bell = silent,
): Promise<void> {
  const ended = (): boolean => signal.aborted;
  let heard = bell.rings;
  while (!ended()) {
    try {
      await job(signal);
    } catch (error) {
      if (ended()) break;
      failures.inc({ loop: name });
      log.error({ err: error, loop: name }, "job failed");
    }
    heard = await bell.wait(heard, ms, signal);
  }
}

/** A pause that the signal cuts short without an error. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}
