import type { CallOptions } from "@whiteline/service-kit";
import { eventually, strangerFaults, type StrangerRow } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { audience, lineId } from "./neighbours.js";
import { asStranger, asTenant, campaignsWorld, messages, order, principals } from "./world.js";

test("every RPC called as another tenant gives and changes nothing of the first", async () => {
  await using it = await campaignsWorld();
  it.words.audience = () => audience(3);
  const { campaignId } = await it.submit({ name: "Secret sale" });
  await it.fund(await it.materialised(campaignId));
  await eventually(() => it.works.length > 0);
  const request = messages([{ requestId: "own", to: "09121234567", text: "کد شما 9876" }]);
  const { answers } = await it.client().submitMessages(request, asTenant);
  const [answer] = answers;
  if (answer?.outcome?.$case !== "accepted") throw new Error("the message was refused");
  const { messageId } = answer.outcome.value;

  const campaigns = it.client();
  const evidence = it.evidence();
  const plans = it.plans();
  const created = await plans.createPlan(
    { requestId: "plan", campaign: order({ name: "Secret sale" }), rule: { at: "09:00" } },
    asTenant,
  );
  if (created.outcome?.$case !== "plan") throw new Error("the plan was refused");
  const { planId } = created.outcome.value;
  const PLAN_UNKNOWN = { refused: "PLAN_UNKNOWN" };
  const CAMPAIGN_UNKNOWN = { refused: "CAMPAIGN_UNKNOWN" };
  const SERVICE_REQUIRED = { refused: "SERVICE_REQUIRED" };
  const rows: Readonly<Record<string, StrangerRow<CallOptions>>> = {
    // The line of another is unknown: refused in the answer, and nothing is made.
    "CampaignsService.SubmitCampaign": { call: (as) => campaigns.submitCampaign(order(), as) },
    "CampaignsService.GetCampaign": {
      call: (as) => campaigns.getCampaign({ campaignId }, as),
      ...CAMPAIGN_UNKNOWN,
    },
    "CampaignsService.ListCampaigns": { call: (as) => campaigns.listCampaigns({}, as) },
    "CampaignsService.PauseCampaign": {
      call: (as) => campaigns.pauseCampaign({ campaignId }, as),
      ...CAMPAIGN_UNKNOWN,
    },
    "CampaignsService.ResumeCampaign": {
      call: (as) => campaigns.resumeCampaign({ campaignId }, as),
      ...CAMPAIGN_UNKNOWN,
    },
    "CampaignsService.CancelCampaign": {
      call: (as) => campaigns.cancelCampaign({ campaignId }, as),
      ...CAMPAIGN_UNKNOWN,
    },
    "CampaignsService.RescheduleCampaign": {
      call: (as) => campaigns.rescheduleCampaign({ campaignId }, as),
      ...CAMPAIGN_UNKNOWN,
    },
    // The line of another is unknown here, too.
    "CampaignsService.SubmitTest": {
      call: (as) => campaigns.submitTest({ campaign: order(), personIds: ["p-1"] }, as),
    },
    // Under a request id of the first tenant: not its answer.
    "CampaignsService.SubmitMessages": { call: (as) => campaigns.submitMessages(request, as) },
    "CampaignsService.GetMessage": {
      call: (as) => campaigns.getMessage({ messageId }, as),
      refused: "MESSAGE_UNKNOWN",
    },
    "CampaignsService.StreamChunkRecipients": {
      call: (as) => campaigns.streamChunkRecipients({ campaignId }, as),
      ...SERVICE_REQUIRED,
    },
    "CampaignsService.ListChunkRecipients": {
      call: (as) => campaigns.listChunkRecipients({ chunkIds: [messageId.slice(0, -2)] }, as),
      ...SERVICE_REQUIRED,
    },
    "CampaignsService.GetTextRules": {
      call: (as) => campaigns.getTextRules({ lineId }, as),
      refused: "LINE_UNKNOWN",
    },
    // The line of another is unknown: refused in the answer.
    "CampaignsService.ForeseeParts": {
      call: (as) => campaigns.foreseeParts({ lineId, listId: "list-1", text: "{name}" }, as),
    },
    "CampaignsService.CheckChunk": {
      call: (as) => campaigns.checkChunk({ chunkId: "x", reservationId: "y" }, as),
      ...SERVICE_REQUIRED,
    },
    "CampaignsService.CheckChunks": {
      call: (as) => campaigns.checkChunks({ chunks: [{ chunkId: "x", reservationId: "y" }] }, as),
      ...SERVICE_REQUIRED,
    },
    "PlansService.CreatePlan": {
      call: (as) =>
        plans.createPlan({ requestId: "p", campaign: order(), rule: { at: "09:00" } }, as),
    },
    "PlansService.GetPlan": { call: (as) => plans.getPlan({ planId }, as), ...PLAN_UNKNOWN },
    "PlansService.ListPlans": { call: (as) => plans.listPlans({}, as) },
    "PlansService.PausePlan": { call: (as) => plans.pausePlan({ planId }, as), ...PLAN_UNKNOWN },
    "PlansService.ResumePlan": { call: (as) => plans.resumePlan({ planId }, as), ...PLAN_UNKNOWN },
    "PlansService.EndPlan": { call: (as) => plans.endPlan({ planId }, as), ...PLAN_UNKNOWN },
    // Whose messages they are is told by the token: a stranger's are none.
    "MessageSearchService.SearchMessages": {
      call: (as) => it.search().searchMessages({ requestId: "own" }, as),
    },
    "EvidenceService.SampleCampaign": {
      call: (as) => evidence.sampleCampaign({ campaignId, limit: 5 }, as),
      ...SERVICE_REQUIRED,
    },
    "EvidenceService.GetMessageProof": {
      call: (as) => evidence.getMessageProof({ messageId }, as),
      ...SERVICE_REQUIRED,
    },
    "EvidenceService.FindMessages": {
      call: (as) => evidence.findMessages({ lineId, msisdn: 989_121_234_567n }, as),
      ...SERVICE_REQUIRED,
    },
    "EvidenceService.StreamRecipients": {
      call: (as) => evidence.streamRecipients({ campaignId }, as),
      ...SERVICE_REQUIRED,
    },
  };
  expect(Object.keys(rows).sort()).toEqual(it.rpcs);

  const state = async () => {
    const all = await campaigns.listCampaigns({}, asTenant);
    return all.campaigns.map(({ campaignId: id, state: now }) => [id, now]);
  };
  const before = await state();
  const faults = await strangerFaults(rows, {
    tenant: asStranger,
    others: {
      "a service for another tenant": principals.service("compliance", "tenant-b"),
      "an expert of another provider": principals.staff("expert", "kando"),
      "operations of another provider": principals.staff("operations", "kando"),
    },
    secrets: [
      campaignId,
      planId,
      messageId,
      "Secret sale",
      "9876",
      "98912",
      "tenant-a",
      "02191001234",
    ],
  });
  expect(faults).toEqual([]);
  expect(await state()).toEqual(before);
  // What the same question told nobody else is told to a service of the tenant.
  const { chunkId, msisdns } = it.works[0]!;
  const asLearner = principals.service("lists", "tenant-a");
  const { chunks } = await campaigns.listChunkRecipients({ chunkIds: [chunkId] }, asLearner);
  expect(chunks).toMatchObject([{ chunkId, msisdns }]);
  expect(it.works.every(({ tenantId }) => tenantId === "tenant-a")).toBe(true);
});
