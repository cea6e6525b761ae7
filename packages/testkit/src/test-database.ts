import { randomUUID } from "node:crypto";

import { mongo } from "mongoose";

import { databaseUri } from "./servers/database-uri.js";

export type TestDatabase = {
  readonly name: string;
  /** Address with the database's name in it. */
  readonly uri: string;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * A fresh database on the suite's mongod, dropped on dispose: `await using database = await testDatabase()`.
 * Only inside vitest's project `real`.
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
        await client.db(name).dropDatabase();
      } finally {
        await client.close();
      }
    },
  };
}
