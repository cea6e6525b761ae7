import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export type ProcessOptions = {
  /** Used in messages only. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the child; absent: it inherits ours. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Standard output and error are appended here. */
  readonly logFile: string;
  /** Looked at every 25 ms until true; must prove that it is *this* process which answers. */
  readonly ready: (pid: number) => Promise<boolean>;
  /** A minute if absent. */
  readonly readyWithinMs?: number;
  /** Ends the wait for readiness: the process is killed. */
  readonly signal?: AbortSignal;
  /** How long `stop` waits after SIGTERM before SIGKILL; 10 seconds if absent. */
  readonly stopWithinMs?: number;
};

export type Exit = {
  readonly pid: number;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** True when `stop` or `restart` asked for it; false for a crash and for `kill`. */
  readonly asked: boolean;
};

export type ManagedProcess = {
  readonly name: string;
  /** The pid of the current run (of the last one once it has ended). */
  readonly pid: number;
  readonly running: boolean;
  /** Resolves when the current run ends. */
  readonly exited: Promise<Exit>;
  /** Calls the listener at the end of every run that had become ready; returns a function that stops listening. */
  onExit(listener: (exit: Exit) => void): () => void;
  /** Sends a signal (SIGKILL if absent) to the recorded pid and waits until the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  /** SIGTERM, then SIGKILL when patience ends. Harmless when it is not running. */
  stop(): Promise<Exit>;
  /** Stops the process if it runs and starts it again with the same options. */
  restart(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

type Run = {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  asked: boolean;
  ready: boolean;
  ended: boolean;
};

/**
 * Starts a child process in a process group of its own (a Ctrl-C in the terminal reaches only us, who
 * stop the children in order) and resolves when `ready` says so.
 * @throws Error with the end of the log when it ends or stays silent before it is ready.
 */
export async function startProcess(options: ProcessOptions): Promise<ManagedProcess> {
  const listeners = new Set<(exit: Exit) => void>();
  let run = await spawnLogged(options, listeners);
  await becomeReady(options, run);

  const stop = async (): Promise<Exit> => {
    if (run.ended) return run.exited;
    run.asked = true;
    run.child.kill("SIGTERM");
    const patience = new AbortController();
    await Promise.race([
      run.exited,
      pause(options.stopWithinMs ?? 10_000, undefined, { signal: patience.signal }).catch(
        () => undefined,
      ),
    ]);
    patience.abort();
    if (isRunning(run)) run.child.kill("SIGKILL");
    return run.exited;
  };

  return {
    name: options.name,
    get pid() {
      return run.pid;
    },
    get running() {
      return !run.ended;
    },
    get exited() {
      return run.exited;
    },
    onExit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    kill(signal = "SIGKILL") {
      if (!run.ended) run.child.kill(signal);
      return run.exited;
    },
    stop,
    async restart() {
      await stop();
      run = await spawnLogged(options, listeners);
      await becomeReady(options, run);
    },
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

async function becomeReady(options: ProcessOptions, run: Run): Promise<void> {
  const deadline = performance.now() + (options.readyWithinMs ?? 60_000);
  let failure: unknown;
  while (!run.ended && performance.now() < deadline && options.signal?.aborted !== true) {
    try {
      if ((await options.ready(run.pid)) && isRunning(run)) {
        run.ready = true;
        return;
      }
    } catch (error) {
      failure = error;
    }
    await Promise.race([run.exited, pause(25)]);
  }
  const state = await describeFailure(run);
  const cause = failure instanceof Error ? `\nLast failure: ${failure.message}` : "";
  const log = await lastLines(options.logFile);
  throw new Error(`${options.name} ${state}.${cause}\nEnd of ${options.logFile}:\n${log}`, {
    cause: failure,
  });
}

async function describeFailure(run: Run): Promise<string> {
  if (run.ended) {
    const { code, signal } = await run.exited;
    return `ended before it was ready (${signal ?? `exit code ${code ?? "unknown"}`})`;
  }
  run.child.kill("SIGKILL");
  await run.exited;
  return "did not become ready in time and was killed";
}

/** A function, because the compiler does not know that `ended` changes while we wait. */
function isRunning(run: Run): boolean {
  return !run.ended;
}

function spawnLogged(
  options: ProcessOptions,
  listeners: ReadonlySet<(exit: Exit) => void>,
): Promise<Run> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, "a");
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.once("error", (cause) =>
      reject(
        new Error(`${options.name} could not be started: ${options.command}: ${cause.message}`, {
          cause,
        }),
      ),
    );
    child.once("spawn", () => {
      const pid = child.pid;
      if (pid === undefined) throw new Error(`${options.name} was spawned without a pid.`);
      const exited = new Promise<Exit>((ended) => {
        child.once("exit", (code, signal) => {
          run.ended = true;
          const exit = { pid, code, signal, asked: run.asked };
          ended(exit);
          if (run.ready) for (const listener of listeners) listener(exit);
        });
      });
      const run: Run = { child, pid, exited, asked: false, ready: false, ended: false };
      resolve(run);
    });
  });
}

async function lastLines(file: string): Promise<string> {
  const handle = await open(file, "r").catch(() => undefined);
  if (handle === undefined) return "(no log)";
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, 4096);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString("utf8").split("\n").slice(-15).join("\n");
  } finally {
    await handle.close();
  }
}
