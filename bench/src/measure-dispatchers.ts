import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { databaseUri } from "@whiteline/testkit";
import { createConnection } from "mongoose";
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

/** From the kill of the busier dispatcher to the first part that its successor brings away on a bind of the dead one. */
const measureTakeover = async (site: Site, sender: Sender, messages: number): Promise<Measured> => {
  const load = loadAverage();
  const { operator, pids } = site;
  const dispatchers = { first: pids["dispatcher"] ?? 0, second: pids["dispatcher-2"] ?? 0 };
  await using journal = await openJournal(site.mongodUri);
  const used = watch(pids);
  const running = measureCampaign(site, sender, messages);
  // It is awaited after the kill, and may have failed by then.
  running.catch(() => undefined);
  while ((await operator.stats()).submitted < messages / 10) await pause(LOOK_MS);
  const { cpuSeconds: ofFirst = 0 } = used.read().find(({ name }) => name === "dispatcher") ?? {};
  const { cpuSeconds: ofSecond = 0 } =
    used.read().find(({ name }) => name === "dispatcher-2") ?? {};
  const epochs = await journal.epochs();
  process.kill(ofFirst >= ofSecond ? dispatchers.first : dispatchers.second, "SIGKILL");
  const killedAt = Date.now();
  const { figures } = await running;
  const tookOverAt = await journal.firstSince(epochs);
  return {
    name: "takeover",
    figures: {
      // Not a number: the campaign ended before any of its binds was taken over.
      seconds: (tookOverAt - killedAt) / 1_000,
      lost: figures["lost"] ?? Number.NaN,
      duplicates: figures["duplicates"] ?? Number.NaN,
    },
    processes: [],
    load,
  };
};

/** The dispatchers' leases and journal, behind the API: a bind that was taken over has a higher epoch. */
const openJournal = async (uri: string) => {
  const connection = await createConnection(databaseUri(uri, "whiteline_dispatcher"), {
    serverSelectionTimeoutMS: 5_000,
  }).asPromise();
  const leases = connection.collection<{ _id: string; epoch: number }>("leases");
  const submits = connection.collection<{ bind: string; epoch: number; st: string; at: Date }>(
    "submits",
  );
  return {
    epochs: async (): Promise<ReadonlyMap<string, number>> =>
      new Map((await leases.find().toArray()).map(({ _id, epoch }) => [_id, epoch])),
    /** When the first sub-batch that was answered was begun on a bind whose epoch has risen since. */
    firstSince: async (epochs: ReadonlyMap<string, number>): Promise<number> => {
      const risen = [...epochs].map(([bind, epoch]) => ({ bind, epoch: { $gt: epoch } }));
      const first = await submits.findOne({ st: "done", $or: risen }, { sort: { at: 1 } });
      return first?.at.getTime() ?? Number.NaN;
    },
    [Symbol.asyncDispose]: () => connection.close(),
  };
};
