import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStack, type Stack } from "@whiteline/local";

const root = join(import.meta.dirname, "../..");

export type House = {
  readonly stack: Stack;
  readonly dir: string;
  /** Tells the main job against this stack, as `npm start` does; resolves with its exit code and words. */
  tellStory(
    rows: number,
    onLine?: (line: string) => void,
    temperament?: string,
  ): Promise<{ readonly code: number | null; readonly text: string }>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** The whole house from its built processes, in a directory of its own. */
export const openHouse = async (
  overrides: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Promise<House> => {
  const dir = await mkdtemp(join(tmpdir(), "whiteline-e2e-"));
  const stack = await startStack({
    root,
    dir,
    say: () => undefined,
    environment: process.env,
    overrides: { "*": { LOG_LEVEL: "warn" }, ...overrides },
  });
  return {
    stack,
    dir,
    tellStory: async (rows, onLine, temperament = "everyday") => {
      const child = spawn(
        process.execPath,
        ["--enable-source-maps", join(root, "e2e/dist/main-job.js")],
        {
          cwd: root,
          env: {
            ...process.env,
            WHITELINE_RUN: join(dir, "run.json"),
            WHITELINE_STORY_ROWS: `${rows}`,
            WHITELINE_STORY_TEMPERAMENT: temperament,
          },
          stdio: ["ignore", "pipe", "pipe"],
        },
      );
      let text = "";
      const hear = (data: Buffer): void => {
        text += data.toString();
        for (const line of data.toString().split("\n")) onLine?.(line);
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      const [code] = (await once(child, "exit")) as [number | null];
      return { code, text };
    },
    async [Symbol.asyncDispose]() {
      await stack.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/** What the operator saw, for comparison with what the house says. */
export const operatorStats = async (stack: Stack): Promise<Readonly<Record<string, number>>> =>
  (await (await fetch(`${stack.run.simulatorControl ?? ""}/stats`)).json()) as Record<
    string,
    number
  >;
