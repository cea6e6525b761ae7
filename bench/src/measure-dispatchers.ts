import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SERVICES, startStack, type ServiceEntry, type Stack } from "@whiteline/local";
import { z } from "zod";
import { loadAverage } from "./machine.js";
import { measureCampaign } from "./measure-campaign.js";
import type { Measured } from "./measured.js";
import { watch } from "./processes.js";
import { provisionSender, type Sender } from "./provision.js";
import type { Site } from "./site.js";

/** What one dispatcher is held to, parts per second. */
const HELD_TO = 2_000;
const LOOK_MS = 20;
/** What was on its way when a dispatcher died has arrived after this. */
const ARRIVED_MS = 300;

export type DispatchersOptions = {
  readonly root: string;
  readonly dir: string;
  readonly workbook: string;
  readonly messages: number;
  readonly siteOf: (stack: Stack) => Site;
  readonly signal: AbortSignal;
};

/**
 * One dispatcher held to 2,000 parts a second, then two that share an account of 4,000; then one of the two is killed
 * in the middle of a campaign. Each on a house of its own.
 */
export const measureDispatchers = async (
  options: DispatchersOptions,
  note: (measured: Measured) => void,
): Promise<void> => {
  const { messages } = options;
  await withHouse(options, 1, async (site, sender) => {
    note({ ...(await measureCampaign(site, sender, messages)), name: "one dispatcher" });
  });
  await withHouse(options, 2, async (site, sender) => {
    note({ ...(await measureCampaign(site, sender, messages)), name: "two dispatchers" });
    note(await measureTakeover(site, sender, messages));
  });
};

const withHouse = async <T>(
  { root, dir, workbook, siteOf, signal }: DispatchersOptions,
  dispatchers: 1 | 2,
  measure: (site: Site, sender: Sender) => Promise<T>,
): Promise<T> => {
  const stack = await startStack({
    root,
    dir: join(dir, `dispatchers-${dispatchers}`),
    say: () => undefined,
    environment: process.env,
    overrides: { "*": { LOG_LEVEL: "warn" } },
    services: SERVICES.flatMap((service) =>
      service.name === "dispatcher" ? dispatchersOf(service, dispatchers) : [service],
    ),
    signal,
  });
  try {
    return await measure(siteOf(stack), await provisionSender(stack, workbook));
  } finally {
    await stack.stop();
  }
};

const operators = z.looseObject({ accounts: z.array(z.looseObject({})) });

/** So many processes of the dispatcher; each account has a bind for each of them, and its rate. */
const dispatchersOf = (service: ServiceEntry, count: 1 | 2): readonly ServiceEntry[] => {
  const held: ServiceEntry = {
    ...service,
    env: (facts) => {
      const env = service.env?.(facts) ?? {};
      const { accounts, ...rest } = operators.parse(JSON.parse(env["OPERATORS"] ?? "{}"));
      const binds = [{ type: "transceiver", count }];
      const limited = accounts.map((account) => ({ ...account, binds, rate: HELD_TO * count }));
      return { ...env, OPERATORS: JSON.stringify({ ...rest, accounts: limited }) };
    },
  };
  const second = { ...held, name: "dispatcher-2", of: "dispatcher" };
  return count === 1 ? [held] : [held, second];
};

/** From the kill of the busier dispatcher to the first part that its successor brings away in its place. */
const measureTakeover = async (site: Site, sender: Sender, messages: number): Promise<Measured> => {
  const load = loadAverage();
  const { operator, pids } = site;
  const dispatchers = { first: pids["dispatcher"] ?? 0, second: pids["dispatcher-2"] ?? 0 };
  const rateOver = async (ms: number): Promise<number> => {
    const before = (await operator.stats()).submitted;
    await pause(ms);
    return ((await operator.stats()).submitted - before) / (ms / 1_000);
  };
  const used = watch(pids);
  const running = measureCampaign(site, sender, messages);
  while ((await operator.stats()).submitted < messages / 10) await pause(LOOK_MS);
  const whole = await rateOver(2_000);
  const { cpuSeconds: ofFirst = 0 } = used.read().find(({ name }) => name === "dispatcher") ?? {};
  const { cpuSeconds: ofSecond = 0 } =
    used.read().find(({ name }) => name === "dispatcher-2") ?? {};
  process.kill(ofFirst >= ofSecond ? dispatchers.first : dispatchers.second, "SIGKILL");
  const killedAt = performance.now();
  await pause(ARRIVED_MS);
  // Whole again: the successor sends on the dead one's bind as well as on its own.
  while ((await rateOver(500)) < whole * 0.75 && performance.now() - killedAt < 60_000);
  const seconds = (performance.now() - killedAt) / 1_000;
  const { figures } = await running;
  return {
    name: "takeover",
    figures: {
      seconds,
      lost: figures["lost"] ?? Number.NaN,
      duplicates: figures["duplicates"] ?? Number.NaN,
    },
    processes: [],
    load,
  };
};
