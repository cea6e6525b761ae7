import { connect } from "node:net";

import { DomainError, type ErrorKind } from "@whiteline/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

let failure: Error = new Error("none");
let env: Awaited<ReturnType<typeof gatewayEnv>>;

beforeAll(async () => {
  env = await gatewayEnv(
    {
      linesRegistry: {
        async getLine() {
          throw failure;
        },
      },
      accounts: {
        async registerTenant({ providerId }) {
          throw new DomainError("invalid", "PROVIDER_UNKNOWN", `There is no ${providerId} here.`, {
            remedy: "Choose one of the providers of this installation.",
          });
        },
      },
    },
    { BODY_MAX_BYTES: "20000" },
  );
});
afterAll(() => env[Symbol.asyncDispose]());

const statuses: Readonly<Record<Exclude<ErrorKind, "internal">, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  already_exists: 409,
  conflict: 409,
  precondition: 422,
  exhausted: 429,
  unavailable: 503,
};

test("several faults of a request are findings, each with its field, and one of them names the problem", async () => {
  const fault = (code: string, subject: string) => ({
    code,
    subject,
    rule: `The rule of ${subject}.`,
    source: "issue 4",
    remedy: "Correct it.",
  });
  const faults = [fault("EMAIL_MALFORMED", "owner_email"), fault("NAME_MISSING", "name")];
  failure = new DomainError("invalid", "EMAIL_MALFORMED", "Two rules.", { faults });
  const { status, body } = await env.get("/v1/lines/l1");
  expect({ status, body }).toMatchObject({
    status: 400,
    body: { code: "EMAIL_MALFORMED", detail: "2 things must be corrected.", findings: faults },
  });
});

test.each(Object.entries(statuses))(
  "what a service calls %s is a problem with status %i",
  async (kind, status) => {
    failure = new DomainError(kind as ErrorKind, "LINE_UNKNOWN", "There is no such line.", {
      remedy: "List them.",
    });
    const answer = await env.get("/v1/lines/l1");
    expect(answer.status).toBe(status);
    expect(answer.type).toBe("application/problem+json");
    expect(answer.body).toMatchObject({
      type: "/v1/error-codes/LINE_UNKNOWN",
      status,
      code: "LINE_UNKNOWN",
      detail: "There is no such line.",
      remedy: "List them.",
    });
    expect(answer.headers.get("retry-after")).toBe(status === 429 || status === 503 ? "1" : null);
    expect(answer.headers.has("www-authenticate")).toBe(status === 401);
  },
);

test("a failure of ours is an incident whose words are kept back", async () => {
  failure = new Error("secret of the inside");
  const { status, body } = await env.get("/v1/lines/l1");
  expect(status).toBe(500);
  expect(body).toMatchObject({
    code: "INTERNAL",
    instance: expect.stringMatching(/^urn:whiteline:incident:[0-9a-f]{24}$/),
  });
  expect(JSON.stringify(body)).not.toContain("secret");
});

test("an unknown provider passes through with its code and remedy", async () => {
  const { status, body } = await env.post(
    "/v1/tenants",
    { ...registration, providerId: "nobody" },
    { key: "" },
  );
  expect(status).toBe(400);
  expect(body).toMatchObject({
    code: "PROVIDER_UNKNOWN",
    detail: "There is no nobody here.",
    remedy: "Choose one of the providers of this installation.",
  });
});

test("without a key, with a foreign one and in the wrong scheme nobody enters", async () => {
  expect((await env.get("/v1/lines", { key: "" })).body).toMatchObject({
    status: 401,
    code: "KEY_MISSING",
  });
  expect((await env.get("/v1/lines", { key: "wl_unknown" })).body).toMatchObject({
    status: 401,
    code: "KEY_REFUSED",
  });
  const basic = await env.get("/v1/lines", { key: "", headers: { authorization: "Basic abc" } });
  expect(basic.body.code).toBe("KEY_MISSING");
});

test("a provider's desk is opened with the installation key only", async () => {
  const { body } = await env.post("/v1/providers", {
    providerId: "asanak",
    name: "Asanak",
    market: "IR",
  });
  expect(body).toMatchObject({ status: 401, code: "INSTALLATION_KEY_MISSING" });
});

test("an unknown route is a problem, with or without a key", async () => {
  for (const key of ["", "wl_tenant"]) {
    expect((await env.get("/v1/nothing", { key })).body).toMatchObject({
      status: 404,
      code: "ROUTE_UNKNOWN",
    });
  }
  expect((await env.call("DELETE", "/v1/lines/l1")).body).toMatchObject({
    status: 404,
    code: "ROUTE_UNKNOWN",
  });
});

test("every wrong field is named at once", async () => {
  const { body } = await env.post("/v1/campaigns", { lineId: 7, dryRun: "yes", nmae: "x" });
  expect(body).toMatchObject({ status: 400, code: "REQUEST_INVALID" });
  const subjects = body.findings.map(({ subject }) => subject);
  expect(subjects).toEqual(expect.arrayContaining(["name", "lineId", "dryRun", ""]));
  expect(JSON.stringify(body.findings)).toContain("nmae");
});

test("a wrong query and a wrong header say where they stand", async () => {
  const query = await env.get("/v1/checklists?provider=asanak&family=x&applicantKind=robot");
  expect(query.body.findings).toMatchObject([{ subject: "query.applicantKind" }]);
  const header = await env.post(
    "/v1/lists",
    { name: "a" },
    { headers: { "idempotency-key": "with blank" } },
  );
  expect(header.body.findings).toMatchObject([{ subject: "header.idempotency-key" }]);
});

const json = { "content-type": "application/json" };
test.each([
  ["broken JSON", '{"name": ', 400, "JSON_MALFORMED", json],
  ["no body", "", 400, "BODY_MISSING", json],
  ["a poisoned prototype", '{"__proto__": {"admin": true}}', 400, "JSON_MALFORMED", json],
  ["a list instead of an object", "[]", 400, "REQUEST_INVALID", json],
  ["half a surrogate pair", '{"name": "\\ud83d"}', 400, "TEXT_NOT_UNICODE", json],
  [
    "bytes that are not UTF-8",
    new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
    400,
    "TEXT_NOT_UNICODE",
    json,
  ],
  ["XML", "<a/>", 415, "MEDIA_TYPE_UNSUPPORTED", { "content-type": "application/xml" }],
  [
    "more than the limit",
    JSON.stringify({ name: "x".repeat(20_001) }),
    413,
    "BODY_TOO_LARGE",
    json,
  ],
])("%s gets its own code", async (_what, body, status, code, headers) => {
  const answer = await env.call("POST", "/v1/lists", { body, headers });
  expect(answer.body).toMatchObject({ status, code });
  expect(answer.body.remedy).not.toBe("");
});

test("a whole surrogate pair is a character like any other", async () => {
  const { body } = await env.call("POST", "/v1/templates", {
    body: '{"name": 1, "body": "\\ud83d\\ude00"}',
    headers: json,
  });
  expect(body.code).toBe("REQUEST_INVALID");
});

test("an address that cannot be decoded is a problem too", async () => {
  const { body } = await env.get("/v1/lines/%E0%A4%A");
  expect(body).toMatchObject({ status: 400, code: "URL_MALFORMED" });
});

test.each([
  ["no HTTP at all", "GARBAGE\r\n\r\n", 400, "REQUEST_MALFORMED"],
  [
    "endless headers",
    `GET / HTTP/1.1\r\nx: ${"a".repeat(20_000)}\r\n\r\n`,
    431,
    "HEADERS_TOO_LARGE",
  ],
])("%s is answered with a problem too", async (_what, sent, status, code) => {
  const { hostname, port } = new URL(env.apiUrl);
  const socket = connect(Number(port), hostname);
  socket.end(sent);
  let answer = "";
  for await (const piece of socket) answer += String(piece);
  expect(answer).toContain(`HTTP/1.1 ${status} `);
  expect(answer).toContain("content-type: application/problem+json");
  expect(JSON.parse(answer.split("\r\n\r\n")[1]!)).toMatchObject({ status, code });
});

test("every code that a problem links to has its page", async () => {
  const { body } = await env.get("/v1/error-codes", { key: "" });
  expect(body.errorCodes.length).toBeGreaterThan(60);
  const page = await env.get("/v1/error-codes/LINE_UNKNOWN", { key: "" });
  expect(page.body).toMatchObject({ code: "LINE_UNKNOWN", status: 404 });
  expect((await env.get("/v1/error-codes/NOPE", { key: "" })).body.code).toBe("ERROR_CODE_UNKNOWN");
});

test("a market says to everyone how its texts are counted", async () => {
  const { body } = await env.get("/v1/markets/TR/text-rules", { key: "" });
  expect(body).toMatchObject({
    market: "TR",
    suffixRoom: 5,
    alphabets: [
      { alphabet: "gsm7", maxParts: 7 },
      { alphabet: "gsm7-tr-single", maxParts: 7 },
      { alphabet: "gsm7-tr-locking", maxParts: 7 },
      { alphabet: "ucs2", maxParts: 7 },
    ],
    traffic: expect.arrayContaining([{ kind: "marketing", needsConsent: true }]),
    messageTypes: expect.arrayContaining([
      { type: "flash", maxParts: 1, popsUp: true, answerable: false, senderDigits: [] },
    ]),
  });
  expect((await env.get("/v1/markets/XX/text-rules", { key: "" })).body.code).toBe(
    "MARKET_UNKNOWN",
  );
});

test("when a service is away the answer says so and when to come back", async () => {
  await using alone = await gatewayEnv({});
  await alone.get("/v1/me");
  await alone.stopNeighbours();
  const answer = await alone.get("/v1/lines");
  expect(answer.body).toMatchObject({ status: 503, code: "UNAVAILABLE" });
  expect(answer.text).not.toContain("whiteline.");
  expect(answer.headers.get("retry-after")).toBe("1");
});

const registration = {
  providerId: "asanak",
  kind: "legal",
  name: "Example",
  ownerName: "Sara",
  ownerEmail: "sara@example.ir",
  ownerMobile: "09121234567",
  termsAccepted: true,
};
