import { join } from "node:path";
import { startMongod, testBinaries, testDirectory } from "@whiteline/testkit";
import mongoose from "mongoose";
import { expect, test } from "vitest";

import { closeMongo, connectMongo, inTransaction } from "./connect-mongo.js";
import { isStoreAway } from "./store-away.js";

const { mongo } = mongoose;

/** As the server says it. */
const answer = (codeName: string, errorLabels: readonly string[] = []) =>
  new mongo.MongoServerError({ message: codeName, codeName, errorLabels: [...errorLabels] });

/** As a socket says it whose other end is gone. */
const broken = (code: string, syscall: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall });

/** What a reader of a failed run needs to know of an error. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const details = {
    code: "code" in error ? error.code : undefined,
    codeName: "codeName" in error ? error.codeName : undefined,
    labels: error instanceof mongo.MongoError ? error.errorLabels : undefined,
  };
  const cause = error.cause === undefined ? "" : ` because of ${inWords(error.cause)}`;
  return `${error.constructor.name} ${error.name} ${JSON.stringify(details)}: ${error.message}${cause}`;
}

test("a server that goes, or asks for another try, is away; a question that is wrong is not", () => {
  for (const away of [
    answer("InterruptedAtShutdown"),
    answer("NotWritablePrimary"),
    answer("HostUnreachable", ["RetryableWriteError"]),
    answer("WriteConflict", ["TransientTransactionError"]),
    new mongo.MongoNetworkTimeoutError("connection timed out"),
    new mongo.MongoUnexpectedServerResponseError("Selected server does not support retries"),
    new mongoose.Error.MongooseServerSelectionError("no server"),
    broken("EPIPE", "write"),
    broken("ECONNRESET", "write"),
  ]) {
    expect(isStoreAway(away), inWords(away)).toBe(true);
  }
  for (const wrong of [
    answer("DuplicateKey"),
    answer("BadValue"),
    new mongo.MongoInvalidArgumentError("no such option"),
    new Error("anything"),
    broken("EACCES", "write"),
    broken("ENOENT", "open"),
    undefined,
  ]) {
    expect(isStoreAway(wrong), inWords(wrong)).toBe(false);
  }
});

test("whatever fails while mongod is killed under load, fails as away", async () => {
  await using directory = await testDirectory();
  const { mongod: binary } = await testBinaries();
  await using mongod = await startMongod({
    binary,
    dbPath: join(directory.path, "mongod"),
    logFile: join(directory.path, "mongod.log"),
  });
  const connection = await connectMongo(mongod.uri.replace("/?", "/notes?"));
  const notes = connection.collection("notes");
  await notes.insertOne({ count: 0 });
  const failures: unknown[] = [];
  const end = new AbortController();
  const work = async (attempt: () => Promise<unknown>): Promise<void> => {
    while (!end.signal.aborted) {
      try {
        await attempt();
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const workers = Array.from({ length: 20 }, () => [
    work(() => notes.findOne({})),
    work(() => notes.updateOne({}, { $inc: { count: 1 } })),
    work(() => notes.insertMany([{ count: 1 }, { count: 2 }], { ordered: false })),
    work(() => notes.bulkWrite([{ updateOne: { filter: {}, update: { $inc: { count: 1 } } } }])),
    work(() => inTransaction(connection, (session) => notes.insertOne({}, { session }))),
  ]).flat();
  await mongod.kill();
  // The last of them have waited for a server in vain.
  while (!failures.some((error) => error instanceof mongo.MongoServerSelectionError)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  end.abort();
  await Promise.all(workers);
  await closeMongo(connection);
  // What is asked after the client was closed is away as well.
  await expect(notes.findOne({})).rejects.toSatisfy(isStoreAway);
  expect(failures.filter((error) => !isStoreAway(error)).map(inWords)).toEqual([]);
});
