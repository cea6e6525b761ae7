import { DomainError } from "@whiteline/service-kit";
import { Metadata } from "nice-grpc-common";
import { testPrincipals } from "@whiteline/service-kit/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

const principals = testPrincipals();
const tokenOf = (roles: readonly string[]): string =>
  Metadata(principals.tenant("t1", { providerId: "asanak", market: "IR", roles }).metadata)
    .get("authorization")
    ?.slice("Bearer ".length) ?? "";

const tenant = {
  tenantId: "t1",
  providerId: "asanak",
  market: "IR",
  kind: "PERSON_KIND_LEGAL",
  name: "شرکت نمونه",
  status: "TENANT_STATUS_ACTIVE",
  platform: false,
  registeredAt: new Date("2026-11-22T08:00:00Z"),
} as const;
const person = {
  personId: "p1",
  name: "Sara Ahmadi",
  email: "sara@example.ir",
  language: "fa",
  totpEnabled: false,
  roles: ["viewer"],
  tenantId: "t1",
  providerId: "asanak",
  lastSeenAt: undefined,
  resetRequestedAt: undefined,
};
const open = new Set(["wls_one", "wls_two"]);
const expiresAt = new Date(Date.now() + 3_600_000);

let env: Awaited<ReturnType<typeof gatewayEnv>>;
beforeAll(async () => {
  env = await gatewayEnv(
    {
      people: {
        async openSession({ email, password }) {
          if (password !== "right") {
            throw new DomainError("unauthenticated", "CREDENTIALS_WRONG", `No ${email.length}.`);
          }
          return { session: { sessionId: "s1", token: "wls_one", expiresAt }, person, tenant };
        },
        async authenticateSession({ sessionToken }) {
          if (!open.has(sessionToken)) {
            throw new DomainError("unauthenticated", "SESSION_OVER", "The session is over.");
          }
          return {
            token: tokenOf(["viewer"]),
            expiresAt: new Date(Date.now() + 60_000),
            sessionId: "s1",
            personId: "p1",
            tenantId: "t1",
            providerId: "asanak",
            roles: ["viewer"],
            market: "IR",
          };
        },
        getPerson: async () => ({ person }),
        requestPasswordReset: async () => ({}),
        async resetPassword() {
          open.delete("wls_two");
          return { personId: "p1" };
        },
        async closeSession() {
          open.delete("wls_one");
          return {};
        },
      },
      accounts: { getTenant: async () => ({ tenant }) },
    },
    { TRUSTED_PROXIES: "127.0.0.1" },
  );
});
afterAll(() => env[Symbol.asyncDispose]());

const logIn = (password: string, headers: Readonly<Record<string, string>> = {}) =>
  env.post("/v1/sessions", { email: "sara@example.ir", password }, { headers });
const cookie = { cookie: "whiteline_session=wls_one" };
const ownPage = { "x-whiteline-console": "1" };

test("a log-in answers with a cookie that no script can read, Secure behind https", async () => {
  const plain = await logIn("right");
  expect(plain.status).toBe(201);
  expect(plain.body).toMatchObject({ person: { personId: "p1" }, tenant: { tenantId: "t1" } });
  expect(plain.text).not.toContain("wls_one");
  const set = plain.headers.get("set-cookie") ?? "";
  expect(set).toMatch(/^whiteline_session=wls_one; .*Path=\/.*HttpOnly.*SameSite=Lax/);
  expect(set).not.toContain("Secure");
  const secure = await logIn("right", { "x-forwarded-proto": "https" });
  expect(secure.headers.get("set-cookie")).toContain("Secure");
});

test("a wrong password is 401, without a cookie", async () => {
  const answer = await logIn("wrong");
  expect(answer).toMatchObject({ status: 401, body: { code: "CREDENTIALS_WRONG" } });
  expect(answer.headers.get("set-cookie")).toBeNull();
});

test("a session says who calls and what it may do", async () => {
  const { status, body } = await env.get("/v1/me", { key: "", headers: cookie });
  expect(status).toBe(200);
  expect(body).toMatchObject({ kind: "tenant", sessionId: "s1", roles: ["viewer"] });
  expect(body["permissions"]).toContain("lines:read");
  expect(body["permissions"]).not.toContain("people:write");
});

test("the service that owns an RPC refuses a role that may not use it", async () => {
  const answer = await env.post(
    "/v1/invitations",
    { email: "a@example.ir", roles: ["viewer"] },
    { key: "", headers: { ...cookie, ...ownPage } },
  );
  expect(answer).toMatchObject({ status: 403, body: { code: "ROLE_REQUIRED" } });
});

test("a change by cookie needs the console's header; a foreign page cannot send it", async () => {
  const foreign = await env.call("DELETE", "/v1/sessions/current", {
    key: "",
    headers: cookie,
  });
  expect(foreign).toMatchObject({ status: 403, body: { code: "CONSOLE_HEADER_MISSING" } });
  expect(open.has("wls_one")).toBe(true);
});

test("asking for a new password is 202 for everyone", async () => {
  const { status, text } = await env.post("/v1/password-resets", { email: "who@example.ir" });
  expect([status, text]).toEqual([202, ""]);
});

test("a new password ends the sessions of its person here at once", async () => {
  const asked = { key: "", headers: { cookie: "whiteline_session=wls_two" } };
  expect((await env.get("/v1/me", asked)).status).toBe(200);
  const reset = await env.post("/v1/password-resets/wlr_token", { password: "six other words" });
  expect([reset.status, reset.text]).toEqual([204, ""]);
  expect(await env.get("/v1/me", asked)).toMatchObject({
    status: 401,
    body: { code: "SESSION_OVER" },
  });
});

test("a log-out ends the session here at once", async () => {
  const headers = { ...cookie, ...ownPage };
  const out = await env.call("DELETE", "/v1/sessions/current", { key: "", headers });
  expect(out.status).toBe(204);
  expect(out.headers.get("set-cookie")).toMatch(/whiteline_session=;/);
  const after = await env.get("/v1/me", { key: "", headers: cookie });
  expect(after).toMatchObject({ status: 401, body: { code: "SESSION_OVER" } });
});
