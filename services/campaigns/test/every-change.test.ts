import { TrailExtended } from "@whiteline/contracts/campaigns/v1/events";
import { SubmitTestRequest } from "@whiteline/contracts/campaigns/v1/campaigns";
import { CreatePlanRequest } from "@whiteline/contracts/campaigns/v1/plans";
import { systemPorts } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asPerson, campaignsWorld, order, principals } from "./world.js";

const asTenant = principals.tenant("tenant-a", { keyId: "tenant-a" });

let it: Awaited<ReturnType<typeof campaignsWorld>>;
beforeAll(async () => void (it = await campaignsWorld()));
afterAll(() => it[Symbol.asyncDispose]());

/** RPCs that change nothing, or of which the trail tells otherwise. */
const looks: ReadonlySet<string> = new Set([
  "GetTextRules",
  "ForeseeParts",
  "GetCampaign",
  "ListCampaigns",
  "GetMessage",
  "StreamChunkRecipients",
  "ListChunkRecipients",
  "CheckChunk",
  "CheckChunks",
  // Every single message is its own record, with its verdict and timeline; thousands a minute are no entries of a chain.
  "SubmitMessages",
  "GetPlan",
  "ListPlans",
  "SampleCampaign",
  "GetMessageProof",
  "FindMessages",
  "StreamRecipients",
  "SearchMessages",
]);

const later = () => new Date(Date.now() + 5 * 86_400_000);
const campaign = async () => {
  const { outcome } = await it.client().submitCampaign(order({ notBefore: later() }), asTenant);
  if (outcome?.$case !== "campaign") throw new Error(JSON.stringify(outcome));
  return outcome.value.campaignId;
};
const plan = async () => {
  const rule = {
    at: "09:00",
    days: { $case: "recurring" as const, value: { weekdays: [1], monthDays: [] } },
  };
  const asked = { requestId: systemPorts.newId(), campaign: order(), rule };
  const request = CreatePlanRequest.fromPartial(asked);
  const { outcome } = await it.plans().createPlan(request, asTenant);
  if (outcome?.$case !== "plan") throw new Error(JSON.stringify(outcome));
  return outcome.value.planId;
};
const ofKey = { actor: "key:tenant-a" };

type Entry = Partial<Omit<TrailExtended, "at">>;

/** How each changing RPC is called in good order, and the entry that it leaves. */
const acts: Readonly<Record<string, () => Promise<Entry>>> = {
  SubmitCampaign: async () => {
    const subject = `campaign:${await campaign()}`;
    const after = { list: "list-1", dry_run: "false", test: "false" };
    return { ...ofKey, action: "campaign.submitted", subject, after };
  },
  SubmitTest: async () => {
    const request = SubmitTestRequest.fromPartial({
      campaign: order({ constants: { name: "x", code: "1" } }),
    });
    const { outcome } = await it.client().submitTest(request, asPerson);
    if (outcome?.$case !== "campaign") throw new Error(JSON.stringify(outcome));
    const subject = `campaign:${outcome.value.campaignId}`;
    const after = { test: "true", numbers: "1" };
    return { actor: "person:person-1", action: "campaign.submitted", subject, after };
  },
  PauseCampaign: async () => {
    const campaignId = await campaign();
    await it.client().pauseCampaign({ campaignId }, asTenant);
    return { ...ofKey, action: "campaign.paused", subject: `campaign:${campaignId}` };
  },
  ResumeCampaign: async () => {
    const campaignId = await campaign();
    await it.client().pauseCampaign({ campaignId }, asTenant);
    await it.client().resumeCampaign({ campaignId }, asPerson);
    const said = { actor: "person:person-1", action: "campaign.resumed" };
    return { ...said, subject: `campaign:${campaignId}` };
  },
  CancelCampaign: async () => {
    const campaignId = await campaign();
    // Once more, it changes nothing and leaves nothing.
    for (const _again of [1, 2]) await it.client().cancelCampaign({ campaignId }, asTenant);
    const after = { stage: "cancelled" };
    return { ...ofKey, action: "campaign.cancelled", subject: `campaign:${campaignId}`, after };
  },
  RescheduleCampaign: async () => {
    const campaignId = await campaign();
    await it.client().rescheduleCampaign({ campaignId, pacePerMinute: 60 }, asTenant);
    const after = { per_minute: "60" };
    return { ...ofKey, action: "campaign.rescheduled", subject: `campaign:${campaignId}`, after };
  },
  CreatePlan: async () => {
    const subject = `plan:${await plan()}`;
    return { ...ofKey, action: "plan.created", subject, after: { state: "running" } };
  },
  PausePlan: async () => {
    const planId = await plan();
    await it.plans().pausePlan({ planId }, asTenant);
    return { ...ofKey, action: "plan.paused", subject: `plan:${planId}` };
  },
  ResumePlan: async () => {
    const planId = await plan();
    await it.plans().pausePlan({ planId }, asTenant);
    await it.plans().resumePlan({ planId }, asTenant);
    return { ...ofKey, action: "plan.resumed", subject: `plan:${planId}` };
  },
  EndPlan: async () => {
    const planId = await plan();
    await it.plans().endPlan({ planId }, asTenant);
    return { ...ofKey, action: "plan.ended", subject: `plan:${planId}` };
  },
};

const told = ({ before = {}, after = {}, ...said }: Entry): Promise<TrailExtended> => {
  const has = (fields: object, wanted: object) =>
    Object.entries(wanted).every(([name, value]) => Reflect.get(fields, name) === value);
  return eventually(() =>
    it
      .told(TrailExtended)
      .find((entry) => has(entry, said) && has(entry.before, before) && has(entry.after, after)),
  );
};

describe("every RPC that changes something is told for the audit trail, with who did it", () => {
  test("each of them is tried", () => {
    const names = it.rpcs.map((rpc) => rpc.split(".")[1] ?? "");
    const changing = names.filter((name) => !looks.has(name));
    expect(Object.keys(acts).toSorted()).toEqual(changing.toSorted());
  });

  test.each(Object.keys(acts))("%s", async (method) => {
    const act = acts[method];
    if (act === undefined) throw new Error(`${method} is not tried`);
    expect(await told(await act())).toMatchObject({ tenantId: "tenant-a" });
    // No name, no number, and each entry once.
    const all = it.told(TrailExtended);
    expect(JSON.stringify(all)).not.toMatch(/Order notices|98912/u);
    const ids = all.map(({ entryId }) => entryId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test("what somebody may not do with campaigns is told, too", async () => {
  const campaignId = await campaign();
  const viewer = principals.tenant("tenant-a", { roles: ["viewer"], personId: "looks-only" });
  await expect(it.client().pauseCampaign({ campaignId }, viewer)).rejects.toMatchObject({
    reason: "ROLE_REQUIRED",
  });
  const subject = "rpc:CampaignsService.PauseCampaign";
  expect((await told({ action: "call.refused", subject })).actor).toBe("person:looks-only");
});
