import type { AuthenticateResponse } from "@whiteline/contracts/accounts/v1/accounts";
import type { AuthenticateSessionResponse } from "@whiteline/contracts/accounts/v1/people";
import { DomainError } from "@whiteline/service-kit";
import { manualClock } from "@whiteline/testkit";
import { expect, test } from "vitest";

import { authenticator, type Credentials } from "./auth.js";

function bench(answer?: (apiKey: string) => Promise<Partial<AuthenticateResponse>>) {
  const clock = manualClock(new Date("2026-11-22T08:00:00Z"));
  const asked: string[] = [];
  const door = authenticator({
    now: () => clock.now(),
    cacheMs: 45_000,
    deadlineMs: 1_000,
    accounts: {
      async authenticate({ apiKey = "", remoteAddress = "" }) {
        asked.push(`${apiKey} from ${remoteAddress}`);
        return {
          token: `token ${asked.length}`,
          expiresAt: new Date(clock.now().getTime() + 60_000),
          keyId: "k1",
          tenantId: "t1",
          providerId: "asanak",
          roles: ["owner"],
          market: "IR",
          scopes: [],
          ...(await answer?.(apiKey)),
        };
      },
    },
    people: {
      async authenticateSession({ sessionToken = "" }): Promise<AuthenticateSessionResponse> {
        asked.push(`session ${sessionToken}`);
        return {
          token: `token ${asked.length}`,
          expiresAt: new Date(clock.now().getTime() + 60_000),
          sessionId: "s1",
          personId: "p1",
          tenantId: "t1",
          providerId: "asanak",
          roles: ["viewer"],
          market: "IR",
        };
      },
    },
  });
  const authenticate = (authorization: string | undefined, remoteAddress: string) =>
    door({ authorization, remoteAddress, sessionToken: undefined, fromOwnPage: false });
  const byCookie = (more: Partial<Credentials> = {}) =>
    door({
      authorization: undefined,
      remoteAddress: "10.0.0.1",
      sessionToken: "wls_a",
      fromOwnPage: true,
      ...more,
    });
  const { forget, forgetAll } = door;
  return { authenticate, byCookie, forget, forgetAll, asked, clock };
}

test("many requests with one key ask accounts once", async () => {
  const { authenticate, asked } = bench();
  const sessions = await Promise.all(
    Array.from({ length: 20 }, () => authenticate("Bearer wl_a", "10.0.0.1")),
  );
  expect(asked).toHaveLength(1);
  expect(new Set(sessions.map(({ token }) => token))).toEqual(new Set(["token 1"]));
});

test("after 45 s accounts is asked again, so that no token expires on its way", async () => {
  const { authenticate, asked, clock } = bench();
  await authenticate("Bearer wl_a", "10.0.0.1");
  clock.advance(44_999);
  await authenticate("Bearer wl_a", "10.0.0.1");
  expect(asked).toHaveLength(1);
  clock.advance(1);
  expect((await authenticate("Bearer wl_a", "10.0.0.1")).token).toBe("token 2");
});

test("a token that ends sooner is asked for sooner", async () => {
  const { authenticate, asked, clock } = bench(async () => ({
    expiresAt: new Date("2026-11-22T08:00:30Z"),
  }));
  await authenticate("Bearer wl_a", "10.0.0.1");
  clock.advance(20_000);
  await authenticate("Bearer wl_a", "10.0.0.1");
  expect(asked).toHaveLength(2);
});

test("a key with an allow-list is judged for each address", async () => {
  const { authenticate, asked } = bench();
  await authenticate("Bearer wl_a", "10.0.0.1");
  await authenticate("Bearer wl_a", "10.0.0.2");
  expect(asked).toEqual(["wl_a from 10.0.0.1", "wl_a from 10.0.0.2"]);
});

test("a refusal is not remembered", async () => {
  let refuse = true;
  const { authenticate } = bench(async () => {
    if (refuse) throw new DomainError("unauthenticated", "KEY_REFUSED", "The key does not open.");
    return {};
  });
  await expect(authenticate("Bearer wl_a", "::1")).rejects.toMatchObject({ reason: "KEY_REFUSED" });
  refuse = false;
  expect((await authenticate("Bearer wl_a", "::1")).keyId).toBe("k1");
});

test.each([undefined, "", "Basic abc", "Bearer ", "wl_a"])("%j carries no key", async (header) => {
  const { authenticate, asked } = bench();
  await expect(authenticate(header, "::1")).rejects.toMatchObject({ reason: "KEY_MISSING" });
  expect(asked).toEqual([]);
});

test("a session is asked for once, until it is ended here", async () => {
  const { byCookie, forget, asked } = bench();
  expect(await byCookie()).toMatchObject({ sessionId: "s1", keyId: undefined, roles: ["viewer"] });
  await byCookie();
  expect(asked).toEqual(["session wls_a"]);
  forget("wls_a");
  await byCookie();
  expect(asked).toHaveLength(2);
});

test("a key that is revoked here opens no more, also where its question was under way", async () => {
  const slow: (() => void)[] = [];
  const { authenticate, byCookie, forgetAll, asked } = bench(async (apiKey) => {
    if (apiKey === "wl_slow") await new Promise<void>((done) => void slow.push(done));
    return {};
  });
  await authenticate("Bearer wl_a", "10.0.0.1");
  await authenticate("Bearer wl_a", "10.0.0.2");
  await byCookie();
  const early = authenticate("Bearer wl_slow", "10.0.0.1");
  forgetAll(({ keyId }) => keyId === "k1");
  slow[0]?.();
  await early;
  expect(asked).toHaveLength(4);
  await authenticate("Bearer wl_a", "10.0.0.1");
  await authenticate("Bearer wl_a", "10.0.0.2");
  await byCookie();
  expect(asked).toHaveLength(6);
  const late = authenticate("Bearer wl_slow", "10.0.0.1");
  slow[1]?.();
  await late;
  expect(asked).toHaveLength(7);
});

test("a key goes before a cookie, and a foreign page cannot use the cookie", async () => {
  const { byCookie, asked } = bench();
  await byCookie({ authorization: "Bearer wl_a" });
  expect(asked).toEqual(["wl_a from 10.0.0.1"]);
  await expect(byCookie({ fromOwnPage: false })).rejects.toMatchObject({
    kind: "forbidden",
    reason: "CONSOLE_HEADER_MISSING",
  });
});
