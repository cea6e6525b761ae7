import { join } from "node:path";

import { endProcess, isAlive, readRun, clearEarlierRun } from "./run-file.js";

/** `npm run stop`: ends what `npm start` or `npm run demo` started from this clone, also after they were killed. */
const data = join(import.meta.dirname, "../../../.whiteline");
for (const dir of [data, join(data, "demo")]) {
  const run = await readRun(dir);
  if (run === undefined) continue;
  if (await isAlive(run.starter)) {
    console.log(`stopping the run of ${run.startedAt} (pid ${run.starter.pid})`);
    await endProcess(run.starter, { patienceMs: 60_000 });
  }
  await clearEarlierRun(dir, console.log);
}
console.log("nothing runs from this clone");
