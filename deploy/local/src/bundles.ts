import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";

import type { ServiceEntry } from "./services.js";

/** What Node is given to run a service. */
export type ServiceArguments = (service: ServiceEntry) => readonly string[];

/**
 * A service is run from its bundle (`bundle-services.mjs`), or from `dist` where there is none or something was
 * compiled after it: what runs is what was built last.
 */
export async function serviceArguments(root: string): Promise<ServiceArguments> {
  const bundles = await timesOf(join(root, ".cache/bundles"), ".cjs");
  const compiled = await Promise.all(
    ["packages", "services"].map((folder) => timesOf(join(root, folder), ".js", "dist")),
  );
  const code = compiled.flatMap((times) => [...times]);
  // The console's part for the browser is compiled after the bundles and belongs to none.
  const newest = Math.max(
    0,
    ...code.filter(([file]) => !file.startsWith("console/dist/web/")).map(([, time]) => time),
  );
  return ({ name: process, of: name = process, main }) => {
    const made = bundles.get(`${name}.cjs`);
    const stale = made === undefined || made < newest;
    const built = stale ? `services/${name}/dist/main.js` : `.cache/bundles/${name}.cjs`;
    return ["--enable-source-maps", resolve(root, main ?? built)];
  };
}

/** When the files of a kind below a folder were written; of each child's `below` only, if that is given. */
async function timesOf(
  folder: string,
  extension: string,
  below?: string,
): Promise<ReadonlyMap<string, number>> {
  const children = below === undefined ? [""] : await namesIn(folder);
  const files = await Promise.all(
    children.map(async (child) => {
      const place = join(child, below ?? "");
      const names = await namesIn(join(folder, place), true);
      return names.filter((name) => name.endsWith(extension)).map((name) => join(place, name));
    }),
  );
  return new Map(
    await Promise.all(
      files.flat().map(async (file) => [file, (await stat(join(folder, file))).mtimeMs] as const),
    ),
  );
}

async function namesIn(folder: string, recursive = false): Promise<readonly string[]> {
  return readdir(folder, { recursive }).catch(() => []);
}
