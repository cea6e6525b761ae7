import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { SERVICES, startStack, type ServiceEntry } from "@whiteline/local";
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
  financeKey: z.string(),
});

const houseShape = z.object({
  apiUrl: z.string(),
  consoleUrl: z.string(),
  /** Where the operator simulator is told what to do. */
  simulatorControl: z.string(),
  /** Where the services tell each other facts, for a journey that needs one that went wrong. */
  bus: z.object({ url: z.string(), user: z.string(), password: z.string() }),
  /** The keys of each provider's desk. */
  deskKeys: z.record(z.string(), deskKeysShape),
});
export type ConsoleHouse = z.infer<typeof houseShape>;

/**
 * The whole house in a directory of its own, with a desk in each market, so that people can sign up. With
 * WHITELINE_CONSOLE_HOUSE, the house whose description stands in that file; it is left running.
 */
export async function openConsoleHouse({
  environment = {},
  desks = DESKS,
}: {
  /** Further environment of every process. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly desks?: readonly {
    readonly providerId: string;
    readonly name: string;
    readonly market: string;
  }[];
} = {}): Promise<ConsoleHouse & AsyncDisposable> {
  const running = process.env["WHITELINE_CONSOLE_HOUSE"];
  if (running !== undefined) {
    const house = houseShape.parse(JSON.parse(await readFile(running, "utf8")));
    return { ...house, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const dir = await mkdtemp(join(tmpdir(), "whiteline-console-"));
  const stack = await startStack({
    root,
    dir,
    say: () => undefined,
    environment: process.env,
    services: SERVICES.map((service) =>
      service.name === "dispatcher" ? holdingNotices(service) : service,
    ),
    overrides: { "*": { LOG_LEVEL: "warn", ...environment } },
  });
  const { installationKey } = z
    .object({ installationKey: z.string() })
    .parse(JSON.parse(await readFile(stack.run.secretsFile, "utf8")));
  const keys: Record<string, z.infer<typeof deskKeysShape>> = {};
  for (const desk of desks) {
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
    apiUrl: stack.run.api ?? "",
    consoleUrl: stack.run.console ?? "",
    simulatorControl: stack.run.simulatorControl ?? "",
    bus: {
      url: stack.natsUrl,
      user: "dlr",
      password: stack.secrets.natsPasswords["dlr"] ?? "",
    },
    deskKeys: keys,
    async [Symbol.asyncDispose]() {
      await stack.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Single notices that were never answered wait for a decision there, so that somebody can be seen to take it. */
function holdingNotices(service: ServiceEntry): ServiceEntry {
  return {
    ...service,
    env: (facts) => {
      const env = service.env?.(facts) ?? {};
      const operators = z.looseObject({}).parse(JSON.parse(env["OPERATORS"] ?? "{}"));
      const doubt = [{ lane: "TRANSACTIONAL", policy: "hold" }];
      return { ...env, OPERATORS: JSON.stringify({ ...operators, doubt }) };
    },
  };
}
