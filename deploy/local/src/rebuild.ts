import { basename, join } from "node:path";

import { rebuildService } from "./rebuild-service.js";

/** `npm run rebuild -- <service>`: takes the projections of a service of the running stack anew. */
const data = join(import.meta.dirname, "../../../.whiteline");
const [service] = process.argv.slice(2);

try {
  if (service === undefined) throw new Error("Name a service: npm run rebuild -- campaigns");
  // Within services/ the word is also a folder, and npm's entry made a path of it.
  console.log(await rebuildService([data, join(data, "demo")], basename(service)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
