import { join } from "node:path";
import { measureMoney as measure } from "@whiteline/pricing/bench";
import { databaseUri, findMongod, startMongod } from "@whiteline/testkit";
import { openReleases } from "./open-releases.js";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";
import { watch } from "./processes.js";

/** The books of pricing on a mongod of their own: settling with the question to campaigns, reserving and a transaction per message in one run, quoting. */
export const measureMoney = async ({
  root,
  dir,
  signal,
}: {
  readonly root: string;
  readonly dir: string;
  readonly signal: AbortSignal;
}): Promise<Measured> => {
  const load = loadAverage();
  const cacheDir = join(root, ".cache/servers");
  const found = await findMongod({
    cacheDir,
    path: process.env["PATH"] ?? "",
    say: () => undefined,
  });
  if (found.kind !== "binary") throw new Error("There is no mongod to measure with.");
  const mongod = await startMongod({
    binary: found.path,
    dbPath: join(dir, "money"),
    logFile: join(dir, "money.log"),
    signal,
  });
  try {
    await using releases = await openReleases(mongod.uri);
    const used = watch({ mongod: mongod.pid, "pricing's books": process.pid });
    const uri = databaseUri(mongod.uri, "whiteline_pricing");
    const figures = await measure(uri, releases.releasedOf);
    return { name: "money", figures, processes: used.read(), load };
  } finally {
    await mongod.stop();
  }
};
