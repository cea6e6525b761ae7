import { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import type { Job, WorkHandler } from "@whiteline/events";
import { DomainError } from "@whiteline/service-kit";
import { testServiceConfig } from "@whiteline/service-kit/testing";
import { Registry } from "prom-client";
import { expect, test, vi } from "vitest";
import type { Others, SubmitParts } from "./carrying.js";
import { readConfig, type Route } from "./config.js";
import type { JournalEntry } from "./domain/chunk-progress.js";
import { openEmbargo } from "./domain/embargo.js";
import { submitCode } from "./domain/submit-code.js";
import { measure } from "./metrics.js";
import { laneGate } from "./smpp/lane-gate.js";
import { carryWork } from "./events/carry-work.js";

const place = { host: "127.0.0.1", port: 1, systemId: "s", password: "p" };
const config = readConfig({
  ...testServiceConfig({
    name: "dispatcher",
    mongoUri: "mongodb://localhost",
    natsUrl: "nats://x",
  }),
  OPERATORS: JSON.stringify({
    accounts: [
      { ...place, account: "a" },
      { ...place, account: "b" },
    ],
    routes: [
      { route: "mci", market: "IR", operators: ["*"], accounts: ["b", "a"] },
      { route: "own", market: "IR", operators: ["TALIYA"], account: "b" },
    ],
  }),
});

type Dispatcher = Parameters<typeof carryWork>[0];
const [, account] = config.OPERATORS.accounts;
const [shared, alone] = config.OPERATORS.routes;
const doubtful: JournalEntry = {
  n: 0,
  bindId: "a/1",
  account: "a",
  epoch: 1,
  at: new Date(0),
  state: "doubt",
  parts: [0],
  results: [],
  reason: "",
};
/** A dispatcher whose one account has a part in doubt of every chunk. */
const dispatcher = (
  events: Dispatcher["events"],
  log: Dispatcher["log"] = { warn: () => undefined },
): Dispatcher => ({
  events,
  submits: {
    ensureIndexes: async () => undefined,
    ofChunk: async () => [doubtful],
    doubtOpen: async () => false,
    addIntent: async () => false,
    addDone: async () => false,
    complete: async () => false,
  },
  embargo: openEmbargo(),
  counted: measure(new Registry()),
  log,
  now: () => new Date(0),
  inHand: new Set(),
  carriers: { carrierOf: () => "b", isUp: () => true },
  doubts: { record: async () => undefined } as never,
  doubtRules: [],
  declared: new Map(),
  elsewhere: async () => [],
  monotonic: () => 0,
  pause: async () => undefined,
});
const road = {
  bindId: "b/1",
  account: "b",
  epoch: 1,
  gate: laneGate({ size: 10, rate: 0, monotonic: () => 0 }),
  submit: async () => ({ results: [], cause: "" }) as const,
  maySend: () => true,
  isOnTrial: () => false,
  mayTry: () => true,
};

/** A chunk of one part. */
const work = ChunkReleased.fromPartial({
  chunkId: "c",
  operator: "MCI",
  lane: "LANE_BULK",
  clearanceId: "k",
  reservationId: "r",
  msisdns: [989_120_000_000n],
  texts: ["Hello"],
  parts: Buffer.of(1),
  alphabet: "gsm7",
  expiresAt: new Date(8_000_000),
});

test("a full stream that takes no copy for another account is no failure of the chunk: it waits and is handed over later", async () => {
  const handlers = new Map<string, WorkHandler<ChunkReleased>>();
  const published: string[] = [];
  const warned: unknown[] = [];
  let isFull = true;
  const over = new AbortController();
  const log = { warn: (...words: unknown[]) => void warned.push(words.at(-1)) };
  const events: Dispatcher["events"] = {
    consumeWork: (source, _type, handler) => {
      handlers.set(source.tokens.join("."), handler as never);
      return async () => undefined;
    },
    publish: async () => undefined,
    publishWork: async (_stream, tokens, _type, _work, id) => {
      if (isFull) throw new DomainError("exhausted", "STREAM_FULL", "The stream is full.");
      published.push(`${tokens.join(".")} ${id}`);
    },
  };
  const it = dispatcher(events, log);
  const travel = carryWork(it, account!, [shared!], road, over.signal);
  const job: Job = { id: "c", attempt: 1, working: () => undefined, signal: over.signal };
  const carry = handlers.get("mci.bulk")!;
  const waits = { retryInMs: 5_000, waitsFor: ["a"] };
  expect(await carry(work, job)).toEqual(waits);
  expect(warned).toEqual(["hand_over_refused"]);
  isFull = false;
  expect(await carry(work, job)).toEqual(waits);
  expect(published).toEqual(["mci.bulk.a waits:c:a"]);
  over.abort();
  await travel;
});

test("an account that was turned away is tried with bulk before a code or a notice is spent on it", async () => {
  const asked: string[] = [];
  const over = new AbortController();
  const it = dispatcher({
    consumeWork: ({ tokens }) => {
      asked.push(tokens.join("."));
      return async () => undefined;
    },
    publish: async () => undefined,
    publishWork: async () => undefined,
  });
  const trial = { ...road, isOnTrial: () => true };
  const travel = carryWork(it, account!, [shared!], trial, over.signal);
  await vi.waitFor(() => expect(asked.length).toBe(4), { timeout: 30_000 });
  over.abort();
  await travel;
  // The copies that wait for this account alone are no matter of lanes.
  expect(asked.slice(0, 2)).toEqual(["mci.*.b", "mci.bulk"]);
});

test.each([
  ["of a route with another account may go by that", shared!, false, true],
  ["of a route of this account alone may go nowhere else, whatever is up", alone!, false, false],
  ["that is in doubt here waits for this account, whatever is up", shared!, true, false],
])("a part %s", async (_, route, isInDoubt, may) => {
  const handlers = new Map<string, WorkHandler<ChunkReleased>>();
  const asked: Others[] = [];
  const over = new AbortController();
  const it = dispatcher({
    consumeWork: (source, _type, handler) => {
      handlers.set(source.tokens.join("."), handler as never);
      return async () => undefined;
    },
    publish: async () => undefined,
    publishWork: async () => undefined,
  });
  const submits = {
    ...it.submits,
    ofChunk: async () => (isInDoubt ? [{ ...doubtful, bindId: "b/1", account: "b" }] : []),
    addIntent: async () => true,
    complete: async () => true,
  };
  // The other account of the first route carries it.
  const carriers = { carrierOf: (of: Route) => of.accounts.at(-1), isUp: () => true };
  const answer = { code: submitCode.accepted, operatorId: "1", status: 0 };
  const submit: SubmitParts = async (_chunk, parts, { others }) => {
    asked.push(others(parts));
    return { results: parts.map((part) => ({ part, ...answer })), cause: "" };
  };
  const tried = { ...road, submit, isOnTrial: () => true };
  const travel = carryWork({ ...it, submits, carriers }, account!, [route], tried, over.signal);
  const job: Job = { id: "c", attempt: 1, working: () => undefined, signal: over.signal };
  expect(await handlers.get(`${route.route}.bulk`)!(work, job)).toBe("done");
  expect(asked).toEqual([{ areUp: may, carry: may }]);
  over.abort();
  await travel;
});
