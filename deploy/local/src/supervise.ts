import { setTimeout as pause } from "node:timers/promises";

import type { ManagedProcess } from "@whiteline/testkit";

/** A process that stayed up this long starts its count of failures anew. */
const CALM_MS = 60_000;
const LONGEST_PAUSE_MS = 10_000;
/** EX_CONFIG of sysexits.h, by which a service says that its configuration cannot be used: trying again is no use. */
const EXIT_CONFIG = 78;

/**
 * Starts a process again whenever it ends unasked (unless its configuration is wrong): at once the first time, then after pauses that double up
 * to ten seconds. Ends with `signal`.
 */
export function supervise(
  child: ManagedProcess,
  {
    say,
    restarted,
    signal,
  }: {
    readonly say: (line: string) => void;
    readonly restarted: () => Promise<void>;
    readonly signal: AbortSignal;
  },
): void {
  let failures = 0;
  let lastFailure = 0;

  const revive = async (why: string): Promise<void> => {
    failures = performance.now() - lastFailure > CALM_MS ? 0 : failures;
    lastFailure = performance.now();
    const wait = failures === 0 ? 0 : Math.min(500 * 2 ** (failures - 1), LONGEST_PAUSE_MS);
    failures++;
    say(
      `${child.name} ended (${why}), starting it again${wait === 0 ? "" : ` in ${wait / 1000} s`}`,
    );
    await pause(wait, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || child.running) return;
    try {
      await child.restart();
      await restarted();
      say(`${child.name} is back (pid ${child.pid})`);
    } catch (error) {
      // An end before readiness is told to no listener, only here.
      await revive(error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unknown");
    }
  };

  child.onExit(({ asked, code, signal: by }) => {
    if (code === EXIT_CONFIG) say(`${child.name} cannot use its configuration: see its log`);
    else if (!asked && !signal.aborted) void revive(by ?? `exit code ${code ?? "unknown"}`);
  });
}
