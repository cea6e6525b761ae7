import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStack, type Stack } from "@whiteline/local";
import { describeMachine, loadAverage } from "./machine.js";
import { measureAudience } from "./measure-audience.js";
import { measureBlocked } from "./measure-blocked.js";
import { measureBlockFile } from "./measure-block-file.js";
import { measureCampaign } from "./measure-campaign.js";
import { measureDispatchers } from "./measure-dispatchers.js";
import { measureOtp } from "./measure-otp.js";
import { measureContent } from "./measure-content.js";
import { IMPORT_ROWS, measureImport } from "./measure-import.js";
import { measureKannel } from "./measure-kannel.js";
import { measureMoney } from "./measure-money.js";
import { measurePosts } from "./measure-posts.js";
import { measureStart } from "./measure-start.js";
import type { Measured } from "./measured.js";
import { ourSimulator } from "./operator.js";
import { parseOptions, type Options, type Part } from "./options.js";
import { missingForPeer } from "./peers.js";
import { provisionSender, registerTenant, type Sender } from "./provision.js";
import type { Site } from "./site.js";
import { operatorsAt, startSmsc, type Smsc } from "./start-smsc.js";
import { summarise } from "./summary.js";
import { judgeTargets } from "./targets.js";
import { customerWorkbook } from "./workbook.js";

const root = join(import.meta.dirname, "../..");
const out = join(root, "bench/out");
const files = join(out, "files");
const SINGLES = 10_000;
/** What an import needs of the house. */
const IMPORTERS = ["accounts", "lists", "gateway"];
const WITHOUT_HOUSE: readonly Part[] = ["content", "blocked", "money", "dispatchers"];
const LISTS_ALONE: readonly Part[] = ["import", "blocklist", "audience"];
const SENDING: readonly Part[] = ["campaign", "batches", "singles", "codes", "flat"];

const say = (line: string): void => console.log(line);
const began = new Date();

/** `npm run bench`: measures a stack of its own in a temporary directory, prints the tables, keeps them as JSON. */
const main = async (options: Options, signal: AbortSignal): Promise<void> => {
  const missing = options.peer ? missingForPeer() : [];
  for (const what of missing) say(`--peer: ${what}; going on without Kannel`);
  const machine = describeMachine();
  say(`${machine.cores} cores, ${machine.cpu}, Node ${machine.node}; load ${loadAverage()}`);
  const dir = await mkdtemp(join(tmpdir(), "whiteline-bench-"));
  const all: Measured[] = [];
  const note = (measured: Measured): void => {
    all.push(measured);
    say(`${measured.name}: ${describe(measured)}`);
  };
  try {
    await using smsc =
      options.peer && missing.length === 0 ? await startSmsc(join(out, "bin"), dir) : undefined;
    const kannel = async (): Promise<void> => {
      if (smsc === undefined || !options.parts.includes("kannel")) return;
      for (const connections of [16, 64] as const)
        note(await measureKannel({ smsc, connections, out: join(out, "bin"), dir, signal }));
    };
    if (options.parts.includes("content")) for (const one of measureContent()) note(one);
    if (options.parts.includes("blocked")) note(await measureBlocked(signal));
    if (options.parts.includes("money")) note(await measureMoney({ root, dir, signal }));
    if (options.parts.includes("dispatchers")) {
      const workbook = await customerWorkbook(files, options.messages, "inline");
      const { messages } = options;
      const site = (stack: Stack): Site => siteOf(stack, undefined);
      const asked = { root, dir, workbook, messages, siteOf: site, signal };
      await measureDispatchers(asked, note);
    }
    const parts = options.parts.filter((part) => !WITHOUT_HOUSE.includes(part));
    if (parts.length > 0 && parts.every((part) => part === "kannel")) await kannel();
    else if (parts.length > 0) {
      await measureHouse({ ...options, parts }, { dir, smsc, note, kannel, signal });
    }
  } finally {
    await keep(all, options);
    await rm(dir, { recursive: true, force: true });
  }
};

type Bench = {
  readonly dir: string;
  readonly smsc: Smsc | undefined;
  readonly note: (measured: Measured) => void;
  /** Measures Kannel, when it is wanted and there. */
  readonly kannel: () => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * The campaign, then Kannel right after it, so that both see the same machine, and alone on it, as the house was:
 * it is stopped for that time and started again with its data.
 */
const measureHouse = async (options: Options, bench: Bench): Promise<void> => {
  const { note, smsc, dir, kannel, signal } = bench;
  const { messages, parts } = options;
  const wants = (part: Part): boolean => parts.includes(part);
  const onlyImport = parts.every((part) => LISTS_ALONE.includes(part));
  const start = (): Promise<Stack> =>
    startStack({
      root,
      dir,
      say: () => undefined,
      environment: process.env,
      overrides: {
        "*": { LOG_LEVEL: "warn" },
        ...(smsc && { dispatcher: { OPERATORS: operatorsAt(smsc.port) } }),
      },
      ...(onlyImport && { only: IMPORTERS }),
      signal,
    });
  const first = await measureStart("start in an empty directory", start);
  let { stack } = first;
  // Whatever is being measured then fails, and everything is cleared away on the way out.
  signal.addEventListener("abort", () => void stack.stop());
  try {
    if (!onlyImport) note(first.measured);
    const sender = parts.some((part) => SENDING.includes(part))
      ? await provision(stack, messages)
      : undefined;
    if (sender !== undefined && (wants("campaign") || wants("codes"))) {
      const measured = await measureCampaign(siteOf(stack, smsc), sender, messages);
      note(measured);
      if (wants("codes") && smsc === undefined)
        note(await measureOtp(siteOf(stack, smsc), sender, truthOf(stack, measured, messages)));
    }
    if (wants("flat")) await measureFlat(stack, siteOf(stack, smsc), messages, note);
    if (wants("start") || wants("kannel")) {
      await stack.stop();
      await kannel();
      const again = await measureStart("start with its data", start);
      stack = again.stack;
      note(again.measured);
    }
    if (sender !== undefined) await measurePostsOf(options, siteOf(stack, smsc), sender, note);
    if (wants("import")) {
      note(await measureImport({ stack, files, signal }, "inline"));
      note(await measureImport({ stack, files, signal }, "shared"));
    }
    if (wants("blocklist") || wants("audience")) await measureLists(stack, wants, note);
  } finally {
    await stack.stop();
  }
};

/** The log of our own operator, and how fast the house was when nobody held it back. */
const truthOf = ({ run }: Stack, { figures }: Measured, recipients: number) => ({
  recipients,
  truth: join(run.dir, "ground-truth.jsonl"),
  flush: async (): Promise<void> => {
    await fetch(`${run.simulatorControl ?? ""}/flush`, { method: "POST" });
  },
  saturation: figures["storedPerSecond"] ?? 0,
});

/** Campaigns of ten thousand, a hundred thousand and a million, as far as was asked, each by a company of its own. */
const measureFlat = async (
  stack: Stack,
  site: Site,
  most: number,
  note: Bench["note"],
): Promise<void> => {
  for (const messages of [10_000, 100_000, 1_000_000].filter((size) => size <= most)) {
    const sender = await provision(stack, messages);
    note({ ...(await measureCampaign(site, sender, messages)), name: `campaign of ${messages}` });
  }
};

/** What only lists has to do with: the block list first, so that an advertising audience is asked of thirty million. */
const measureLists = async (
  stack: Stack,
  wants: (part: Part) => boolean,
  note: Bench["note"],
): Promise<void> => {
  const customer = await registerTenant(stack);
  // A stack that was opened for another measure has shown its keys already.
  if (wants("blocklist") && customer.operations !== undefined)
    note(await measureBlockFile(stack, customer.operations, files));
  if (wants("audience"))
    note(
      await measureAudience(stack, customer, await customerWorkbook(files, IMPORT_ROWS, "inline")),
    );
};

const provision = async (stack: Stack, recipients: number): Promise<Sender> => {
  say("a company obtains a line, brings its list and has a template approved");
  return provisionSender(stack, await customerWorkbook(files, recipients, "inline"));
};

const measurePostsOf = async (
  { messages, parts }: Options,
  site: Site,
  sender: Sender,
  note: Bench["note"],
): Promise<void> => {
  if (parts.includes("batches")) {
    const shape = { messages, batch: 100, connections: 8, series: "B" };
    note(await measurePosts(site, sender, { name: "batches of 100", ...shape }));
  }
  if (!parts.includes("singles")) return;
  for (const [connections, series] of [
    [16, "S"],
    [64, "T"],
  ] as const) {
    const shape = { messages: Math.min(SINGLES, messages), batch: 1, connections, series };
    note(
      await measurePosts(site, sender, { name: `singles, ${connections} connections`, ...shape }),
    );
  }
};

const siteOf = (stack: Stack, smsc: Smsc | undefined): Site => {
  const { "operator-simulator": simulator, ...ours } = Object.fromEntries(
    Object.entries(stack.run.processes).map(([name, { pid }]) => [name, pid]),
  );
  const operator = smsc?.operator ?? ourSimulator(stack.run.simulatorControl ?? "", simulator ?? 0);
  return {
    pids: { ...ours, [operator.name]: operator.pid },
    operator,
    api: stack.run.api ?? "",
    mongodUri: stack.mongodUri,
  };
};

const describe = ({ figures }: Measured): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${Number.isInteger(value) ? value : value.toFixed(1)}`)
    .join(", ");

/** Also of a run that broke off: what was measured is worth keeping. */
const keep = async (all: readonly Measured[], options: Options): Promise<void> => {
  const targets = judgeTargets(all);
  say(`\n${summarise(all, targets)}\n`);
  const at = began.toISOString();
  const file = join(out, `bench-${at.replaceAll(":", "-").slice(0, 19)}.json`);
  await mkdir(out, { recursive: true });
  const run = { at, options, machine: describeMachine(), measured: all, targets };
  await writeFile(file, `${JSON.stringify(run, undefined, 2)}\n`);
  say(`kept in ${file}`);
};

const ending = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(name, () => ending.abort(new Error(name)));
try {
  await main(parseOptions(process.argv.slice(2)), ending.signal);
} catch (error) {
  console.error(`\nThe bench broke off: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
