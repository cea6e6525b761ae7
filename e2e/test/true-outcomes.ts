import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Stack } from "@whiteline/local";
import { mongo } from "mongoose";
import { expect } from "vitest";
import { z } from "zod";
import { apiClient } from "../src/story/client.js";

/** A house and its directory. */
type Place = { readonly stack: Stack; readonly dir: string };

/** What the operator took for one destination, as it wrote it down. */
type Attempt = {
  readonly at: number;
  readonly fingerprint: number;
  readonly receiptId: string;
  readonly state: "DELIVRD" | "UNDELIV";
  /** How many receipts were owed for it; 0: nobody was ever told. */
  readonly receipts: number;
  readonly contradicted?: boolean;
};

/** One line of `/v1/campaigns/{id}/outcomes`. */
type Outcome = {
  readonly messageId: string;
  readonly state: string;
  readonly parts: number;
  readonly operatorIds: readonly string[];
  readonly duplicatePossible: boolean;
};

/** Nothing went out, of at least one part. */
const REFUSED: ReadonlySet<string> = new Set(["rejected", "withheld", "failed"]);

/**
 * Holds every message of the largest campaign, as `/v1/campaigns/{id}/outcomes` tells it, against the operator's own log: each
 * part that it took is ours and each of ours was taken, and what we say of it is what truly became of it.
 * @param apiKey of its owner; absent: of the story's company.
 * @returns how many parts the operator refused.
 */
export const expectTrueOutcomes = async (house: Place, apiKey?: string): Promise<number> => {
  const { id, finishedAt, numbers } = await largestCampaign(house);
  await fetch(`${house.stack.run.simulatorControl ?? ""}/flush`, { method: "POST" });
  const took = await readAttempts(join(house.dir, "ground-truth.jsonl"), numbers, finishedAt);
  const key = apiKey ?? (await storyKey(house.dir));
  const answer = await apiClient(house.stack.run.api ?? "", key).text(
    `/v1/campaigns/${id}/outcomes`,
  );
  const outcomes = answer
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Outcome);
  expect(outcomes.length).toBe(numbers.size);
  const faults: string[] = [];
  let refused = 0;
  for (const outcome of outcomes) {
    if (outcome.state === "rejected")
      refused += outcome.operatorIds.filter((id) => id === "").length;
    const fault = faultOf(outcome, took.get(numbers.get(outcome.messageId) ?? "") ?? []);
    if (fault !== undefined) faults.push(`${outcome.messageId} ${outcome.state}: ${fault}`);
  }
  expect(faults.slice(0, 10)).toEqual([]);
  return refused;
};

const storyKey = async (dir: string): Promise<string> =>
  z
    .object({ customer: z.string() })
    .parse(JSON.parse(await readFile(join(dir, "keys.json"), "utf8"))).customer;

const faultOf = (outcome: Outcome, attempts: readonly Attempt[]): string | undefined => {
  const { state, parts, operatorIds, duplicatePossible } = outcome;
  const distinct = new Set(attempts.map(({ fingerprint }) => fingerprint)).size;
  if (REFUSED.has(state))
    return distinct < parts || duplicatePossible ? undefined : "the operator took all of it";
  if (distinct !== parts) return `${distinct} of ${parts} parts were taken`;
  const named = operatorIds.map((id) => attempts.find(({ receiptId }) => receiptId === id));
  if (named.includes(undefined)) return "an id that the operator did not give";
  // What may have gone twice is told by the receipt that came first; any of its attempts may be the one.
  const isOpen = duplicatePossible || attempts.some((one) => one.contradicted === true);
  const mayBe = isOpen ? possible(attempts) : new Set([told(attempts)]);
  return mayBe.has(state) ? undefined : `truly ${[...mayBe].join(" or ")}`;
};

/** What receipts can tell of the parts of a message. */
const told = (parts: readonly Attempt[]): string => {
  const heard = parts.filter(({ receipts }) => receipts > 0);
  if (heard.some(({ state }) => state === "UNDELIV")) return "undelivered";
  return heard.length === parts.length ? "delivered" : "unknown";
};

const possible = (attempts: readonly Attempt[]): ReadonlySet<string> => {
  const may = new Set<string>();
  const isContradicted = attempts.some((one) => one.contradicted === true);
  if (isContradicted || attempts.some(({ state }) => state === "UNDELIV")) may.add("undelivered");
  if (isContradicted || attempts.some(({ state }) => state === "DELIVRD")) may.add("delivered");
  if (attempts.some(({ receipts }) => receipts === 0)) may.add("unknown");
  return may;
};

type Chunk = { readonly _id: string; readonly campaign: string; readonly msisdns: mongo.Binary };

/** The campaign of the most recipients: when it was over, and who got which of its messages. */
const largestCampaign = async ({ stack }: Pick<Place, "stack">) => {
  const client = await mongo.MongoClient.connect(stack.mongodUri);
  try {
    const campaigns = client.db("whiteline_campaigns");
    const chunks = campaigns.collection<Chunk>("chunks");
    const [largest] = await chunks
      .aggregate<{ _id: string }>([
        { $match: { state: "released" } },
        { $group: { _id: "$campaign", chunks: { $sum: 1 } } },
        { $sort: { chunks: -1 } },
        { $limit: 1 },
      ])
      .toArray();
    const id = largest?._id ?? "";
    const finished = await campaigns
      .collection<{ _id: string; finishedAt: Date }>("campaigns")
      .findOne({ _id: id });
    const numbers = new Map<string, string>();
    for await (const { _id, msisdns } of chunks.find(
      { campaign: id, state: "released" },
      { projection: { campaign: 1, msisdns: 1 } },
    ))
      unpack(msisdns).forEach((msisdn, slot) => numbers.set(`${_id}-${slot}`, msisdn));
    expect(numbers.size).toBeGreaterThan(0);
    return { id, finishedAt: finished?.finishedAt ?? new Date(0), numbers };
  } finally {
    await client.close();
  }
};

/** Numbers of eight octets each, as campaigns packs them. */
const unpack = (packed: mongo.Binary): readonly string[] => {
  const octets = Buffer.from(packed.buffer.subarray(0, packed.position));
  return Array.from({ length: octets.length / 8 }, (_, i) => `${octets.readBigUInt64LE(i * 8)}`);
};

/** What the operator took for these numbers until then; later messages are of another step of the story. */
const readAttempts = async (
  file: string,
  numbers: ReadonlyMap<string, string>,
  until: Date,
): Promise<ReadonlyMap<string, readonly Attempt[]>> => {
  const wanted = new Set(numbers.values());
  const took = new Map<string, Attempt[]>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const entry = JSON.parse(line) as Attempt & {
      readonly what: "submit" | "receipt";
      readonly destination: readonly [string];
    };
    if (entry.what !== "submit" || entry.at > until.getTime()) continue;
    const [to] = entry.destination;
    if (!wanted.has(to)) continue;
    const { at, fingerprint, receiptId, state, receipts, contradicted } = entry;
    const attempt = { at, fingerprint, receiptId, state, receipts };
    const before = took.get(to) ?? [];
    took.set(to, before);
    before.push(contradicted === true ? { ...attempt, contradicted } : attempt);
  }
  return took;
};
