const delaysMs = [1_000, 5_000, 30_000];

/** Milliseconds before a failed message is delivered again: 1 s, 5 s, 30 s, then 60 s. `attempt` counts from 1. */
export function retryDelayMs(attempt: number): number {
  return delaysMs[attempt - 1] ?? 60_000;
}

/** Milliseconds before a loop that lost its server tries again: doubling from 100 ms to 5 s. */
export function reconnectDelayMs(failures: number): number {
  return Math.min(100 * 2 ** Math.min(failures, 10), 5_000);
}
