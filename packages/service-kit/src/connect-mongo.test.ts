import { testDatabase } from "@whiteline/testkit";
import { expect, test } from "vitest";

import { closeMongo, connectMongo, inTransaction, isDuplicateKey } from "./connect-mongo.js";

async function database() {
  const given = await testDatabase();
  const connection = await connectMongo(given.uri);
  return {
    connection,
    notes: connection.collection<{ _id: string; count: number }>("notes"),
    async [Symbol.asyncDispose]() {
      await closeMongo(connection);
      await given[Symbol.asyncDispose]();
    },
  };
}

test("writes wait for the journal of a majority, reads see what a majority has, nothing is made in passing", async () => {
  await using db = await database();
  const { writeConcern, readConcern, retryWrites, monitorCommands } =
    db.connection.getClient().options;
  expect(writeConcern).toMatchObject({ w: "majority", j: true });
  expect(readConcern).toEqual({ level: "majority" });
  expect({ retryWrites, monitorCommands }).toEqual({ retryWrites: true, monitorCommands: false });
  expect(db.connection.get("autoIndex")).toBe(false);
});

test("a transaction keeps all of its writes or none, and gives back what its work gave", async () => {
  await using db = await database();
  const answer = await inTransaction(db.connection, async (session) => {
    await db.notes.insertOne({ _id: "a", count: 1 }, { session });
    await db.notes.insertOne({ _id: "b", count: 1 }, { session });
    return "both";
  });
  expect(answer).toBe("both");

  const failing = inTransaction(db.connection, async (session) => {
    await db.notes.insertOne({ _id: "c", count: 1 }, { session });
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await db.notes.countDocuments()).toBe(2);
});

test("two transactions that read and write the same document do not lose an update", async () => {
  await using db = await database();
  await db.notes.insertOne({ _id: "a", count: 0 });
  const addOne = () =>
    inTransaction(db.connection, async (session) => {
      const note = await db.notes.findOne({ _id: "a" }, { session });
      await db.notes.updateOne(
        { _id: "a" },
        { $set: { count: (note?.count ?? 0) + 1 } },
        { session },
      );
    });
  await Promise.all(Array.from({ length: 5 }, addOne));
  expect(await db.notes.findOne({ _id: "a" })).toEqual({ _id: "a", count: 5 });
});

test("a write that a unique index refused is told from other failures", async () => {
  await using db = await database();
  await db.notes.insertOne({ _id: "a", count: 0 });
  const again = await db.notes.insertOne({ _id: "a", count: 1 }).catch((error: unknown) => error);
  expect(isDuplicateKey(again)).toBe(true);
  const many = await db.notes.insertMany([{ _id: "a", count: 1 }]).catch((error: unknown) => error);
  expect(isDuplicateKey(many)).toBe(true);
  for (const other of [new Error("E11000"), undefined, null, "11000", { code: 1 }])
    expect(isDuplicateKey(other)).toBe(false);
});
