import { DomainError, principalOf, requireStaff } from "@whiteline/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

const asked: Record<string, unknown> = {};
const at = new Date("2026-11-22T08:00:00Z");
const form = {
  version: "3000",
  title: "تعهدنامه",
  rules: [
    {
      rule: { code: "handwritten_form", subject: "typed", rule: "Typed.", source: "002 · item 1" },
      original: "تایپ شده",
    },
  ],
  fields: [
    { field: "economic_code", label: "کد اقتصادی", prefilled: "411111111111" },
    { field: "service_number", label: "شماره", prefilled: "" },
  ],
};
let env: Awaited<ReturnType<typeof gatewayEnv>>;

beforeAll(async () => {
  env = await gatewayEnv({
    papers: {
      async getFormRules(request) {
        if (request.family === "shatel") {
          throw new DomainError("not_found", "FORM_NOT_DEMANDED", "None.", { remedy: "Look." });
        }
        return { form };
      },
      async *renderForm(request) {
        asked["renderForm"] = request;
        yield { part: { $case: "form", value: form } };
        yield { part: { $case: "data", value: Buffer.from("%PDF-1") } };
        yield { part: { $case: "data", value: Buffer.from(".7 form") } };
      },
      async *renderNoteSample() {
        yield { part: { $case: "note", value: {} } };
        yield { part: { $case: "data", value: Buffer.from("%PDF-1.7 note") } };
      },
      async getMatrix(request) {
        asked["getMatrix"] = request;
        return {
          expiryWarningDays: 30,
          rows: [{ documentCode: "commitment_form", held: { documentId: "d1", storedAt: at } }],
          families: [
            {
              family: "landline_021",
              providerId: "asanak",
              lineType: "service",
              market: "IR",
              eligible: true,
              cells: [
                { documentCode: "commitment_form", need: "required", state: "expires_soon" },
                {
                  documentCode: "central_bank_permit",
                  need: "conditional",
                  state: "missing",
                  when: "sector",
                },
              ],
            },
            {
              family: "line_3000",
              providerId: "kando",
              market: "IR",
              eligible: false,
              reason: { code: "legal_person_only", rule: "Only companies.", remedy: "Register." },
            },
          ],
        };
      },
      async *exportDossier({ applicationId }, context) {
        requireStaff(context);
        asked["exportDossier"] = { applicationId, by: principalOf(context).roles };
        yield { part: { $case: "head", value: { fileName: "02191001234.zip" } } };
        yield { part: { $case: "data", value: Buffer.from("PK") } };
      },
      async listOriginals() {
        return {
          originals: [
            {
              documentCode: "promissory_note",
              state: "arrived",
              arrivedAt: at,
              amount: { currency: "IRR", minor: 100_000_000n },
            },
            { documentCode: "commitment_form", state: "not_asked_yet" },
          ],
        };
      },
      async returnOriginal(request) {
        asked["returnOriginal"] = request;
        return { original: { ...request, state: "returned", returnedAt: at } };
      },
    },
  });
});
afterAll(() => env[Symbol.asyncDispose]());

test("[IR-KND-15] the rules of a form are read before it, each with its source", async () => {
  const { body } = await env.get("/v1/commitment-form/rules?family=line_3000&provider=kando");
  expect(body).toMatchObject({
    version: "3000",
    rules: [{ code: "handwritten_form", original: "تایپ شده", source: "002 · item 1" }],
    fields: [{ prefilled: "411111111111" }, { field: "service_number" }],
  });
  expect((await env.get("/v1/commitment-form/rules?family=shatel")).body).toMatchObject({
    status: 404,
    code: "FORM_NOT_DEMANDED",
  });
  expect((await env.get("/v1/commitment-form/rules")).body).toMatchObject({ status: 400 });
});

test("[IR-KND-04] the form is a PDF, with or without the page of its rules", async () => {
  const query = new URLSearchParams({
    family: "line_3000",
    lineNumber: "3000123456",
    targetAudience: "مشتریان شرکت",
    messageSubject: "کد رهگیری",
  });
  const answer = await env.get(`/v1/commitment-form?${query.toString()}`);
  expect([answer.status, answer.type, answer.text]).toEqual([
    200,
    "application/pdf",
    "%PDF-1.7 form",
  ]);
  expect(answer.headers.get("content-disposition")).toContain("commitment-form-3000.pdf");
  expect(asked["renderForm"]).toMatchObject({
    providerId: "",
    lineNumber: "3000123456",
    targetAudience: "مشتریان شرکت",
    withRulesPage: true,
  });
  await env.get(`/v1/commitment-form?${query.toString()}&rulesPage=false`);
  expect(asked["renderForm"]).toMatchObject({ withRulesPage: false });
});

test("[IR-KND-05] the sample of a note is a PDF", async () => {
  const answer = await env.get("/v1/promissory-note/sample?family=landline_021");
  expect([answer.type, answer.text]).toEqual(["application/pdf", "%PDF-1.7 note"]);
});

test("the matrix shows what is held, missing, expiring, and what is never held", async () => {
  const { body } = await env.get("/v1/company-file/matrix?warningDays=60");
  expect(asked["getMatrix"]).toMatchObject({ tenantId: "", expiryWarningDays: 60 });
  expect(body).toMatchObject({
    warningDays: 30,
    rows: [{ documentCode: "commitment_form", held: { documentId: "d1" } }],
    families: [
      { eligible: true, cells: [{ state: "expires_soon" }, { need: "conditional" }] },
      { eligible: false, reasonCode: "legal_person_only", reason: "Only companies." },
    ],
  });
  expect((await env.get("/v1/company-file/matrix?warningDays=soon")).status).toBe(400);
});

test("[IR-ASN-27] staff take the dossier as one archive, and nobody else does", async () => {
  const answer = await env.get("/v1/applications/a1/dossier", { key: "wl_expert" });
  expect([answer.status, answer.type, answer.text]).toEqual([200, "application/zip", "PK"]);
  expect(answer.headers.get("content-disposition")).toContain("02191001234.zip");
  expect(asked["exportDossier"]).toEqual({ applicationId: "a1", by: ["expert"] });
  const refused = await env.get("/v1/applications/a1/dossier");
  expect(refused.body).toMatchObject({ status: 403, code: "STAFF_REQUIRED" });
});

test("[IR-ASN-20] the applicant sees where the originals are; operations hand one back", async () => {
  expect((await env.get("/v1/applications/a1/originals")).body).toEqual({
    originals: [
      {
        documentCode: "promissory_note",
        originalName: "",
        english: "",
        state: "arrived",
        arrivedAt: at.toISOString(),
        amount: { currency: "IRR", minor: "100000000" },
      },
      {
        documentCode: "commitment_form",
        originalName: "",
        english: "",
        state: "not_asked_yet",
      },
    ],
  });
  const path = "/v1/applications/a1/originals/promissory_note/return";
  const back = await env.post(path, { note: "to Sara" }, { key: "wl_operations" });
  expect(back.body).toMatchObject({ state: "returned", note: "to Sara" });
  expect(asked["returnOriginal"]).toMatchObject({
    applicationId: "a1",
    documentCode: "promissory_note",
  });
  expect((await env.post(path, { note: "" }, { key: "wl_operations" })).status).toBe(400);
});
