import { OpenComplaintRequest } from "@whiteline/contracts/compliance/v1/complaints";
import { TextDecision } from "@whiteline/contracts/compliance/v1/text_desk";
import type { CallOptions } from "@whiteline/service-kit";
import { testPrincipals } from "@whiteline/service-kit/testing";
import { eventually, strangerFaults, type StrangerRow } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  asExpert,
  asOtherExpert,
  asStranger,
  asTenant,
  materialised,
  startCompliance,
} from "./compliance-env.js";
import { proof } from "./neighbours.js";

type Rows = Readonly<Record<string, StrangerRow<CallOptions>>>;
let it: Awaited<ReturnType<typeof startCompliance>>;
let theirs: Awaited<ReturnType<typeof belongings>>;
beforeAll(async () => {
  it = await startCompliance();
  theirs = await belongings();
});
afterAll(() => it[Symbol.asyncDispose]());

const messageId = "65f0a1b2c3d4e5f6a7b8c9d0-1";
const secretText = "مطلب تازه را ببین";

/** What tenant-a has: a template, a held campaign with its card, a complaint with its evidence. */
async function belongings() {
  it.neighbourhood.messages.set(messageId, proof(messageId, { text: secretText }));
  const { outcome } = await it.client.registerTemplate(
    { requestId: "r-template", name: "Secret name", body: "سفارش محرمانه ارسال شد", variables: [] },
    asTenant,
  );
  await it.materialise(
    materialised("campaign-a", { text: secretText, recipients: 5_000n }),
    "held:a",
  );
  const held = await eventually(() =>
    it.facts.held.find(({ campaignId }) => campaignId === "campaign-a"),
  );
  const { complaint } = await it.complaints.openComplaint(
    OpenComplaintRequest.fromPartial({
      requestId: "r-complaint",
      source: "subscriber",
      lineId: "line-service",
      number: "09121234567",
      messageId,
      text: "They wrote to me in secret.",
    }),
    asExpert,
  );
  const { complaintId } = complaint!;
  await eventually(async () => {
    const known = await it.complaints.getComplaint({ complaintId }, asExpert);
    return known.complaint?.evidence?.state !== "gathering";
  });
  if (outcome?.$case !== "template") throw new Error("the template was refused");
  const { templateId } = outcome.value;
  return { templateId, complaintId, verdictId: held.verdictId, caseId: "campaign:campaign-a:1" };
}

const textRows = (): Rows => {
  const { templateId, verdictId } = theirs;
  const { client } = it;
  return {
    "ComplianceService.RegisterTemplate": {
      call: (as) =>
        client.registerTemplate(
          { requestId: "r-template", name: "mine", body: "سلام", variables: [] },
          as,
        ),
    },
    "ComplianceService.ReviewTemplate": {
      call: (as) => client.reviewTemplate({ templateId, approve: true, note: "" }, as),
      refused: "STAFF_REQUIRED",
    },
    "ComplianceService.GetTemplate": {
      call: (as) => client.getTemplate({ templateId }, as),
      refused: "TEMPLATE_UNKNOWN",
    },
    "ComplianceService.ListTemplates": { call: (as) => client.listTemplates({}, as) },
    "ComplianceService.Judge": {
      call: (as) =>
        client.judge({ lineId: "line-service", items: [{ text: "سلام", templateId }] }, as),
    },
    "ComplianceService.GetVerdict": {
      call: (as) => client.getVerdict({ verdictId }, as),
      refused: "VERDICT_UNKNOWN",
    },
    "ComplianceService.DecideHeldCampaign": {
      call: (as) =>
        client.decideHeldCampaign({ campaignId: "campaign-a", revision: 1n, clear: true }, as),
      refused: "STAFF_REQUIRED",
    },
    "ComplianceService.MatchTemplate": {
      call: (as) => client.matchTemplate({ text: "سفارش", templateId }, as),
      refused: "TEMPLATE_UNKNOWN",
    },
    "ComplianceService.CheckText": {
      // Refused in the answer: the line is none of the caller's.
      call: (as) => client.checkText({ lineId: "line-service", text: "سلام" }, as),
    },
    // How well the pack's rules find what they should: nobody's texts.
    "ComplianceService.MeasureContentRules": {
      call: (as) => client.measureContentRules({ market: "IR" }, as),
    },
  };
};

const deskRows = (): Rows => {
  const { caseId, verdictId } = theirs;
  const { desk } = it;
  const ofStaff = (call: StrangerRow<CallOptions>["call"]) => ({ call, refused: "STAFF_REQUIRED" });
  const decision = TextDecision.APPROVE;
  return {
    "TextDeskService.ListTextCases": ofStaff((as) => desk.listTextCases({}, as)),
    "TextDeskService.GetTextCase": ofStaff((as) => desk.getTextCase({ caseId }, as)),
    "TextDeskService.AssignTextCase": ofStaff((as) =>
      desk.assignTextCase({ caseId, assignee: "me", expectedVersion: 1n }, as),
    ),
    "TextDeskService.DecideTextCase": ofStaff((as) =>
      desk.decideTextCase({ caseId, decision }, as),
    ),
    "TextDeskService.WithdrawTextDecision": ofStaff((as) =>
      desk.withdrawTextDecision({ caseId, expectedVersion: 1n }, as),
    ),
    "TextDeskService.OverrideVerdict": ofStaff((as) =>
      desk.overrideVerdict({ verdictId, clear: true, note: "because" }, as),
    ),
    "TextDeskService.ReplayPolicy": ofStaff((as) =>
      desk.replayPolicy({ draftJson: '{"market":"IR","name":"draft"}', limit: 10 }, as),
    ),
  };
};

const complaintRows = (): Rows => {
  const { complaintId } = theirs;
  const { complaints } = it;
  const ofStaff = (call: StrangerRow<CallOptions>["call"]) => ({ call, refused: "STAFF_REQUIRED" });
  const violation = "advertising_from_service_line";
  return {
    "ComplaintsService.OpenComplaint": ofStaff((as) =>
      complaints.openComplaint(
        OpenComplaintRequest.fromPartial({
          requestId: "r-stranger",
          source: "subscriber",
          lineId: "line-service",
          messageId,
          text: "envy",
        }),
        as,
      ),
    ),
    // Whoever complains needs no account, and learns nothing but that it was kept.
    "ComplaintsService.Complain": {
      call: (as) => {
        const asked = { requestId: "r-visitor", sender: "02100000000", number: "09121234567" };
        return complaints.complain({ ...asked, text: "envy", remoteAddress: "::1" }, as);
      },
      refused: "COMPLAINT_INVALID",
    },
    "ComplaintsService.ListComplaints": { call: (as) => complaints.listComplaints({}, as) },
    "ComplaintsService.GetComplaint": {
      call: (as) => complaints.getComplaint({ complaintId }, as),
      refused: "COMPLAINT_UNKNOWN",
    },
    "ComplaintsService.AssignComplaint": ofStaff((as) =>
      complaints.assignComplaint({ complaintId, assignee: "me", expectedVersion: 1n }, as),
    ),
    "ComplaintsService.AnswerComplaint": {
      call: (as) => complaints.answerComplaint({ complaintId, text: "not us" }, as),
      refused: "COMPLAINT_UNKNOWN",
    },
    "ComplaintsService.PreviewPenalty": ofStaff((as) =>
      complaints.previewPenalty({ complaintId, violation }, as),
    ),
    "ComplaintsService.RecordRefusal": ofStaff((as) =>
      complaints.recordRefusal({ complaintId, everyLine: true }, as),
    ),
    "ComplaintsService.DecideComplaint": ofStaff((as) =>
      complaints.decideComplaint({ complaintId, confirm: true, violation, note: "envy" }, as),
    ),
    "ComplaintsService.WithdrawComplaintDecision": ofStaff((as) =>
      complaints.withdrawComplaintDecision({ complaintId, expectedVersion: 1n }, as),
    ),
    "ComplaintsService.ExportEvidence": ofStaff((as) =>
      complaints.exportEvidence({ complaintId }, as),
    ),
    "ComplaintsService.GetComplaintRate": {
      call: (as) => complaints.getComplaintRate({ lineId: "line-service" }, as),
      refused: "LINE_UNKNOWN",
    },
  };
};

test("every RPC called as another tenant gives and changes nothing of the first", async () => {
  const rows = { ...textRows(), ...deskRows(), ...complaintRows() };
  expect(Object.keys(rows).sort()).toEqual(it.rpcs);
  const { templateId, complaintId, verdictId, caseId } = theirs;
  const state = async () => ({
    templates: await it.client.listTemplates({}, asTenant),
    card: await it.client.getVerdict({ verdictId }, asTenant),
    complaint: await it.complaints.getComplaint({ complaintId }, asTenant),
    complaints: await it.complaints.listComplaints({}, asTenant),
    waiting: (await it.desk.listTextCases({}, asExpert)).cases
      .filter(({ tenantId }) => tenantId === "tenant-a")
      .map(({ caseId: id, state: now, version, pending }) => ({ id, now, version, pending })),
  });
  const before = await state();
  const principals = testPrincipals();
  const inIran = { providerId: "asanak", market: "IR" };
  const faults = await strangerFaults(rows, {
    tenant: asStranger,
    others: {
      "a service for another tenant": principals.service("campaigns", "tenant-b", inIran),
      "an expert of another provider": asOtherExpert,
      "operations of another provider": principals.staff("operations", "kando"),
      "an administrator of another provider": principals.staff("administrator", "kando"),
    },
    secrets: [
      ...[templateId, complaintId, verdictId, caseId, messageId],
      ...[
        "tenant-a",
        "محرمانه",
        secretText,
        "Secret name",
        "secret",
        "989121234567",
        "09121234567",
      ],
    ],
  });
  expect(faults).toEqual([]);
  expect(await state()).toEqual(before);
});
