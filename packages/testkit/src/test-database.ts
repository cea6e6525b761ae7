import { randomUUID } from "node:crypto";

import { mongo } from "mongoose";

import { databaseUri } from "./servers/database-uri.js";

export type TestDatabase = {
  readonly name: string;
  /** Address with the database's name in it. */
  readonly uri: string;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Longer than a drop takes when nobody uses the database any more. */
const DROP_WITHIN_MS = 3_000;
/** MaxTimeMSExpired. */
const OUT_OF_TIME = 50;

/**
 * A fresh database on the suite's mongod, dropped on dispose: `await using database = await testDatabase()`. A process
 * that was killed may have left a transaction open, for which a drop would wait a minute: such a database stays until
 * the suite's mongod is thrown away. Only inside vitest's project `real`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { inject } = await import("vitest");
  const name = `test_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
  const uri = databaseUri(inject("mongoUri"), name);
  return {
    name,
    uri,
    async [Symbol.asyncDispose]() {
      const client = new mongo.MongoClient(uri);
      try {
        await client.db(name).dropDatabase({ maxTimeMS: DROP_WITHIN_MS });
      } catch (error) {
        if (!(error instanceof mongo.MongoServerError && error.code === OUT_OF_TIME)) throw error;
      } finally {
        await client.close();
      }
    },
  };
}
