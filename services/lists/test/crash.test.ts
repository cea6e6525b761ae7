import { join } from "node:path";
import { ImportState, ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import { createClient } from "@whiteline/service-kit";
import { eventually, freePort, startProcess, testDirectory } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { audienceOf, importEnd, listsEnv, upload } from "./lists-env.js";

const root = join(import.meta.dirname, "../../..");
const line = {
  lineId: "line",
  family: "landline_021",
  market: "IR",
  advertising: false,
  governedByList: false,
};

test("an import whose process is killed in the middle is read again, and nothing half is ever seen", async () => {
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
  const numbers = Array.from({ length: 400_000 }, (_, i) => `0919${String(i).padStart(7, "0")}`);
  const content = Buffer.from(
    `mobile,name\n${numbers.map((number, i) => `${number},customer ${i}`).join("\n")}\nx,y\n`,
  );
  const { import: received } = await killed.importFile(upload({ listId }, content), caller);
  const importId = received!.importId;
  const seen = await eventually(
    async () => {
      const { import: now } = await killed.getImport({ importId }, caller);
      return now?.state === ImportState.READING && now.rowsRead > 2_000n && now.progressBps > 0
        ? now
        : undefined;
    },
    { every: 5, what: "rows that were read" },
  );
  expect(seen.rowsRead).toBeLessThan(400_001n);
  await child.kill();
  const half = await env.db.collection("members").countDocuments({ importId });
  expect(half).toBeGreaterThan(0);

  const { lists } = await env.startService();
  const { list: before } = await lists.getList({ listId }, caller);
  expect(before).toMatchObject({ version: 0n, members: 0n });
  const done = await importEnd(lists, caller, importId);
  expect(done).toMatchObject({
    state: ImportState.FINISHED,
    rowsRead: 400_001n,
    kept: 400_000n,
    listVersion: 1n,
  });
  expect(await env.db.collection("members").countDocuments({ importId })).toBe(400);
  expect(await env.db.collection("members").distinct("attempt")).toEqual([2]);
  expect(await env.db.collection("files.files").countDocuments()).toBe(2);

  const { people, summary } = await audienceOf(lists.streamAudience({ listId, line }, caller));
  expect(summary).toEqual({ kept: 400_000n, listVersion: 1n, dropped: {} });
  expect(new Set(people.map(({ msisdn }) => msisdn)).size).toBe(400_000);
});

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
  expect(await env.db.collection("members").countDocuments({ importId })).toBe(200);
});
