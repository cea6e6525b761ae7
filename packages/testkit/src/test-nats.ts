import { mkdir, rmdir } from "node:fs/promises";
import { join } from "node:path";

import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";

import type { NatsAccount } from "./servers/start-nats.js";

export type TestNats = NatsAccount & {
  readonly url: string;
  /** Deletes every stream of the account with what it holds, as if JetStream's store were lost. */
  loseStore(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * An account of its own on the suite's nats-server: a test may use the real names of streams and subjects
 * while others run. On dispose its streams are deleted and the account is free for the next test.
 * Only inside vitest's project `real`.
 */
export async function testNats(): Promise<TestNats> {
  const { inject } = await import("vitest");
  const { url, accounts, claims } = inject("nats");
  for (const account of accounts) {
    const claim = join(claims, account.user);
    if (!(await isClaimed(claim))) continue;
    return {
      url,
      ...account,
      loseStore: () => deleteStreams(url, account),
      async [Symbol.asyncDispose]() {
        await deleteStreams(url, account);
        await rmdir(claim);
      },
    };
  }
  throw new Error(
    `All ${accounts.length} NATS accounts of the suite are in use: dispose of what testNats() gives.`,
  );
}

/** Making a directory is atomic: one of several workers gets it. */
async function isClaimed(claim: string): Promise<boolean> {
  try {
    await mkdir(claim);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function deleteStreams(url: string, { user, password }: NatsAccount): Promise<void> {
  const connection = await connect({ servers: url, user, pass: password });
  try {
    const manager = await jetstreamManager(connection);
    for (const name of await manager.streams.names().next()) await manager.streams.delete(name);
  } finally {
    await connection.close();
  }
}
