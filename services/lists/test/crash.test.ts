import {
  BlockListChange,
  BlockListsServiceDefinition,
} from "@whiteline/contracts/lists/v1/block_lists";
import {
  ImportOperation,
  ImportState,
  ListsServiceDefinition,
} from "@whiteline/contracts/lists/v1/lists";
import { createClient } from "@whiteline/service-kit";
import { eventually, freePort, testDirectory } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { audienceOf, importEnd, listsEnv, upload, type ListsEnv } from "./lists-env.js";
import { startLists } from "./start-lists.js";

const line = {
  lineId: "line",
  family: "landline_021",
  market: "IR",
  advertising: false,
  governedByList: false,
};

const ROWS = 1_000_000;

const fileOf = (prefix: string, rows: number) =>
  Buffer.from(
    `mobile\n${Array.from({ length: rows }, (_, i) => `${prefix}${String(i).padStart(7, "0")}`).join("\n")}\n`,
  );

/** A list as a lists of before checkpoints, columns and kinds of variables kept it. */
const leaveEarlyList = async ({ db }: ListsEnv) => {
  const [listId, importId, at] = ["early-list", "early", new Date("2026-11-01")];
  const named = (_id: string) => ({ _id: _id as never, tenantId: "tenant-a" });
  const governs = { governsLineIds: [], market: "IR", name: "early", requestId: "early" };
  await db.collection("lists").insertOne({
    ...{ ...named(listId), ...governs, version: 1, members: 1, createdAt: at },
  });
  await db.collection("listVersions").insertOne({
    ...{ ...named(`${listId}:1`), listId, version: 1, build: "early.1", members: 1 },
    ...{ operators: ["MCI"], variableNames: ["city"], at },
  });
  await db.collection("imports").insertOne({
    ...{ ...named(importId), requestId: "early", listId, purpose: "audience", state: "finished" },
    ...{ market: "IR", fileName: "a.csv", askedColumn: "", fileType: "csv", rowsRead: 1, kept: 1 },
    ...{ dropped: [], operators: [], variables: ["city"], numberColumn: "mobile", refusal: null },
    ...{ listVersion: 1, progressBps: 10_000, receivedAt: at, finishedAt: at, fileId: "f" },
    ...{ fileHeader: null, bytes: 9, rejectsId: null, owner: null, leaseUntil: null, attempt: 1 },
  });
  const number = Buffer.alloc(8);
  number.writeBigUInt64LE(989_120_000_001n);
  await db.collection("members").insertOne({
    ...{ _id: "early.1.0" as never, build: "early.1", importId, attempt: 1, seq: 0 },
    ...{ msisdns: number, operatorIndex: Buffer.from([0]), variables: '["Qom"]' },
  });
  return { listId, importId };
};

/** Keeps everybody else from writing the list's document, until it is let go or a minute is over. */
const holdList = async ({ db }: ListsEnv, listId: string) => {
  const session = db.client.startSession();
  session.startTransaction();
  const lists = db.collection<{ _id: string; name: string }>("lists");
  await lists.updateOne({ _id: listId }, { $set: { name: "held" } }, { session });
  return {
    letGo: async () => {
      await session.abortTransaction().catch(() => undefined);
      await session.endSession();
    },
  };
};

test("an import of a million rows whose process is killed in the middle goes on from its checkpoint, and nothing half is ever seen", async () => {
  await using env = await listsEnv({ start: false });
  await using directory = await testDirectory();
  const port = await freePort();
  const caller = env.tenant("tenant-a");
  using killed = createClient(ListsServiceDefinition, `127.0.0.1:${port}`);
  await using child = await startLists(env, port, directory.path);

  const { list } = await killed.createList({ requestId: "r", name: "customers" }, caller);
  const listId = list!.listId;
  const numbers = Array.from({ length: ROWS }, (_, i) => `0919${String(i).padStart(7, "0")}`);
  const content = Buffer.from(
    `mobile,name\n${numbers.map((number, i) => `${number},customer ${i}`).join("\n")}\nx,y\n`,
  );
  const { import: received } = await killed.importFile(upload({ listId }, content), caller);
  const importId = received!.importId;
  const imports = env.db.collection<{ _id: string; checkpoint: { rows: number } | null }>(
    "imports",
  );
  await eventually(
    async () => ((await imports.findOne({ _id: importId }))?.checkpoint?.rows ?? 0) > 30_000,
    { every: 5, within: 60_000, what: "a checkpoint" },
  );
  await child.kill();
  const left = await imports.findOne({ _id: importId });
  expect(left).toMatchObject({ state: "reading", listVersion: 0 });
  expect(left?.checkpoint?.rows).toBeLessThan(ROWS + 2);
  const first = await env.db
    .collection("members")
    .findOne({ importId, seq: 0 }, { projection: { msisdns: 1 } });

  const { lists, running } = await env.startService();
  const { list: before } = await lists.getList({ listId }, caller);
  expect(before).toMatchObject({ version: 0n, members: 0n });
  const done = await importEnd(lists, caller, importId);
  expect(done).toMatchObject({
    state: ImportState.FINISHED,
    rowsRead: BigInt(ROWS + 1),
    kept: BigInt(ROWS),
    listVersion: 1n,
    resumed: 1,
    added: BigInt(ROWS),
    dropped: [{ code: "NOT_A_NUMBER", rows: 1n }],
  });
  expect(await env.db.collection("members").distinct("attempt")).toEqual([2]);
  // What stood at the checkpoint was not written again.
  const kept = await env.db
    .collection("members")
    .findOne({ importId, seq: 0 }, { projection: { msisdns: 1 } });
  expect(kept).toEqual(first);
  const rejects: Uint8Array[] = [];
  for await (const { data } of lists.downloadRejects({ importId }, caller)) rejects.push(data);
  expect(Buffer.concat(rejects).toString().split("\r\n")).toHaveLength(3);

  const people = new Set<bigint>();
  for await (const { part } of lists.streamAudience({ listId, line }, caller)) {
    if (part?.$case === "batch") for (const msisdn of part.value.msisdns) people.add(msisdn);
    if (part?.$case === "summary")
      expect(part.value).toMatchObject({ kept: BigInt(ROWS), listVersion: 1n, dropped: [] });
  }
  expect(people.size).toBe(ROWS);
  const metrics = await (await fetch(`http://${running.httpAddress}/metrics`)).text();
  const told = (name: string, outcome: string): string | undefined =>
    new RegExp(`^${name}\\{[^}]*outcome="${outcome}"[^}]*\\} (\\d+)$`, "mu").exec(metrics)?.[1];
  expect(told("lists_imports_total", "finished")).toBe("1");
  expect(told("lists_import_rows_total", "kept")).toBe(String(ROWS));
  expect(told("lists_import_rows_total", "NOT_A_NUMBER")).toBe("1");
  expect(metrics).toMatch(/^lists_imports_resumed_total\S* 1$/mu);
  expect(metrics).toMatch(/^lists_import_seconds_count\S* 1$/mu);
}, 900_000);

test("an import whose service is stopped in the middle goes on at once with the next one", async () => {
  await using env = await listsEnv({ start: false });
  const caller = env.tenant("tenant-a");
  const first = await env.startService();
  const { list } = await first.lists.createList({ requestId: "r", name: "customers" }, caller);
  const rows = Array.from({ length: 200_000 }, (_, i) => `0919${String(i).padStart(7, "0")}`).join(
    "\n",
  );
  const header = { listId: list!.listId };
  const { import: received } = await first.lists.importFile(
    upload(header, Buffer.from(`mobile\n${rows}\n`)),
    caller,
  );
  const importId = received!.importId;
  await eventually(
    async () => (await env.db.collection("members").countDocuments({ importId })) > 3,
    { every: 5 },
  );
  await first.running.stop();
  const stored = await env.db.collection("imports").findOne({ requestId: { $exists: true } });
  expect(["received", "finished"]).toContain(stored?.["state"]);

  const second = await env.startService();
  const done = await importEnd(second.lists, caller, importId);
  expect(done).toMatchObject({ state: ImportState.FINISHED, kept: 200_000n, listVersion: 1n });
  expect(await env.db.collection("members").distinct("attempt")).toHaveLength(1);
});

test("an import stopped while it is combined finishes with the members of both versions, and leaves none behind", async () => {
  await using env = await listsEnv({ start: false });
  const caller = env.tenant("tenant-a");
  const first = await env.startService();
  const { list } = await first.lists.createList({ requestId: "r", name: "customers" }, caller);
  const header = { listId: list!.listId };
  const { import: base } = await first.lists.importFile(
    upload(header, fileOf("0919", 100_000)),
    caller,
  );
  await importEnd(first.lists, caller, base!.importId);
  // Nobody puts a version in force while somebody else holds the list: the stop comes before the end, however slow it is.
  const held = await holdList(env, header.listId);
  const added = { ...header, requestId: "second", operation: ImportOperation.ADD };
  const { import: received } = await first.lists.importFile(
    upload(added, fileOf("0912", 50_000)),
    caller,
  );
  const importId = received!.importId;
  const members = env.db.collection<{ _id: string; build: string; importId: string }>("members");
  await eventually(
    async () => (await members.findOne({ importId, build: `${importId}.1.v` })) !== null,
    { every: 5, within: 50_000, what: "rows of the version" },
  );
  await first.running.stop();
  await held.letGo();
  // What is left is a checkpoint and, beside the buckets of the file, some of the version.
  const left = await env.db.collection<{ _id: string }>("imports").findOne({ _id: importId });
  expect(left).toMatchObject({ listVersion: 0, checkpoint: { attempt: 1 } });
  // As a process leaves it that is killed between an import's end and the removal of what was on its way, and as an
  // import has it that is still open.
  const [bucket] = await members.find({ importId }).limit(1).toArray();
  const dead = `${base!.importId}.0`;
  await members.insertOne({ ...bucket!, _id: "dead", importId: base!.importId, build: dead });
  await env.db.collection<{ _id: string; state: string }>("imports").insertOne({
    ...{ _id: "open", state: "held" },
  });
  await members.insertOne({ ...bucket!, _id: "open", importId: "open", build: "open.1" });
  const early = await leaveEarlyList(env);

  const second = await env.startService();
  const done = await importEnd(second.lists, caller, importId);
  expect(done).toMatchObject({
    ...{ state: ImportState.FINISHED, kept: 50_000n, added: 50_000n },
    ...{ listVersion: 2n, resumed: 1 },
  });
  expect(await second.lists.getImport(early, caller)).toMatchObject({
    import: { state: ImportState.FINISHED, kept: 1n, variables: ["city"], resumed: 0 },
  });
  const { people } = await audienceOf(second.lists.streamAudience({ ...early, line }, caller));
  expect(people).toMatchObject([{ msisdn: 989_120_000_001n, variables: { city: "Qom" } }]);
  const { list: after } = await second.lists.getList(header, caller);
  expect(after).toMatchObject({ version: 2n, members: 150_000n });
  // What was on the way to the version goes after the import's end was told.
  const wanted = [`${base!.importId}.1`, `${importId}.2.v`, "early.1", "open.1"].toSorted();
  await eventually(
    async () => (await members.distinct("build")).toSorted().join() === wanted.join(),
    { every: 20, within: 60_000, what: "rows that nobody needs to be gone" },
  );
});

test("[IR-ASN-19] a load of blocked numbers whose process is killed in the middle changes nothing, and the same file is taken afterwards", async () => {
  await using env = await listsEnv({ start: false });
  await using directory = await testDirectory();
  const port = await freePort();
  await using child = await startLists(env, port, directory.path);
  using killed = createClient(BlockListsServiceDefinition, `127.0.0.1:${port}`);
  const staff = env.staff("operations");
  const load = async function* (requestId: string, numbers: readonly string[]) {
    const change = BlockListChange.REPLACE;
    const names = { requestId, market: "IR", owner: "MCI", fileName: "blocked.txt" };
    const header = { ...names, change, baseVersion: 0n, mayShrink: false };
    yield { part: { $case: "header" as const, value: header } };
    yield { part: { $case: "data" as const, value: Buffer.from(numbers.join("\n")) } };
  };
  const old = "09120000001";
  await killed.loadBlockList(load("first", [old]), staff);
  // Numbers on every page of nine prefixes, so that staging takes many writes.
  const numbers = Array.from(
    { length: 15_000 },
    (_, i) => `0991${String(i * 600).padStart(7, "0")}`,
  );
  const everywhere = [
    "0910",
    "0913",
    "0915",
    "0917",
    "0930",
    "0935",
    "0990",
    "0992",
    "0993",
  ].flatMap((prefix) => numbers.map((number) => prefix + number.slice(4)));
  const broken = killed.loadBlockList(load("second", everywhere), staff).catch(() => undefined);
  const pages = env.db.collection("blockListPages");
  await eventually(async () => (await pages.findOne({ version: 2 })) !== null, {
    every: 1,
    within: 60_000,
    what: "pages of the next version",
  });
  await child.kill();
  await broken;

  const { running } = await env.startService();
  using blockLists = createClient(BlockListsServiceDefinition, running.grpcAddress);
  const isBlocked = async (asked: readonly string[]) =>
    (await blockLists.askBlockList({ market: "IR", numbers: [...asked] }, staff)).blocked;
  const some = everywhere.filter((_, i) => i % 100 === 0);
  const whole = (await blockLists.listBlockLists({}, staff)).blockLists[0]?.version === 2n;
  // Put in force by one write: whichever came first, that write or the end of the process.
  expect(new Set(await isBlocked(some))).toEqual(new Set([whole]));
  expect(await isBlocked([old])).toEqual([!whole]);

  // The dead process held the right to change the list: the next load takes it over when its lease ends, unasked.
  await blockLists.loadBlockList(load("second", everywhere), staff);
  expect(new Set(await isBlocked(some))).toEqual(new Set([true]));
  expect(await isBlocked([old])).toEqual([false]);
  expect((await blockLists.listBlockLists({}, staff)).blockLists).toMatchObject([
    { version: 2n, size: BigInt(everywhere.length) },
  ]);
}, 300_000);
