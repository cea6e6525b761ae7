import { join } from "node:path";

import { mongo } from "mongoose";
import { expect, test } from "vitest";

import { PortTakenError } from "../free-port.js";
import { testBinaries, testDirectory } from "../test-servers.js";
import { startMongod, type RunningMongod } from "./start-mongod.js";

async function withNotes<T>(
  server: RunningMongod,
  use: (notes: mongo.Collection) => Promise<T>,
): Promise<T> {
  const client = new mongo.MongoClient(server.uri);
  try {
    return await use(client.db("house").collection("notes"));
  } finally {
    await client.close();
  }
}

test("a second start on the same directory finds its data, on another port as well", async () => {
  await using dir = await testDirectory();
  const options = {
    binary: (await testBinaries()).mongod,
    dbPath: join(dir.path, "db"),
    logFile: join(dir.path, "mongod.log"),
    cacheGb: 0.25,
    keepsExpired: true,
  };
  const first = await startMongod(options);
  await withNotes(first, (notes) =>
    notes.insertOne({ text: "kept" }, { writeConcern: { w: "majority", journal: true } }),
  );
  await first.stop();

  await using second = await startMongod(options);
  expect(second.port).not.toBe(first.port);
  expect(await withNotes(second, (notes) => notes.countDocuments({ text: "kept" }))).toBe(1);
  const client = new mongo.MongoClient(second.uri);
  const asked = { getParameter: 1, ttlMonitorEnabled: 1 };
  expect(await client.db("admin").command(asked)).toMatchObject({ ttlMonitorEnabled: false });
  await client.close();
});

test("after kill -9 it comes back on the same port with everything it acknowledged", async () => {
  await using dir = await testDirectory();
  const { mongod } = await testBinaries();
  await using server = await startMongod({
    binary: mongod,
    dbPath: join(dir.path, "db"),
    logFile: join(dir.path, "mongod.log"),
    cacheGb: 0.25,
  });
  const { pid, uri } = server;
  const client = new mongo.MongoClient(uri);
  const notes = client
    .db("house")
    .collection("notes", { writeConcern: { w: "majority", journal: true } });
  await notes.insertOne({ text: "kept" });

  await server.kill("SIGKILL");
  await server.restart();

  expect(server.pid).not.toBe(pid);
  expect(server.uri).toBe(uri);
  expect(await notes.countDocuments()).toBe(1);
  const session = client.startSession();
  await session.withTransaction(() => notes.insertOne({ text: "in a transaction" }, { session }));
  await session.endSession();
  await client.close();

  const taken = startMongod({
    binary: mongod,
    dbPath: join(dir.path, "b"),
    logFile: join(dir.path, "b.log"),
    port: server.port,
  });
  await expect(taken).rejects.toThrow(PortTakenError);
  await expect(taken).rejects.toThrow(`mongod cannot listen on 127.0.0.1:${server.port}`);
});

test("with a login, a user gets into its own database and nowhere else, and a stranger nowhere", async () => {
  await using dir = await testDirectory();
  const options = {
    binary: (await testBinaries()).mongod,
    dbPath: join(dir.path, "db"),
    logFile: join(dir.path, "mongod.log"),
    cacheGb: 0.25,
    login: {
      key: Buffer.alloc(48, 7).toString("base64"),
      users: [
        { user: "lists", password: "secret", roles: [{ role: "readWrite", db: "house" }] },
        { user: "dlr", password: "other", roles: [{ role: "readWrite", db: "other" }] },
      ],
    },
  };
  const first = await startMongod(options);
  const as = async (server: RunningMongod, login: string): Promise<string> => {
    const uri = server.uri.replace("//", `//${login}`);
    const notes = (await withNotes({ ...server, uri }, (it) => it.insertOne({})).catch(
      (error: unknown) => error,
    )) as { readonly codeName?: string };
    return notes.codeName ?? "let in";
  };
  expect(await as(first, "lists:secret@")).toBe("let in");
  expect(await as(first, "dlr:other@")).toBe("Unauthorized");
  expect(await as(first, "lists:wrong@")).toBe("AuthenticationFailed");
  expect(await as(first, "")).toBe("Unauthorized");
  await first.stop();

  await using second = await startMongod(options);
  expect(await as(second, "lists:secret@")).toBe("let in");
});
