import { execFile } from "node:child_process";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { z } from "zod";

const execute = promisify(execFile);

const processShape = z.object({
  pid: z.number().int(),
  /** When the process began, as the system tells it: a pid alone may by now be somebody else's. */
  born: z.string(),
});

const runShape = z.object({
  /** The process that started everything and stops it. */
  starter: processShape,
  startedAt: z.string(),
  /** Absolute path of the data directory. */
  dir: z.string(),
  /** Where the installation's secrets lie (mode 600). */
  secretsFile: z.string(),
  mongodUri: z.string().optional(),
  natsUrl: z.string().optional(),
  /** Base address of the public API. */
  api: z.string().optional(),
  /** Base address of the console. */
  console: z.string().optional(),
  /** Base address of the operator simulator's control. */
  simulatorControl: z.string().optional(),
  /** Ports of each service by the name of their variable. */
  ports: z.record(z.string(), z.record(z.string(), z.number())),
  /** Every process by name: mongod, nats-server, the services. */
  processes: z.record(z.string(), processShape),
});

/** `run.json`: what runs in a data directory, for other tools. */
export type RunInfo = z.infer<typeof runShape>;

/** The run written in a data directory, whether or not it still lives; undefined when there is none. */
export async function readRun(dir: string): Promise<RunInfo | undefined> {
  const text = await readFile(runFile(dir), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = runShape.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}

/** Writes the file in one step, so that a reader never sees half of it. */
export async function writeRun(run: RunInfo): Promise<void> {
  const draft = `${runFile(run.dir)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(run, undefined, 2), { mode: 0o600 });
  await rename(draft, runFile(run.dir));
}

export async function forgetRun(dir: string): Promise<void> {
  await rm(runFile(dir), { force: true });
}

/**
 * Makes sure that nothing of an earlier run is alive in this directory: what a killed starter left behind is stopped.
 * @throws Error when an earlier starter is alive.
 */
export async function clearEarlierRun(dir: string, say: (line: string) => void): Promise<void> {
  await mkdir(dir, { recursive: true });
  const earlier = await readRun(dir);
  if (earlier === undefined) return;
  if (await isAlive(earlier.starter)) {
    throw new Error(
      `Whiteline already runs in ${dir} (pid ${earlier.starter.pid}${earlier.api ? `, ${earlier.api}` : ""}). ` +
        `Use that one, or stop it with Ctrl-C in its terminal or with: npm run stop`,
    );
  }
  for (const [name, orphan] of Object.entries(earlier.processes)) {
    if (!(await isAlive(orphan))) continue;
    say(`an earlier run was killed and left ${name} (pid ${orphan.pid}) behind: stopping it`);
    await endProcess(orphan, { patienceMs: 15_000 });
  }
  await forgetRun(dir);
}

export type KnownProcess = z.infer<typeof processShape>;

/** Describes a living process so that it can be recognised later. */
export async function knownProcess(pid: number): Promise<KnownProcess> {
  return { pid, born: (await birthOf(pid)) ?? "" };
}

export async function isAlive({ pid, born }: KnownProcess): Promise<boolean> {
  const now = await birthOf(pid);
  return now !== undefined && now === born;
}

/** SIGTERM, and SIGKILL when patience ends; only ever the very process that was recorded. */
export async function endProcess(
  known: KnownProcess,
  { patienceMs }: { readonly patienceMs: number },
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  if (await isAlive(known)) process.kill(known.pid, "SIGTERM");
  while (await isAlive(known)) {
    if (performance.now() > deadline) process.kill(known.pid, "SIGKILL");
    await pause(100);
  }
}

/** Start time of a process: field 22 of /proc/<pid>/stat, or what `ps` says where there is no /proc. */
async function birthOf(pid: number): Promise<string | undefined> {
  if (process.platform !== "linux") {
    const { stdout } = await execute("ps", ["-o", "lstart=", "-p", String(pid)]).catch(() => ({
      stdout: "",
    }));
    return stdout.trim() || undefined;
  }
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The command's name stands in parentheses and may hold spaces: count from behind it.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields?.[0] === "Z" ? undefined : fields?.[19];
}

function runFile(dir: string): string {
  return join(dir, "run.json");
}
