import { spawn } from "node:child_process";
import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Stack } from "./stack.js";

const DONE = "main-job.json";

/** When the main job was carried through in this data directory; undefined if it never was. */
export async function storyToldAt(dir: string): Promise<string | undefined> {
  return readFile(join(dir, DONE), "utf8").catch(() => undefined);
}

/**
 * Runs the main job of e2e against a running stack, as a process of its own that prints its steps, and remembers that
 * it succeeded. It learns from WHITELINE_RUN where `run.json` lies. Returns whether it succeeded.
 * @throws Error when the story has not been built.
 */
export async function tellStory({
  root,
  stack,
  signal,
}: {
  readonly root: string;
  readonly stack: Stack;
  readonly signal: AbortSignal;
}): Promise<boolean> {
  const script = join(root, "e2e/dist/main-job.js");
  await access(script).catch(() => {
    throw new Error(`${script} is missing: the build did not finish. Run: npm run build`);
  });
  const child = spawn(process.execPath, ["--enable-source-maps", script], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, WHITELINE_RUN: join(stack.run.dir, "run.json") },
    signal,
    killSignal: "SIGTERM",
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", resolve);
  });
  if (code === 0) await writeFile(join(stack.run.dir, DONE), new Date().toISOString());
  return code === 0;
}
