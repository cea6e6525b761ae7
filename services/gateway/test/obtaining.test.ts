import { FiledContent } from "@whiteline/contracts/lines_registry/v1/lines_registry";
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
const note = (name: string, request: unknown): void => void (asked[name] = request);
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
  let filed: FiledContent | undefined;
  env = await gatewayEnv({
    people: {
      async listProviders() {
        return { providers: [{ providerId: "asanak", name: "Asanak", market: "IR" }] };
      },
    },
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
      async getProviderFile() {
        return {
          file: { tenantId: "p1", companyName: "Asanak", address: "Tehran", version: 1n },
        };
      },
      async updateProviderFile(request) {
        note("updateProviderFile", request);
        return request.file?.nationalId === "1"
          ? { outcome: { $case: "refused", value: { findings: [finding] } } }
          : { outcome: { $case: "file", value: { ...request.file, tenantId: "p1", version: 2n } } };
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
        filed = FiledContent.fromPartial(request);
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
        return { application: { ...application, filed } };
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

test("anybody sees with which providers one may sign up", async () => {
  const { status, body } = await env.get("/v1/providers", { key: "" });
  expect([status, body["providers"]]).toEqual([
    200,
    [{ providerId: "asanak", name: "Asanak", market: "IR" }],
  ]);
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

test("finance says how the provider is named on its papers", async () => {
  const key = "wl_finance";
  expect((await env.get("/v1/provider-file", { key })).body).toMatchObject({
    companyName: "Asanak",
    version: 1,
  });
  const file = { companyName: "Asanak", address: "Tehran", version: 1 };
  const kept = await env.put("/v1/provider-file", file, { key });
  expect([kept.status, kept.body.version]).toEqual([200, 2]);
  expect(asked["updateProviderFile"]).toMatchObject({ expectedVersion: 1n });
  const refused = await env.put("/v1/provider-file", { ...file, nationalId: "1" }, { key });
  expect([refused.status, refused.body.code]).toEqual([422, "COMPANY_FILE_REFUSED"]);
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
      // Not said: an old card is asked for its receipt.
      nationalCardIsSmart: false,
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
  // What was filed can be sent again as it is.
  const { filed: content } = (await env.get("/v1/applications/a1")).body;
  expect(content).toMatchObject({ note: applying.note, documents: { commitment_form: "d1" } });
  const before = asked["apply"];
  await env.put("/v1/applications/a1", {
    providerId: "asanak",
    family: "landline_021",
    ...(content as object),
  });
  expect(asked["apply"]).toEqual({ ...(before as object), requestId: expect.any(String) });
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
