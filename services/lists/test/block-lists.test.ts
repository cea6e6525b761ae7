import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import {
  BlockListChange,
  BlockListsServiceDefinition,
  type BlockListHeader,
} from "@whiteline/contracts/lists/v1/block_lists";
import { createClient, type Client } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listsEnv, type ListsClient, type ListsEnv } from "./lists-env.js";

let env: ListsEnv;
let client: ListsClient;
let blockLists: Client<typeof BlockListsServiceDefinition>;
let httpAddress: string;

beforeAll(async () => {
  env = await listsEnv({ start: false, environment: { BLOCK_LIST_MAX_BYTES: "1000000" } });
  const { running, lists } = await env.startService();
  client = lists;
  httpAddress = running.httpAddress;
  blockLists = createClient(BlockListsServiceDefinition, running.grpcAddress);
});
afterAll(async () => {
  blockLists[Symbol.dispose]();
  await env[Symbol.asyncDispose]();
});

const operations = () => env.staff("operations");
async function* file(header: Partial<BlockListHeader>, ...pieces: readonly (string | Buffer)[]) {
  const whole = {
    requestId: randomUUID(),
    market: "IR",
    owner: "MCI",
    change: BlockListChange.REPLACE,
    fileName: "blocked.txt",
    ...header,
  };
  yield { part: { $case: "header" as const, value: whole } };
  for (const piece of pieces) yield { part: { $case: "data" as const, value: Buffer.from(piece) } };
}
const load = async (header: Partial<BlockListHeader>, ...pieces: readonly (string | Buffer)[]) =>
  (await blockLists.loadBlockList(file(header, ...pieces), operations())).load!;
const numbersFrom = (first: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `0${first + i}`).join("\n");
const blocked = async (...numbers: readonly string[]) =>
  (await blockLists.askBlockList({ market: "IR", numbers: [...numbers] }, operations())).blocked;
const findings = async (number: string, advertising: boolean, lists = client) => {
  const line = { lineId: "line", market: "IR", advertising, governedByList: false, family: "" };
  const answer = await lists.checkRecipients({ line, numbers: [number] }, env.tenant("tenant-a"));
  return answer.recipients[0]!.findings;
};

test("[IR-ASN-19] [IR-MEL-15] a file of an operator blocks advertising and lets service messages pass", async () => {
  const loaded = await load(
    { owner: "first" },
    "number;since\n09124440001;2020\n+989124440002\n۰۹۱۲۴۴۴۰۰۰۳\n",
  );
  expect(loaded).toMatchObject({ version: 1n, added: 3n, removed: 0n, rowsRead: 4n, size: 3n });
  expect(loaded.refused).toEqual([{ code: "NOT_A_NUMBER", rows: 1n }]);
  expect(await blocked("09124440001", "09124440003", "09124440004")).toEqual([true, true, false]);
  expect(await findings("09124440002", true)).toEqual(["blacklisted"]);
  expect(await findings("09124440002", false)).toEqual([]);
});

test("a difference adds and removes, each as a version; the same request again changes nothing", async () => {
  const owner = "difference";
  await load({ owner }, numbersFrom(9125550000, 9_000));
  const requestId = randomUUID();
  const add = { owner, change: BlockListChange.ADD, requestId, baseVersion: 1n };
  const added = await load(add, numbersFrom(9125558999, 3));
  expect(added).toMatchObject({ version: 2n, added: 2n, size: 9_002n });
  expect(await load(add, numbersFrom(9125558999, 3))).toEqual(added);
  const reused = { reason: "REQUEST_ID_REUSED" };
  await expect(load(add, numbersFrom(9125558999, 4))).rejects.toMatchObject(reused);
  const asRemoval = { ...add, change: BlockListChange.REMOVE };
  await expect(load(asRemoval, numbersFrom(9125558999, 3))).rejects.toMatchObject(reused);
  const removed = await load(
    { owner, change: BlockListChange.REMOVE },
    numbersFrom(9125550000, 5_000),
  );
  expect(removed).toMatchObject({ version: 3n, removed: 5_000n, size: 4_002n });
  expect(await blocked("09125550000", "09125555000", "09125559001")).toEqual([false, true, true]);
  await expect(load({ ...add, requestId: "other" }, "09125550000")).rejects.toMatchObject({
    reason: "BLOCK_LIST_CHANGED",
  });
  const { loads } = await blockLists.listBlockListLoads({ market: "IR", owner }, operations());
  expect(loads.map(({ version }) => version)).toEqual([3n, 2n, 1n]);
  // Of every page one version is left.
  const pages = await env.db
    .collection("blockListPages")
    .find({ list: `IR:${owner}` })
    .toArray();
  expect(pages.length).toBe(new Set(pages.map(({ page }) => String(page))).size);
});

test("the same request that comes several times at once is one load, and another file under its id is refused", async () => {
  const owner = "at-once";
  const requestId = randomUUID();
  const rows = numbersFrom(9125570000, 500);
  const same = await Promise.all([1, 2, 3].map(() => load({ owner, requestId }, rows)));
  expect(same.map(({ loadId }) => loadId)).toEqual(Array(3).fill(same[0]!.loadId));
  const others = [1, 2].map((more) =>
    load({ owner, requestId: "mixed" }, numbersFrom(9125570000, 500 + more)),
  );
  const answers = await Promise.allSettled(others);
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { reason: "REQUEST_ID_REUSED" },
  });
  const { loads } = await blockLists.listBlockListLoads({ market: "IR", owner }, operations());
  expect(loads.map(({ version }) => version)).toEqual([2n, 1n]);
});

test("another process follows by version, also a number that was taken off", async () => {
  const owner = "followed";
  await load({ owner }, `${numbersFrom(9126660000, 10)}\nnobody`);
  const { lists, running } = await env.startService();
  expect(await findings("09126660003", true, lists)).toEqual(["blacklisted"]);
  await load({ owner, change: BlockListChange.REMOVE }, "09126660003");
  expect(await findings("09126660003", true, lists)).toEqual([]);
  expect(await findings("09126660004", true, lists)).toEqual(["blacklisted"]);
  // Operations see how large and how old the list is, and what became of the rows of its file.
  const metricsOf = async (address: string) => (await fetch(`http://${address}/metrics`)).text();
  const ofList = `market="IR",owner="${owner}"`;
  const told = await eventually(async () => {
    const metrics = await metricsOf(running.httpAddress);
    return metrics.includes(ofList) ? metrics : undefined;
  });
  const lineWith = (metrics: string, name: string, labels: string) =>
    metrics.split("\n").find((row) => row.startsWith(name) && row.includes(labels));
  expect(lineWith(told, "lists_block_list_numbers", ofList)).toMatch(/ (?:9|10)$/u);
  expect(lineWith(told, "lists_block_list_age_seconds", ofList)).toMatch(/ [\d.]+$/u);
  const loader = await metricsOf(httpAddress);
  const rows = (outcome: string) => lineWith(loader, "lists_number_file_rows_total", outcome);
  expect(rows('outcome="NOT_A_NUMBER"')).toMatch(/file="block_list".* \d+$/u);
  expect(rows('outcome="kept"')).toMatch(/file="block_list".* \d+$/u);
  await running.stop();
});

test("a gzip file is read; a bomb, rubbish, an empty and a damaged file change nothing", async () => {
  const owner = "packed";
  const packed = gzipSync(numbersFrom(9127770000, 500));
  expect(await load({ owner }, packed.subarray(0, 3), packed.subarray(3))).toMatchObject({
    size: 500n,
  });
  const refusals = [
    [gzipSync(Buffer.alloc(5_000_000, "0")), "BLOCK_LIST_BOMB"],
    [packed.subarray(0, 200), "BLOCK_LIST_UNREADABLE"],
    ["%PDF-1.7 not\nnumbers\nat all\n", "BLOCK_LIST_UNREADABLE"],
    ["x".repeat(500_000), "BLOCK_LIST_UNREADABLE"],
    ["", "BLOCK_LIST_EMPTY"],
  ] as const;
  for (const [content, reason] of refusals) {
    await expect(load({ owner }, content), reason).rejects.toMatchObject({ reason });
  }
  const { blockLists: all } = await blockLists.listBlockLists({}, operations());
  expect(all.find((one) => one.owner === owner)).toMatchObject({ version: 1n, size: 500n });
});

test("a whole list that loses more than half is taken for a mistake, unless it is said", async () => {
  const owner = "shrinking";
  await load({ owner }, numbersFrom(9128880000, 100));
  await expect(load({ owner }, "09128880000")).rejects.toMatchObject({
    reason: "BLOCK_LIST_SHRINKS",
  });
  expect(await blocked("09128880050")).toEqual([true]);
  expect(await load({ owner, mayShrink: true }, "09128880000")).toMatchObject({ removed: 99n });
  expect(await blocked("09128880050", "09128880000")).toEqual([false, true]);
});

test("a load that died leaves nothing that counts, and the next one goes on without it", async () => {
  const owner = "died";
  await load({ owner }, numbersFrom(9129990000, 10));
  // As kill -9 leaves it: pages of the next version, and the right to change that nobody gives back.
  const pages = env.db.collection("blockListPages");
  const [page] = await pages.find({ list: `IR:${owner}` }).toArray();
  const empty = {
    ...page!,
    _id: `IR:${owner}:staged` as never,
    version: 2,
    packed: Buffer.alloc(0),
  };
  await pages.insertOne(empty);
  const heads = env.db.collection<{ _id: string }>("blockLists");
  const hold = (until: Date) =>
    heads.updateOne({ _id: `IR:${owner}` }, { $set: { loading: { id: "dead", until } } });
  await hold(new Date(Date.now() + 60_000));
  expect(await blocked("09129990003")).toEqual([true]);
  const add = { owner, change: BlockListChange.ADD };
  await expect(load(add, "09129990099")).rejects.toMatchObject({ reason: "BLOCK_LIST_BUSY" });
  await hold(new Date(Date.now() - 1));
  expect(await load(add, "09129990099")).toMatchObject({ version: 2n, size: 11n });
  expect(await blocked("09129990003", "09129990099")).toEqual([true, true]);
});

test("a file that breaks off in the middle changes nothing", async () => {
  const owner = "broken";
  const gone = new AbortController();
  const parts = (async function* () {
    yield* file({ owner }, numbersFrom(9121110000, 100));
    gone.abort();
    await new Promise(() => undefined);
  })();
  const loading = blockLists.loadBlockList(parts, { ...operations(), signal: gone.signal });
  await expect(loading).rejects.toThrow();
  expect(await eventually(async () => !(await blocked("09121110003"))[0])).toBe(true);
  const { blockLists: all } = await blockLists.listBlockLists({}, operations());
  expect(all.some((one) => one.owner === owner)).toBe(false);
});

test("only operations load a list, and a header without sense is refused", async () => {
  await expect(
    blockLists.loadBlockList(file({}, "09120000000"), env.tenant("tenant-a")),
  ).rejects.toMatchObject({ reason: "STAFF_REQUIRED" });
  await expect(load({ market: "XX" }, "1")).rejects.toMatchObject({ reason: "MARKET_UNKNOWN" });
  await expect(load({ owner: "../etc" }, "1")).rejects.toMatchObject({ reason: "OWNER_INVALID" });
  await expect(load({ change: BlockListChange.UNSPECIFIED }, "1")).rejects.toMatchObject({
    reason: "CHANGE_MISSING",
  });
});
