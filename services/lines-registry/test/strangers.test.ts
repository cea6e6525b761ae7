import { ApplicantKind, LineType } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { systemPorts, type CallOptions } from "@whiteline/service-kit";
import { strangerFaults, type StrangerRow } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  filedIn,
  registryEnv,
  request021,
  toTheWhiteList,
  type RegistryEnv,
} from "./registry-env.js";

type Rows = Readonly<Record<string, StrangerRow<CallOptions>>>;
type Call = StrangerRow<CallOptions>["call"];

let it: RegistryEnv;
let applicationId: string;
let lineId: string;
beforeAll(async () => {
  it = await registryEnv();
  ({ applicationId } = filedIn(await it.apply()));
  ({ lineId } = await it.advance(applicationId, ...toTheWhiteList));
});
afterAll(() => it[Symbol.asyncDispose]());

const { newId } = systemPorts;
const place = { providerId: "asanak", family: "landline_021" };
const ofCase = (call: Call) => ({ call, refused: "APPLICATION_UNKNOWN" });
const ofLine = (call: Call) => ({ call, refused: "LINE_UNKNOWN" });
const ofStaff = (call: Call) => ({ call, refused: "STAFF_REQUIRED" });

const registryRows = (): Rows => {
  const applicant = request021().applicant;
  const step = { applicationId, event: "suspend", expectedVersion: 6n };
  const entered = { ...place, tenantId: "tenant-a", market: "IR", number: "02133334444" };
  const eligibility = { providerId: "asanak", kind: "partner", suspended: true };
  return {
    // These speak of packs and providers, and of no tenant but the caller.
    "LinesRegistryService.GetChecklist": {
      call: (as) => it.registry.getChecklist({ ...place, applicant }, as),
    },
    "LinesRegistryService.ListFamilies": {
      call: (as) => it.registry.listFamilies({ market: "IR" }, as),
    },
    "LinesRegistryService.ProposeSpellings": {
      call: (as) => it.registry.proposeSpellings({ name: "VT Edu", market: "VN" }, as),
    },
    "LinesRegistryService.GetProviderEligibility": {
      call: (as) => it.registry.getProviderEligibility({ providerId: "asanak" }, as),
    },
    "LinesRegistryService.Apply": ofCase((as) =>
      it.registry.apply(request021({ applicationId }), as),
    ),
    "LinesRegistryService.GetApplication": ofCase((as) =>
      it.registry.getApplication({ applicationId }, as),
    ),
    "LinesRegistryService.ListApplications": {
      call: (as) => it.registry.listApplications({ providerId: "asanak" }, as),
    },
    "LinesRegistryService.AdvanceApplication": ofCase((as) =>
      it.registry.advanceApplication(step, as),
    ),
    "LinesRegistryService.GetLine": ofLine((as) => it.registry.getLine({ lineId }, as)),
    "LinesRegistryService.ListLines": { call: (as) => it.registry.listLines({}, as) },
    "LinesRegistryService.ProvisionLine": ofStaff((as) =>
      it.registry.provisionLine({ ...entered, type: LineType.ADVERTISING }, as),
    ),
    "LinesRegistryService.Snapshot": {
      call: (as) => it.registry.snapshot({}, as),
      refused: "SERVICE_REQUIRED",
    },
    "LinesRegistryService.ListSisterLines": {
      call: (as) => it.registry.listSisterLines({ lineId }, as),
      refused: "SERVICE_REQUIRED",
    },
    "LinesRegistryService.SetProviderEligibility": ofStaff((as) =>
      it.registry.setProviderEligibility(eligibility, as),
    ),
  };
};

const paperRows = (): Rows => ({
  "PapersService.GetFormRules": { call: (as) => it.papers.getFormRules(place, as) },
  "PapersService.RenderForm": { call: (as) => it.papers.renderForm(place, as) },
  "PapersService.RenderNoteSample": { call: (as) => it.papers.renderNoteSample(place, as) },
  "PapersService.GetMatrix": {
    call: (as) => it.papers.getMatrix({ tenantId: "tenant-a" }, as),
    refused: "TENANT_UNKNOWN",
  },
  "PapersService.ExportDossier": ofStaff((as) => it.papers.exportDossier({ applicationId }, as)),
  "PapersService.ListOriginals": ofCase((as) => it.papers.listOriginals({ applicationId }, as)),
  "PapersService.ReturnOriginal": ofStaff((as) =>
    it.papers.returnOriginal({ applicationId, documentCode: "promissory_note", note: "x" }, as),
  ),
});

const documentRows = (): Rows => ({
  "PapersService.FindDocumentUses": {
    call: (as) => it.papers.findDocumentUses({ documentId: "d-form" }, as),
    refused: "SERVICE_REQUIRED",
  },
});

const deskRows = (): Rows => {
  const at = { caseId: applicationId, expectedVersion: 6n };
  const items = [{ item: "field:email", verdict: "accepted", note: "" }];
  return {
    "DeskService.ListCases": ofStaff((as) => it.desk.listCases({}, as)),
    "DeskService.GetCase": ofStaff((as) => it.desk.getCase(at, as)),
    "DeskService.AssignCase": ofStaff((as) => it.desk.assignCase({ ...at, assignee: "me" }, as)),
    "DeskService.RecordVerdicts": ofStaff((as) => it.desk.recordVerdicts({ ...at, items }, as)),
    "DeskService.WithdrawDecision": ofStaff((as) => it.desk.withdrawDecision(at, as)),
    "DeskService.ListAlarms": ofStaff((as) => it.desk.listAlarms({}, as)),
    "DeskService.GetCalendar": ofStaff((as) => it.desk.getCalendar({}, as)),
    "DeskService.SetDay": ofStaff((as) =>
      it.desk.setDay({ date: "2026-12-01", kind: "holiday", name: "x" }, as),
    ),
    "VisitorsService.GetSupport": {
      call: (as) => it.visitors.getSupport({ providerId: "asanak" }, as),
    },
    "VisitorsService.ShowOffers": {
      call: (as) =>
        it.visitors.showOffers({ providerId: "asanak", applicantKind: ApplicantKind.LEGAL }, as),
    },
    "VisitorsService.ShowChecklist": {
      call: (as) => it.visitors.showChecklist({ ...place, applicant: request021().applicant }, as),
    },
    "VisitorsService.RequestConsultation": {
      call: (as) =>
        it.visitors.requestConsultation(
          {
            requestId: newId(),
            providerId: "asanak",
            name: "Visitor",
            mobile: "09121110000",
            question: "Which line may I hold?",
            language: "en",
            remoteAddress: "192.0.2.1",
          },
          as,
        ),
    },
    "VisitorsService.ListConsultations": ofStaff((as) => it.visitors.listConsultations({}, as)),
    "VisitorsService.CloseConsultation": {
      call: (as) => it.visitors.closeConsultation({ consultationId: "c", note: "x" }, as),
      refused: "STAFF_REQUIRED",
    },
  };
};

const lifeRows = (): Rows => {
  const why = { lineId, reason: "envy" };
  const price = { currency: "IRR", minor: 1n };
  const { lineLife } = it;
  return {
    "LineLifeService.SuspendLine": ofStaff((as) => lineLife.suspendLine(why, as)),
    "LineLifeService.LiftLine": ofStaff((as) => lineLife.liftLine(why, as)),
    "LineLifeService.RemoveLine": ofStaff((as) => lineLife.removeLine(why, as)),
    "LineLifeService.RevertLine": ofStaff((as) => lineLife.revertLine(why, as)),
    "LineLifeService.CallListRefresh": ofStaff((as) => lineLife.callListRefresh({ lineId }, as)),
    "LineLifeService.RecordListRefresh": ofLine((as) =>
      lineLife.recordListRefresh({ lineId, listVersion: 9n }, as),
    ),
    "LineLifeService.SetInbound": ofStaff((as) =>
      lineLife.setInbound({ lineId, capability: "yes" }, as),
    ),
    "LineLifeService.RecordComplaint": ofStaff((as) =>
      lineLife.recordComplaint({ lineId, requestId: newId(), note: "envy" }, as),
    ),
    "LineLifeService.SetRenewal": ofStaff((as) =>
      lineLife.setRenewal({ lineId, renewsOn: "2030-01-01", price }, as),
    ),
    "LineLifeService.RenewLine": ofStaff((as) =>
      lineLife.renewLine({ lineId, renewsOn: "2027-11-22" }, as),
    ),
    "LineLifeService.RequestConversion": ofLine((as) =>
      lineLife.requestConversion({ requestId: newId(), lineId, to: LineType.ADVERTISING }, as),
    ),
    "LineLifeService.RequestPurposes": ofLine((as) =>
      lineLife.requestPurposes({ requestId: newId(), lineId, purposes: ["advertising"] }, as),
    ),
    // The number of another is told like one that is taken: whose it is stays unsaid.
    "LineLifeService.RequestTransfer": {
      call: (as) =>
        lineLife.requestTransfer(
          {
            requestId: newId(),
            ...place,
            number: "02191001234",
            fromProvider: "Kando",
            applicant: { kind: ApplicantKind.LEGAL },
          },
          as,
        ),
    },
  };
};

test("every RPC called as another tenant gives and changes nothing of the first", async () => {
  const rows = {
    ...registryRows(),
    ...paperRows(),
    ...documentRows(),
    ...deskRows(),
    ...lifeRows(),
  };
  expect(Object.keys(rows).sort()).toEqual(it.rpcs());
  const state = async () => ({
    application: await it.registry.getApplication({ applicationId }, it.tenant),
    line: await it.registry.getLine({ lineId }, it.tenant),
    cases: await it.desk.listCases({}, it.expert),
    originals: await it.papers.listOriginals({ applicationId }, it.tenant),
    calendar: await it.desk.getCalendar({}, it.expert),
  });
  const before = await state();
  const staff = (["expert", "operations", "finance", "administrator"] as const).map(
    (role) => [`${role} of another provider`, it.principals.staff(role, "kando")] as const,
  );
  const faults = await strangerFaults(rows, {
    tenant: it.stranger,
    others: {
      "a service for another tenant": it.principals.service("campaigns", "tenant-b", {
        providerId: "asanak",
        market: "IR",
      }),
      ...Object.fromEntries(staff),
    },
    secrets: [applicationId, lineId, "tenant-a", "02191001234"],
  });
  expect(faults).toEqual([]);
  expect(await state()).toEqual(before);
});
