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
  await expectExactEnd(house, story);
  await expectEveryRial(house, story, 0);
  await expectOrder(house);
};

/** The same of a house in which no story was told; the books balance. */
export const expectOrder = async (house: ChaosHouse): Promise<void> => {
  const { broken } = await verifyBooks(databaseUri(house.stack.mongodUri, "whiteline_pricing"));
  expect(broken).toEqual([]);
  await house.operator("flush");
  const truth = await readTruth(join(house.dir, "ground-truth.jsonl"));
  const client = await mongo.MongoClient.connect(house.stack.mongodUri);
  try {
    await expectReachedOnce(client, truth);
    await expectReceiptsKept(client, truth);
    await expectNothingLeft(house, client);
  } finally {
    await client.close();
  }
};

type Truth = {
  /** Distinct parts that the operator accepted, by destination. */
  readonly reached: ReadonlyMap<string, ReadonlySet<number>>;
  /** Receipts that we answered with ESME_ROK: account and id. */
  readonly answered: ReadonlySet<string>;
};

const readTruth = async (file: string): Promise<Truth> => {
  const reached = new Map<string, Set<number>>();
  const answered = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const entry = JSON.parse(line) as Entry;
    if (entry.what === "submit") {
      const [to] = entry.destination;
      reached.set(to, (reached.get(to) ?? new Set()).add(entry.fingerprint));
    } else if (entry.status === 0) answered.add(`${entry.systemId} ${entry.receiptId}`);
  }
  return { reached, answered };
};

type Entry =
  | {
      readonly what: "submit";
      readonly destination: readonly [string];
      readonly fingerprint: number;
    }
  | {
      readonly what: "receipt";
      readonly systemId: string;
      readonly receiptId: string;
      readonly status?: number;
    };

/** Unique submitted = accepted − dropped − withheld − expired − rejected; the story has none of these. */
const expectReachedOnce = async (client: mongo.MongoClient, { reached }: Truth): Promise<void> => {
  const chunks = await client
    .db("whiteline_campaigns")
    .collection<{ campaign: string; state: string; p: number; msisdns: mongo.Binary }>("chunks")
    .find({ state: "released" }, { projection: { campaign: 1, p: 1, msisdns: 1 } })
    .toArray();
  const byCampaign = new Map<string, typeof chunks>();
  for (const chunk of chunks)
    byCampaign.set(chunk.campaign, [...(byCampaign.get(chunk.campaign) ?? []), chunk]);
  const largest = [...byCampaign.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  const recipients = largest.flatMap(({ msisdns }) => unpack(msisdns));
  expect(recipients.length).toBeGreaterThan(0);
  expect(recipients.filter((msisdn) => !reached.has(msisdn)).slice(0, 10)).toEqual([]);
  const parts = recipients.reduce((sum, msisdn) => sum + (reached.get(msisdn)?.size ?? 0), 0);
  const released = largest.reduce((sum, { p }) => sum + p, 0);
  expect(parts).toBeGreaterThanOrEqual(released);
};

/** Numbers of eight octets each, as campaigns packs them. */
const unpack = (packed: mongo.Binary): readonly string[] => {
  const octets = Buffer.from(packed.buffer.subarray(0, packed.position));
  return Array.from({ length: octets.length / 8 }, (_, i) => `${octets.readBigUInt64LE(i * 8)}`);
};

const expectReceiptsKept = async (
  client: mongo.MongoClient,
  { answered }: Truth,
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
