import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";

const run = promisify(execFile);
const heldShape = z.object({
  numbers: z.number(),
  heldMb: z.number(),
  residentMb: z.number(),
  msPerMillion: z.number(),
  found: z.number(),
});

const TEN_MILLION = 10_000_000;
/** More than a JavaScript `Set` can hold. */
const THIRTY_MILLION = 30_000_000;

/** Blocked numbers in memory, in ours and in a JavaScript `Set` of strings, each in a process of its own. */
export const measureBlocked = async (signal: AbortSignal): Promise<Measured> => {
  const load = loadAverage();
  const strings = await hold("strings", TEN_MILLION, signal);
  const ours = await hold("ours", TEN_MILLION, signal);
  const most = await hold("ours", THIRTY_MILLION, signal);
  if (ours.found !== strings.found) throw new Error("our set and the Set of strings disagree");
  return {
    name: "blocked numbers",
    figures: {
      numbers: ours.numbers,
      heldMb: ours.heldMb,
      msPerMillion: ours.msPerMillion,
      stringsHeldMb: strings.heldMb,
      stringsMsPerMillion: strings.msPerMillion,
      most: most.numbers,
      mostHeldMb: most.heldMb,
      mostResidentMb: most.residentMb,
      mostMsPerMillion: most.msPerMillion,
    },
    processes: [],
    load,
  };
};

const hold = async (
  kind: "ours" | "strings",
  count: number,
  signal: AbortSignal,
): Promise<z.infer<typeof heldShape>> => {
  const script = join(import.meta.dirname, "../dist/hold-numbers.js");
  const { stdout } = await run(process.execPath, ["--expose-gc", script, kind, String(count)], {
    signal,
  });
  return heldShape.parse(JSON.parse(stdout));
};
