import type { SubmitMessagesRequest } from "@whiteline/contracts/campaigns/v1/campaigns";
import { DomainError, principalOf, type Principal } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

type Group = SubmitMessagesRequest & { readonly principal: Principal };

const groups: Group[] = [];
let hold: Promise<void> = Promise.resolve();
let env: Awaited<ReturnType<typeof gatewayEnv>>;

const stranger = {
  code: "not_on_customer_list",
  subject: "to",
  rule: "A line that follows a list writes to its members only.",
  source: "ir.md §6",
  remedy: "Add the customer to the list.",
};

beforeAll(async () => {
  env = await gatewayEnv(
    {
      campaigns: {
        async submitMessages(request, context) {
          groups.push({ ...request, principal: principalOf(context) });
          await hold;
          if (request.lineId === "unknown") {
            throw new DomainError("not_found", "LINE_UNKNOWN", "There is no such line.", {
              remedy: "List your lines.",
            });
          }
          if (request.items.some(({ text }) => text === "poison")) {
            throw new DomainError("invalid", "TEXT_INVALID", "A text cannot be sent.", {
              remedy: "Change it.",
            });
          }
          return {
            answers: request.items.map(({ requestId, to }) => ({
              outcome: to.endsWith("0")
                ? { $case: "refused", value: { finding: stranger, verdictId: "v9" } }
                : {
                    $case: "accepted",
                    value: { messageId: `m-${requestId}`, parts: 1, verdictId: "v1" },
                  },
            })),
          };
        },
        async getMessage({ messageId }) {
          return {
            message: {
              messageId,
              lineId: "l1",
              state: "delivered",
              operator: "MCI",
              acceptedAt: new Date(0),
              parts: [
                {
                  state: "delivered",
                  operatorMessageId: "5f",
                  at: new Date(1),
                  duplicatePossible: false,
                },
              ],
            },
          };
        },
      },
    },
    { COALESCE_GROUPS: "2", COALESCE_WAIT_MS: "30" },
  );
});
afterAll(() => env[Symbol.asyncDispose]());
beforeEach(() => {
  groups.splice(0);
  hold = Promise.resolve();
});

const one = (more: object = {}) => ({
  lineId: "l1",
  to: "09121234567",
  text: "Your code is 4821.",
  ...more,
});

test("[TR-AKT-02] many singles at the same moment become few groups and each caller gets its own answer", async () => {
  await env.post("/v1/messages", one());
  groups.splice(0);
  let release = (): void => undefined;
  hold = new Promise((resolve) => (release = resolve));
  const asked = Array.from({ length: 50 }, (_, i) =>
    env.post("/v1/messages", one({ requestId: `r${i}` })),
  );
  await eventually(async () => /messages_pending\S* 50\n/.test(await env.metrics()), {
    what: "all 50 to wait for their answers",
  });
  release();
  const answers = await Promise.all(asked);
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(202));
  expect(answers.map(({ body }) => body["messageId"])).toEqual(
    Array.from({ length: 50 }, (_, i) => `m-r${i}`),
  );
  expect(groups.flatMap(({ items }) => items)).toHaveLength(50);
  // Two are under way at once, the others leave together when one of them returns.
  expect(groups.length).toBeLessThanOrEqual(4);
});

test("an accepted message says where it can be followed", async () => {
  const { status, headers, body } = await env.post("/v1/messages", one(), {
    headers: { "idempotency-key": "order-1" },
  });
  expect(status).toBe(202);
  expect(body).toEqual({ requestId: "order-1", messageId: "m-order-1", parts: 1, verdictId: "v1" });
  expect(headers.get("location")).toBe("/v1/messages/m-order-1");
});

test("a group goes with the tenant's own principal, lane and validity", async () => {
  await env.post("/v1/messages", one({ lane: "otp", validitySeconds: 120 }));
  expect(groups).toMatchObject([
    {
      lineId: "l1",
      lane: "LANE_OTP",
      validitySeconds: 120,
      principal: { kind: "tenant", tenantId: "t1" },
    },
  ]);
});

test("two tenants never share a group", async () => {
  await Promise.all([
    env.post("/v1/messages", one()),
    env.post("/v1/messages", one(), { key: "wl_other" }),
  ]);
  expect(groups.map(({ principal }) => principal.tenantId).sort()).toEqual(["t1", "t2"]);
});

test("a refused message explains itself", async () => {
  const { status, body } = await env.post("/v1/messages", one({ to: "09120000000" }));
  expect(status).toBe(422);
  expect(body).toMatchObject({
    code: "not_on_customer_list",
    detail: stranger.rule,
    source: "ir.md §6",
    remedy: stranger.remedy,
    verdictId: "v9",
    findings: [stranger],
  });
});

test("a group that fails as a whole tells all its callers at once to send again; alone, a message gets its own verdict", async () => {
  const texts = ["a", "b", "poison", "c"];
  const answers = await Promise.all(texts.map((text) => env.post("/v1/messages", one({ text }))));
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
  expect(answers[0]!.body).toMatchObject({ code: "GROUP_FAILED" });
  const alone = await env.post("/v1/messages", one({ text: "poison" }));
  expect(alone.status).toBe(400);
  expect(alone.body).toMatchObject({ code: "TEXT_INVALID", remedy: "Change it." });
});

test("an unknown sender passes through with code and remedy", async () => {
  const { status, body } = await env.post("/v1/messages", one({ lineId: "unknown" }));
  expect(status).toBe(404);
  expect(body).toMatchObject({
    code: "LINE_UNKNOWN",
    remedy: "List your lines.",
    type: "/v1/error-codes/LINE_UNKNOWN",
  });
});

test("[TR-AKT-02] a batch of 1,000 accepted messages is 202, with one result each in order", async () => {
  const messages = Array.from({ length: 1_000 }, () => one());
  const { status, body } = await env.post(
    "/v1/messages",
    { messages },
    { headers: { "idempotency-key": "b1" } },
  );
  expect(status).toBe(202);
  expect(body).toMatchObject({ accepted: 1_000, refused: 0, failed: 0 });
  expect(body.results.map(({ requestId }) => requestId)).toEqual(messages.map((_, i) => `b1:${i}`));
  expect(groups).toHaveLength(1);
});

test("a batch with refusals is 207 and says which, in order, over all its lines", async () => {
  const messages = [
    one(),
    one({ to: "09120000000", requestId: "mine" }),
    one({ lineId: "unknown" }),
    one({ lane: "otp" }),
  ];
  const { status, body } = await env.post(
    "/v1/messages",
    { messages },
    { headers: { "idempotency-key": "b2" } },
  );
  expect(status).toBe(207);
  expect(body).toMatchObject({
    accepted: 2,
    refused: 1,
    failed: 1,
    results: [
      { outcome: "accepted", messageId: "m-b2:0" },
      {
        outcome: "refused",
        requestId: "mine",
        finding: { code: "not_on_customer_list" },
        verdictId: "v9",
      },
      {
        outcome: "failed",
        requestId: "b2:2",
        finding: { code: "LINE_UNKNOWN", remedy: "List your lines." },
      },
      { outcome: "accepted", messageId: "m-b2:3" },
    ],
  });
});

test("a batch that could not be judged at all is one problem", async () => {
  const { status, body } = await env.post("/v1/messages", {
    messages: [one({ lineId: "unknown" })],
  });
  expect([status, body.code]).toEqual([404, "LINE_UNKNOWN"]);
});

test.each([
  ["neither text nor template", { text: undefined }, "text"],
  ["text and template", { templateId: "t" }, "text"],
  ["a lane that does not exist", { lane: "bulk" }, "lane"],
  ["a number as a number", { to: 9121234567 }, "to"],
])("%s is refused before anything is sent", async (_what, more, subject) => {
  const { status, body } = await env.post("/v1/messages", one(more));
  expect(status).toBe(400);
  expect(body.findings).toMatchObject([
    { code: "FIELD_INVALID", subject, remedy: "Send what the schema says." },
  ]);
  expect(groups).toEqual([]);
});

test("a batch names the place of each fault and takes 1,000 at most", async () => {
  const faulty = await env.post("/v1/messages", { messages: [one(), one({ to: "" })] });
  expect(faulty.body.findings).toMatchObject([{ subject: "messages.1.to" }]);
  const many = await env.post("/v1/messages", { messages: Array(1_001).fill(one()) });
  expect(many.body.findings).toMatchObject([{ subject: "messages" }]);
  expect((await env.post("/v1/messages", { messages: [] })).status).toBe(400);
  expect(groups).toEqual([]);
});

test("a message is found again with its parts", async () => {
  const { body } = await env.get("/v1/messages/c1-0");
  expect(body).toEqual({
    messageId: "c1-0",
    lineId: "l1",
    operator: "MCI",
    state: "delivered",
    acceptedAt: "1970-01-01T00:00:00.000Z",
    parts: [
      {
        state: "delivered",
        operatorMessageId: "5f",
        at: "1970-01-01T00:00:00.001Z",
        duplicatePossible: false,
      },
    ],
  });
});
