import { ImportsServiceDefinition } from "@whiteline/contracts/lists/v1/imports";
import { ListVersionsServiceDefinition } from "@whiteline/contracts/lists/v1/list_versions";
import { ColumnChoice, ImportOperation, ImportState } from "@whiteline/contracts/lists/v1/lists";
import { NumberPlanServiceDefinition } from "@whiteline/contracts/lists/v1/number_plan";
import { Comparator, SegmentsServiceDefinition } from "@whiteline/contracts/lists/v1/segments";
import { createClient, systemPorts, type Client } from "@whiteline/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audienceOf, importEnd, importFile, listsEnv, upload, type ListsEnv } from "./lists-env.js";

let env: ListsEnv;
let imports: Client<typeof ImportsServiceDefinition>;
let versions: Client<typeof ListVersionsServiceDefinition>;
let segments: Client<typeof SegmentsServiceDefinition>;
let numberPlan: Client<typeof NumberPlanServiceDefinition>;
const ours = () => env.tenant("tenant-a");
const theirs = () => env.tenant("tenant-b");
const { newId } = systemPorts;

beforeAll(async () => {
  env = await listsEnv();
  imports = createClient(ImportsServiceDefinition, env.address);
  versions = createClient(ListVersionsServiceDefinition, env.address);
  segments = createClient(SegmentsServiceDefinition, env.address);
  numberPlan = createClient(NumberPlanServiceDefinition, env.address);
});
afterAll(async () => {
  for (const client of [imports, versions, segments, numberPlan]) client[Symbol.dispose]();
  await env[Symbol.asyncDispose]();
});

const line = {
  lineId: "line",
  family: "landline_021",
  market: "IR",
  advertising: false,
  governedByList: false,
};
const createList = async (): Promise<string> => {
  const { list } = await env.lists.createList({ requestId: newId(), name: "customers" }, ours());
  return list!.listId;
};
const csv = (...rows: readonly string[]) => Buffer.from(`${rows.join("\n")}\n`);
const bring = (listId: string, operation: ImportOperation, file: Buffer) =>
  importFile(env.lists, ours(), { listId, operation, fileName: "customers.csv" }, file);
const peopleOf = async (listId: string, segmentId = "") => {
  const asked = segmentId === "" ? { listId, line } : { segmentId, line };
  const { people } = await audienceOf(env.lists.streamAudience(asked, ours()));
  return people.map(({ msisdn, variables }) => [Number(msisdn) - 989120000000, variables]);
};
const textOf = async (stream: AsyncIterable<{ readonly data: Uint8Array }>) => {
  const pieces: Uint8Array[] = [];
  for await (const { data } of stream) pieces.push(data);
  return Buffer.concat(pieces).toString();
};

test("an audience may be narrowed to those whose date is a given day, in whatever form the list writes it, within a segment too", async () => {
  const listId = await createList();
  const rows = ["mobile,expires,city", "09120000001,1405/09/16,Qom", "09120000002,2026-12-07,Yazd"];
  await bring(
    listId,
    ImportOperation.REPLACE,
    csv(...rows, "09120000003,07.12.2026,Qom", "09120000004,2026-12-08,Qom", "09120000005,,Qom"),
  );
  const onDay = (name: string, day: string) => ({
    kind: {
      $case: "variable" as const,
      value: { name, comparator: Comparator.EQUALS, values: [day] },
    },
  });
  const reached = async (over: Parameters<typeof env.lists.streamAudience>[0]) => {
    const { people } = await audienceOf(env.lists.streamAudience({ line, ...over }, ours()));
    return people.map(({ msisdn }) => Number(msisdn) - 989120000000);
  };
  expect(await reached({ listId, where: onDay("expires", "2026-12-07") })).toEqual([1, 2, 3]);
  expect(await reached({ listId, where: onDay("expires", "2026-12-09") })).toEqual([]);
  const { segment } = await segments.createSegment(
    { requestId: newId(), name: "of Qom", listId, condition: onDay("city", "Qom") },
    ours(),
  );
  const { segmentId } = segment!;
  expect(await reached({ segmentId, where: onDay("expires", "2026-12-07") })).toEqual([1, 3]);
  await expect(reached({ listId, where: onDay("birthday", "2026-12-07") })).rejects.toMatchObject({
    kind: "precondition",
    reason: "CONDITION_INVALID",
  });
});

test("a file adds to a list, removes from it, and merges into it; each makes a version that tells what changed", async () => {
  const listId = await createList();
  await bring(
    listId,
    ImportOperation.REPLACE,
    csv("mobile,city", "09120000001,Qom", "09120000002,"),
  );
  const added = await bring(
    listId,
    ImportOperation.ADD,
    csv("mobile,age", "09120000002,50", "09120000003,31"),
  );
  expect(added).toMatchObject({ listVersion: 2n, kept: 2n, added: 1n, removed: 0n, updated: 0n });
  expect(await peopleOf(listId)).toEqual([
    [1, { city: "Qom", age: "" }],
    [2, { city: "", age: "" }],
    [3, { city: "", age: "31" }],
  ]);
  const merged = await bring(
    listId,
    ImportOperation.MERGE,
    csv("mobile,city,age", "09120000001,,40", "09120000002,Yazd,", "09120000004,Rasht,22"),
  );
  expect(merged).toMatchObject({ listVersion: 3n, added: 1n, updated: 2n });
  expect(await peopleOf(listId)).toEqual([
    [1, { city: "Qom", age: "40" }],
    [2, { city: "Yazd", age: "" }],
    [3, { city: "", age: "31" }],
    [4, { city: "Rasht", age: "22" }],
  ]);
  const left = await bring(
    listId,
    ImportOperation.REMOVE,
    csv("mobile", "09120000001", "09120000009"),
  );
  expect(left).toMatchObject({ listVersion: 4n, removed: 1n, added: 0n });
  expect((await peopleOf(listId)).map(([number]) => number)).toEqual([2, 3, 4]);

  const told = await versions.listVersions({ listId }, ours());
  expect(told.versions.map(({ version, operation }) => [version, operation])).toEqual([
    [4n, "remove"],
    [3n, "merge"],
    [2n, "add"],
    [1n, "replace"],
  ]);
  expect(told.versions[0]).toMatchObject({
    fileName: "customers.csv",
    madeBy: expect.stringMatching(/^(?:key|person):/u),
    variables: [
      { name: "city", kind: "VARIABLE_KIND_TEXT" },
      { name: "age", kind: "VARIABLE_KIND_NUMBER" },
    ],
  });
  // Nothing of the files on their way is left beside the versions.
  const builds = await env.db.collection("listVersions").distinct("build", { listId });
  const kept = await env.db.collection("members").distinct("build", { build: { $in: builds } });
  expect(kept.toSorted()).toEqual(builds.toSorted());
});

test("[IR-ASN-21] the removal report names who left; a roll back is a new version that equals an old one", async () => {
  const listId = await createList();
  await bring(
    listId,
    ImportOperation.REPLACE,
    csv("mobile,name", "09120000001,=1+1", "09120000002,Sara"),
  );
  await bring(listId, ImportOperation.REPLACE, csv("mobile,name", "09120000002,Sara"));
  expect(await textOf(versions.downloadRemoved({ listId, version: 2n }, ours()))).toBe(
    "\ufeffnumber,operator,name\r\n989120000001,MCI,'=1+1\r\n",
  );
  const undo = { requestId: newId(), listId, version: 1n };
  const { list } = await versions.rollBackList(undo, ours());
  expect(list).toMatchObject({ version: 3n, members: 2n });
  expect((await versions.rollBackList(undo, ours())).list).toMatchObject({ version: 3n });
  const [newest] = (await versions.listVersions({ listId }, ours())).versions;
  expect(newest).toMatchObject({ operation: "roll_back", equalsVersion: 1n, added: 1n });
  expect(await textOf(versions.downloadVersion({ listId, version: 0n }, ours()))).toBe(
    "\ufeffnumber,operator,name\r\n989120000001,MCI,'=1+1\r\n989120000002,MCI,Sara\r\n",
  );
  const asked = { listId, number: "09120000001" };
  const found = await versions.findMembership({ ...asked, version: 1n }, ours());
  expect(found).toMatchObject({ member: true, values: [{ name: "name", value: "=1+1" }] });
  expect(await versions.findMembership({ ...asked, version: 2n }, ours())).toMatchObject({
    member: false,
  });
  await expect(
    versions.rollBackList({ requestId: newId(), listId, version: 9n }, ours()),
  ).rejects.toMatchObject({ reason: "LIST_VERSION_UNKNOWN" });
  await expect(versions.listVersions({ listId }, theirs())).rejects.toMatchObject({
    reason: "LIST_UNKNOWN",
  });
});

test("a held file is looked at first, and the user's word on its columns is the last", async () => {
  const listId = await createList();
  const file = csv("tel;city;note", "09120000001;Qom;a", "09120000002;Yazd;b");
  const held = await env.lists.importFile(upload({ listId, hold: true }, file), ours());
  expect(held.import).toMatchObject({ state: ImportState.HELD });
  const importId = held.import!.importId;
  const preview = await imports.previewImport({ importId }, ours());
  expect(preview).toMatchObject({
    fileType: "csv",
    encoding: "utf-8",
    delimiter: ";",
    titleRow: 1n,
  });
  expect(preview.columns.map(({ title, role, samples }) => [title, role, samples[0]])).toEqual([
    ["tel", "number", "09120000001"],
    ["city", "variable", "Qom"],
    ["note", "variable", "a"],
  ]);
  const columns = [
    { column: "city", name: "town" },
    { column: "C", ignored: true },
  ];
  await expect(
    imports.previewImport({ importId, columns: [{ column: "street" }] }, ours()),
  ).rejects.toMatchObject({ reason: "COLUMN_UNKNOWN" });
  // A slip in the mapping costs no upload: the file is still held.
  await expect(
    imports.startImport({ importId, columns: [{ column: "street" }] }, ours()),
  ).rejects.toMatchObject({ reason: "COLUMN_UNKNOWN" });
  await imports.startImport({ importId, columns }, ours());
  await imports.startImport({ importId, columns }, ours());
  // Who says something else later does not take it for heard.
  await expect(
    imports.startImport({ importId, columns: columns.slice(1) }, ours()),
  ).rejects.toMatchObject({ reason: "IMPORT_NOT_HELD" });
  const done = await importEnd(env.lists, ours(), importId);
  expect(done).toMatchObject({ state: ImportState.FINISHED, variables: ["town"] });
  const seen: ImportState[] = [];
  for await (const move of imports.watchImport({ importId }, ours())) seen.push(move.import!.state);
  expect(seen).toEqual([ImportState.FINISHED]);
  await expect(imports.cancelImport({ importId }, ours())).rejects.toMatchObject({
    reason: "IMPORT_NOT_HELD",
  });
  await expect(imports.previewImport({ importId }, theirs())).rejects.toMatchObject({
    reason: "IMPORT_UNKNOWN",
  });
});

test("an audience carries the variables that are needed and no others, also those that a segment asks about", async () => {
  const listId = await createList();
  const rows = ["mobile,name,city", "09120000401,Ali,Qom", "09120000402,Sara,Yazd"];
  await bring(listId, ImportOperation.REPLACE, csv(...rows));
  const city = { name: "city", comparator: Comparator.EQUALS, values: ["Yazd"] };
  const { segment } = await segments.createSegment(
    {
      requestId: newId(),
      name: "Yazd",
      listId,
      condition: { kind: { $case: "variable", value: city } },
    },
    ours(),
  );
  const of = async (asked: { listId?: string; segmentId?: string }, ...variables: string[]) => {
    const request = { ...asked, line, namedVariablesOnly: true, variables };
    const { people } = await audienceOf(env.lists.streamAudience(request, ours()));
    return people.map((person) => person.variables);
  };
  expect(await of({ listId })).toEqual([{}, {}]);
  expect(await of({ listId }, "name", "unknown")).toEqual([{ name: "Ali" }, { name: "Sara" }]);
  expect(await of({ segmentId: segment!.segmentId }, "name")).toEqual([{ name: "Sara" }]);
  expect(await of({ segmentId: segment!.segmentId })).toEqual([{}]);
});

test("an audience is told in packed columns to who asks for them, and one that is filtered loses no value's end", async () => {
  const listId = await createList();
  const rows = [
    "mobile,name,city",
    "09120000411,Ali,Qom",
    "09120000412,زهرا,",
    "09120000413,😀,Yazd",
  ];
  await bring(listId, ImportOperation.REPLACE, csv(...rows));
  const batchOf = async () => {
    const asked = { listId, line, namedVariablesOnly: true, variables: ["name"], packed: true };
    for await (const { part } of env.lists.streamAudience(asked, ours()))
      if (part?.$case === "batch") return part.value;
    throw new Error("The audience has no batch.");
  };
  expect(await batchOf()).toMatchObject({
    msisdns: [],
    variables: [],
    packedMsisdns: Buffer.from(
      BigUint64Array.of(989120000411n, 989120000412n, 989120000413n).buffer,
    ),
    columns: [{ text: "Aliزهرا😀", lengths: Buffer.from([3, 0, 4, 0, 2, 0]) }],
  });
  const refusal = { lineId: "", channel: "api", reference: "", requestId: newId() };
  await env.lists.recordOptOut({ ...refusal, number: "09120000412" }, env.tenant("tenant-a"));
  expect(await batchOf()).toMatchObject({
    packedMsisdns: Buffer.from(BigUint64Array.of(989120000411n, 989120000413n).buffer),
    columns: [{ text: "Ali😀", lengths: Buffer.from([3, 0, 2, 0]) }],
  });
});

test("a file of ported numbers decides before the prefix, all at once, and each belief has its source and age", async () => {
  const load = async function* (requestId: string, text: string, mayShrink = false) {
    const header = {
      requestId,
      mayShrink,
      market: "IR",
      fileName: "ported.csv",
      asOf: new Date("2026-11-01"),
    };
    yield { part: { $case: "header" as const, value: header } };
    yield { part: { $case: "data" as const, value: Buffer.from(text) } };
  };
  const staff = env.staff("operations");
  const text = "number,operator\n09120000077,IRANCELL\n09120000078,nobody\nx,MCI\n";
  const { file } = await numberPlan.loadPortability(load("p1", text), staff);
  expect(file).toMatchObject({ version: 1n, numbers: 1n, inForce: true });
  expect(await numberPlan.getNumberOperator({ number: "09120000077" }, ours())).toMatchObject({
    operator: "IRANCELL",
    beliefs: [
      { operator: "IRANCELL", source: "portability", detail: "ported.csv", verified: true },
      {
        ...{ operator: "MCI", source: "number_plan", at: new Date("2021-01-01") },
        ...{ detail: expect.stringMatching(/^912: ./u), ageDays: expect.any(BigInt) },
      },
    ],
  });
  const again = await numberPlan.loadPortability(load("p1", text), staff);
  expect(again.file).toEqual(file);
  const other = load("p1", text.replace("77", "79"));
  await expect(numberPlan.loadPortability(other, staff)).rejects.toMatchObject({
    reason: "REQUEST_ID_REUSED",
  });
  const listId = await createList();
  await bring(listId, ImportOperation.REPLACE, csv("mobile", "09120000077", "09120000079"));
  const { people } = await audienceOf(env.lists.streamAudience({ listId, line }, ours()));
  expect(people.map(({ operator }) => operator)).toEqual(["IRANCELL", "MCI"]);
  // Also a segment takes it for what it is now.
  const condition = { kind: { $case: "operator" as const, value: "IRANCELL" } };
  expect(await segments.previewSegment({ listId, condition }, ours())).toMatchObject({
    matching: 1n,
    samples: [{ operator: "IRANCELL" }],
  });
  const taken = { requestId: newId(), name: "taken over", listId, condition };
  const { segment } = await segments.createSegment(taken, ours());
  expect(await peopleOf(listId, segment!.segmentId)).toEqual([[77, {}]]);
  const singles = { line, numbers: ["09120000077", "09120000079"] };
  const { recipients } = await env.lists.checkRecipients(singles, ours());
  expect(recipients.map(({ operator }) => operator)).toEqual(["IRANCELL", "MCI"]);
  await expect(numberPlan.loadPortability(load("p2", "hello\n"), staff)).rejects.toMatchObject({
    reason: "PORTABILITY_FILE_INVALID",
  });
  await expect(numberPlan.loadPortability(load("p3", text), ours())).rejects.toMatchObject({
    kind: "forbidden",
  });
  expect((await numberPlan.listPortability({ market: "IR" }, staff)).files).toHaveLength(1);

  // A file of less than half the numbers is taken for a mistake, unless it is said.
  const three = ["09120000077,IRANCELL", "09120000078,IRANCELL", "09120000079,IRANCELL"];
  await numberPlan.loadPortability(load("p4", three.join("\n")), staff);
  await expect(numberPlan.loadPortability(load("p5", text), staff)).rejects.toMatchObject({
    reason: "PORTABILITY_SHRINKS",
  });
  const operatorOf = async (number: string) =>
    (await numberPlan.getNumberOperator({ number }, ours())).operator;
  expect(await operatorOf("09120000079")).toBe("IRANCELL");
  const small = await numberPlan.loadPortability(load("p5", text, true), staff);
  expect(small.file).toMatchObject({ version: 3n, numbers: 1n });
  expect(await operatorOf("09120000079")).toBe("MCI");

  // Of two at the same moment both come in force whole, one after the other.
  const files = [0, 1].map((file) =>
    Array.from({ length: 3_000 }, (_, i) => `0912${file}${String(i).padStart(6, "0")},IRANCELL`),
  );
  const both = await Promise.all(
    files.map((rows, i) => numberPlan.loadPortability(load(`both${i}`, rows.join("\n")), staff)),
  );
  const last = both.findIndex(({ file: one }) => one?.version === 5n);
  expect(both.map(({ file: one }) => one?.version).sort()).toEqual([4n, 5n]);
  const same = [1, 2].map(() =>
    numberPlan.loadPortability(load("twin", files[last]!.join("\n")), staff),
  );
  expect((await Promise.all(same)).map(({ file: one }) => one?.version)).toEqual([6n, 6n]);
  for (const row of [files[last]![0]!, files[last]![2_999]!])
    expect(await operatorOf(row.slice(0, 11))).toBe("IRANCELL");
});

test("a request id stands for a file and the way it is to be read", async () => {
  const listId = await createList();
  const file = csv("tel;city", "09120000001;Qom", "09120000002;Yazd");
  const named = (name: string) => [ColumnChoice.fromPartial({ column: "city", name })];
  const header = { listId, requestId: "mapped", columns: named("town") };
  const done = await importFile(env.lists, ours(), header, file);
  expect(done.variables).toEqual(["town"]);
  expect(await importFile(env.lists, ours(), header, file)).toEqual(done);
  const others = [
    { ...header, columns: named("place") },
    { ...header, numberColumn: "tel" },
    { ...header, operation: ImportOperation.ADD },
    { ...header, hold: true },
  ];
  for (const other of others)
    await expect(env.lists.importFile(upload(other, file), ours())).rejects.toMatchObject({
      reason: "REQUEST_ID_REUSED",
    });
});

test("a version tells how long its columns become and how many members each operator has, whatever made it; none of its values", async () => {
  const listId = await createList();
  await expect(versions.measureVersion({ listId }, ours())).rejects.toMatchObject({
    reason: "LIST_VERSION_UNKNOWN",
  });
  const rows = ["mobile,city,code", "09140000001,Qom,[12]", "09350000002,,7", "09140000003,یزد,"];
  await bring(listId, ImportOperation.REPLACE, csv(...rows));
  const measured = async (over: Parameters<typeof versions.measureVersion>[0] = {}) => {
    const columns = ["city", "code", "nobody's"];
    const told = await versions.measureVersion({ listId, columns, ...over }, ours());
    const longest = told.columns.map(({ name, known, longest: kinds }) => [
      ...[name, known],
      ...kinds.map(({ units, septets }) => [units, septets]).sort(([a = 0], [b = 0]) => a - b),
    ]);
    return {
      ...told,
      operators: told.operators.map(({ operator, rows: n }) => [operator, n]),
      longest,
    };
  };
  const operators = [
    ["MCI", 2n],
    ["IRANCELL", 1n],
  ];
  expect(await measured()).toMatchObject({
    ...{ listId, version: 1n, members: 3n, operators },
    longest: [
      ["city", true, [3, 3], [3, 3]],
      ["code", true, [4, 6]],
    ],
  });
  const shorter = csv("mobile,city,code", "09140000001,Qom,5", "09350000004,Bandar Abbas,");
  await bring(listId, ImportOperation.MERGE, shorter);
  expect(await measured()).toMatchObject({
    ...{ version: 2n, members: 4n },
    longest: [
      ["city", true, [3, 3], [12, 12]],
      ["code", true, [1, 1]],
    ],
  });
  expect((await measured({ version: 1n })).longest[1]).toEqual(["code", true, [4, 6]]);

  // A segment is part of its list, and costs no more.
  const condition = { kind: { $case: "operator" as const, value: "MCI" } };
  const made = await segments.createSegment(
    { requestId: newId(), name: "of MCI", listId, condition },
    ours(),
  );
  const { segmentId } = made.segment!;
  expect(await measured({ listId: "", segmentId })).toMatchObject({ listId, members: 4n });
  await expect(versions.measureVersion({ segmentId }, theirs())).rejects.toMatchObject({
    reason: "SEGMENT_UNKNOWN",
  });

  // What was written before the longest values were kept knows nothing of them, until it is written again.
  const old = await createList();
  await bring(old, ImportOperation.REPLACE, csv("mobile,city", "09140000001,Qom"));
  const { build } = (await env.db.collection("listVersions").findOne({ listId: old }))!;
  await env.db.collection("members").updateMany({ build }, { $unset: { "columns.0.longest": "" } });
  expect(await measured({ listId: old })).toMatchObject({
    ...{ members: 1n, operators: [["MCI", 1n]] },
    longest: [["city", false]],
  });
  await bring(old, ImportOperation.ADD, csv("mobile", "09140000009"));
  expect((await measured({ listId: old })).longest).toEqual([["city", true, [3, 3]]]);
});
