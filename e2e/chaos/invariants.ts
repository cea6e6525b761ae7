import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { verifyBooks } from "@whiteline/pricing/verify";
import { databaseUri } from "@whiteline/testkit";
import { mongo } from "mongoose";
import { expect } from "vitest";
import { expectExactEnd, type StoryUnderWay } from "../test/house.js";
import { expectEveryRial } from "../test/money-proof.js";
import type { ChaosHouse } from "./chaos-house.js";

/**
 * What must hold after every run (delivery.md §11): every recipient is accounted for and reached once, what went twice is
 * listed, each receipt that we answered is kept and known, nothing is unfinished or dead, every rial is where it belongs.
 */
export const expectInvariants = async (house: ChaosHouse, story: StoryUnderWay): Promise<void> => {
  const refused = await expectExactEnd(house, story);
  await expectEveryRial(house, story, refused);
  await expectOrder(house);
};

/** The same of a house in which no story was told, but for what became of each message; the books balance. */
export const expectOrder = async (house: ChaosHouse): Promise<void> => {
  const { broken } = await verifyBooks(databaseUri(house.stack.mongodUri, "whiteline_pricing"));
  expect(broken).toEqual([]);
  await house.operator("flush");
  const answered = await readAnswered(join(house.dir, "ground-truth.jsonl"));
  const client = await mongo.MongoClient.connect(house.stack.mongodUri);
  try {
    await expectReceiptsKept(client, answered);
    await expectNothingLeft(house, client);
  } finally {
    await client.close();
  }
};

/** Receipts that we answered with ESME_ROK: account and id. */
const readAnswered = async (file: string): Promise<ReadonlySet<string>> => {
  const answered = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const entry = JSON.parse(line) as Entry;
    if (entry.what === "receipt" && entry.status === 0)
      answered.add(`${entry.systemId} ${entry.receiptId}`);
  }
  return answered;
};

type Entry = {
  readonly what: "submit" | "receipt";
  readonly systemId: string;
  readonly receiptId: string;
  readonly status?: number;
};

const expectReceiptsKept = async (
  client: mongo.MongoClient,
  answered: ReadonlySet<string>,
): Promise<void> => {
  const kept = client
    .db("whiteline_dispatcher")
    .collection<{ account: string; receipts: { operatorId: string }[] }>("received")
    .find({}, { projection: { account: 1, "receipts.operatorId": 1 } });
  const missing = new Set(answered);
  for await (const { account, receipts } of kept)
    for (const { operatorId } of receipts) missing.delete(`${account} ${operatorId}`);
  expect([...missing].slice(0, 10)).toEqual([]);
};

/** Nothing waits to be told, nothing is dead, no chunk is open. */
const expectNothingLeft = async (
  { stack }: ChaosHouse,
  client: mongo.MongoClient,
): Promise<void> => {
  const untold = { published: false };
  const received = client.db("whiteline_dispatcher").collection("received");
  await expect.poll(() => received.countDocuments(untold), { timeout: 120_000 }).toBe(0);
  const chunks = client.db("whiteline_campaigns").collection("chunks");
  const unfinished = { state: "released", $or: [{ open: true }, { final: false }] };
  await expect.poll(() => chunks.countDocuments(unfinished), { timeout: 120_000 }).toBe(0);
  const nc = await connect({
    servers: stack.natsUrl,
    user: "campaigns",
    pass: stack.secrets.natsPasswords["campaigns"] ?? "",
  });
  try {
    const { streams } = await jetstreamManager(nc, { checkAPI: false });
    expect((await streams.info("DLQ")).state.messages).toBe(0);
  } finally {
    await nc.close();
  }
};
