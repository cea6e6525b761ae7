import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { TestProject } from "vitest/node";

import { guardAgainstOrphans } from "./orphan-guard.js";
import { findMongod } from "./servers/find-mongod.js";
import { findNats } from "./servers/find-nats.js";
import { startMongod } from "./servers/start-mongod.js";
import { startNats, type NatsAccount } from "./servers/start-nats.js";

declare module "vitest" {
  // Merging into vitest's own interface is how it learns the types of `inject`.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  export interface ProvidedContext {
    mongoUri: string;
    nats: {
      readonly url: string;
      readonly accounts: readonly NatsAccount[];
      readonly claims: string;
    };
    serverSearch: { readonly path: string; readonly cacheDir: string };
  }
}

/** More tests than this never run at the same time. */
const NATS_ACCOUNTS = 64;

/**
 * Global set-up of the project `real`, and an entry point like a main: one mongod with half a gigabyte of cache and one
 * nats-server for the whole suite, in a temporary directory, gone at the end even if vitest is killed.
 * MONGODB_URI is honoured; NATS_URL is not, because tests need accounts of their own.
 */
export default async function setUpServers(project: TestProject): Promise<() => Promise<void>> {
  const say = (line: string): void => console.log(line);
  const search = {
    path: process.env["PATH"] ?? "",
    cacheDir: join(import.meta.dirname, "../../../.cache/servers"),
  };
  const [mongodFound, natsFound] = await Promise.all([
    findMongod({ ...search, say, given: process.env["MONGODB_URI"] }),
    findNats({ ...search, say }),
  ]);
  if (natsFound.kind !== "binary") throw new Error("A search without an address found no binary.");

  const dir = await mkdtemp(join(tmpdir(), "whiteline-suite-"));
  const claims = join(dir, "claims");
  await mkdir(claims);
  const accounts = Array.from({ length: NATS_ACCOUNTS }, (_, index) => ({
    user: `test${index}`,
    password: randomUUID(),
  }));
  const [mongod, nats] = await Promise.all([
    mongodFound.kind === "binary"
      ? startMongod({
          binary: mongodFound.path,
          dbPath: join(dir, "mongod"),
          logFile: join(dir, "mongod.log"),
          // Tests write times of their own, long ago by the clock of a later day.
          keepsExpired: true,
        })
      : undefined,
    startNats({
      binary: natsFound.path,
      dir: join(dir, "nats"),
      logFile: join(dir, "nats.log"),
      accounts,
    }),
  ]);
  const callOff = guardAgainstOrphans(mongod ? [mongod.pid, nats.pid] : [nats.pid], dir);

  project.provide(
    "mongoUri",
    mongodFound.kind === "address" ? mongodFound.address : (mongod?.uri ?? ""),
  );
  project.provide("nats", { url: nats.url, accounts, claims });
  project.provide("serverSearch", search);
  return async () => {
    await Promise.all([mongod?.stop(), nats.stop()]);
    callOff();
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  };
}
