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
  const quote = {
    lines: [
      { operator: "MCI", alphabet: "ucs2", parts: 3n, perPart: rial(10n), amount: rial(30n) },
    ],
    total: rial(30n),
    at,
  };
  env = await gatewayEnv({
    campaigns: {
      async getCampaign({ campaignId }) {
        if (campaignId === "forecast") return { campaign: { campaignId } };
        throw new DomainError("not_found", "CAMPAIGN_UNKNOWN", "There is no such campaign.");
      },
      async foreseeParts(request) {
        note("foreseeParts", request);
        if (request.listId === "old") {
          const value = { ...finding, code: "WORST_CASE_UNKNOWN" };
          return { outcome: { $case: "refused", value } };
        }
        const value = {
          ...{ listId: "list", listVersion: 4n, members: 5n, basis: "values" },
          ...{ family: "landline_021", traffic: "informational" },
          choices: [{ operator: "MCI", messages: 3n, kinds: [{ alphabet: "ucs2", segments: 1 }] }],
          unreached: [{ operator: "IRANCELL", members: 2n, reason: "TEXT_TOO_LONG" }],
        };
        return { outcome: { $case: "foreseen", value } };
      },
    },
    pricing: {
      async quote(request) {
        note("quote", request);
        return request.family === "none"
          ? { outcome: { $case: "refused", value: { ...finding, code: "NO_TARIFF" } } }
          : { outcome: { $case: "quote", value: quote } };
      },
      async compareForecast() {
        throw new DomainError("precondition", "CAMPAIGN_NOT_FUNDED", "No money was held.");
      },
      async getBalance({ tenantId }) {
        return { balance: { tenantId, available: rial(9_007_199_254_740_993n), held: rial(0n) } };
      },
      async topUp(request) {
        note("topUp", request);
        return {
          outcome: {
            $case: "balance",
            value: { tenantId: request.tenantId, available: request.amount, held: rial(0n) },
          },
        };
      },
      async listEntries(request) {
        note("listEntries", request);
        return {
          entries: [1, 2].map((n) => ({
            entryId: `e${n}`,
            cause: "c",
            account: "a",
            amount: rial(-5n),
            at,
          })),
        };
      },
      async listTariffs(_request, context) {
        asked["tariffs of"] = context.caller.principal?.tenantId;
        return {
          tariffs: [
            {
              tariffId: "t",
              providerId: "vn-bulksms",
              group: "2.1",
              status: "printed",
              taxIncludedPercent: 10,
              tiers: [
                {
                  fromPart: 1n,
                  toPart: 20_000n,
                  prices: [{ operator: "VIETTEL", perPart: rial(150n) }],
                },
                { fromPart: 20_001n, prices: [{ perPart: rial(350n) }] },
              ],
              source: "004 · Policy 1",
            },
          ],
          fees: [{ fee: "maintenance", charged: "monthly", operator: "GTEL", amount: rial(0n) }],
          discounts: [{ mode: "prepaid", from: rial(3n), percent: 2 }],
          effectiveFrom: "2021-01-01",
        };
      },
      async setPriceGroup({ group }) {
        return { groups: [{ purpose: "customer_care", group, at }] };
      },
      async listPriceGroups() {
        return { groups: [{ lineId: "l1", group: "KCN", at }] };
      },
      async verifyLedger() {
        return { exact: true, entries: 4n, accounts: 2n };
      },
    },
  });
});
afterAll(() => env[Symbol.asyncDispose]());

test("money is exact, paged and verified", async () => {
  expect((await env.get("/v1/wallet")).body).toMatchObject({
    tenantId: "t1",
    available: { currency: "IRR", minor: "9007199254740993" },
  });
  const page = await env.get("/v1/wallet/entries?after=e0&limit=2");
  expect(asked["listEntries"]).toEqual({
    tenantId: "t1",
    after: "e0",
    limit: 2,
    newestFirst: false,
  });
  expect(page.body).toMatchObject({ entries: [{ amount: { minor: "-5" } }, {}], next: "e2" });
  expect((await env.get("/v1/wallet/entries?limit=3")).body).not.toHaveProperty("next");
  const topUp = await env.post(
    "/v1/top-ups",
    { tenantId: "t1", amount: { currency: "IRR", minor: "500" }, reference: "bank" },
    { key: "wl_finance", headers: { "idempotency-key": "pay-1" } },
  );
  expect(topUp.status).toBe(201);
  expect(asked["topUp"]).toMatchObject({ requestId: "pay-1", amount: { minor: 500n } });
  const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 3 }];
  expect((await env.post("/v1/quotes", { family: "landline_021", counts })).body.total).toEqual({
    currency: "IRR",
    minor: "30",
  });
  expect(asked["quote"]).toMatchObject({
    tenantId: "t1",
    providerId: "asanak",
    counts: [{ messages: 3n }],
  });
  expect((await env.post("/v1/quotes", { family: "none", counts })).body).toMatchObject({
    status: 422,
    code: "NO_TARIFF",
  });
  expect((await env.get("/v1/ledger/verification", { key: "wl_finance" })).body).toMatchObject({
    exact: true,
    entries: 4,
  });
  const huge = {
    ...{ tenantId: "t1", reference: "b" },
    amount: { currency: "IRR", minor: "9".repeat(19) },
  };
  expect((await env.post("/v1/top-ups", huge, { key: "wl_finance" })).body.findings).toMatchObject([
    { subject: "amount.minor", rule: expect.stringContaining("at most 18 Latin digits") },
  ]);
  // A Persian month would be read as one of long ago, and answered with an empty paper.
  const persian = await env.get("/v1/statements?month=1405-09");
  expect(persian.body).toMatchObject({
    code: "REQUEST_INVALID",
    findings: [{ subject: "query.month", rule: expect.stringContaining("Gregorian") }],
  });
});

test("a text to a list is quoted at its worst case, priced by line and purpose of the campaign, and not where nothing is known", async () => {
  const text = { lineId: "line", text: "{name}, {code}", constants: { code: "A-1" } };
  const quoted = await env.post("/v1/quotes", { ...text, listId: "list", listVersion: 4 });
  expect(quoted.status).toBe(200);
  expect(quoted.body).toMatchObject({
    lines: [{ operator: "MCI", parts: 3 }],
    total: { minor: "30" },
    worstCase: {
      ...{ listId: "list", listVersion: 4, members: 5, basis: "values", ofWholeList: false },
      operators: [{ operator: "MCI", messages: 3, alphabet: "ucs2", segments: 1 }],
      unreached: [{ operator: "IRANCELL", members: 2, reason: "TEXT_TOO_LONG" }],
    },
  });
  expect(asked["foreseeParts"]).toMatchObject({ ...text, listVersion: 4n, templateId: "" });
  expect(asked["quote"]).toMatchObject({
    ...{ tenantId: "t1", family: "landline_021", purpose: "informational", lineId: "line" },
    ...{ counts: [], choices: [{ operator: "MCI", messages: 3n }] },
  });
  const segment = await env.post("/v1/quotes", { ...text, segmentId: "segment" });
  expect(segment.body).toMatchObject({ worstCase: { ofWholeList: true } });
  expect((await env.post("/v1/quotes", { ...text, listId: "old" })).body).toMatchObject({
    status: 422,
    code: "WORST_CASE_UNKNOWN",
  });
  const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 3 }];
  const wrong = [
    { ...text },
    { ...text, listId: "list", segmentId: "segment" },
    { ...text, listId: "list", templateId: "template" },
    { ...text, listId: "list", family: "landline_021" },
    { ...text, listId: "list", tenantId: "t2" },
    { listId: "list", text: "x" },
    { ...text, counts, family: "landline_021" },
    { counts },
  ];
  for (const body of wrong)
    expect((await env.post("/v1/quotes", body)).body).toMatchObject({ code: "REQUEST_INVALID" });
});

test("price lists are shown to whoever has no key, and a customer's groups to who may see its money", async () => {
  const lists = await env.get("/v1/tariffs?market=vn", { key: "" });
  expect(lists.status).toBe(200);
  expect(lists.body).toMatchObject({
    tariffs: [
      {
        group: "2.1",
        taxIncludedPercent: 10,
        tiers: [{ fromPart: 1, toPart: 20_000 }, { fromPart: 20_001 }],
      },
    ],
    discounts: [{ mode: "prepaid", percent: 2 }],
  });
  expect(asked["tariffs of"]).toBeUndefined();
  // Who has a key is asked for, so that it sees what it pays.
  expect((await env.get("/v1/tariffs?market=vn")).status).toBe(200);
  expect(asked["tariffs of"]).toBe("t1");
  expect((await env.get("/v1/tariffs?market=vn", { key: "wl_forged" })).status).toBe(401);
  expect((await env.get("/v1/tenants/t1/price-groups")).body).toMatchObject({
    groups: [{ lineId: "l1", group: "KCN" }],
  });
});

test("a campaign for which no money was held is told from one that does not exist", async () => {
  const forecast = await env.get("/v1/campaigns/forecast/cost");
  expect([forecast.status, forecast.body]).toMatchObject([422, { code: "CAMPAIGN_NOT_FUNDED" }]);
  const unknown = await env.get("/v1/campaigns/nobodys/cost");
  expect([unknown.status, unknown.body]).toMatchObject([404, { code: "CAMPAIGN_UNKNOWN" }]);
});
