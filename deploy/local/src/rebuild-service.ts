import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { isAlive, readRun } from "./run-file.js";

const secretsShape = z.object({ serviceSecrets: z.record(z.string(), z.string()) });
const answerShape = z.object({ rebuilt: z.record(z.string(), z.number()) });

/**
 * Has a running service take its projections anew, from their owners' `Snapshot` and the newer facts; it goes on
 * answering meanwhile.
 *
 * @param dirs data directories, of which the first with a living run is taken.
 * @returns what was done, in words.
 * @throws Error with the reason and what to do.
 */
export async function rebuildService(dirs: readonly string[], service: string): Promise<string> {
  const run = await findRun(dirs);
  const port = run.ports[service]?.["HTTP_PORT"];
  if (port === undefined) {
    throw new Error(`There is no service ${service}. Known: ${Object.keys(run.ports).join(", ")}.`);
  }
  const { serviceSecrets } = secretsShape.parse(
    JSON.parse(await readFile(run.secretsFile, "utf8")),
  );
  const answer = await fetch(`http://127.0.0.1:${port}/rebuild`, {
    method: "POST",
    headers: { authorization: `Bearer ${serviceSecrets[service] ?? ""}` },
  });
  if (answer.status === 404) {
    throw new Error(
      `${service} keeps no projection that can be taken anew while it runs. What it keeps in memory (the dispatcher's embargo) is rebuilt when it is started again.`,
    );
  }
  if (!answer.ok) {
    const log = join(run.dir, `logs/${service}.log`);
    throw new Error(
      `${service} could not take its projections anew (${answer.status}); the reason is in ${log}. Try again when its neighbours answer.`,
    );
  }
  const { rebuilt } = answerShape.parse(await answer.json());
  const parts = Object.entries(rebuilt).map(([name, entries]) => `${name} (${entries})`);
  return `${service} has taken anew: ${parts.join(", ")}`;
}

async function findRun(dirs: readonly string[]) {
  for (const dir of dirs) {
    const run = await readRun(dir);
    if (run !== undefined && (await isAlive(run.starter))) return run;
  }
  throw new Error("Nothing runs from this clone: start it with npm start.");
}
