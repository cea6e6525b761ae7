import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { startKannel } from "@whiteline/e2e";
import { z } from "zod";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";
import { watch } from "./processes.js";
import { buildGo, type Smsc } from "./start-smsc.js";

const run = promisify(execFile);
const figuresShape = z.record(z.string(), z.number());

/** As in the measurements the targets were set by; more takes longer and says the same. */
const MESSAGES = 20_000;
const WINDOW = 100;

/** The same way through Kannel with its durable store: HTTP, SMSC, delivery callback. */
export const measureKannel = async ({
  smsc,
  connections,
  out,
  dir,
  signal,
}: {
  readonly smsc: Smsc;
  /** At its HTTP door. */
  readonly connections: 16 | 64;
  /** Where binaries are built. */
  readonly out: string;
  /** Where Kannel keeps its files. */
  readonly dir: string;
  readonly signal: AbortSignal;
}): Promise<Measured> => {
  const load = loadAverage();
  const binary = buildGo("load", out);
  await using kannel = await startKannel({
    dir: join(dir, `kannel-${connections}`),
    smsc: { host: "127.0.0.1", port: smsc.port, systemId: "kannel", password: "bench" },
    window: WINDOW,
    store: "file",
  });
  const used = watch({ ...kannel.pids, [smsc.operator.name]: smsc.operator.pid });
  const url = `${kannel.sendUrl}&from=BENCH&to={to}&text={text}&dlr-mask=31&dlr-url={dlr}`;
  const args = Object.entries({
    url,
    sink: smsc.control,
    n: MESSAGES,
    c: connections,
  }).flatMap(([name, value]) => [`-${name}`, `${value}`]);
  const { stdout } = await run(binary, args, { signal });
  return {
    name: connections === 16 ? "Kannel" : `Kannel, ${connections} connections`,
    figures: figuresShape.parse(JSON.parse(stdout)),
    processes: used.read(),
    load,
  };
};
