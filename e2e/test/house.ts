import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStack, type Stack, type StackOptions } from "@whiteline/local";
import { expect } from "vitest";
import { expectTrueOutcomes } from "./true-outcomes.js";

const root = join(import.meta.dirname, "../..");

/** So many the story waits for as long as it says; for more of them, longer. */
const USUAL_ROWS = 100_000;

export type House = {
  readonly stack: Stack;
  readonly dir: string;
  /** Tells the main job against this stack, as `npm start` does; resolves with its exit code and words. */
  tellStory(
    rows: number,
    onLine?: (line: string) => void,
    temperament?: string,
  ): Promise<{ readonly code: number | null; readonly text: string }>;
  /**
   * Tells it on a slow road, so that there is a middle, and resolves when the campaign is being sent.
   * @throws Error with its words when it ends before that.
   */
  tellUntilSending(rows: number): Promise<StoryUnderWay>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type StoryUnderWay = {
  /** Whether every receipt has come and the report was told. */
  isReported(): boolean;
  readonly end: Promise<{ readonly code: number | null; readonly text: string }>;
};

export type HouseOptions = Partial<Pick<StackOptions, "services" | "ports" | "environment">> & {
  /** Does something with its directory before anything is there, and undoes it when nothing runs any more. */
  readonly prepare?: (dir: string) => Promise<void>;
  readonly clear?: () => Promise<void>;
};

/** The whole house from its built processes, in a directory of its own. */
export const openHouse = async ({
  prepare,
  clear,
  ...options
}: HouseOptions = {}): Promise<House> => {
  const dir = await mkdtemp(join(tmpdir(), "whiteline-e2e-"));
  await prepare?.(dir);
  const stack = await startStack({
    root,
    dir,
    say: () => undefined,
    environment: process.env,
    overrides: { "*": { LOG_LEVEL: "warn" } },
    ...options,
  });
  const tellStory: House["tellStory"] = async (rows, onLine, temperament = "everyday") => {
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
          WHITELINE_STORY_PATIENCE: `${Math.max(1, rows / USUAL_ROWS)}`,
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
  };
  return {
    stack,
    dir,
    tellStory,
    async tellUntilSending(rows) {
      let reported = false;
      let began: () => void = () => undefined;
      const sending = new Promise<void>((resolve) => (began = resolve));
      const end = tellStory(
        rows,
        (line) => {
          if (line.includes("sending: chunks released")) began();
          if (line.includes("The report")) reported = true;
        },
        "slow",
      );
      const tooSoon = end.then(({ text }) => {
        throw new Error(`The story ended before the campaign was sent:\n${text}`);
      });
      await Promise.race([sending, tooSoon]);
      tooSoon.catch(() => undefined);
      return { isReported: () => reported, end };
    },
    async [Symbol.asyncDispose]() {
      await stack.stop();
      await clear?.();
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

/**
 * Waits for the end of a story and holds its report against what the operator saw: every recipient is
 * accounted for as what truly became of it, the ledger is exact, and what came twice is listed.
 * @returns how many parts of its campaign the operator refused.
 */
export const expectExactEnd = async (house: House, { end }: StoryUnderWay): Promise<number> => {
  const { code, text } = await end;
  expect(text).toContain("every recipient is accounted for and the ledger is exact");
  expect(code).toBe(0);
  const listed = Number(/possibly sent twice: (\d+)/.exec(text)?.[1] ?? Number.NaN);
  const { duplicates } = await operatorStats(house.stack);
  expect(duplicates).toBeLessThanOrEqual(listed);
  return expectTrueOutcomes(house);
};
