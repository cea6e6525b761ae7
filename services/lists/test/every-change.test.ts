import {
  BlockListChange,
  BlockListsServiceDefinition,
} from "@whiteline/contracts/lists/v1/block_lists";
import { ConsentsServiceDefinition, ConsentState } from "@whiteline/contracts/lists/v1/consents";
import type { TrailExtended } from "@whiteline/contracts/lists/v1/events";
import { ImportsServiceDefinition } from "@whiteline/contracts/lists/v1/imports";
import { ListVersionsServiceDefinition } from "@whiteline/contracts/lists/v1/list_versions";
import { ImportOperation } from "@whiteline/contracts/lists/v1/lists";
import { NumberPlanServiceDefinition } from "@whiteline/contracts/lists/v1/number_plan";
import { RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import { SegmentsServiceDefinition } from "@whiteline/contracts/lists/v1/segments";
import { SendingLimitsServiceDefinition } from "@whiteline/contracts/lists/v1/sending_limits";
import { createClient } from "@whiteline/service-kit";
import { testPrincipals } from "@whiteline/service-kit/testing";
import { eventually, freePort, testDirectory } from "@whiteline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  filledList,
  importEnd,
  listsEnv,
  upload,
  type ListsClient,
  type ListsEnv,
} from "./lists-env.js";
import { startIys } from "./start-iys.js";

const principals = testPrincipals();
const person = { personId: "owner-1", providerId: "asanak" };
const ours = principals.tenant("tenant-a", { ...person, market: "IR" });
const inTurkey = principals.tenant("tenant-tr", { ...person, market: "TR" });
const operations = principals.staff("operations", "asanak", { personId: "staff-1" });
const ofPerson = { actor: "person:owner-1", tenantId: "tenant-a" };
const ofTurk = { ...ofPerson, tenantId: "tenant-tr" };
const ofStaff = { actor: "person:staff-1", tenantId: "", providerId: "asanak" };

let env: ListsEnv;
let rpcs: readonly string[];
let it: ReturnType<typeof clients>;
const closers: (() => unknown)[] = [];
beforeAll(async () => {
  const directory = await testDirectory();
  closers.push(() => directory[Symbol.asyncDispose]());
  const port = await freePort();
  const iys = await startIys(port, directory.path);
  closers.push(() => iys.kill());
  const environment = { IYS_URL: `http://127.0.0.1:${port}`, REGISTRY_EVERY_MS: "86400000" };
  env = await listsEnv({ start: false, environment });
  closers.push(() => env[Symbol.asyncDispose]());
  env.giveLines("tenant-a", "line-a", "line-b", "line-c");
  const { running, lists } = await env.startService();
  rpcs = running.rpcs;
  it = clients(running.grpcAddress, lists);
  await eventually(async () => (await env.db.collection("lines").countDocuments()) === 3);
});
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

const clients = (address: string, lists: ListsClient) => {
  const made = {
    imports: createClient(ImportsServiceDefinition, address),
    versions: createClient(ListVersionsServiceDefinition, address),
    segments: createClient(SegmentsServiceDefinition, address),
    refusals: createClient(RefusalsServiceDefinition, address),
    consents: createClient(ConsentsServiceDefinition, address),
    limits: createClient(SendingLimitsServiceDefinition, address),
    blockLists: createClient(BlockListsServiceDefinition, address),
    numberPlan: createClient(NumberPlanServiceDefinition, address),
  };
  for (const client of Object.values(made)) closers.push(() => client[Symbol.dispose]());
  return { ...made, lists };
};

/** RPCs that change nothing, or of which the trail tells otherwise. */
const looks: ReadonlySet<string> = new Set([
  ...["GetList", "ListLists", "GetImport", "DownloadRejects", "DownloadSample", "ListImports"],
  ...["CheckCustomerList", "StreamAudience", "CheckRecipients", "PreviewImport", "WatchImport"],
  ...["ListVersions", "DownloadVersion", "DownloadRemoved", "GetListDuties", "FindMembership"],
  "MeasureVersion",
  ...["GetSegment", "ListSegments", "PreviewSegment", "ListRefusals", "GetRefusal"],
  ...["FindRefusals", "GetStopwatch", "MakeRefusalLinks", "ReadRefusalLink", "FindConsents"],
  ...["ListConsents", "GetConsentSummary", "QueryRegistry", "ListBlockLists"],
  ...["ListBlockListLoads", "AskBlockList", "GetNumberOperator", "ListPortability"],
  ...["RecallRecipients", "GetSendingLimits"],
  // The subscriber's own word: it stands among the refusals with its channel, and nobody of the company said it.
  "RefuseByLink",
  // What was sent, counted chunk by chunk by a service.
  "CountSent",
]);

let last = 0;
const next = () => `e${(last += 1)}`;
const nextNumber = (prefix = "0912") => `${prefix}${1_000_000 + (last += 1)}`;
async function* file<Header>(header: Header, ...texts: readonly string[]) {
  yield { part: { $case: "header" as const, value: header } };
  for (const text of texts) yield { part: { $case: "data" as const, value: Buffer.from(text) } };
}

const list = async (governsLineIds: string[] = []) => {
  const asked = { requestId: next(), name: "a secret name", governsLineIds };
  const { list: made } = await it.lists.createList(asked, ours);
  // Asked for again it is the same list, and no second entry.
  expect((await it.lists.createList(asked, ours)).list).toEqual(made);
  return made!.listId;
};
const held = async () => {
  const listId = await list();
  const header = { listId, hold: true, fileName: "secret.csv" };
  const sent = upload(header, Buffer.from(`mobile\n${nextNumber()}`));
  const { import: received } = await it.lists.importFile(sent, ours);
  return { listId, importId: received!.importId };
};
const segment = async () => {
  const condition = { kind: { $case: "operator" as const, value: "MCI" } };
  const asked = { requestId: next(), name: "a secret name", listId: await list(), condition };
  const { segment: made } = await it.segments.createSegment(asked, ours);
  expect((await it.segments.createSegment(asked, ours)).segment).toEqual(made);
  return made!.segmentId;
};
const refusal = async () => {
  const said = { requestId: next(), number: nextNumber(), lineId: "", channel: "console" };
  return (await it.lists.recordOptOut(said, ours)).refusalId;
};
const proof = { source: "HS_WEB", wording: "a secret word", evidence: "secret.pdf" };
const consent = () => ({
  ...{ requestId: next(), recipientKind: "RECIPIENT_KIND_CONSUMER" as const, ...proof },
  ...{ state: ConsentState.GIVEN, saidAt: new Date(Date.now() - 60_000) },
});
/** Each test of the registry sets it, so that none needs another's. */
const setBrand = () =>
  it.consents.setRegistryBrand({ requestId: next(), brand: "654321" }, inTurkey);

type Entry = Partial<Omit<TrailExtended, "at">>;
/** Does it in good order; answers the entry that it leaves. */
type Act = () => Promise<Entry>;

/** How each changing RPC is called in good order, and the entry that it leaves. */
const acts: Readonly<Record<string, Act>> = {
  CreateList: async () => {
    const listId = await list(["line-a"]);
    const said = { action: "list.created", subject: `list:${listId}` };
    return { ...ofPerson, ...said, after: { governs: "line-a" } };
  },
  UpdateList: async () => {
    const listId = await list(["line-b"]);
    // What is as it was is no change.
    await it.versions.updateList({ listId, name: "a secret name" }, ours);
    const governs = { lineIds: ["line-b", "line-c"] };
    await it.versions.updateList({ listId, name: "another secret", governs }, ours);
    const said = { action: "list.updated", subject: `list:${listId}` };
    const after = { governs: "line-b, line-c", renamed: "true" };
    return { ...ofPerson, ...said, before: { governs: "line-b" }, after };
  },
  ImportFile: async () => {
    const { listId, importId } = await held();
    const said = { action: "import.received", subject: `import:${importId}` };
    return { ...ofPerson, ...said, after: { list: listId, operation: "replace", state: "held" } };
  },
  StartImport: async () => {
    const { listId, importId } = await held();
    for (const _again of [1, 2])
      await it.imports.startImport({ importId, operation: ImportOperation.ADD }, ours);
    await importEnd(it.lists, ours, importId);
    const after = { import: importId, operation: "add", version: "1", added: "1" };
    await told({ ...ofPerson, action: "import.finished", subject: `list:${listId}`, after });
    const said = { action: "import.begun", subject: `import:${importId}` };
    return { ...ofPerson, ...said, after: { operation: "add" } };
  },
  CancelImport: async () => {
    const { importId } = await held();
    for (const _again of [1, 2]) await it.imports.cancelImport({ importId }, ours);
    return { ...ofPerson, action: "import.cancelled", subject: `import:${importId}` };
  },
  RollBackList: async () => {
    const listId = await filledList(it.lists, ours, [nextNumber()]);
    const asked = { requestId: next(), listId, version: 1n };
    for (const _again of [1, 2]) await it.versions.rollBackList(asked, ours);
    const after = { version: "2", equals: "1" };
    return { ...ofPerson, action: "list.rolled_back", subject: `list:${listId}`, after };
  },
  CreateSegment: async () => {
    const said = { action: "segment.created", subject: `segment:${await segment()}` };
    return { ...ofPerson, ...said, after: { version: "1" } };
  },
  UpdateSegment: async () => {
    const segmentId = await segment();
    const changed = { segmentId, name: "another secret", expectedVersion: 1n };
    await it.segments.updateSegment(changed, ours);
    const said = { action: "segment.updated", subject: `segment:${segmentId}` };
    return { ...ofPerson, ...said, before: { version: "1" }, after: { version: "2" } };
  },
  DeleteSegment: async () => {
    const segmentId = await segment();
    for (const _again of [1, 2]) await it.segments.deleteSegment({ segmentId }, ours);
    return { ...ofPerson, action: "segment.removed", subject: `segment:${segmentId}` };
  },
  RecordOptOut: async () => {
    const said = { action: "refusal.entered", subject: `refusal:${await refusal()}` };
    return { ...ofPerson, ...said, after: { channel: "console" } };
  },
  RecordComplaintRefusal: async () => {
    const said = { number: nextNumber(), lineId: "line-a", saidAt: new Date() };
    const asked = { requestId: next(), ...said, reference: "a secret" };
    const { refusal: kept } = await it.refusals.recordComplaintRefusal(asked, operations);
    const subject = `refusal:${kept?.refusalId}`;
    const entry = { action: "refusal.entered", actor: "person:staff-1", tenantId: "tenant-a" };
    return { ...entry, subject, after: { line: "line-a", channel: "complaint" } };
  },
  LiftRefusal: async () => {
    const refusalId = await refusal();
    const said = { ...proof, source: "form", saidAt: new Date() };
    await it.refusals.liftRefusal({ requestId: next(), refusalId, ...said }, ours);
    const subject = `refusal:${refusalId}`;
    return { ...ofPerson, action: "refusal.lifted", subject, after: { source: "form" } };
  },
  RecordConsent: async () => {
    const said = { ...consent(), number: nextNumber("0532") };
    for (const _again of [1, 2]) await it.consents.recordConsent(said, inTurkey);
    const after = { state: "given", source: "HS_WEB" };
    return { ...ofTurk, action: "consent.recorded", after };
  },
  ImportConsents: async () => {
    const text = `number\n${nextNumber("0532")}\nnobody`;
    await it.consents.importConsents(file(consent(), text), inTurkey);
    const said = { action: "consents.imported", subject: "tenant:tenant-tr" };
    return { ...ofTurk, ...said, after: { rows: "2", changed: "1" } };
  },
  SetRegistryBrand: async () => {
    for (const _again of [1, 2]) await setBrand();
    const said = { action: "registry_brand.set", subject: "registry_brand:TR" };
    return { ...ofTurk, ...said, after: { brand: "654321" } };
  },
  SynchroniseRegistry: async () => {
    await setBrand();
    await it.consents.synchroniseRegistry({}, inTurkey);
    return { ...ofTurk, action: "registry.synchronised", subject: "registry:TR" };
  },
  SetSendingLimit: async () => {
    const { limits } = await it.limits.getSendingLimits({ tenantId: "tenant-a" }, ours);
    const rule = limits[0]?.rule ?? "";
    const asked = { requestId: next(), tenantId: "tenant-a", market: "IR", rule, note: "secret" };
    await it.limits.setSendingLimit(
      { ...asked, enabled: true, messages: 1, hours: 24 },
      operations,
    );
    const said = { action: "sending_limit.set", subject: `sending_limit:${rule}` };
    const after = { enabled: "true", messages: "1", hours: "24" };
    return { actor: "person:staff-1", tenantId: "tenant-a", ...said, after };
  },
  LoadBlockList: async () => {
    const header = { requestId: next(), market: "IR", owner: "op", change: BlockListChange.ADD };
    await it.blockLists.loadBlockList(file(header, nextNumber()), operations);
    const said = { action: "block_list.loaded", subject: "block_list:IR/op" };
    return { ...ofStaff, ...said, after: { change: "add", added: "1" } };
  },
  AddToBlackList: async () => {
    await it.lists.addToBlackList({ market: "IR", numbers: [nextNumber()] }, operations);
    const said = { action: "block_list.loaded", subject: "block_list:IR/" };
    return { ...ofStaff, ...said, after: { change: "add", added: "1" } };
  },
  LoadPortability: async () => {
    const header = { requestId: next(), market: "IR", fileName: "secret.csv" };
    const text = `number,operator\n${nextNumber()},IRANCELL`;
    for (const _again of [1, 2])
      await it.numberPlan.loadPortability(file(header, text), operations);
    const said = { action: "portability.loaded", subject: "portability:IR" };
    return { ...ofStaff, ...said, after: { version: "1", numbers: "1" } };
  },
};

/** What was told, in the order of its arrival. */
const trail = (): readonly TrailExtended[] =>
  env.facts.flatMap(({ fact }) => ("entryId" in fact ? [fact as TrailExtended] : []));
const told = ({ before = {}, after = {}, ...said }: Entry): Promise<TrailExtended> => {
  const has = (fields: object, wanted: object) =>
    Object.entries(wanted).every(([name, value]) => Reflect.get(fields, name) === value);
  return eventually(
    () =>
      trail().find(
        (entry) => has(entry, said) && has(entry.before, before) && has(entry.after, after),
      ),
    { within: 60_000, what: `${said.action} of ${said.subject}` },
  );
};

describe("every RPC that changes something is told for the audit trail, with who did it", () => {
  test("each of them is tried", () => {
    const tried = rpcs.map((rpc) => rpc.split(".")[1] ?? "").filter((name) => !looks.has(name));
    expect(Object.keys(acts).toSorted()).toEqual(tried.toSorted());
  });

  test.each(Object.keys(acts))("%s", async (method) => {
    const act = acts[method];
    if (act === undefined) throw new Error(`${method} is not tried`);
    await told(await act());
    // No word that somebody wrote, no number of a person, and each entry once.
    expect(JSON.stringify(trail())).not.toMatch(/secret|98912|90532/u);
    const ids = trail().map(({ entryId }) => entryId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test("what was asked for twice, or is as it was, leaves one entry", async () => {
  const { importId } = await held();
  for (const _again of [1, 2]) await it.imports.cancelImport({ importId }, ours);
  const listId = await list();
  await it.versions.updateList({ listId, name: "a secret name", governs: { lineIds: [] } }, ours);
  const segmentId = await segment();
  for (const _again of [1, 2]) await it.segments.deleteSegment({ segmentId }, ours);
  await told({ action: "import.cancelled", subject: `import:${importId}` });
  await told({ action: "segment.removed", subject: `segment:${segmentId}` });
  // Entries come in the order in which they were kept: behind this one there is none of before.
  const lastList = await list();
  await told({ action: "list.created", subject: `list:${lastList}` });
  const subjects = [`import:${importId}`, `list:${listId}`, `segment:${segmentId}`];
  const actions = trail().flatMap(({ subject, action }) =>
    subjects.includes(subject) ? [action] : [],
  );
  expect(actions.toSorted()).toEqual([
    ...["import.cancelled", "import.received", "list.created"],
    ...["segment.created", "segment.removed"],
  ]);
});

test("a file that cannot be read is told with its reason", async () => {
  const listId = await list();
  const sent = upload({ listId }, Buffer.from("nothing\nof use"));
  const { import: received } = await it.lists.importFile(sent, ours);
  const subject = `import:${received!.importId}`;
  const { codes } = await told({ ...ofPerson, action: "import.refused", subject });
  expect(codes).toEqual(["NO_NUMBER_COLUMN"]);
});

test("a file of consents that breaks off is told as far as it was kept", async () => {
  const before = await env.db.collection("consents").countDocuments();
  const numbers = Array.from({ length: 600 }, () => nextNumber("0533"));
  const parts = (async function* () {
    yield* file(consent(), ["number", ...numbers].join("\n"));
    await eventually(
      async () => (await env.db.collection("consents").countDocuments()) >= before + 500,
      { within: 60_000, what: "consents of the file that will break off" },
    );
    throw new Error("the line broke");
  })();
  await expect(it.consents.importConsents(parts, inTurkey)).rejects.toThrow();
  const said = { action: "consents.broken_off", subject: "tenant:tenant-tr" };
  const { after } = await told({ ...ofTurk, ...said });
  expect(after["changed"]).toBe("500");
});

test("what somebody is forbidden is told, for the chain of the company", async () => {
  const header = { requestId: next(), market: "IR", change: BlockListChange.ADD };
  await expect(it.blockLists.loadBlockList(file(header, nextNumber()), ours)).rejects.toMatchObject(
    { reason: "STAFF_REQUIRED" },
  );
  const { tenantId, codes } = await told({ action: "call.refused" });
  expect([tenantId, ...codes]).toEqual(["tenant-a", "STAFF_REQUIRED"]);
});
