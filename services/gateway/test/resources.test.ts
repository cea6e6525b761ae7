import { DomainError, principalOf } from "@whiteline/service-kit";
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
const note = <Request>(name: string, request: Request): void => void (asked[name] = request);
let env: Awaited<ReturnType<typeof gatewayEnv>>;

beforeAll(async () => {
  const rial = (minor: bigint) => ({ currency: "IRR", minor });
  const application = {
    applicationId: "a1",
    tenantId: "t1",
    providerId: "asanak",
    state: "provider_review",
    version: 1n,
    history: [{ from: "draft", event: "submit", to: "provider_review", at }],
    possibleEvents: ["approve"],
  };
  const line = {
    lineId: "l1",
    tenantId: "t1",
    providerId: "asanak",
    market: "IR",
    number: "02191001234",
    type: "LINE_TYPE_SERVICE",
    status: "LINE_STATUS_ACTIVE",
    version: 2n,
    activeSince: at,
  } as const;
  const template = {
    templateId: "tp1",
    name: "sent",
    body: "{code}",
    variables: [{ name: "code", maxLength: 5 }],
    state: "TEMPLATE_STATE_APPROVED",
    version: 1n,
    worstCaseParts: 1,
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
    accounts: {
      async provisionProvider(_request, context) {
        if (context.metadata.get("x-installation-key") !== "right") {
          throw new DomainError("unauthenticated", "INSTALLATION_KEY_REFUSED", "Wrong.");
        }
        return {
          created: true,
          platformTenantId: "p1",
          expertKey: "wl_e",
          operationsKey: "wl_o",
          financeKey: "wl_f",
        };
      },
      async registerTenant(request) {
        note("registerTenant", request);
        return {
          tenant: {
            tenantId: "t1",
            providerId: request.providerId,
            market: "IR",
            kind: request.kind,
            name: request.name,
            status: "TENANT_STATUS_ACTIVE",
            registeredAt: at,
          },
          apiKey: "wl_new",
        };
      },
      async getTenant({ tenantId }) {
        return {
          tenant: {
            tenantId,
            providerId: "asanak",
            market: "IR",
            kind: "PERSON_KIND_LEGAL",
            name: "Example",
            status: "TENANT_STATUS_ACTIVE",
          },
        };
      },
      async getCompanyFile({ tenantId }) {
        return { file: { tenantId, companyName: "Example", ceo: { firstName: "Ali" } } };
      },
      async updateCompanyFile(request) {
        note("updateCompanyFile", request);
        return request.file?.email.endsWith("gmail.com")
          ? {
              outcome: {
                $case: "refused",
                value: { findings: [finding, { ...finding, subject: "ceo.email" }] },
              },
            }
          : { outcome: { $case: "file", value: { ...request.file, version: 1n } } };
      },
      async listDocuments() {
        return {
          documents: [
            {
              documentId: "d1",
              code: "commitment_form",
              fileName: "a.jpg",
              mediaType: "image/jpeg",
              sizeBytes: 3n,
              sha256: "00",
              storedAt: at,
            },
          ],
        };
      },
    },
    linesRegistry: {
      async getChecklist(request) {
        note("getChecklist", request);
        return {
          checklist: {
            eligible: true,
            documents: [
              {
                code: "commitment_form",
                originalName: "فرم",
                english: "form",
                source: "000",
                basis: "seed",
              },
            ],
            guarantee: { required: true, amount: rial(1_000_000_000n) },
            formRules: [finding],
            duration: { minimum: "20 working days" },
          },
        };
      },
      async apply(request) {
        note("apply", request);
        return request.form?.email.endsWith("gmail.com")
          ? {
              outcome: {
                $case: "deficient",
                value: {
                  deficiencies: [finding, { ...finding, code: "generic_content_subject" }],
                  warnings: [finding],
                },
              },
            }
          : {
              outcome: {
                $case: "filed",
                value: {
                  application: { ...application, applicationId: request.applicationId || "a1" },
                },
              },
            };
      },
      async getApplication() {
        return { application };
      },
      async listApplications(request) {
        note("listApplications", request);
        return { applications: [application] };
      },
      async advanceApplication(request, context) {
        note("advanceApplication", { ...request, by: principalOf(context).roles });
        return { application: { ...application, version: 2n } };
      },
      async getLine() {
        return { line };
      },
      async listLines() {
        return { lines: [line] };
      },
      async provisionLine(request) {
        note("provisionLine", request);
        return { line: { ...line, ...request } };
      },
    },
    lists: {
      async createList(request) {
        note("createList", request);
        return {
          list: {
            listId: "li1",
            name: request.name,
            market: "IR",
            governsLineIds: request.governsLineIds,
          },
        };
      },
      async getList({ listId }) {
        return { list: { listId, name: "customers", market: "IR", members: 96_412n, version: 3n } };
      },
      async listLists() {
        return { lists: [{ listId: "li1", name: "customers", market: "IR" }] };
      },
      async getImport({ importId }) {
        return {
          import: {
            importId,
            purpose: "IMPORT_PURPOSE_AUDIENCE",
            state: "IMPORT_STATE_READING",
            rowsRead: 50n,
            dropped: [{ code: "DUPLICATE", rows: 7n }],
            operators: [{ operator: "MCI", rows: 43n }],
            progressBps: 5_000,
            receivedAt: at,
          },
        };
      },
      async recordOptOut(request) {
        note("recordOptOut", request);
        return { at };
      },
    },
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
    pricing: {
      async quote(request) {
        note("quote", request);
        return request.family === "none"
          ? { outcome: { $case: "refused", value: { ...finding, code: "NO_TARIFF" } } }
          : { outcome: { $case: "quote", value: quote } };
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
      async verifyLedger() {
        return { exact: true, entries: 4n, accounts: 2n };
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

test("a provider's desk is opened with the installation key, which accounts judges", async () => {
  const desk = { providerId: "asanak", name: "Asanak", market: "IR" };
  const opened = await env.post("/v1/providers", desk, {
    key: "",
    headers: { "x-installation-key": "right" },
  });
  expect([opened.status, opened.body.expertKey]).toEqual([201, "wl_e"]);
  const refused = await env.post("/v1/providers", desk, {
    key: "",
    headers: { "x-installation-key": "wrong" },
  });
  expect(refused.body).toMatchObject({ status: 401, code: "INSTALLATION_KEY_REFUSED" });
});

test("anybody registers and gets a key; the Idempotency-Key names the request", async () => {
  const body = {
    providerId: "asanak",
    kind: "legal",
    name: "Example",
    ownerName: "Sara",
    ownerEmail: "s@example.ir",
    ownerMobile: "0912",
    termsAccepted: true,
  };
  const answer = await env.post("/v1/tenants", body, {
    key: "",
    headers: { "idempotency-key": "reg-1" },
  });
  expect(answer).toMatchObject({
    status: 201,
    body: { apiKey: "wl_new", tenant: { tenantId: "t1", kind: "legal", status: "active" } },
  });
  expect(asked["registerTenant"]).toMatchObject({ requestId: "reg-1", kind: "PERSON_KIND_LEGAL" });
  await env.post("/v1/tenants", body, { key: "" });
  expect(asked["registerTenant"]).toMatchObject({
    requestId: expect.stringMatching(/^[0-9a-f]{24}$/),
  });
});

test("a key says whose it is", async () => {
  expect((await env.get("/v1/me")).body).toMatchObject({
    kind: "tenant",
    providerId: "asanak",
    tenant: { name: "Example" },
  });
  const staff = (await env.get("/v1/me", { key: "wl_expert" })).body;
  expect(staff).toMatchObject({ kind: "staff", roles: ["expert"] });
  expect(staff).not.toHaveProperty("tenant");
});

test("the company file is replaced on the version that was read; faults come back all at once", async () => {
  expect((await env.get("/v1/company-file")).body).toMatchObject({
    tenantId: "t1",
    companyName: "Example",
    version: 0,
  });
  const kept = await env.put("/v1/company-file", {
    companyName: "Example",
    email: "a@example.ir",
    version: 4,
  });
  expect([kept.status, kept.body.version]).toEqual([200, 1]);
  expect(asked["updateCompanyFile"]).toMatchObject({
    expectedVersion: 4n,
    file: { tenantId: "t1" },
  });
  const refused = await env.put("/v1/company-file", { email: "a@gmail.com" });
  expect(refused.body).toMatchObject({
    status: 422,
    code: "COMPANY_FILE_REFUSED",
    findings: [finding, { subject: "ceo.email" }],
  });
  expect((await env.get("/v1/documents")).body.documents).toMatchObject([
    { documentId: "d1", sizeBytes: 3 },
  ]);
});

test("a checklist names what is demanded, with sources", async () => {
  const { body } = await env.get(
    "/v1/checklists?provider=asanak&family=landline_021&applicantKind=legal&representativeIsSignatory=true&sector=general",
  );
  expect(asked["getChecklist"]).toMatchObject({
    providerId: "asanak",
    family: "landline_021",
    applicant: {
      kind: "APPLICANT_KIND_LEGAL",
      representativeIsSignatory: true,
      nationalCardIsSmart: true,
      sector: "general",
    },
  });
  expect(body).toMatchObject({
    eligible: true,
    guarantee: { amount: { currency: "IRR", minor: "1000000000" } },
    formRules: [finding],
    duration: { minimum: "20 working days" },
  });
});

const applying = {
  providerId: "asanak",
  family: "landline_021",
  lineNumber: "02191001234",
  applicant: { kind: "legal" },
  form: { email: "a@example.ir", stampedAndSigned: true },
  note: {
    amount: { currency: "IRR", minor: "1000000000" },
    beneficiaryCode: "140",
    stampedAndSigned: true,
  },
  documents: { commitment_form: "d1" },
  customerListImportId: "i1",
};

test("a deficient application comes back with every deficiency and files nothing", async () => {
  const { status, body } = await env.post("/v1/applications", {
    ...applying,
    form: { email: "a@gmail.com" },
  });
  expect(status).toBe(422);
  expect(body).toMatchObject({
    code: "APPLICATION_DEFICIENT",
    detail: "2 things must be corrected.",
    findings: [finding, { code: "generic_content_subject" }],
    warnings: [finding],
  });
});

test("an application is filed, read, corrected and advanced", async () => {
  const filed = await env.post("/v1/applications", applying, {
    headers: { "idempotency-key": "app-1" },
  });
  expect([filed.status, filed.headers.get("location")]).toEqual([201, "/v1/applications/a1"]);
  expect(asked["apply"]).toMatchObject({
    requestId: "app-1",
    applicationId: "",
    note: { amount: { currency: "IRR", minor: 1_000_000_000n } },
    documentIds: { commitment_form: "d1" },
    form: { stampedAndSigned: true, typed: false },
  });
  expect((await env.put("/v1/applications/a1", applying)).body.applicationId).toBe("a1");
  expect(asked["apply"]).toMatchObject({ applicationId: "a1" });
  expect((await env.get("/v1/applications/a1")).body).toMatchObject({
    state: "provider_review",
    version: 1,
    possibleEvents: ["approve"],
  });
  await env.get("/v1/applications?provider=asanak&state=provider_review", { key: "wl_expert" });
  expect(asked["listApplications"]).toMatchObject({
    providerId: "asanak",
    state: "provider_review",
  });
  const step = await env.post(
    "/v1/applications/a1/events",
    { event: "deficient", expectedVersion: 1, findings: [finding] },
    { key: "wl_expert" },
  );
  expect(step.body.version).toBe(2);
  expect(asked["advanceApplication"]).toMatchObject({
    event: "deficient",
    expectedVersion: 1n,
    findings: [finding],
    by: ["expert"],
  });
});

test("lines are listed, read and entered", async () => {
  expect((await env.get("/v1/lines")).body.lines).toMatchObject([
    { lineId: "l1", type: "service", status: "active" },
  ]);
  expect((await env.get("/v1/lines/l1")).body).toMatchObject({
    number: "02191001234",
    activeSince: at.toISOString(),
  });
  const made = await env.post(
    "/v1/lines",
    {
      tenantId: "p1",
      providerId: "asanak",
      market: "IR",
      family: "landline_021",
      number: "021000000",
      type: "advertising",
    },
    { key: "wl_operations" },
  );
  expect(made).toMatchObject({ status: 201, body: { number: "021000000", type: "advertising" } });
});

test("lists, imports and refusals", async () => {
  const made = await env.post("/v1/lists", { name: "customers", governsLineIds: ["l1"] });
  expect([made.status, made.headers.get("location")]).toEqual([201, "/v1/lists/li1"]);
  expect((await env.get("/v1/lists/li1")).body).toMatchObject({ members: 96_412, version: 3 });
  expect((await env.get("/v1/lists")).body.lists).toHaveLength(1);
  expect((await env.get("/v1/imports/i1")).body).toMatchObject({
    state: "reading",
    progress: 0.5,
    dropped: { DUPLICATE: 7 },
    operators: { MCI: 43 },
  });
  const refusal = await env.post("/v1/opt-outs", { number: "09121234567" });
  expect(refusal).toMatchObject({ status: 201, body: { at: at.toISOString() } });
  expect(asked["recordOptOut"]).toMatchObject({
    number: "09121234567",
    lineId: "",
    channel: "api",
  });
});

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
    feed.body
      .trim()
      .split("\n")
      .map((line: string) => JSON.parse(line)),
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

test("money is exact, paged and verified", async () => {
  expect((await env.get("/v1/wallet")).body).toMatchObject({
    tenantId: "t1",
    available: { currency: "IRR", minor: "9007199254740993" },
  });
  const page = await env.get("/v1/wallet/entries?after=e0&limit=2");
  expect(asked["listEntries"]).toEqual({ tenantId: "t1", after: "e0", limit: 2 });
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
  const huge = { tenantId: "t1", amount: { currency: "IRR", minor: "9".repeat(19) } };
  expect((await env.post("/v1/top-ups", huge, { key: "wl_finance" })).body.findings).toMatchObject([
    { subject: "amount.minor" },
  ]);
});

test("the road to the operators", async () => {
  expect(
    (await env.get("/v1/operators/routes", { key: "wl_operations" })).body.routes,
  ).toMatchObject([{ route: "mci-1", rate: 500 }]);
  expect((await env.get("/v1/operators/binds", { key: "wl_operations" })).body.binds).toMatchObject(
    [{ up: true, epoch: 4, submitted: 7 }],
  );
});
