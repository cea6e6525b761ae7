import { DomainError } from "@whiteline/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

const at = new Date("2026-11-22T08:00:00Z");
const asked: Record<string, unknown> = {};
const note = (name: string, request: unknown): void => void (asked[name] = request);
const page = {
  market: "IR",
  languages: ["fa", "en"],
  sender: "<b>02191001234</b>",
  maskedNumber: "*******567",
};
let env: Awaited<ReturnType<typeof gatewayEnv>>;

beforeAll(async () => {
  env = await gatewayEnv({
    imports: {
      async *watchImport({ importId }) {
        if (importId !== "i1")
          throw new DomainError("not_found", "IMPORT_UNKNOWN", "There is no such import.");
        for (const [state, progressBps] of [
          ["IMPORT_STATE_READING", 2_500],
          ["IMPORT_STATE_FINISHED", 10_000],
        ] as const)
          yield { import: { importId, purpose: "IMPORT_PURPOSE_AUDIENCE", state, progressBps } };
      },
    },
    listVersions: {
      async getListDuties({ listId }) {
        note("getListDuties", listId);
        const rule = "A cleaned customer list is handed in within the time of the provider's call.";
        const finding = { code: "list_refresh_overdue", subject: "02191001234", rule };
        return {
          withdrawnMembers: 3n,
          lines: [
            {
              lineId: "l1",
              providerId: "asanak",
              family: "landline_021",
              number: "02191001234",
              refresh: "overdue",
              calledAt: at,
              dueOn: "2026-11-20",
              overdueEffect: "warns",
              fileName: "02191001234.xlsx",
              findings: [{ ...finding, source: "000 · Conditions", remedy: "Import the file." }],
            },
          ],
        };
      },
    },
    refusals: {
      async readRefusalLink({ token }) {
        if (token.startsWith("busy")) throw new DomainError("unavailable", "AWAY", "lists is away");
        if (!token.startsWith("good"))
          throw new DomainError("not_found", "LINK_UNKNOWN", "There is no such link.");
        return page;
      },
      async refuseByLink({ token }) {
        note("refuseByLink", token);
        return { at, page: { ...page, refusedAt: at } };
      },
    },
    segments: {
      async previewSegment(request) {
        note("previewSegment", request.condition);
        return { listVersion: 1n, members: 10n, matching: 4n };
      },
    },
    numberPlan: {
      async getNumberOperator({ number }) {
        note("getNumberOperator", number);
        const told = { source: "receipt", detail: "k1", at, ageDays: 7n, verified: true };
        return {
          number: "+989121234567",
          national: "09121234567",
          operator: "MCI",
          beliefs: [{ operator: "MCI", ...told, verdict: "delivered" }],
        };
      },
    },
  });
});
afterAll(() => env[Symbol.asyncDispose]());

const token = (start: string): string => start.padEnd(22, "a");

test("the progress of an import comes as events, each an import as the document shows it, until it is over", async () => {
  const { status, type, text, headers } = await env.get("/v1/imports/i1/events");
  expect([status, type]).toEqual([200, "text/event-stream"]);
  expect(headers.get("cache-control")).toBe("no-cache");
  const events = text.trim().split("\n\n");
  const states = events.map((event) => {
    const [name, data] = event.split("\n");
    expect(name).toBe("event: import");
    return JSON.parse(data!.replace(/^data: /u, "")) as { state: string; progress: number };
  });
  expect(states.map(({ state, progress }) => [state, progress])).toEqual([
    ["reading", 0.25],
    ["finished", 1],
  ]);
});

test("progress of an import that is not ours is a problem, not a stream", async () => {
  expect(await env.get("/v1/imports/i2/events")).toMatchObject({
    status: 404,
    type: expect.stringContaining("application/problem+json"),
    body: { code: "IMPORT_UNKNOWN" },
  });
});

test("what a governed line demands of its list is told with rule, source and remedy", async () => {
  const { status, body } = await env.get("/v1/lists/li1/duties");
  expect(status).toBe(200);
  expect(asked["getListDuties"]).toBe("li1");
  expect(body).toMatchObject({
    withdrawnMembers: 3,
    lines: [
      {
        refresh: "overdue",
        overdueEffect: "warns",
        findings: [{ code: "list_refresh_overdue", source: "000 · Conditions" }],
      },
    ],
  });
});

test("[IR-ASN-26] the page behind a link asks before it refuses, needs no key, and runs nothing that a sender wrote", async () => {
  const opened = await env.get(`/r/${token("good")}`, { key: "" });
  expect([opened.status, opened.type]).toEqual([200, "text/html; charset=utf-8"]);
  expect(opened.text).toContain('<form method="post">');
  expect(opened.text).not.toContain("<b>02191001234</b>");
  expect(opened.headers.get("referrer-policy")).toBe("no-referrer");
  expect(opened.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(asked["refuseByLink"]).toBeUndefined();

  const pressed = await env.call("POST", `/r/${token("good")}`, {
    key: "",
    body: "",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect(pressed.status).toBe(200);
  expect(pressed.text).toContain('role="status"');
  expect(asked["refuseByLink"]).toBe(token("good"));
});

test("a link that nobody made is answered in every language, and one that cannot be kept now asks to come again", async () => {
  const none = await env.get(`/r/${token("none")}`, { key: "" });
  expect([none.status, none.type]).toEqual([404, "text/html; charset=utf-8"]);
  for (const words of ["معتبر نیست", "geçerli değil", "không hợp lệ", "not valid"])
    expect(none.text).toContain(words);
  const later = await env.get(`/r/${token("busy")}`, { key: "" });
  expect([later.status, later.headers.get("retry-after")]).toEqual([503, "30"]);
});

test("a segment may ask for what members did, and what cannot be asked is refused before it is sent on", async () => {
  const preview = (condition: unknown) =>
    env.post("/v1/segments/preview", { listId: "li1", condition });
  const words = ["delivered", "failed", "never_written", "written", "replied", "refused"];
  for (const behaviour of words) {
    expect((await preview({ behaviour, withinDays: 30 })).status).toBe(200);
    expect(asked["previewSegment"]).toMatchObject({
      kind: { $case: "behaviour", value: { behaviour: expect.anything(), withinDays: 30 } },
    });
  }
  let deep: object = { operator: "MCI" };
  for (let depth = 0; depth < 2_000; depth += 1) deep = { not: deep };
  const rubbish: readonly unknown[] = [
    { behaviour: "clicked" },
    { behaviour: "delivered", withinDays: -1 },
    { behaviour: "delivered", atLeast: 101 },
    { behaviour: "delivered", operator: "MCI" },
    { variable: "x".repeat(201), is: "equals", values: ["1"] },
    { variable: "city", is: "like", values: ["%"] },
    { all: Array(51).fill({ operator: "MCI" }) },
    { $where: "sleep(1000)" },
    "everybody",
  ];
  for (const condition of rubbish)
    expect(await preview(condition), JSON.stringify(condition).slice(0, 80)).toMatchObject({
      status: 400,
      body: { code: "REQUEST_INVALID" },
    });
  expect(await preview(deep)).toMatchObject({ status: 422, body: { code: "CONDITION_INVALID" } });
});

test("what receipts taught of a number stands with campaign and age", async () => {
  const { status, body } = await env.get("/v1/numbers/09121234567/operator");
  expect(status).toBe(200);
  expect(body).toMatchObject({
    operator: "MCI",
    beliefs: [{ source: "receipt", detail: "k1", ageDays: 7, verdict: "delivered" }],
  });
});
