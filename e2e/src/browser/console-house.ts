import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startStack, type Stack } from "@whiteline/local";
import { z } from "zod";

const root = join(import.meta.dirname, "../../..");

/** A desk of each market, as its pack names it. */
export const DESKS = [
  { providerId: "asanak", name: "آسانک", market: "IR" },
  { providerId: "aktan", name: "Aktan SMS", market: "TR" },
  { providerId: "vn-bulksms", name: "BulkSMS Việt Nam", market: "VN" },
] as const;

const deskKeysShape = z.object({
  administratorKey: z.string(),
  expertKey: z.string(),
  operationsKey: z.string(),
});
type DeskKeys = z.infer<typeof deskKeysShape>;

export type ConsoleHouse = AsyncDisposable & {
  readonly stack: Stack;
  readonly consoleUrl: string;
  /** The keys of each provider's desk. */
  readonly deskKeys: Readonly<Record<string, DeskKeys>>;
};

/** The whole house in a directory of its own, with a desk in each market, so that people can sign up. */
export async function openConsoleHouse(): Promise<ConsoleHouse> {
  const dir = await mkdtemp(join(tmpdir(), "whiteline-console-"));
  const stack = await startStack({
    root,
    dir,
    say: () => undefined,
    environment: process.env,
    overrides: { "*": { LOG_LEVEL: "warn" } },
  });
  const { installationKey } = z
    .object({ installationKey: z.string() })
    .parse(JSON.parse(await readFile(stack.run.secretsFile, "utf8")));
  const keys: Record<string, DeskKeys> = {};
  for (const desk of DESKS) {
    const answer = await fetch(`${stack.run.api ?? ""}/v1/providers`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-installation-key": installationKey },
      body: JSON.stringify(desk),
    });
    const body: unknown = await answer.json();
    const opened = deskKeysShape.safeParse(body);
    if (!opened.success) throw new Error(`No desk for ${desk.providerId}: ${JSON.stringify(body)}`);
    keys[desk.providerId] = opened.data;
  }
  return {
    stack,
    consoleUrl: stack.run.console ?? "",
    deskKeys: keys,
    async [Symbol.asyncDispose]() {
      await stack.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
