import { randomBytes } from "node:crypto";
import { closeMongo, connectMongo, createEnvelope, inTransaction } from "@whiteline/service-kit";
import { eventually, testDatabase } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { documentContentStore } from "./document-content.js";

const envelope = createEnvelope({ current: "k1", keys: { k1: randomBytes(32) } });
const documentId = "0123456789abcdef01234567";
const began = new Date("2026-11-22T10:00:00Z");
const later = new Date("2026-11-22T11:00:00Z");

async function openStore(uri: string) {
  const connection = await connectMongo(uri);
  const content = documentContentStore(connection, { envelope });
  const count = (name: string) => connection.collection(name).countDocuments();
  return {
    connection,
    content,
    left: async () => ({
      files: await count("document_content.files"),
      chunks: await count("document_content.chunks"),
      uploads: await count("document_uploads"),
    }),
    [Symbol.asyncDispose]: () => closeMongo(connection),
  };
}

async function* bytes(pieces: number) {
  for (let piece = 0; piece < pieces; piece += 1) yield randomBytes(65_536);
}

const nothing = { files: 0, chunks: 0, uploads: 0 };

test("what a killed process left of an upload is swept after its time, and only then", async () => {
  await using database = await testDatabase();
  await using survivor = await openStore(database.uri);
  const killed = await openStore(database.uri);
  async function* endless() {
    yield* bytes(20);
    await new Promise(() => undefined);
  }
  void killed.content.write(documentId, endless(), began).catch(() => undefined);
  await eventually(async () => (await survivor.left()).chunks > 0);
  await closeMongo(killed.connection);

  expect(await survivor.content.sweep(began)).toBe(0);
  expect(await survivor.left()).toMatchObject({ uploads: 1 });
  expect(await survivor.content.sweep(later)).toBe(1);
  expect(await survivor.left()).toEqual(nothing);
});

test("an upload that was swept can no longer be kept", async () => {
  await using database = await testDatabase();
  await using store = await openStore(database.uri);
  await store.content.write(documentId, bytes(1), began);
  await store.content.sweep(later);
  await expect(
    inTransaction(store.connection, (session) => store.content.keep(session, documentId)),
  ).rejects.toMatchObject({ kind: "unavailable", reason: "UPLOAD_ABANDONED" });
});

test("an upload that was kept is never swept", async () => {
  await using database = await testDatabase();
  await using store = await openStore(database.uri);
  await store.content.write(documentId, bytes(1), began);
  await inTransaction(store.connection, (session) => store.content.keep(session, documentId));
  expect(await store.content.sweep(later)).toBe(0);
  expect(await store.left()).toMatchObject({ files: 1, uploads: 0 });
});

test("a content whose stream fails leaves nothing", async () => {
  await using database = await testDatabase();
  await using store = await openStore(database.uri);
  async function* failing() {
    yield* bytes(20);
    throw new Error("the line is cut");
  }
  await expect(store.content.write(documentId, failing(), began)).rejects.toThrow("cut");
  expect(await store.left()).toEqual(nothing);
});

test("a piece that was changed or lost on disk is an error, never other content", async () => {
  await using database = await testDatabase();
  await using store = await openStore(database.uri);
  const header = await store.content.write(documentId, bytes(20), began);
  const read = async () => {
    for await (const _piece of store.content.read(documentId, header));
  };
  await read();
  const chunks = store.connection.collection("document_content.chunks");
  await chunks.updateOne({ n: 1 }, { $set: { data: randomBytes(261_120) } });
  await expect(read()).rejects.toMatchObject({ reason: "ENVELOPE_DAMAGED" });
  await chunks.deleteOne({ n: 1 });
  await expect(read()).rejects.toThrow();
});
