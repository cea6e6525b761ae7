import { PersonKind } from "@whiteline/contracts/accounts/v1/accounts";
import { ApplicantKind, LineType } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { systemPorts } from "@whiteline/service-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicVisitorMethods } from "../src/visitors-service.js";
import { jpeg } from "./neighbours.js";
import {
  filedIn,
  plainRequest,
  registryEnv,
  toTheWhiteList,
  type RegistryEnv,
} from "./registry-env.js";

let it: RegistryEnv;
beforeAll(async () => {
  it = await registryEnv();
});
afterAll(() => it[Symbol.asyncDispose]());

/** RPCs that change nothing; `GetCase` leaves its look in the case's own timeline. */
const looks: ReadonlySet<string> = new Set([
  "GetChecklist",
  "GetApplication",
  "ListApplications",
  "GetLine",
  "ListLines",
  "ListSisterLines",
  "Snapshot",
  "ListFamilies",
  "ProposeSpellings",
  "GetProviderEligibility",
  "GetFormRules",
  "RenderForm",
  "RenderNoteSample",
  "GetMatrix",
  "ListOriginals",
  "FindDocumentUses",
  "ListCases",
  "GetCase",
  "ListAlarms",
  "GetCalendar",
  "ListConsultations",
]);

const { newId } = systemPorts;
let last = 7_000;
const freshNumber = () => `0219100${(last += 1)}`;
const file = async () => filedIn(await it.apply({ lineNumber: freshNumber() }));
const activate = async () => {
  const { applicationId } = await file();
  return it.advance(applicationId, ...toTheWhiteList);
};
const advertising = async () => {
  const place = { tenantId: "tenant-a", providerId: "asanak", market: "IR" };
  const entry = { ...place, family: "landline_021", number: freshNumber() };
  const wanted = { ...entry, type: LineType.ADVERTISING };
  const { line } = await it.registry.provisionLine(wanted, it.operations);
  return { lineId: line!.lineId, reason: "a complaint" };
};
/** A name that is declared for care alone. */
const brandname = async () => {
  const codes = ["declaration_letter", "business_registration_or_establishment_decision"];
  it.answers.documents = [...it.answers.documents, ...codes.map((code) => jpeg(code, code))];
  const place = { providerId: "vn-bulksms", market: "VN" };
  const caller = it.customer("tenant-vn", { ...place, kind: PersonKind.LEGAL });
  const facts = {
    declaredBy: "direct",
    nameKind: "own_name",
    publicAdministrativeUnit: "false",
    purposes: "customer_care",
  };
  const request = plainRequest({
    providerId: place.providerId,
    family: "brandname",
    lineNumber: "VTEdu",
    spellings: [{ operator: "GTEL", text: "VTEdu" }],
    applicant: {
      kind: ApplicantKind.LEGAL,
      representativeIsSignatory: true,
      nationalCardIsSmart: true,
      sector: "",
      facts,
    },
    documentIds: Object.fromEntries(codes.map((code) => [code, code])),
  });
  const { applicationId } = filedIn(await it.registry.apply(request, caller));
  const accepted = ["operations", "operator_accepts"] as const;
  const active = await it.steps(place.providerId, applicationId, ["expert", "complete"], accepted);
  return { caller, lineId: active.lineId };
};
const atCase = async (version = 1n) => ({
  caseId: (await file()).applicationId,
  expectedVersion: version,
});

type Entry = {
  readonly action: string;
  readonly subject: string;
  readonly actor: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
  readonly from: string;
  readonly to: string;
};

/** Does it in good order; answers the subject of the entry. */
type Act = { readonly leaves: Partial<Entry>; readonly call: () => Promise<string> };

/** How each changing RPC is called in good order, and the entry that it leaves. */
const acts: Readonly<Record<string, Act>> = {
  Apply: {
    leaves: { action: "application.submit", from: "draft", to: "provider_review" },
    call: async () => `application:${(await file()).applicationId}`,
  },
  AdvanceApplication: {
    leaves: { action: "application.approve", from: "provider_review" },
    call: async () => {
      const { applicationId } = await file();
      await it.advance(applicationId, "approve");
      return `application:${applicationId}`;
    },
  },
  ProvisionLine: {
    leaves: { action: "line.entered" },
    call: async () => `line:${(await advertising()).lineId}`,
  },
  SetProviderEligibility: {
    leaves: {
      action: "provider.recorded",
      tenantId: "",
      providerId: "aktan",
      before: { met: "btkAuthorised" },
      after: { met: "btkAuthorised, iso9001", validUntil: "iso9001 2027-06-30" },
    },
    call: async () => {
      const record = { providerId: "aktan", kind: "partner", suspended: false, note: "by letter" };
      const administrator = it.principals.staff("administrator", "aktan");
      const first = { ...record, met: ["btkAuthorised"], expectedVersion: 0n, validUntil: {} };
      await it.registry.setProviderEligibility(first, administrator);
      const met = ["iso9001", "btkAuthorised"];
      const validUntil = { iso9001: "2027-06-30" };
      const next = { ...record, met, expectedVersion: 1n, validUntil };
      await it.registry.setProviderEligibility(next, administrator);
      return "provider:aktan";
    },
  },
  AssignCase: {
    leaves: { action: "application.assigned", after: { assignee: "key:expert-1" } },
    call: async () => {
      const at = await atCase();
      await it.desk.assignCase({ ...at, assignee: "me" }, it.expert);
      return `application:${at.caseId}`;
    },
  },
  RecordVerdicts: {
    leaves: { action: "application.verdicts", after: { "field:email": "accepted" } },
    call: async () => {
      const at = await atCase();
      const items = [{ item: "field:email", verdict: "accepted", note: "" }];
      await it.desk.recordVerdicts({ ...at, items }, it.expert);
      return `application:${at.caseId}`;
    },
  },
  WithdrawDecision: {
    leaves: { action: "application.withdrawn", before: { pending: "violate" } },
    call: async () => {
      const { applicationId, version } = await activate();
      const step = { applicationId, event: "violate", expectedVersion: version, note: "spam" };
      const { application } = await it.registry.advanceApplication(step, it.operations);
      const at = { caseId: applicationId, expectedVersion: application!.version };
      await it.desk.withdrawDecision(at, it.operations);
      return `application:${applicationId}`;
    },
  },
  SetDay: {
    leaves: {
      action: "calendar.day_set",
      tenantId: "",
      before: { date: "2026-12-01" },
      after: { date: "2026-12-01", kind: "holiday" },
    },
    call: async () => {
      const day = { date: "2026-12-01", kind: "holiday", name: "announced" };
      await it.desk.setDay(day, it.operations);
      return "calendar:asanak";
    },
  },
  SuspendLine: {
    leaves: { action: "line.suspend", from: "active", to: "suspended" },
    call: async () => {
      const why = await advertising();
      await it.lineLife.suspendLine(why, it.operations);
      return `line:${why.lineId}`;
    },
  },
  LiftLine: {
    leaves: { action: "line.lift", from: "suspended", to: "active" },
    call: async () => {
      const why = await advertising();
      await it.lineLife.suspendLine(why, it.operations);
      await it.lineLife.liftLine(why, it.operations);
      return `line:${why.lineId}`;
    },
  },
  RemoveLine: {
    leaves: { action: "line.violate", to: "removed" },
    call: async () => {
      const why = await advertising();
      await it.lineLife.removeLine(why, it.operations);
      await it.lineLife.removeLine(why, it.colleague);
      return `line:${why.lineId}`;
    },
  },
  RevertLine: {
    leaves: { action: "application.revert", from: "active_service" },
    call: async () => {
      const { applicationId, lineId } = await activate();
      await it.lineLife.revertLine({ lineId, reason: "a violation" }, it.operations);
      return `application:${applicationId}`;
    },
  },
  CallListRefresh: {
    leaves: { action: "line.list_called_for", after: { listDueOn: "2026-12-06" } },
    call: async () => {
      const { lineId } = await activate();
      await it.lineLife.callListRefresh({ lineId, dueOn: "2026-12-06" }, it.operations);
      return `line:${lineId}`;
    },
  },
  RecordListRefresh: {
    leaves: { action: "line.list_refreshed", before: { listVersion: "0" } },
    call: async () => {
      const { lineId } = await activate();
      await it.lineLife.recordListRefresh({ lineId, listVersion: 3n }, it.operations);
      return `line:${lineId}`;
    },
  },
  SetInbound: {
    leaves: { action: "line.inbound", from: "unknown", to: "yes" },
    call: async () => {
      const { lineId } = await advertising();
      await it.lineLife.setInbound({ lineId, capability: "yes" }, it.operations);
      return `line:${lineId}`;
    },
  },
  RecordComplaint: {
    leaves: { action: "line.complaints", before: { complaints: "0" }, after: { complaints: "1" } },
    call: async () => {
      const { lineId } = await advertising();
      await it.lineLife.recordComplaint({ lineId, requestId: newId(), note: "x" }, it.expert);
      return `line:${lineId}`;
    },
  },
  SetRenewal: {
    leaves: {
      action: "line.renewal_set",
      before: { renewsOn: "2027-11-22" },
      after: { renewsOn: "2028-06-01", price: "5000000 IRR" },
    },
    call: async () => {
      const { lineId } = await advertising();
      const price = { currency: "IRR", minor: 5_000_000n };
      await it.lineLife.setRenewal({ lineId, renewsOn: "2028-06-01", price }, it.operations);
      return `line:${lineId}`;
    },
  },
  RenewLine: {
    leaves: { action: "line.renewed", after: { renewsOn: "2028-11-22" } },
    call: async () => {
      const { lineId } = await activate();
      await it.lineLife.renewLine({ lineId, renewsOn: "2027-11-22" }, it.operations);
      return `line:${lineId}`;
    },
  },
  RequestConversion: {
    leaves: { action: "application.submit", to: "provider_review" },
    call: async () => {
      const { lineId } = await activate();
      const wish = { requestId: newId(), lineId, to: LineType.ADVERTISING };
      const { application } = await it.lineLife.requestConversion(wish, it.tenant);
      return `application:${application!.applicationId}`;
    },
  },
  RequestPurposes: {
    leaves: { action: "application.submit", to: "dossier_review", tenantId: "tenant-vn" },
    call: async () => {
      const { caller, lineId } = await brandname();
      const wish = { requestId: newId(), lineId, purposes: ["advertising"] };
      const { application } = await it.lineLife.requestPurposes(wish, caller);
      return `application:${application!.applicationId}`;
    },
  },
  RequestTransfer: {
    leaves: { action: "application.submit", to: "transfer_review" },
    call: async () => {
      const wish = {
        requestId: newId(),
        providerId: "asanak",
        family: "landline_021",
        number: freshNumber(),
        fromProvider: "Kando SMS",
        applicant: { kind: ApplicantKind.LEGAL },
      };
      const { outcome } = await it.lineLife.requestTransfer(wish, it.tenant);
      if (outcome?.$case !== "filed") throw new Error(JSON.stringify(outcome?.value));
      return `application:${outcome.value.application!.applicationId}`;
    },
  },
  ExportDossier: {
    leaves: { action: "application.dossier_exported", after: { documents: "3" } },
    call: async () => {
      const { applicationId } = await file();
      for await (const _part of it.papers.exportDossier({ applicationId }, it.operations));
      return `application:${applicationId}`;
    },
  },
  ReturnOriginal: {
    leaves: { action: "application.original_returned" },
    call: async () => {
      const { applicationId } = await activate();
      const back = { applicationId, documentCode: "promissory_note", note: "to its messenger" };
      await it.papers.returnOriginal(back, it.operations);
      return `application:${applicationId}`;
    },
  },
  CloseConsultation: {
    leaves: { action: "consultation.closed", tenantId: "", before: { state: "open" } },
    call: async () => {
      const { consultationId } = await it.visitors.requestConsultation({
        requestId: newId(),
        providerId: "asanak",
        name: "Visitor",
        mobile: "09121110000",
        question: "Which line may I hold?",
        language: "en",
        remoteAddress: "192.0.2.1",
      });
      for (const _again of [1, 2]) {
        await it.visitors.closeConsultation({ consultationId, note: "called" }, it.expert);
      }
      return `consultation:${consultationId}`;
    },
  },
};

const nameOf = (rpc: string) => rpc.split(".")[1] ?? "";
const doors: ReadonlySet<string> = new Set(publicVisitorMethods);
const told = (leaves: Partial<Entry>, subject: string) =>
  it.told("TrailExtended", (fact) => {
    const entry = fact as Entry;
    const { before = {}, after = {}, ...said } = leaves;
    const has = (fields: object, wanted: object) =>
      Object.entries(wanted).every(([name, value]) => Reflect.get(fields, name) === value);
    return (
      entry.subject === subject &&
      has(entry, said) &&
      has(entry.before, before) &&
      has(entry.after, after)
    );
  });

describe("every RPC that changes something is told for the audit trail, with who did it", () => {
  test("each of them is tried", () => {
    const changing = it.rpcs().map(nameOf);
    const tried = changing.filter((name) => !looks.has(name) && !doors.has(name));
    expect(Object.keys(acts).toSorted()).toEqual(tried.toSorted());
  });

  test.each(Object.keys(acts))("%s", async (method) => {
    const act = acts[method];
    if (act === undefined) throw new Error(`${method} is not tried`);
    const subject = await act.call();
    const entry = await told(act.leaves, subject);
    expect(entry).toMatchObject({ actor: expect.stringMatching(/^key:/u) });
    expect(JSON.stringify(entry)).not.toContain("by letter");
  });
});

test("what staff of a desk is forbidden is told for the chain of its provider, its repeats counted", async () => {
  const day = { date: "2026-12-02", kind: "holiday", name: "x" };
  for (let call = 0; call < 10; call += 1) {
    await expect(it.desk.setDay(day, it.expert)).rejects.toMatchObject({ reason: "ROLE_REQUIRED" });
    await expect(it.desk.setDay(day, it.tenant)).rejects.toMatchObject({
      reason: "STAFF_REQUIRED",
    });
  }
  const refused = { action: "call.refused", after: { count: "1" } };
  const byStaff = await told(
    { ...refused, tenantId: "", providerId: "asanak" },
    "rpc:DeskService.SetDay",
  );
  expect(byStaff).toMatchObject({ actor: "key:expert-1", codes: ["ROLE_REQUIRED"] });
  const byTenant = await told({ ...refused, tenantId: "tenant-a" }, "rpc:DeskService.SetDay");
  expect(byTenant).toMatchObject({ codes: ["STAFF_REQUIRED"] });
  const all = it.allTold("TrailExtended") as readonly Entry[];
  expect(all.filter(({ action }) => action === "call.refused")).toHaveLength(2);
});
