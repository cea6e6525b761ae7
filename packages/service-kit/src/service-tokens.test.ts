import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { manualClock } from "@whiteline/testkit";
import { createServer, ServerError, Status } from "nice-grpc";
import { afterEach, expect, test } from "vitest";

import type { CallOptions } from "./call-context.js";
import { verifyPrincipal } from "./principal.js";
import { serviceTokens } from "./service-tokens.js";
import { startTokenMint } from "./test-principals.js";

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

const tokenOf = (options: CallOptions): string => options.metadata?.get("authorization") ?? "";
const start = "2026-11-22T10:00:00Z";

/** An accounts that numbers its tokens and may be told to fail. */
async function countingMint(clock: { now(): Date }) {
  const { mintServiceToken } = AccountsServiceDefinition.methods;
  const state = { minted: 0, failing: false };
  const server = createServer();
  server.add(
    {
      name: "",
      fullName: AccountsServiceDefinition.fullName,
      methods: { mintServiceToken },
    } as const,
    {
      async mintServiceToken({ tenantId, service, secret }) {
        if (state.failing) throw new ServerError(Status.UNAVAILABLE, "away");
        state.minted += 1;
        return {
          token: `${service}/${secret}/${tenantId}/${state.minted}`,
          expiresAt: new Date(clock.now().getTime() + 60_000),
        };
      },
    },
  );
  const port = await server.listen("127.0.0.1:0");
  ending.push(() => server.forceShutdown());
  const tokens = serviceTokens({
    accountsUrl: `127.0.0.1:${port}`,
    service: "lists",
    secret: "s3cret",
    now: () => clock.now(),
  });
  ending.push(() => tokens[Symbol.dispose]());
  return { state, tokens };
}

test("a token is asked for once and used until shortly before it ends", async () => {
  const clock = manualClock(start);
  const { state, tokens } = await countingMint(clock);

  expect(tokenOf(await tokens.forTenant("t1"))).toBe("Bearer lists/s3cret/t1/1");
  clock.advance(44_000);
  expect(tokenOf(await tokens.forTenant("t1"))).toBe("Bearer lists/s3cret/t1/1");
  clock.advance(2_000);
  expect(tokenOf(await tokens.forTenant("t1"))).toBe("Bearer lists/s3cret/t1/2");
  expect(state.minted).toBe(2);
});

test("callers that ask at once for the same tenant share one request; tenants never share a token", async () => {
  const { state, tokens } = await countingMint(manualClock(start));
  const asked = await Promise.all([
    ...Array.from({ length: 20 }, () => tokens.forTenant("t1")),
    tokens.forTenant("t2"),
    tokens.platform(),
  ]);
  expect(state.minted).toBe(3);
  expect(new Set(asked.map(tokenOf)).size).toBe(3);
});

test("a failure is told to the caller and not kept", async () => {
  const { state, tokens } = await countingMint(manualClock(start));
  state.failing = true;
  await expect(tokens.forTenant("t1")).rejects.toMatchObject({ kind: "unavailable" });
  state.failing = false;
  expect(tokenOf(await tokens.forTenant("t1"))).toContain("/t1/");
});

test("an empty tenant never becomes the platform", async () => {
  const { state, tokens } = await countingMint(manualClock(start));
  await expect(tokens.forTenant("")).rejects.toMatchObject({ reason: "TENANT_EMPTY" });
  expect(state.minted).toBe(0);
});

test("the mint for tests gives tokens that services trust", async () => {
  const mint = await startTokenMint();
  ending.push(mint.stop);
  const now = () => new Date();
  const tokens = serviceTokens({ accountsUrl: mint.address, service: "lists", secret: "s", now });
  ending.push(() => tokens[Symbol.dispose]());
  const keys = JSON.parse(mint.publicKeys);
  const principal = async (options: CallOptions) =>
    verifyPrincipal(tokenOf(options).replace("Bearer ", ""), { keys, now: now() });

  expect(await principal(await tokens.forTenant("t1"))).toEqual({
    kind: "service",
    service: "lists",
    tenantId: "t1",
    roles: [],
  });
  expect(await principal(await tokens.platform())).toEqual({
    kind: "service",
    service: "lists",
    roles: [],
  });
});
