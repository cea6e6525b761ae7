import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { findMongod } from "./servers/find-mongod.js";
import { findNats } from "./servers/find-nats.js";

export type TestBinaries = { readonly mongod: string; readonly nats: string };

/** Paths of the server binaries, for tests that start (and kill) servers of their own. Only inside vitest's project `real`. */
export async function testBinaries(): Promise<TestBinaries> {
  const { inject } = await import("vitest");
  const search = { ...inject("serverSearch"), say: () => undefined };
  const [mongod, nats] = await Promise.all([findMongod(search), findNats(search)]);
  if (mongod.kind !== "binary" || nats.kind !== "binary")
    throw new Error("A search without an address found no binary.");
  return { mongod: mongod.path, nats: nats.path };
}

export type TestDirectory = { readonly path: string; [Symbol.asyncDispose](): Promise<void> };

/** A fresh directory, removed with all it holds on dispose. */
export async function testDirectory(): Promise<TestDirectory> {
  const path = await mkdtemp(join(tmpdir(), "whiteline-test-"));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}
