import { DomainError } from "@whiteline/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

const at = new Date("2026-11-22T08:00:00Z");
const finding = {
  code: "email_public_provider",
  subject: "email",
  rule: "The e-mail address belongs to the company.",
  source: "000 · Conditions",
  remedy: "Give another one.",
};
const asked: Record<string, unknown> = {};
const note = (name: string, request: unknown): void => void (asked[name] = request);
let env: Awaited<ReturnType<typeof gatewayEnv>>;

beforeAll(async () => {
  const rial = (minor: bigint) => ({ currency: "IRR", minor });
  const template = {
    templateId: "tp1",
    name: "sent",
    body: "{code}",
    variables: [{ name: "code", maxLength: 5 }],
    state: "TEMPLATE_STATE_APPROVED",
    version: 1n,
    worstCaseParts: 1,
    worstCaseTexts: [],
  } as const;
  const quote = {
    lines: [
      { operator: "MCI", alphabet: "ucs2", parts: 3n, perPart: rial(10n), amount: rial(30n) },
    ],
    total: rial(30n),
    at,
  };
  const campaign = {
    campaignId: "c1",
    name: "November",
    lineId: "l1",
    state: "CAMPAIGN_STATE_SENDING",
    revision: 1n,
    createdAt: at,
    forecast: {
      recipientsKept: 5n,
      dropped: [{ key: "opted_out", value: 2n }],
      counts: [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 5n }],
      quote,
      durationSeconds: 9n,
    },
    progress: {
      recipients: 5n,
      chunks: 1n,
      messages: [{ key: "delivered", value: 5n }],
      reserved: rial(30n),
    },
  } as const;
  const card = {
    verdictId: "v1",
    subject: "campaign:c1:1",
    decision: "DECISION_REFUSED",
    rulesTried: [
      {
        rule: "advertising_on_service_line",
        passed: false,
        facts: [{ name: "category", value: "advertising" }],
      },
    ],
    decidingRule: "advertising_on_service_line",
    at,
  } as const;

  env = await gatewayEnv({
    compliance: {
      async registerTemplate(request) {
        note("registerTemplate", request);
        return request.body.includes("{{")
          ? { outcome: { $case: "refused", value: { findings: [finding] } } }
          : { outcome: { $case: "template", value: template } };
      },
      async getTemplate() {
        return { template };
      },
      async listTemplates(request) {
        note("listTemplates", request);
        return { templates: [template] };
      },
      async reviewTemplate(request) {
        note("reviewTemplate", request);
        return { template };
      },
      async getVerdict() {
        return { card };
      },
      async decideHeldCampaign(request) {
        note("decideHeldCampaign", request);
        return { card: { ...card, decision: "DECISION_CLEARED" } };
      },
    },
    campaigns: {
      async submitCampaign(request) {
        note("submitCampaign", request);
        return request.text === "\u0000"
          ? { outcome: { $case: "refused", value: { ...finding, code: "TEXT_TOO_LONG" } } }
          : { outcome: { $case: "campaign", value: { ...campaign, dryRun: request.dryRun } } };
      },
      async getCampaign({ campaignId }) {
        if (campaignId === "c9")
          throw new DomainError("not_found", "CAMPAIGN_UNKNOWN", "No such campaign.", {
            remedy: "List them.",
          });
        return { campaign };
      },
      async listCampaigns() {
        return { campaigns: [campaign] };
      },
      async pauseCampaign() {
        return { campaign: { ...campaign, state: "CAMPAIGN_STATE_PAUSED" } };
      },
      async resumeCampaign() {
        return { campaign };
      },
      async getTextRules({ lineId, traffic }) {
        const suffix = traffic === "marketing" ? "B 001" : "";
        if (lineId !== "l1") throw new DomainError("not_found", "LINE_UNKNOWN", "No such line.");
        return { roads: [{ operators: ["MCI"], latin1: true, suffix, suffixRoom: 0 }] };
      },
      async cancelCampaign() {
        throw new DomainError("precondition", "CAMPAIGN_FINISHED", "It is over.", {
          remedy: "Nothing to do.",
        });
      },
    },
    dispatcher: {
      async listRoutes() {
        return { routes: [{ route: "mci-1", operators: ["MCI"], rate: 500, market: "IR" }] };
      },
      async listBinds() {
        return {
          binds: [
            {
              bindId: "b1",
              account: "w",
              operator: "mci-1",
              up: true,
              epoch: 4n,
              submitted: 7n,
              since: at,
            },
          ],
        };
      },
    },
    dlr: {
      async getReport() {
        return {
          chunks: 1n,
          chunksFinal: 1n,
          messages: 3n,
          parts: 4n,
          messagesByState: [{ key: "delivered", value: 3n }],
        };
      },
      async *streamOutcomes({ campaignId }) {
        if (campaignId === "c9")
          throw new DomainError("not_found", "CAMPAIGN_UNKNOWN", "No such campaign.");
        yield {
          chunkId: "k1",
          operator: "MCI",
          states: ["delivered", "failed"],
          parts: Buffer.from([2, 1]),
          operatorIds: ["a", "b", "c"],
          duplicatePossible: [1],
        };
        yield {
          chunkId: "k2",
          operator: "MCI",
          states: ["delivered"],
          parts: Buffer.from([1]),
          operatorIds: ["d"],
          duplicatePossible: [],
        };
      },
    },
  });
});
afterAll(() => env[Symbol.asyncDispose]());

test("templates are registered, refused with findings, reviewed; verdicts are read", async () => {
  expect(
    (
      await env.post("/v1/templates", {
        name: "sent",
        body: "{code}",
        variables: [{ name: "code", maxLength: 5 }],
      })
    ).status,
  ).toBe(201);
  expect((await env.post("/v1/templates", { name: "sent", body: "{{" })).body).toMatchObject({
    status: 422,
    code: "TEMPLATE_REFUSED",
    findings: [finding],
    source: finding.source,
  });
  expect((await env.get("/v1/templates/tp1")).body).toMatchObject({
    state: "approved",
    worstCaseParts: 1,
    worstCaseTexts: [],
  });
  await env.get("/v1/templates?reviewQueue=true", { key: "wl_expert" });
  expect(asked["listTemplates"]).toEqual({ reviewQueue: true });
  await env.post(
    "/v1/templates/tp1/review",
    { decision: "reject", note: "no", expectedVersion: 1 },
    { key: "wl_expert" },
  );
  expect(asked["reviewTemplate"]).toEqual({
    templateId: "tp1",
    approve: false,
    note: "no",
    expectedVersion: 1n,
    category: "",
  });
  expect((await env.get("/v1/verdicts/v1")).body).toMatchObject({
    decision: "refused",
    decidingRule: "advertising_on_service_line",
  });
});

test("a campaign is kept, followed, held back and decided upon", async () => {
  const body = {
    name: "November",
    lineId: "l1",
    listId: "li1",
    templateId: "tp1",
    constants: { shop: "x" },
    dryRun: true,
    notBefore: "2026-11-23T08:00:00+03:30",
  };
  const kept = await env.post("/v1/campaigns", body, { headers: { "idempotency-key": "camp-1" } });
  expect([kept.status, kept.headers.get("location"), kept.body.dryRun]).toEqual([
    202,
    "/v1/campaigns/c1",
    true,
  ]);
  expect(asked["submitCampaign"]).toMatchObject({
    requestId: "camp-1",
    constants: { shop: "x" },
    notBefore: new Date("2026-11-23T04:30:00Z"),
  });
  expect((await env.post("/v1/campaigns", { ...body, text: "\u0000" })).body).toMatchObject({
    status: 422,
    code: "TEXT_TOO_LONG",
  });
  expect((await env.get("/v1/campaigns/c1")).body).toMatchObject({
    state: "sending",
    forecast: { recipientsKept: 5, dropped: { opted_out: 2 }, quote: { total: { minor: "30" } } },
    progress: { messages: { delivered: 5 }, reserved: { currency: "IRR", minor: "30" } },
  });
  expect((await env.get("/v1/campaigns")).body.campaigns).toHaveLength(1);
  expect((await env.call("POST", "/v1/campaigns/c1/pause")).body.state).toBe("paused");
  expect((await env.call("POST", "/v1/campaigns/c1/resume")).body.state).toBe("sending");
  expect((await env.call("POST", "/v1/campaigns/c1/cancel")).body).toMatchObject({
    status: 422,
    code: "CAMPAIGN_FINISHED",
  });
  expect((await env.get("/v1/campaigns/c9")).body).toMatchObject({
    status: 404,
    code: "CAMPAIGN_UNKNOWN",
    remedy: "List them.",
  });
  const decision = await env.post(
    "/v1/campaigns/c1/decision",
    { revision: 1, decision: "clear", note: "fine" },
    { key: "wl_expert" },
  );
  expect(decision.body.decision).toBe("cleared");
  expect(asked["decideHeldCampaign"]).toEqual({
    campaignId: "c1",
    revision: 1n,
    clear: true,
    note: "fine",
    category: "",
  });
});

test("the report counts, and the feed names every message with its parts", async () => {
  expect((await env.get("/v1/campaigns/c1/report")).body).toMatchObject({
    messages: 3,
    parts: 4,
    messagesByState: { delivered: 3 },
  });
  const feed = await env.get("/v1/campaigns/c1/outcomes");
  expect(feed.type).toBe("application/x-ndjson; charset=utf-8");
  expect(
    feed.text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    {
      messageId: "k1-0",
      operator: "MCI",
      state: "delivered",
      parts: 2,
      operatorIds: ["a", "b"],
      duplicatePossible: true,
    },
    {
      messageId: "k1-1",
      operator: "MCI",
      state: "failed",
      parts: 1,
      operatorIds: ["c"],
      duplicatePossible: false,
    },
    {
      messageId: "k2-0",
      operator: "MCI",
      state: "delivered",
      parts: 1,
      operatorIds: ["d"],
      duplicatePossible: false,
    },
  ]);
  expect((await env.get("/v1/campaigns/c9/outcomes")).body).toMatchObject({
    status: 404,
    code: "CAMPAIGN_UNKNOWN",
  });
});

test("the road to the operators", async () => {
  expect(
    (await env.get("/v1/operators/routes", { key: "wl_operations" })).body.routes,
  ).toMatchObject([{ route: "mci-1", rate: 500 }]);
  expect((await env.get("/v1/operators/binds", { key: "wl_operations" })).body.binds).toMatchObject(
    [{ up: true, epoch: 4, submitted: 7 }],
  );
});

test("a line says what its roads make of its texts, and the price of a text asks them", async () => {
  expect((await env.get("/v1/lines/l1/text-rules?traffic=marketing")).body).toEqual({
    roads: [
      { operators: ["MCI"], latin1: true, wideReference: false, suffix: "B 001", suffixRoom: 0 },
    ],
  });
  expect((await env.get("/v1/lines/l1/text-rules")).body).toEqual({
    roads: [{ operators: ["MCI"], latin1: true, wideReference: false, suffixRoom: 0 }],
  });
  expect((await env.get("/v1/lines/l2/text-rules")).body.code).toBe("LINE_UNKNOWN");
});
