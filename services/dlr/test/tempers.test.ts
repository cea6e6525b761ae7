import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Lane } from "@whiteline/contracts/campaigns/v1/campaigns";
import { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import { testServiceConfig } from "@whiteline/service-kit/testing";
import { eventually, freePort, startSource, testDatabase, testDirectory } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { asTenant, dlr } from "./dlr-env.js";

/** An operator in one temper: how it behaves, what our account with it declares, and what of its counts shows the temper. */
type Temper = {
  readonly settings: string;
  readonly account?: Readonly<Record<string, string>>;
  readonly market?: "TR";
  readonly shown?: (truth: readonly Submit[]) => boolean;
};

const CODE = "B 001";
const textOf = (i: number) => `Order ${i} was sent. `.repeat(i < ONE_PART ? 1 : 9).trim();
const ONE_PART = 20;
const TWO_PARTS = 10;

const hour = new Date().getUTCHours();
/** Whenever this runs, and whichever hour begins meanwhile. */
const tonight = `${hour}-${(hour + 2) % 24}`;
const someFail = "undeliverable=0.3";

const tempers: Readonly<Record<string, Temper>> = {
  prompt: { settings: `temperament=prompt&${someFail}` },
  hex_ids: {
    settings: `temperament=hex_ids&${someFail}`,
    account: { answerIds: "hex", receiptIds: "decimal" },
    shown: (truth) => truth.every(({ messageId, receiptId }) => messageId !== receiptId),
  },
  early_receipts: { settings: `temperament=early_receipts&${someFail}` },
  silent_drops: {
    settings: "temperament=silent_drops&silentDrops=0.3",
    shown: (truth) => truth.some(({ receipts }) => receipts === 0),
  },
  // A link that breaks is the matter of other tests: what is in doubt is sent twice.
  lossy: {
    settings: "temperament=lossy&loseReceipts=0.3&dropConnections=0",
    shown: (truth) => truth.some(({ receipts }) => receipts === 0),
  },
  at_night: {
    settings: `temperament=throttling_at_night&throttleHours=${tonight}&throttle=20&${someFail}`,
    shown: (truth) => Math.max(...times(truth)) - Math.min(...times(truth)) > 500,
  },
  // Handsets out of coverage: what is told before the end is no end [tr.md · Delivery].
  retrying: {
    settings: `enroute=1&receiptDelayMs=1000&${someFail}`,
    account: { suffix: CODE },
    market: "TR",
    // The customer's text with the code of the operator, whole.
    shown: (truth) => {
      const sent = hash("sha1", Buffer.from(`${textOf(0)}${CODE}`));
      return truth.some(({ sha1 }) => sha1 === sent);
    },
  },
  text_only: { settings: `receiptForm=text_only&${someFail}` },
  tlv_only: { settings: `receiptForm=tlv_only&${someFail}` },
  ucs2_flagged: { settings: `receiptForm=ucs2_flagged&${someFail}` },
  last_part_only: {
    settings: `temperament=last_part_receipts&${someFail}`,
    account: { receipts: "last" },
    shown: (truth) => truth.filter(({ receipts }) => receipts === 0).length === TWO_PARTS,
  },
  contradicting: {
    settings: `contradicts=1&${someFail}`,
    shown: (truth) => truth.every(({ contradicted }) => contradicted === true),
  },
};

/** A line of the operator's log. */
type Submit = {
  readonly what: "submit" | "receipt";
  readonly at: number;
  readonly systemId: string;
  readonly destination: readonly [string];
  readonly messageId: string;
  readonly receiptId: string;
  readonly state: "DELIVRD" | "UNDELIV";
  readonly receipts: number;
  readonly sha1: string;
  readonly contradicted?: boolean;
};
const times = (truth: readonly Submit[]) => truth.map(({ at }) => at);

const names = Object.keys(tempers);
const marketOf = (name: string): string => tempers[name]?.market ?? "IR";

const chunkOf = (temper: string, place: number): ChunkReleased => {
  const first = 989_120_000_000n + BigInt(place * 1_000);
  const recipients = ONE_PART + TWO_PARTS;
  return ChunkReleased.fromPartial({
    chunkId: temper,
    tenantId: "tenant-a",
    providerId: "asanak",
    campaignId: temper,
    lineId: "line-1",
    sender: "02191001234",
    market: marketOf(temper),
    operator: temper,
    lane: Lane.BULK,
    clearanceId: "clearance",
    reservationId: "reservation",
    msisdns: Array.from({ length: recipients }, (_, i) => first + BigInt(i)),
    texts: Array.from({ length: recipients }, (_, i) => textOf(i)),
    parts: Buffer.from(Array.from({ length: recipients }, (_, i) => (i < ONE_PART ? 1 : 2))),
    droppedMask: Buffer.alloc(Math.ceil(recipients / 8)),
    expiresAt: new Date(Date.now() + 600_000),
    releasedAt: new Date(),
    alphabet: "gsm7",
    suffix: tempers[temper]?.account?.["suffix"] ?? "",
  });
};

/**
 * What we can know of a message: what its receipts told; nothing, where one never came and none told a failure, unless the
 * operator declares that one speaks for all.
 */
const expected = (parts: readonly Submit[], isLastOnly: boolean): string => {
  const told = parts.filter(({ receipts }) => receipts > 0);
  if (told.some(({ state }) => state === "UNDELIV")) return "undelivered";
  return told.length === (isLastOnly ? 1 : parts.length) ? "delivered" : "unknown";
};

test("[TR-AKT-07] [TR-AKT-25] whatever the temper of the operator and the form of its receipts, what we say of each message is what truly became of it", async () => {
  let passed = 0;
  await using it = await dlr({}, () => new Date(Date.now() + passed));
  await using database = await testDatabase();
  await using files = await testDirectory();
  const [smpp, control] = [await freePort(), await freePort()];
  const truthFile = join(files.path, "truth.jsonl");
  await using _operator = await startSource({
    service: "operator-simulator",
    logFile: join(files.path, "operator.log"),
    env: {
      ...{ SMPP_PORT: `${smpp}`, CONTROL_PORT: `${control}`, HTTP_PORT: "0", GRPC_PORT: "0" },
      ...{ GROUND_TRUTH_FILE: truthFile, LOG_LEVEL: "error" },
    },
    ready: async () => (await fetch(`http://127.0.0.1:${control}/health`)).ok,
  });
  const ask = async (path: string, method = "POST"): Promise<Stats> =>
    (await (await fetch(`http://127.0.0.1:${control}/${path}`, { method })).json()) as Stats;
  for (const [systemId, { settings }] of Object.entries(tempers))
    await ask(`set?systemId=${systemId}&${settings}`);
  const bind = { host: "127.0.0.1", port: smpp, password: "secret" };
  const dispatcherHttp = await freePort();
  const { url: natsUrl, user, password } = it.nats;
  await using _dispatcher = await startSource({
    service: "dispatcher",
    logFile: join(files.path, "dispatcher.log"),
    env: {
      ...testServiceConfig({ name: "dispatcher", mongoUri: database.uri, natsUrl }),
      ...{ NATS_USER: user, NATS_PASSWORD: password, HTTP_PORT: `${dispatcherHttp}` },
      OPERATORS: JSON.stringify({
        accounts: names.map((name) => ({
          ...bind,
          ...{ account: name, systemId: name },
          ...tempers[name]?.account,
        })),
        routes: names.map((name) => ({
          ...{ route: name, market: marketOf(name), operators: [name], account: name },
        })),
      }),
    },
    ready: async () => (await fetch(`http://127.0.0.1:${dispatcherHttp}/health`)).ok,
  });
  for (const [place, name] of names.entries()) {
    const chunk = chunkOf(name, place);
    await it.events.publishWork("CHUNKS", [name, "bulk"], ChunkReleased, chunk, name);
  }

  const parts = names.length * (ONE_PART + 2 * TWO_PARTS);
  const readTruth = async (): Promise<readonly Submit[]> => {
    await ask("flush");
    const lines = (await readFile(truthFile, "utf8")).trim().split("\n");
    return lines.map((line) => JSON.parse(line) as Submit).filter(({ what }) => what === "submit");
  };
  await eventually(async () => (await ask("stats", "GET")).submitted === parts);
  const truth = await readTruth();
  const owed = truth.reduce((sum, { receipts }) => sum + receipts, 0);
  const contradicted = truth.filter((one) => one.contradicted === true).length;
  await eventually(async () => {
    const { receiptsAcked, enroute, contradictions } = await ask("stats", "GET");
    return (
      receiptsAcked === owed &&
      enroute === ONE_PART + 2 * TWO_PARTS &&
      contradictions === contradicted
    );
  });
  await eventually(() => names.every((name) => it.latest(name)?.allAnswered));
  // Validity and margin are over: what never came never will.
  passed = 6 * 3_600_000;
  await eventually(() => names.every((name) => it.latest(name)?.final));

  for (const [place, name] of names.entries()) {
    const own = truth.filter(({ systemId }) => systemId === name);
    expect(tempers[name]?.shown?.(own) ?? own.some(({ state }) => state === "UNDELIV"), name).toBe(
      true,
    );
    const partsOf = (number: bigint) =>
      own.filter(({ destination: [addr] }) => addr === `${number}`);
    const chunks = it.client().streamOutcomes({ campaignId: name }, asTenant);
    for await (const { states } of chunks)
      expect(states, name).toEqual(
        chunkOf(name, place).msisdns.map((number) =>
          expected(partsOf(number), tempers[name]?.account?.["receipts"] === "last"),
        ),
      );
  }
});

type Stats = {
  readonly submitted: number;
  readonly receiptsAcked: number;
  readonly enroute: number;
  readonly contradictions: number;
};
