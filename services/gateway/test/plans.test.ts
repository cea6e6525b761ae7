import { DomainError } from "@whiteline/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

const at = new Date("2026-11-22T08:00:00Z");
const finding = {
  code: "PLAN_NEVER_SENDS",
  subject: "rule",
  rule: "This plan has no occurrence from now on.",
  source: "plan",
  remedy: "Give days that come.",
};
const asked: Record<string, unknown> = {};
let env: Awaited<ReturnType<typeof gatewayEnv>>;

beforeAll(async () => {
  const campaign = {
    campaignId: "c1",
    name: "November",
    lineId: "l1",
    state: "CAMPAIGN_STATE_SENDING",
    revision: 1n,
    createdAt: at,
    test: true,
    pacePerMinute: 60,
    planId: "p1",
    planDay: "2026-11-22",
    waiting: { code: "pace", cause: "Its pace.", partsAhead: 7n, expectedAt: at },
    variants: [
      {
        variant: 1,
        name: "A",
        text: "x",
        share: 50,
        recipients: 3n,
        price: { currency: "IRR", minor: 9n },
        messages: [{ key: "delivered", value: 2n }],
      },
    ],
  } as const;
  const plan = {
    planId: "p1",
    state: "PLAN_STATE_RUNNING",
    campaign: { name: "Reminder", lineId: "l1", listId: "li1", templateId: "tp1" },
    rule: { at: "09:00", days: { $case: "date", value: { column: "due", daysBefore: 3 } } },
    timezone: "Asia/Tehran",
    nextAt: at,
    occurrences: [{ day: "2026-11-21", outcome: "skipped", reason: finding }],
  } as const;
  env = await gatewayEnv({
    campaigns: {
      async rescheduleCampaign(request) {
        asked["reschedule"] = request;
        return { campaign };
      },
      async submitTest(request) {
        asked["test"] = request;
        return { outcome: { $case: "campaign", value: campaign } };
      },
    },
    plans: {
      async createPlan(request) {
        asked["plan"] = request;
        return request.rule?.lastDay === "2020-01-01"
          ? { outcome: { $case: "refused", value: finding } }
          : { outcome: { $case: "plan", value: plan } };
      },
      async getPlan({ planId }) {
        if (planId === "p9") {
          throw new DomainError("not_found", "PLAN_UNKNOWN", "There is no such plan.");
        }
        return { plan };
      },
      async listPlans() {
        return { plans: [plan] };
      },
      async pausePlan() {
        return { plan: { ...plan, state: "PLAN_STATE_PAUSED" } };
      },
      async resumePlan() {
        return { plan };
      },
      async endPlan() {
        return { plan: { ...plan, state: "PLAN_STATE_ENDED", nextAt: undefined } };
      },
    },
  });
});
afterAll(() => env[Symbol.asyncDispose]());

test("a campaign gets another schedule whole, and says its pace, its variants and why it waits", async () => {
  const schedule = { notBefore: "2026-11-23T08:00:00+03:30", pacePerMinute: 60 };
  const answer = await env.put("/v1/campaigns/c1/schedule", schedule);
  expect(answer.body).toMatchObject({
    pacePerMinute: 60,
    plan: { planId: "p1", day: "2026-11-22" },
    waiting: { code: "pace", partsAhead: 7, expectedAt: at.toISOString() },
    variants: [{ variant: 1, price: { minor: "9" }, messages: { delivered: 2 } }],
  });
  expect(asked["reschedule"]).toMatchObject({
    campaignId: "c1",
    notBefore: new Date("2026-11-23T04:30:00Z"),
    pacePerMinute: 60,
  });
  const wrong = await env.put("/v1/campaigns/c1/schedule", { pace: 1 });
  expect(wrong.status).toBe(400);
});

test("a test is of a campaign without an audience, to people that are named or to oneself", async () => {
  const body = { lineId: "l1", text: "سلام", personIds: ["person-1"] };
  const answer = await env.post("/v1/campaigns/test", body);
  expect([answer.status, answer.body.test]).toEqual([202, true]);
  expect(asked["test"]).toMatchObject({
    personIds: ["person-1"],
    campaign: { lineId: "l1", text: "سلام", listId: "" },
  });
  expect((await env.post("/v1/campaigns/test", { ...body, listId: "li1" })).status).toBe(400);
});

test("a plan is made, read, listed, paused, resumed and ended", async () => {
  const campaign = { name: "Reminder", lineId: "l1", listId: "li1", templateId: "tp1" };
  const rule = { at: "09:00", date: { column: "due", daysBefore: 3 } };
  const made = await env.post("/v1/plans", { campaign, rule });
  expect([made.status, made.headers.get("location")]).toEqual([201, "/v1/plans/p1"]);
  expect(made.body).toMatchObject({ state: "running", rule, nextAt: at.toISOString() });
  expect(asked["plan"]).toMatchObject({
    campaign,
    rule: { at: "09:00", lateMinutes: 120, days: { $case: "date" } },
  });
  const never = { ...rule, lastDay: "2020-01-01" };
  expect((await env.post("/v1/plans", { campaign, rule: never })).body).toMatchObject({
    status: 422,
    code: "PLAN_NEVER_SENDS",
    remedy: finding.remedy,
  });
  for (const wrong of [
    { campaign, rule: { at: "9" } },
    { campaign, rule: { ...rule, recurring: {} } },
    { campaign: { ...campaign, notBefore: at.toISOString() }, rule },
    { campaign },
  ]) {
    expect((await env.post("/v1/plans", wrong)).status).toBe(400);
  }
  expect((await env.get("/v1/plans")).body.plans).toHaveLength(1);
  expect((await env.get("/v1/plans/p1")).body.occurrences).toMatchObject([
    { day: "2026-11-21", outcome: "skipped", reason: { code: "PLAN_NEVER_SENDS" } },
  ]);
  expect((await env.get("/v1/plans/p9")).body).toMatchObject({ status: 404, code: "PLAN_UNKNOWN" });
  expect((await env.call("POST", "/v1/plans/p1/pause")).body.state).toBe("paused");
  expect((await env.call("POST", "/v1/plans/p1/resume")).body.state).toBe("running");
  expect((await env.call("POST", "/v1/plans/p1/end")).body).toMatchObject({ state: "ended" });
});
