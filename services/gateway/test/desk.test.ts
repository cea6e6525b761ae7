import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

const at = new Date("2026-11-22T08:00:00Z");
const asked: Record<string, unknown> = {};
const note = (name: string, request: unknown): void => void (asked[name] = request);
const known = {
  caseId: "a1",
  tenantId: "t1",
  applicantName: "Example",
  family: "landline_021",
  lineType: "LINE_TYPE_SERVICE",
  sender: "02191001234",
  state: "provider_review",
  kind: "obtain",
  submittedAt: at,
  ageWorkingDays: 2,
  dueOn: "2026-11-25",
  version: 1n,
} as const;
const application = { applicationId: "a1", tenantId: "t1", providerId: "asanak", version: 2n };
const line = {
  lineId: "l1",
  tenantId: "t1",
  providerId: "asanak",
  market: "IR",
  number: "02191001234",
  type: "LINE_TYPE_SERVICE",
  status: "LINE_STATUS_ACTIVE",
  renewsOn: "2027-11-22",
  volume: { messages: 12n, days: 30 },
} as const;
let env: Awaited<ReturnType<typeof gatewayEnv>>;

beforeAll(async () => {
  env = await gatewayEnv({
    linesRegistry: {
      async advanceApplication(request) {
        note("advance", request);
        const pendingDecision = { event: request.event, by: "key:1", at };
        return { application: { ...application, pendingDecision } };
      },
    },
    desk: {
      async listCases(request) {
        note("listCases", request);
        return { cases: [known], counts: [{ state: "provider_review", count: 1 }] };
      },
      async getCase() {
        const step = { at, actor: "applicant", event: "submit", to: "provider_review" };
        return {
          case: known,
          application,
          documents: [{ documentCode: "commitment_form", documentId: "d1", original: "awaited" }],
          fields: [{ field: "email", value: "a@b.ir", documentCode: "commitment_form" }],
          timeline: [step],
          possibleEvents: [{ event: "approve", to: "originals_awaited", role: "expert" }],
        };
      },
      async assignCase(request) {
        note("assign", request);
        return { case: { ...known, assignee: "key:1" } };
      },
      async recordVerdicts(request) {
        note("verdicts", request);
        return { case: known, verdicts: [{ item: "field:email", verdict: "accepted", at }] };
      },
      async listAlarms() {
        return { overdue: [{ ...known, overdue: true }] };
      },
      async setDay(request) {
        note("setDay", request);
        return { casesMoved: 2 };
      },
    },
    lineLife: {
      async removeLine() {
        return { line: { ...line, pendingDecision: { event: "violate", by: "key:1", at } } };
      },
      async suspendLine(request) {
        note("suspend", request);
        return { line: { ...line, status: "LINE_STATUS_SUSPENDED" } };
      },
      async requestTransfer() {
        const finding = { code: "LINE_NUMBER_INVALID", subject: "line_number", rule: "r" };
        return { outcome: { $case: "deficient", value: { deficiencies: [finding] } } };
      },
    },
  });
});
afterAll(() => env[Symbol.asyncDispose]());

test("an expert reads the queue and a case with its papers beside the fields", async () => {
  const queue = await env.get("/v1/desk/cases?assignee=me&overdue=true", { key: "wl_expert" });
  expect(queue).toMatchObject({
    status: 200,
    body: {
      cases: [{ caseId: "a1", tenantName: "Example", dueOn: "2026-11-25", ageWorkingDays: 2 }],
      counts: { provider_review: 1 },
    },
  });
  expect(asked["listCases"]).toMatchObject({ assignee: "me", overdueOnly: true });
  const file = await env.get("/v1/desk/cases/a1", { key: "wl_expert" });
  expect(file).toMatchObject({
    status: 200,
    body: {
      documents: [{ documentCode: "commitment_form", original: "awaited" }],
      fields: [{ field: "email", documentCode: "commitment_form", findings: [] }],
      possibleEvents: [{ event: "approve", needsSecondPair: false }],
    },
  });
});

test("a case is assigned to nobody with null, and verdicts name documents and fields", async () => {
  const body = { assignee: null, expectedVersion: 1 };
  expect((await env.post("/v1/desk/cases/a1/assignment", body, { key: "wl_expert" })).status).toBe(
    200,
  );
  expect(asked["assign"]).toMatchObject({ assignee: "", expectedVersion: 1n });
  const verdicts = { items: [{ item: "field:email", verdict: "accepted" }], expectedVersion: 1 };
  const kept = await env.post("/v1/desk/cases/a1/verdicts", verdicts, { key: "wl_expert" });
  expect(kept).toMatchObject({ status: 200, body: { verdicts: [{ item: "field:email" }] } });
  const wrong = { items: [{ item: "email", verdict: "accepted" }], expectedVersion: 1 };
  expect((await env.post("/v1/desk/cases/a1/verdicts", wrong, { key: "wl_expert" })).status).toBe(
    400,
  );
});

test("what waits for a second person is 202 with the pending decision", async () => {
  const event = {
    event: "violate",
    expectedVersion: 1,
    operatorAnswer: { words: "removed", reference: "7" },
  };
  const advanced = await env.post("/v1/applications/a1/events", event, { key: "wl_operations" });
  expect(advanced).toMatchObject({ status: 202, body: { pendingDecision: { event: "violate" } } });
  expect(asked["advance"]).toMatchObject({ operatorAnswer: { words: "removed", reference: "7" } });
  const removal = await env.post(
    "/v1/lines/l1/removal",
    { reason: "violation" },
    { key: "wl_operations" },
  );
  expect(removal).toMatchObject({ status: 202, body: { renewsOn: "2027-11-22" } });
});

test("alarms, the calendar and a line's life are reached by their routes", async () => {
  expect(await env.get("/v1/desk/alarms", { key: "wl_operations" })).toMatchObject({
    body: { overdue: [{ overdue: true }], refreshDue: [], renewals: [] },
  });
  const why = { reason: "complaints" };
  expect(await env.post("/v1/lines/l1/suspension", why, { key: "wl_operations" })).toMatchObject({
    status: 200,
    body: { status: "suspended", volume: { messages: 12, days: 30 } },
  });
  expect(asked["suspend"]).toMatchObject({ reason: "complaints", expectedVersion: 0n });
  const transfer = {
    providerId: "asanak",
    family: "landline_021",
    number: "1",
    fromProvider: "kando",
    applicant: { kind: "legal" },
  };
  expect(await env.post("/v1/transfers", transfer, { key: "wl_tenant" })).toMatchObject({
    status: 422,
    body: { code: "APPLICATION_DEFICIENT", findings: [{ code: "LINE_NUMBER_INVALID" }] },
  });
});
