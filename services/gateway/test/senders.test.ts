import { principalOf } from "@whiteline/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

const asked: Record<string, unknown> = {};
let env: Awaited<ReturnType<typeof gatewayEnv>>;

const declared = (operator: string, lineNumber: string) => ({
  applicationId: `a-${operator}`,
  tenantId: "t1",
  providerId: "vn-bulksms",
  family: "brandname",
  lineNumber,
  state: "dossier_review",
  version: 1n,
  operator,
  groupId: "g1",
  lineType: "LINE_TYPE_ANY" as const,
  senderKind: "SENDER_KIND_BRANDNAME" as const,
});

beforeAll(async () => {
  env = await gatewayEnv({
    linesRegistry: {
      async listFamilies(request) {
        asked["listFamilies"] = request;
        return {
          families: [
            {
              family: "samantel_9999",
              providerId: "melipayamak",
              market: "IR",
              name: "Samantel 9999",
              senderKind: "SENDER_KIND_NUMBER",
              senderOrigin: "SENDER_ORIGIN_DRAWN",
              lineTypes: ["LINE_TYPE_SERVICE"],
              digits: [10],
              naturalPerson: true,
              duration: { minimum: "1 working week" },
              eligible: false,
              reason: "legal_person_only",
            },
          ],
        };
      },
      async proposeSpellings(request) {
        asked["proposeSpellings"] = request;
        const reason = { code: "separator_not_allowed", subject: "s", rule: "r", remedy: "m" };
        return {
          operators: [
            {
              operator: "VIETNAMOBILE",
              verdict: "invalid",
              reasons: [reason],
              proposals: ["VT Edu"],
            },
          ],
        };
      },
      async apply(request) {
        asked["apply"] = request;
        const applications = [declared("VIETTEL", "VT.Edu"), declared("VIETNAMOBILE", "VT Edu")];
        return {
          outcome: { $case: "filed", value: { application: applications[0], applications } },
        };
      },
      async getLine() {
        return {
          line: {
            lineId: "l1",
            tenantId: "t1",
            providerId: "vn-bulksms",
            market: "VN",
            number: "VT.Edu",
            type: "LINE_TYPE_ANY",
            status: "LINE_STATUS_SUSPENDED",
            heldBack: "provider_ineligible",
            senderKind: "SENDER_KIND_BRANDNAME",
            operators: [
              {
                operator: "VIETTEL",
                spelling: "VT.Edu",
                status: "LINE_STATUS_ACTIVE",
                applicationId: "a-VIETTEL",
              },
            ],
          },
        };
      },
      async getProviderEligibility() {
        return { eligibility: { providerId: "aktan", market: "TR", missing: ["iso9001"] } };
      },
      async setProviderEligibility(request, context) {
        asked["setProviderEligibility"] = { ...request, by: principalOf(context).roles };
        return {
          eligibility: {
            providerId: request.providerId,
            market: "TR",
            kind: request.kind,
            requirements: [{ code: "iso9001", met: true, asked: true, validUntil: "2027-06-30" }],
            eligible: true,
            version: 1n,
          },
        };
      },
    },
  });
});
afterAll(() => env[Symbol.asyncDispose]());

test("every family of a market is shown, with what can never be held and why", async () => {
  const { body } = await env.get("/v1/families?market=IR");
  expect(asked["listFamilies"]).toEqual({ market: "IR" });
  expect(body.families).toMatchObject([
    {
      family: "samantel_9999",
      provider: "melipayamak",
      kind: "number",
      origin: "drawn",
      choosesNumber: false,
      digits: [10],
      eligible: false,
      reason: "legal_person_only",
    },
  ]);
});

test("[VN-BLK-06] a brandname is proposed in the spelling of each operator", async () => {
  const { body } = await env.get("/v1/brandname-proposals?brandname=VT.Edu");
  expect(asked["proposeSpellings"]).toMatchObject({ name: "VT.Edu", market: "" });
  expect(body.operators).toMatchObject([
    { operator: "VIETNAMOBILE", codes: ["separator_not_allowed"], proposals: ["VT Edu"] },
  ]);
});

test("a name is filed at each operator, with the facts that its papers depend on", async () => {
  const filed = await env.post("/v1/applications", {
    providerId: "vn-bulksms",
    family: "brandname",
    sender: "VT.Edu",
    applicant: { kind: "legal" },
    facts: { nameKind: "own_name", publicAdministrativeUnit: false },
    spellings: { VIETTEL: "VT.Edu", VIETNAMOBILE: "VT Edu" },
  });
  expect(asked["apply"]).toMatchObject({
    lineNumber: "VT.Edu",
    lineType: "LINE_TYPE_UNSPECIFIED",
    applicant: { facts: { nameKind: "own_name", publicAdministrativeUnit: "false" } },
    spellings: [
      { operator: "VIETTEL", text: "VT.Edu" },
      { operator: "VIETNAMOBILE", text: "VT Edu" },
    ],
  });
  expect(filed).toMatchObject({
    status: 201,
    body: {
      sender: "VT.Edu",
      senderKind: "brandname",
      operator: "VIETTEL",
      declarations: [
        { operator: "VIETTEL", sender: "VT.Edu", applicationId: "a-VIETTEL" },
        { operator: "VIETNAMOBILE", sender: "VT Edu", applicationId: "a-VIETNAMOBILE" },
      ],
    },
  });
});

test("a line says how its name stands at each operator, and why it is silent", async () => {
  const { body } = await env.get("/v1/lines/l1");
  expect(body).toMatchObject({
    type: "any",
    senderKind: "brandname",
    status: "suspended",
    heldBack: "provider_ineligible",
    operatorStatuses: [{ operator: "VIETTEL", spelling: "VT.Edu", status: "active" }],
  });
});

test("[TR-AKT-22] [TR-AKT-23] a provider's authorisations are read by customers and recorded by its administrator", async () => {
  expect((await env.get("/v1/providers/aktan/eligibility")).body).toMatchObject({
    eligible: false,
    missing: ["iso9001"],
    version: 0,
  });
  const recorded = await env.call("PUT", "/v1/providers/aktan/eligibility", {
    key: "wl_administrator",
    json: {
      kind: "partner",
      requirements: { btkAuthorised: true, iso9001: true, iso27001: false },
      validUntil: { iso9001: "2027-06-30" },
      version: 0,
    },
  });
  expect(asked["setProviderEligibility"]).toMatchObject({
    providerId: "aktan",
    met: ["btkAuthorised", "iso9001"],
    validUntil: { iso9001: "2027-06-30" },
    expectedVersion: 0n,
  });
  expect(recorded).toMatchObject({
    status: 200,
    body: { eligible: true, requirements: [{ code: "iso9001", validUntil: "2027-06-30" }] },
  });
  const wrong = await env.call("PUT", "/v1/providers/aktan/eligibility", {
    key: "wl_administrator",
    json: { kind: "friend", requirements: {}, validUntil: { iso9001: "soon" }, version: 0 },
  });
  expect(wrong.body).toMatchObject({ status: 400, code: "REQUEST_INVALID" });
});
