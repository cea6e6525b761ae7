import { rm } from "node:fs/promises";
import { join } from "node:path";

import { createProgress } from "./progress.js";
import { startStack, type Stack } from "./stack.js";
import { storyToldAt, tellStory } from "./story.js";

/**
 * `npm start`: everything on this machine, then the main job once per data directory, and stays up until Ctrl-C.
 * `npm run demo`: the same in a fresh directory, ends after the main job with 0 or 1.
 */
const command = process.argv[2] === "demo" ? "demo" : "start";
const root = join(import.meta.dirname, "../../..");
const dir = join(root, ".whiteline", ...(command === "demo" ? ["demo"] : []));

const progress = createProgress(process.stdout);
const { say } = progress;
const ending = new AbortController();
// A closed terminal must not keep us from stopping what we started.
process.stdout.on("error", () => ending.abort());
process.stderr.on("error", () => ending.abort());
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    if (!ending.signal.aborted) say(`\n${name}: stopping, in order`);
    ending.abort();
  });
}

try {
  const began = performance.now();
  if (command === "demo") await rm(dir, { recursive: true, force: true });
  const stack = await startStack({
    root,
    dir,
    ...progress,
    environment: process.env,
    ports: demandedPorts(),
    supervised: true,
    signal: ending.signal,
  });
  progress.finish();
  say(`everything is healthy after ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  try {
    process.exitCode = await use(stack);
  } finally {
    await stack.stop();
    say("everything is stopped; the data stays in " + dir);
  }
} catch (error) {
  progress.finish();
  if (!ending.signal.aborted) {
    console.error(
      `\nWhiteline could not be started.\n${error instanceof Error ? error.message : String(error)}`,
    );
    process.exitCode = 1;
  }
}

async function use(stack: Stack): Promise<number> {
  const told = command === "demo" ? undefined : await storyToldAt(dir);
  if (told === undefined) {
    const done = await tellStory({ root, stack, signal: ending.signal });
    if (command === "demo") return done ? 0 : 1;
    if (!done && !ending.signal.aborted)
      say("\nThe main job did not succeed (see above). Everything stays up for you to look at.");
  } else {
    say(`The main job ran here at ${told}; its data is still there. To see it again: npm run demo`);
  }
  printAddresses(stack);
  await untilAborted(ending.signal);
  return 0;
}

function printAddresses({ run }: Stack): void {
  say(
    [
      "",
      `console        ${run.console ?? "not started"}`,
      `API            ${run.api ?? "not started"}`,
      `documentation  ${run.api ?? ""}/docs`,
      `simulator      ${run.simulatorControl ?? "not started"}`,
      `logs           ${join(run.dir, "logs")}`,
      `keys           ${join(run.dir, "keys.json")} (staff and customer of the main job; under "providers" of the others)`,
      `               ${run.secretsFile} (installationKey)`,
      `more           ${join(run.dir, "run.json")}`,
      "",
      "Ctrl-C stops everything.",
    ].join("\n"),
  );
}

/** API_PORT and CONSOLE_PORT of our own environment fix the ports of the public API and of the console. */
function demandedPorts(): Readonly<Record<string, number>> {
  return { ...demandedPort("gateway.API_PORT"), ...demandedPort("console.CONSOLE_PORT") };
}

function demandedPort(name: string): Readonly<Record<string, number>> {
  const variable = name.split(".")[1] ?? "";
  const text = process.env[variable];
  if (!text) return {};
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return { [name]: port };
  throw new Error(`${variable} is ${text}: a port is a whole number from 1 to 65535.`);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    // A pending promise alone does not keep Node alive.
    const alive = setInterval(() => undefined, 60_000);
    signal.addEventListener("abort", () => {
      clearInterval(alive);
      resolve();
    });
  });
}
