import { ConsentsServiceDefinition, ConsentState } from "@whiteline/contracts/lists/v1/consents";
import { ImportState, ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import { NumberPlanServiceDefinition } from "@whiteline/contracts/lists/v1/number_plan";
import { createClient } from "@whiteline/service-kit";
import { eventually, freePort, testDirectory } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { importFile, listsEnv, upload } from "./lists-env.js";
import { startLists } from "./start-lists.js";

const never = () => new Promise<never>(() => undefined);
const numbersOf = (prefix: string, count: number, step: number) =>
  Array.from({ length: count }, (_, i) => prefix + String(i * step).padStart(7, "0"));

test("an upload, ported numbers and consents whose process is killed in the middle leave nothing half, and come whole when sent again", async () => {
  await using env = await listsEnv({ start: false });
  await using directory = await testDirectory();
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const [ours, inTurkey] = [env.tenant("tenant-a"), env.tenant("tenant-a", "TR")];
  const operations = env.staff("operations");
  await using child = await startLists(env, port, directory.path);
  using lists = createClient(ListsServiceDefinition, address);
  using plan = createClient(NumberPlanServiceDefinition, address);
  using consents = createClient(ConsentsServiceDefinition, address);

  const { list } = await lists.createList({ requestId: "list", name: "customers" }, ours);
  const listId = list!.listId;
  const header = { listId, requestId: "upload" };
  const content = Buffer.from(`mobile\n${numbersOf("0919", 40_000, 1).join("\n")}\n`);
  const cutOff = async function* () {
    let parts = 0;
    for await (const part of upload(header, content)) {
      yield part;
      if ((parts += 1) > 3) await never();
    }
  };
  const plans = async function* (requestId: string, rows: readonly string[]) {
    const about = { requestId, market: "IR", fileName: "p.csv", asOf: undefined, mayShrink: false };
    yield { part: { $case: "header" as const, value: about } };
    yield { part: { $case: "data" as const, value: Buffer.from(rows.join("\n")) } };
  };
  const agreed = async function* (rows: readonly string[], cut: boolean) {
    const proof = { source: "HS_WEB", wording: "Evet", evidence: "file 1" };
    const about = { requestId: "consents", state: ConsentState.GIVEN, saidAt: new Date(0) };
    yield { part: { $case: "header" as const, value: { ...about, ...proof } } };
    yield { part: { $case: "data" as const, value: Buffer.from(rows.join("\n")) } };
    if (cut) await never();
  };
  const ported = (operator: string) =>
    ["0910", "0913", "0915", "0990"].flatMap((prefix) =>
      numbersOf(prefix, 10_000, 900).map((number) => `${number},${operator}`),
    );
  const people = ["number", ...numbersOf("0533", 2_000, 1)];

  await plan.loadPortability(plans("first", ported("IRANCELL")), operations);
  const calls = [
    lists.importFile(cutOff(), ours),
    consents.importConsents(agreed(people, true), inTurkey),
  ].map((call) => call.catch(() => undefined));
  await eventually(
    async () =>
      (await env.db.collection("imports").findOne({ requestId: "upload" })) !== null &&
      (await env.db.collection("consents").countDocuments()) > 0,
    { every: 5, within: 60_000, what: "an upload and consents" },
  );
  const first = await env.db.collection("portabilityPages").distinct("build");
  calls.push(
    plan.loadPortability(plans("second", ported("RIGHTEL")), operations).then(
      () => undefined,
      () => undefined,
    ),
  );
  await eventually(
    async () => await env.db.collection("portabilityPages").findOne({ build: { $nin: first } }),
    { every: 1, within: 60_000, what: "pages of the second file" },
  );
  await child.kill();
  await Promise.all(calls);

  const again = await env.startService();
  using planAgain = createClient(NumberPlanServiceDefinition, again.running.grpcAddress);
  using consentsAgain = createClient(ConsentsServiceDefinition, again.running.grpcAddress);
  // Nobody sees the upload, and the list is as it was.
  expect(await again.lists.getList({ listId }, ours)).toMatchObject({ list: { version: 0n } });
  const operatorsNow = async () => {
    const asked = ["0910", "0913", "0915", "0990"].map((prefix) => `${prefix}0000900`);
    const told = asked.map((number) => planAgain.getNumberOperator({ number }, ours));
    return new Set((await Promise.all(told)).map(({ operator }) => operator));
  };
  // One file or the other, whole: whichever came first, the write that puts it in force or the end of the process.
  expect((await operatorsNow()).size).toBe(1);

  const done = await importFile(again.lists, ours, header, content);
  expect(done).toMatchObject({ state: ImportState.FINISHED, kept: 40_000n, listVersion: 1n });
  await planAgain.loadPortability(plans("second", ported("RIGHTEL")), operations);
  expect(await operatorsNow()).toEqual(new Set(["RIGHTEL"]));
  const { rowsRead, recorded, unchanged } = await consentsAgain.importConsents(
    agreed(people, false),
    inTurkey,
  );
  expect(rowsRead).toBe(2_000n);
  expect(recorded + unchanged).toBe(2_000n);
  expect(unchanged).toBeGreaterThan(0n);
  expect(await env.db.collection("consents").countDocuments()).toBe(2_000);
}, 300_000);
