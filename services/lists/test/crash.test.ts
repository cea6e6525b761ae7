import { join } from "node:path";
import { ImportState, ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import { createClient } from "@whiteline/service-kit";
import { eventually, freePort, startProcess, testDirectory } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { importEnd, listsEnv, upload } from "./lists-env.js";

const root = join(import.meta.dirname, "../../..");
const line = {
  lineId: "line",
  family: "landline_021",
  market: "IR",
  advertising: false,
  governedByList: false,
};

const ROWS = 1_000_000;

test("an import of a million rows whose process is killed in the middle goes on from its checkpoint, and nothing half is ever seen", async () => {
  await using env = await listsEnv({ start: false });
  await using directory = await testDirectory();
  const port = await freePort();
  const caller = env.tenant("tenant-a");
  using killed = createClient(ListsServiceDefinition, `127.0.0.1:${port}`);
  await using child = await startProcess({
    name: "lists",
    command: process.execPath,
    args: [
      "--import",
      "tsx",
      "--conditions=@whiteline/source",
      join(root, "services/lists/src/main.ts"),
    ],
    cwd: root,
    env: { ...process.env, ...env.environment, GRPC_PORT: String(port) },
    logFile: join(directory.path, "lists.log"),
    ready: async () => (await killed.listLists({}, caller)).lists.length === 0,
  });

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
