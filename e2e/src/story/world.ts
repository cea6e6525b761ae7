import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { apiClient, type Api } from "./client.js";
import type { Narrator } from "./narrator.js";
import { line, provider } from "./shapes.js";

const runShape = z.object({
  dir: z.string(),
  secretsFile: z.string(),
  api: z.string(),
  simulatorControl: z.string(),
});
const secretsShape = z.object({ installationKey: z.string() });
const deskKeys = z.object({
  expert: z.string(),
  operations: z.string(),
  finance: z.string(),
  administrator: z.string(),
  customer: z.string().optional(),
});
type DeskKeys = z.infer<typeof deskKeys>;
/** The keys of provider Asanak and of the main job's company; under `providers` those of every other one. */
const keysShape = deskKeys.extend({ providers: z.record(z.string(), deskKeys).default({}) });
type StaffKeys = Omit<DeskKeys, "customer">;

/** The staff of a provider. */
export type Desk = {
  readonly expert: Api;
  readonly operations: Api;
  readonly finance: Api;
  readonly administrator: Api;
};

/** Where the story happens and who takes part. */
export type World = Pick<Desk, "expert" | "operations" | "finance"> & {
  readonly dir: string;
  readonly base: string;
  readonly simulator: string;
  readonly visitor: Api;
  readonly installationKey: string;
};

type NewProvider = { readonly providerId: string; readonly name: string; readonly market: string };

/** Sender of the platform's own messages [000 · Conversion notes]. */
const PLATFORM_LINE = "021000000";

/** Reads what deploy/local wrote about the running stack, and opens provider Asanak's desk in it. */
export const openWorld = async (runFile: string, tell: Narrator): Promise<World> => {
  const run = runShape.parse(JSON.parse(await readFile(runFile, "utf8")));
  const { installationKey } = secretsShape.parse(
    JSON.parse(await readFile(run.secretsFile, "utf8")),
  );
  const { dir, api: base } = run;
  const installation = { dir, base, installationKey, visitor: apiClient(base) };
  tell.step("The installation opens the desk of provider Asanak");
  const asanak = { providerId: "asanak", name: "Asanak", market: "IR" };
  const { keys, platformTenantId, ...desk } = await openDesk(installation, asanak);
  await writeKeys(dir, { ...keys, providers: {} });
  tell.say("staff keys for an expert, operations and finance; a platform tenant at price zero");
  const platformLine = await desk.operations.call("/v1/lines", line, {
    json: {
      tenantId: platformTenantId,
      providerId: "asanak",
      market: "IR",
      family: "landline_021",
      number: PLATFORM_LINE,
      type: "service",
    },
  });
  tell.say(`the platform tenant's own line ${platformLine.number} is ${platformLine.status}`);
  return { ...installation, ...desk, simulator: run.simulatorControl };
};

/** Opens a provider abroad or beside Asanak; what is shown once is kept in `keys.json`. */
export const openFurtherDesk = async (
  world: World,
  provider: NewProvider,
): Promise<Awaited<ReturnType<typeof openDesk>>> => {
  const desk = await openDesk(world, provider);
  await amendKeys(world.dir, ({ providers, ...rest }) => ({
    ...rest,
    providers: { ...providers, [provider.providerId]: desk.keys },
  }));
  return desk;
};

/** Opens a provider, whose keys are shown once. */
const openDesk = async (
  {
    dir,
    base,
    installationKey,
    visitor,
  }: Pick<World, "dir" | "base" | "installationKey" | "visitor">,
  { providerId, name, market }: NewProvider,
): Promise<Desk & { readonly keys: StaffKeys; readonly platformTenantId: string }> => {
  const opened = await visitor.call("/v1/providers", provider, {
    json: { providerId, name, market },
    headers: { "x-installation-key": installationKey },
  });
  const { expertKey, operationsKey, financeKey, administratorKey, platformTenantId } = opened;
  if (
    expertKey === undefined ||
    operationsKey === undefined ||
    financeKey === undefined ||
    administratorKey === undefined
  ) {
    throw new Error(
      `Provider ${providerId} was opened here before and its keys are shown once. Run \`npm run demo\`, or remove ${dir}.`,
    );
  }
  return {
    keys: {
      expert: expertKey,
      operations: operationsKey,
      finance: financeKey,
      administrator: administratorKey,
    },
    platformTenantId,
    expert: apiClient(base, expertKey),
    operations: apiClient(base, operationsKey),
    finance: apiClient(base, financeKey),
    administrator: apiClient(base, administratorKey),
  };
};

/** Adds a customer's API key to `keys.json`, for whoever goes on by hand after the story. */
export const keepCustomerKey = (dir: string, customer: string, providerId = "asanak") =>
  amendKeys(dir, (keys) => {
    const desk = keys.providers[providerId];
    if (desk === undefined) return { ...keys, customer };
    return { ...keys, providers: { ...keys.providers, [providerId]: { ...desk, customer } } };
  });

type Keys = z.infer<typeof keysShape>;

const amendKeys = async (dir: string, amend: (keys: Keys) => Keys): Promise<void> => {
  const keys = keysShape.parse(JSON.parse(await readFile(keysFile(dir), "utf8")));
  await writeKeys(dir, amend(keys));
};

/** The API shows each key once; the file is readable by its owner only and never half written. */
const writeKeys = async (dir: string, keys: Keys): Promise<void> => {
  const draft = `${keysFile(dir)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(keys, undefined, 2), { mode: 0o600 });
  await rename(draft, keysFile(dir));
};

const keysFile = (dir: string): string => join(dir, "keys.json");
