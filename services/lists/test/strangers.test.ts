import {
  BlockListChange,
  BlockListsServiceDefinition,
} from "@whiteline/contracts/lists/v1/block_lists";
import { ConsentsServiceDefinition, ConsentState } from "@whiteline/contracts/lists/v1/consents";
import { ImportsServiceDefinition } from "@whiteline/contracts/lists/v1/imports";
import { ListVersionsServiceDefinition } from "@whiteline/contracts/lists/v1/list_versions";
import { ImportOperation } from "@whiteline/contracts/lists/v1/lists";
import { NumberPlanServiceDefinition } from "@whiteline/contracts/lists/v1/number_plan";
import { RecallServiceDefinition } from "@whiteline/contracts/lists/v1/recall";
import { RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import { SegmentsServiceDefinition } from "@whiteline/contracts/lists/v1/segments";
import { SendingLimitsServiceDefinition } from "@whiteline/contracts/lists/v1/sending_limits";
import { createClient, systemPorts, type CallOptions } from "@whiteline/service-kit";
import { testPrincipals } from "@whiteline/service-kit/testing";
import {
  eventually,
  freePort,
  strangerFaults,
  testDirectory,
  type StrangerRow,
} from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  filledList,
  importFile,
  lineOf,
  listsEnv,
  upload,
  type ListsClient,
  type ListsEnv,
} from "./lists-env.js";
import { startIys } from "./start-iys.js";

let env: ListsEnv;
const closers: (() => unknown)[] = [];
let it: ReturnType<typeof clients>;
let theirs: Theirs;
let rpcs: readonly string[];
beforeAll(async () => {
  const directory = await testDirectory();
  closers.push(() => directory[Symbol.asyncDispose]());
  const port = await freePort();
  const iys = await startIys(port, directory.path);
  closers.push(() => iys.kill());
  const environment = { IYS_URL: `http://127.0.0.1:${port}`, REGISTRY_EVERY_MS: "86400000" };
  env = await listsEnv({ start: false, environment });
  env.lines.push(lineOf({ lineId: "line-a", number: "02191001234", governedByList: true }));
  const { running, lists } = await env.startService();
  rpcs = running.rpcs;
  it = clients(running.grpcAddress, lists);
  await eventually(async () => (await env.db.collection("lines").countDocuments()) === 1);
  theirs = await belongings();
});
afterAll(async () => {
  for (const close of closers.slice(2)) await close();
  await env[Symbol.asyncDispose]();
  for (const close of closers.slice(0, 2).reverse()) await close();
});

const { newId } = systemPorts;
const clients = (address: string, lists: ListsClient) => {
  const made = {
    imports: createClient(ImportsServiceDefinition, address),
    versions: createClient(ListVersionsServiceDefinition, address),
    segments: createClient(SegmentsServiceDefinition, address),
    refusals: createClient(RefusalsServiceDefinition, address),
    consents: createClient(ConsentsServiceDefinition, address),
    recall: createClient(RecallServiceDefinition, address),
    limits: createClient(SendingLimitsServiceDefinition, address),
    blockLists: createClient(BlockListsServiceDefinition, address),
    numberPlan: createClient(NumberPlanServiceDefinition, address),
  };
  for (const client of Object.values(made)) closers.push(() => client[Symbol.dispose]());
  return { ...made, lists };
};
const line = {
  lineId: "line-a",
  family: "landline_021",
  market: "IR",
  advertising: false,
  governedByList: true,
};
async function* file<Header>(header: Header, text: string) {
  yield { part: { $case: "header" as const, value: header } };
  yield { part: { $case: "data" as const, value: Buffer.from(text) } };
}

/** What tenant-a has: a governing list with its import and a segment, a refusal with its link, consents. */
async function belongings() {
  const [ours, oursInTurkey] = [env.tenant("tenant-a"), env.tenant("tenant-a", "TR")];
  const listId = await filledList(it.lists, ours, ["09121234567", "09121234568"], ["line-a"]);
  const { imports } = await it.imports.listImports({ listId, limit: 1 }, ours);
  const held = await it.lists.importFile(
    upload({ listId, hold: true }, Buffer.from("mobile,city\n09121234569,Qom")),
    ours,
  );
  const sample = await importFile(
    it.lists,
    ours,
    { purpose: "IMPORT_PURPOSE_APPLICATION_SAMPLE" },
    Buffer.from("mobile\n09121234567"),
  );
  const { segment } = await it.segments.createSegment(
    {
      requestId: newId(),
      name: "of Qom",
      listId,
      condition: { kind: { $case: "operator", value: "MCI" } },
    },
    ours,
  );
  const { refusalId } = await it.lists.recordOptOut(
    { requestId: newId(), number: "09121234568", lineId: "line-a", channel: "api" },
    ours,
  );
  const { links } = await it.refusals.makeRefusalLinks(
    { lineId: "line-a", numbers: ["09121234567"] },
    ours,
  );
  await it.consents.setRegistryBrand({ requestId: newId(), brand: "654321" }, oursInTurkey);
  await it.consents.recordConsent(
    {
      requestId: newId(),
      number: "05321234567",
      recipientKind: "RECIPIENT_KIND_CONSUMER",
      state: ConsentState.GIVEN,
      saidAt: new Date(Date.now() - 60_000),
      source: "HS_WEB",
      wording: "Evet",
      evidence: "document 1",
    },
    oursInTurkey,
  );
  return {
    ours,
    oursInTurkey,
    listId,
    importId: imports[0]!.importId,
    heldId: held.import!.importId,
    sampleId: sample.importId,
    segmentId: segment!.segmentId,
    refusalId,
    link: links[0]!,
  };
}

type Theirs = Awaited<ReturnType<typeof belongings>>;
type Rows = Readonly<Record<string, StrangerRow<CallOptions>>>;

const listRows = ({ lists, imports }: ReturnType<typeof clients>): Rows => ({
  "ListsService.CreateList": {
    call: (as) =>
      lists.createList({ requestId: newId(), name: "mine", governsLineIds: ["line-a"] }, as),
    refused: "LINE_UNKNOWN",
  },
  "ListsService.GetList": {
    call: (as) => lists.getList({ listId: theirs.listId }, as),
    refused: "LIST_UNKNOWN",
  },
  "ListsService.ListLists": { call: (as) => lists.listLists({}, as) },
  "ListsService.ImportFile": {
    call: (as) =>
      lists.importFile(upload({ listId: theirs.listId }, Buffer.from("mobile\n09120000001")), as),
    refused: "LIST_UNKNOWN",
  },
  "ListsService.GetImport": {
    call: (as) => lists.getImport({ importId: theirs.importId }, as),
    refused: "IMPORT_UNKNOWN",
  },
  "ListsService.DownloadRejects": {
    call: (as) => lists.downloadRejects({ importId: theirs.importId }, as),
    refused: "IMPORT_UNKNOWN",
  },
  "ListsService.DownloadSample": {
    call: (as) => lists.downloadSample({ importId: theirs.sampleId }, as),
    refused: "IMPORT_UNKNOWN",
  },
  "ListsService.CheckCustomerList": {
    call: (as) =>
      lists.checkCustomerList(
        { importId: theirs.sampleId, providerId: "asanak", family: "landline_021" },
        as,
      ),
    refused: "IMPORT_UNKNOWN",
  },
  "ListsService.CheckRecipients": {
    call: (as) => lists.checkRecipients({ line, numbers: ["09121110001"], traffic: "service" }, as),
  },
  "ListsService.RecordOptOut": {
    call: (as) =>
      lists.recordOptOut(
        { requestId: newId(), number: "09121110002", lineId: "line-a", channel: "api" },
        as,
      ),
    refused: "LINE_UNKNOWN",
  },
  "ListsService.AddToBlackList": {
    call: (as) => lists.addToBlackList({ market: "IR", numbers: [] }, as),
    refused: "STAFF_REQUIRED",
  },
  "ListsService.StreamAudience": {
    call: (as) => lists.streamAudience({ listId: theirs.listId, line }, as),
    refused: "LIST_UNKNOWN",
  },
  "ImportsService.PreviewImport": {
    call: (as) => imports.previewImport({ importId: theirs.heldId }, as),
    refused: "IMPORT_UNKNOWN",
  },
  "ImportsService.StartImport": {
    call: (as) =>
      imports.startImport({ importId: theirs.heldId, operation: ImportOperation.REPLACE }, as),
    refused: "IMPORT_UNKNOWN",
  },
  "ImportsService.CancelImport": {
    call: (as) => imports.cancelImport({ importId: theirs.heldId }, as),
    refused: "IMPORT_UNKNOWN",
  },
  "ImportsService.WatchImport": {
    call: (as) => imports.watchImport({ importId: theirs.importId }, as),
    refused: "IMPORT_UNKNOWN",
  },
  "ImportsService.ListImports": {
    call: (as) => imports.listImports({ listId: theirs.listId }, as),
  },
});

const versionRows = ({ versions, segments }: ReturnType<typeof clients>): Rows => {
  const { listId, segmentId } = theirs;
  const ofList = (call: StrangerRow<CallOptions>["call"]) => ({ call, refused: "LIST_UNKNOWN" });
  const ofSegment = (call: StrangerRow<CallOptions>["call"]) => ({
    call,
    refused: "SEGMENT_UNKNOWN",
  });
  const condition = { kind: { $case: "operator" as const, value: "MCI" } };
  return {
    "ListVersionsService.ListVersions": ofList((as) => versions.listVersions({ listId }, as)),
    "ListVersionsService.DownloadVersion": ofList((as) =>
      versions.downloadVersion({ listId, version: 1n }, as),
    ),
    "ListVersionsService.DownloadRemoved": ofList((as) =>
      versions.downloadRemoved({ listId, version: 1n }, as),
    ),
    "ListVersionsService.RollBackList": ofList((as) =>
      versions.rollBackList({ requestId: newId(), listId, version: 1n }, as),
    ),
    "ListVersionsService.GetListDuties": ofList((as) => versions.getListDuties({ listId }, as)),
    "ListVersionsService.UpdateList": ofList((as) =>
      versions.updateList({ listId, name: "taken", governs: { lineIds: [] } }, as),
    ),
    "ListVersionsService.FindMembership": ofList((as) =>
      versions.findMembership({ listId, version: 0n, number: "09121234567" }, as),
    ),
    "ListVersionsService.MeasureVersion": ofList((as) =>
      versions.measureVersion({ listId, columns: ["name"] }, as),
    ),
    "SegmentsService.CreateSegment": ofList((as) =>
      segments.createSegment({ requestId: newId(), name: "x", listId, condition }, as),
    ),
    "SegmentsService.UpdateSegment": ofSegment((as) =>
      segments.updateSegment({ segmentId, name: "x", condition }, as),
    ),
    "SegmentsService.GetSegment": ofSegment((as) => segments.getSegment({ segmentId }, as)),
    "SegmentsService.ListSegments": { call: (as) => segments.listSegments({ listId }, as) },
    // Deleting what is not there is done already.
    "SegmentsService.DeleteSegment": { call: (as) => segments.deleteSegment({ segmentId }, as) },
    "SegmentsService.PreviewSegment": ofSegment((as) => segments.previewSegment({ segmentId }, as)),
  };
};

const reachRows = ({
  refusals,
  recall,
  limits,
  blockLists,
  numberPlan,
}: ReturnType<typeof clients>): Rows => {
  const { refusalId } = theirs;
  const token = theirs.link.slice(theirs.link.lastIndexOf("/") + 1);
  const ofStaff = (call: StrangerRow<CallOptions>["call"]) => ({ call, refused: "STAFF_REQUIRED" });
  const forged = `${token.slice(0, -4)}AAAA`;
  return {
    "RefusalsService.ListRefusals": { call: (as) => refusals.listRefusals({}, as) },
    "RefusalsService.GetRefusal": {
      call: (as) => refusals.getRefusal({ refusalId }, as),
      refused: "REFUSAL_UNKNOWN",
    },
    "RefusalsService.FindRefusals": {
      call: (as) => refusals.findRefusals({ number: "09121234568" }, as),
    },
    "RefusalsService.LiftRefusal": {
      call: (as) =>
        refusals.liftRefusal(
          {
            requestId: newId(),
            refusalId,
            saidAt: new Date(),
            source: "form",
            wording: "again",
            evidence: "document 1",
          },
          as,
        ),
      refused: "REFUSAL_UNKNOWN",
    },
    "RefusalsService.RecordComplaintRefusal": ofStaff((as) =>
      refusals.recordComplaintRefusal(
        { requestId: newId(), number: "09121110003", lineId: "line-a", saidAt: new Date() },
        as,
      ),
    ),
    "RefusalsService.GetStopwatch": { call: (as) => refusals.getStopwatch({}, as) },
    "RefusalsService.MakeRefusalLinks": {
      call: (as) => refusals.makeRefusalLinks({ lineId: "line-a", numbers: ["09121110004"] }, as),
      refused: "LINE_UNKNOWN",
    },
    // Whoever has a link reads its page; one that was made up is none.
    "RefusalsService.ReadRefusalLink": {
      call: (as) => refusals.readRefusalLink({ token: forged }, as),
      refused: "LINK_UNKNOWN",
    },
    "RefusalsService.RefuseByLink": {
      call: (as) => refusals.refuseByLink({ token: forged }, as),
      refused: "LINK_UNKNOWN",
    },
    "SendingLimitsService.GetSendingLimits": {
      call: (as) => limits.getSendingLimits({ tenantId: "tenant-a", market: "IR" }, as),
    },
    "SendingLimitsService.SetSendingLimit": ofStaff((as) =>
      limits.setSendingLimit({ requestId: newId(), tenantId: "tenant-a", market: "IR" }, as),
    ),
    "RecallService.RecallRecipients": {
      call: (as) => recall.recallRecipients({ line, numbers: ["09121110001"], at: new Date() }, as),
      refused: "SERVICE_REQUIRED",
    },
    "SendingLimitsService.CountSent": {
      call: (as) => limits.countSent({ key: newId(), market: "IR", msisdns: [] }, as),
      refused: "SERVICE_REQUIRED",
    },
    "BlockListsService.LoadBlockList": ofStaff((as) => {
      const header = { requestId: newId(), market: "IR", change: BlockListChange.ADD };
      return blockLists.loadBlockList(file(header, "09121110005"), as);
    }),
    "BlockListsService.ListBlockLists": ofStaff((as) => blockLists.listBlockLists({}, as)),
    "BlockListsService.ListBlockListLoads": ofStaff((as) =>
      blockLists.listBlockListLoads({ market: "IR" }, as),
    ),
    "BlockListsService.AskBlockList": ofStaff((as) =>
      blockLists.askBlockList({ market: "IR", numbers: ["09121110006"] }, as),
    ),
    "NumberPlanService.GetNumberOperator": {
      call: (as) => numberPlan.getNumberOperator({ number: "09121110007", market: "IR" }, as),
    },
    "NumberPlanService.LoadPortability": ofStaff((as) =>
      numberPlan.loadPortability(
        file({ requestId: newId(), market: "IR", fileName: "p.csv" }, "number,operator\n"),
        as,
      ),
    ),
    "NumberPlanService.ListPortability": ofStaff((as) =>
      numberPlan.listPortability({ market: "IR" }, as),
    ),
  };
};

const consentRows = ({ consents }: ReturnType<typeof clients>): Rows => {
  const word = {
    requestId: "r-1",
    number: "05321110001",
    recipientKind: "RECIPIENT_KIND_CONSUMER",
    state: ConsentState.WITHDRAWN,
    saidAt: new Date(Date.now() - 30_000),
    source: "HS_WEB",
    wording: "Hayır",
    evidence: "document 2",
  } as const;
  return {
    "ConsentsService.RecordConsent": {
      call: (as) => consents.recordConsent({ ...word, requestId: newId() }, as),
    },
    "ConsentsService.ImportConsents": {
      call: (as) =>
        consents.importConsents(file({ ...word, requestId: newId() }, "number\n05321110001"), as),
    },
    "ConsentsService.FindConsents": {
      call: (as) => consents.findConsents({ number: "05321234567" }, as),
    },
    "ConsentsService.ListConsents": { call: (as) => consents.listConsents({ limit: 10 }, as) },
    "ConsentsService.GetConsentSummary": { call: (as) => consents.getConsentSummary({}, as) },
    // Under the brand of another the registry would tell of that company's recipients.
    "ConsentsService.SetRegistryBrand": {
      call: (as) => consents.setRegistryBrand({ requestId: newId(), brand: "654321" }, as),
      refused: "BRAND_OF_ANOTHER",
    },
    "ConsentsService.QueryRegistry": {
      call: (as) => consents.queryRegistry({ ...word, numbers: ["05321234567"] }, as),
      refused: "BRAND_MISSING",
    },
    "ConsentsService.SynchroniseRegistry": {
      call: (as) => consents.synchroniseRegistry({}, as),
      refused: "BRAND_MISSING",
    },
  };
};

const principals = testPrincipals();
const strangersOf = (market: string) => ({
  tenant: principals.tenant("tenant-b", { market }),
  others: {
    "a service for another tenant": principals.service("campaigns", "tenant-c", { market }),
    "an expert of another provider": principals.staff("expert", "kando"),
  },
});

test("every RPC called as another tenant gives and changes nothing of the first", async () => {
  const iran = { ...listRows(it), ...versionRows(it), ...reachRows(it) };
  const turkey = consentRows(it);
  expect([...Object.keys(iran), ...Object.keys(turkey)].sort()).toEqual(rpcs);

  const { ours, oursInTurkey, listId } = theirs;
  const state = async () => ({
    lists: await it.lists.listLists({}, ours),
    versions: await it.versions.listVersions({ listId }, ours),
    imports: await it.imports.listImports({ limit: 50 }, ours),
    segments: await it.segments.listSegments({}, ours),
    refusals: await it.refusals.listRefusals({ withLifted: true }, ours),
    limits: await it.limits.getSendingLimits({}, ours),
    consents: await it.consents.listConsents({ limit: 50 }, oursInTurkey),
    summary: await it.consents.getConsentSummary({}, oursInTurkey),
  });
  const before = await state();
  const ids = [listId, theirs.importId, theirs.heldId, theirs.sampleId, theirs.segmentId];
  const secrets = [...ids, theirs.refusalId, "tenant-a", "9121234", "5321234", "of Qom", "Evet"];
  expect(await strangerFaults(iran, { ...strangersOf("IR"), secrets })).toEqual([]);
  expect(await strangerFaults(turkey, { ...strangersOf("TR"), secrets })).toEqual([]);
  expect(await state()).toEqual(before);
});

test("another tenant learns from no judgement who is on a list, and who refused", async () => {
  const stranger = env.tenant("tenant-b");
  // On the list, on the list and refused, on no list.
  const numbers = ["09121234567", "09121234568", "09121239999"];
  const asked = { line, numbers, traffic: "service" };
  const { recipients } = await it.lists.checkRecipients(asked, stranger);
  const said = recipients.map(({ refusalCode, findings }) => ({ refusalCode, findings }));
  expect(new Set(said.map((each) => JSON.stringify(each))).size).toBe(1);
});
