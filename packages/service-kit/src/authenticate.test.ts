import { manualClock } from "@whiteline/testkit";
import { afterEach, expect, test } from "vitest";

import { principalOf, requireService, requireStaff, requireTenant } from "./call-context.js";
import {
  as,
  Contract,
  endServices,
  failureOf,
  startService,
  type Handlers,
} from "./start-test-service.js";
import { testPrincipals } from "./test-principals.js";

afterEach(endServices);

const whoami: Partial<Handlers> = {
  getTenant: async (_request, context) => ({
    tenant: { name: JSON.stringify(principalOf(context)) },
  }),
  authenticate: async (_request, context) => ({
    token: context.caller.principal?.kind ?? "nobody",
  }),
};

test("the handler reads who calls, as accounts vouched", async () => {
  const { client } = await startService(whoami);
  const answer = await client.getTenant({}, as.tenant("t1", { market: "IR", roles: ["owner"] }));
  expect(JSON.parse(answer.tenant?.name ?? "")).toEqual({
    kind: "tenant",
    tenantId: "t1",
    market: "IR",
    roles: ["owner"],
  });
});

test("a call without a token, with a forged or with an expired one reaches no handler", async () => {
  let reached = 0;
  const { client } = await startService({
    getTenant: async () => ({ tenant: { name: String(reached++) } }),
  });
  const old = testPrincipals(() => new Date(Date.now() - 70_000)).tenant("t1");
  const forged = as.tenant("t1").metadata!;
  forged.set("authorization", `${forged.get("authorization") ?? ""}x`);

  expect(await failureOf(client.getTenant({}))).toMatchInlineSnapshot(`
      {
        "kind": "unauthenticated",
        "message": "The call carries no principal token.",
        "reason": "TOKEN_MISSING",
        "remedy": "Send the token of accounts as metadata 'authorization: Bearer <token>'.",
      }
    `);
  expect(await failureOf(client.getTenant({}, { metadata: forged }))).toMatchInlineSnapshot(`
      {
        "kind": "unauthenticated",
        "message": "The principal token is not one of accounts.",
        "reason": "TOKEN_INVALID",
        "remedy": "Call with a token that accounts issued to you.",
      }
    `);
  expect(await failureOf(client.getTenant({}, old))).toMatchInlineSnapshot(`
      {
        "kind": "unauthenticated",
        "message": "The principal token has expired.",
        "reason": "TOKEN_EXPIRED",
        "remedy": "Ask accounts for a new token and call again.",
      }
    `);
  expect(reached).toBe(0);
});

test("tokens are judged by the clock that the service was given", async () => {
  const clock = manualClock("2030-01-01T00:00:00Z");
  const { client } = await startService(whoami, undefined, { now: () => clock.now() });
  const caller = testPrincipals(() => clock.now()).tenant("t1").metadata!;
  await client.getTenant({}, { metadata: caller });
  clock.advance(66_000);
  expect(await failureOf(client.getTenant({}, { metadata: caller }))).toMatchObject({
    reason: "TOKEN_EXPIRED",
  });
});

test("a public method may be called without a token, but a token that is sent must be good", async () => {
  const { client } = await startService(whoami);
  expect((await client.authenticate({})).token).toBe("nobody");
  expect((await client.authenticate({}, as.tenant("t1"))).token).toBe("tenant");
  const old = testPrincipals(() => new Date(0)).tenant("t1");
  expect(await failureOf(client.authenticate({}, old))).toMatchObject({
    reason: "TOKEN_EXPIRED",
  });
});

test("a public method that the contract does not know stops the start", async () => {
  const start = startService({}, (life) =>
    life.serve(Contract, {} as Handlers, { public: ["Autenticate"] }),
  );
  await expect(start).rejects.toThrow("has no method Autenticate");
});

test("each guard lets its own pass and nobody else", async () => {
  const guards = { tenant: requireTenant, staff: requireStaff, service: requireService };
  const { client } = await startService({
    async getTenant({ tenantId }, context) {
      if (tenantId === "expert") requireStaff(context, "expert", "asanak");
      else if (tenantId in guards) guards[tenantId as keyof typeof guards](context);
      return { tenant: { tenantId: tenantId === "tenant" ? requireTenant(context) : "" } };
    },
  });
  const ask = async (guard: string, caller: object) => {
    const call = client.getTenant({ tenantId: guard }, caller);
    return call.then(
      ({ tenant: found }) => found?.tenantId ?? "",
      async () => ((await failureOf(call)) as { reason: string }).reason,
    );
  };
  const table: Record<string, unknown> = {};
  const callers = {
    tenant: as.tenant("t1", { providerId: "asanak", roles: ["owner", "expert"] }),
    expert: as.staff("expert", "asanak"),
    finance: as.staff("finance", "asanak"),
    "expert elsewhere": as.staff("expert", "kando"),
    "service for t1": as.service("lists", "t1"),
    "service for the platform": as.service("lists"),
  };
  for (const [name, caller] of Object.entries(callers)) {
    const row = [];
    for (const guard of ["tenant", "staff", "expert", "service"])
      row.push(`${guard}: ${(await ask(guard, caller)) || "passes"}`);
    table[name] = row.join(", ");
  }
  expect(table).toMatchInlineSnapshot(`
      {
        "expert": "tenant: TENANT_REQUIRED, staff: passes, expert: passes, service: SERVICE_REQUIRED",
        "expert elsewhere": "tenant: TENANT_REQUIRED, staff: passes, expert: OTHER_PROVIDER, service: SERVICE_REQUIRED",
        "finance": "tenant: TENANT_REQUIRED, staff: passes, expert: ROLE_REQUIRED, service: SERVICE_REQUIRED",
        "service for t1": "tenant: t1, staff: STAFF_REQUIRED, expert: STAFF_REQUIRED, service: passes",
        "service for the platform": "tenant: TENANT_REQUIRED, staff: STAFF_REQUIRED, expert: STAFF_REQUIRED, service: passes",
        "tenant": "tenant: t1, staff: STAFF_REQUIRED, expert: STAFF_REQUIRED, service: SERVICE_REQUIRED",
      }
    `);
});
