import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Stack } from "@whiteline/local";
import { z } from "zod";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";
import { watch } from "./processes.js";
import { importWorkbook, registerTenant } from "./provision.js";
import { customerWorkbook, type Strings } from "./workbook.js";

const run = promisify(execFile);
const readShape = z.object({
  rows: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMb: z.number(),
});

export const IMPORT_ROWS = 1_000_000;

/** A million rows through the API into a list, and the same file read by exceljs alone. */
export const measureImport = async (
  {
    stack,
    files,
    signal,
  }: { readonly stack: Stack; readonly files: string; readonly signal: AbortSignal },
  strings: Strings,
): Promise<Measured> => {
  const path = await customerWorkbook(files, IMPORT_ROWS, strings);
  const { api } = await registerTenant(stack);
  const load = loadAverage();
  const alone = await readWithExceljs(path, signal);
  const used = watch({
    lists: stack.pid("lists"),
    mongod: stack.pid("mongod"),
    gateway: stack.pid("gateway"),
  });
  const began = performance.now();
  const done = await importWorkbook(api, path, []);
  const seconds = (performance.now() - began) / 1_000;
  const processes = used.read();
  const lists = processes.find(({ name }) => name === "lists");
  return {
    name: `import ${strings}`,
    figures: {
      rows: done.rowsRead,
      kept: done.kept,
      seconds,
      rowsPerSecond: done.rowsRead / seconds,
      peakMb: lists?.peakMb ?? 0,
      cpuSeconds: lists?.cpuSeconds ?? 0,
      exceljsRows: alone.rows,
      exceljsSeconds: alone.seconds,
      exceljsCpuSeconds: alone.cpuSeconds,
      exceljsPeakMb: alone.peakMb,
    },
    processes,
    load,
  };
};

const readWithExceljs = async (
  path: string,
  signal: AbortSignal,
): Promise<z.infer<typeof readShape>> => {
  // Built, as our service is: no compiler in either process.
  const script = join(import.meta.dirname, "../dist/read-with-exceljs.js");
  const { stdout } = await run(process.execPath, [script, path], { signal });
  return readShape.parse(JSON.parse(stdout));
};
