import { Lane } from "@whiteline/contracts/campaigns/v1/campaigns";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountsEnv, goodPassword, type AccountsEnv } from "./accounts-env.js";

let env: AccountsEnv;
let platformTenantId: string;

beforeAll(async () => {
  env = await accountsEnv();
  platformTenantId = (await env.provision("asanak")).platformTenantId;
});
afterAll(() => env[Symbol.asyncDispose]());

let people = 0;
/** A new owner, inside, with a mobile of its own. */
async function owner() {
  people += 1;
  const email = `owner-${people}@example.ir`;
  const mobile = `+98912000${String(people).padStart(4, "0")}`;
  const { session, tenant } = await env.signUp({ ownerEmail: email, ownerMobile: mobile });
  return { email, mobile, tenantId: tenant?.tenantId ?? "", caller: await env.in(session) };
}

/** An owner who proved to have the mobile. */
async function verified() {
  const one = await owner();
  await env.people.beginMobile({ mobile: "" }, one.caller);
  const code = await env.sentTo(one.mobile);
  await env.people.confirmMobile({ code }, one.caller);
  return one;
}

const logIn = (email: string, password: string) =>
  env.people.openSession({ email, password, remoteAddress: "192.0.2.1" });

describe("a mobile", () => {
  test("is verified by a code that the provider's own line sends, at no cost to the company", async () => {
    const { mobile, caller } = await owner();
    expect((await env.people.getPerson({}, caller)).person).toMatchObject({
      mobileVerified: false,
      mobileHint: `…${mobile.slice(-4)}`,
    });
    await env.people.beginMobile({ mobile: "" }, caller);
    const code = await env.sentTo(mobile);
    const sent = env.submitted.at(-1)!;
    expect(sent.tenantId).toBe(platformTenantId);
    expect(sent.request).toMatchObject({ lane: Lane.OTP, lineId: `line of ${platformTenantId}` });

    const wrong = code === "000000" ? "111111" : "000000";
    await expect(env.people.confirmMobile({ code: wrong }, caller)).rejects.toMatchObject({
      reason: "MOBILE_CODE_WRONG",
    });
    const persian = code.replace(/\d/gu, (digit) => "۰۱۲۳۴۵۶۷۸۹"[Number(digit)]!);
    expect((await env.people.confirmMobile({ code: persian }, caller)).person).toMatchObject({
      mobileVerified: true,
    });
    await expect(env.people.confirmMobile({ code }, caller)).rejects.toMatchObject({
      reason: "MOBILE_CODE_WRONG",
    });
  });

  test("is not guessed: five tries, ten minutes, five codes an hour", async () => {
    const { mobile, caller } = await owner();
    await env.people.beginMobile({ mobile: "" }, caller);
    const code = await env.sentTo(mobile);
    const wrong = code === "000000" ? "111111" : "000000";
    for (let i = 0; i < 5; i += 1) {
      await expect(env.people.confirmMobile({ code: wrong }, caller)).rejects.toThrow();
    }
    await expect(env.people.confirmMobile({ code }, caller)).rejects.toMatchObject({
      reason: "MOBILE_CODE_WRONG",
    });
    await expect(env.people.beginMobile({ mobile: "02188888888" }, caller)).rejects.toMatchObject({
      reason: "MOBILE_MALFORMED",
    });
    const again = () => env.people.beginMobile({ mobile: "" }, caller);
    for (let i = 0; i < 4; i += 1) await again();
    await expect(again()).rejects.toMatchObject({ reason: "TOO_MANY_ATTEMPTS" });
  });

  test.each([
    ["aktan", "TR", "05321234567", "+905321234567"],
    ["vn-bulksms", "VN", "0912 345 678", "+84912345678"],
  ])(
    "at %s is proved, and a new password reached, from whichever sender the provider entered",
    async (providerId, market, ownerMobile, mobile) => {
      const platform = await env.provision(providerId, market);
      const ownerEmail = `owner@${providerId}.example`;
      const { session } = await env.signUp({ providerId, ownerEmail, ownerMobile });
      const caller = await env.in(session);
      await env.people.beginMobile({ mobile: "" }, caller);
      const code = await env.sentTo(mobile);
      expect((await env.people.confirmMobile({ code }, caller)).person?.mobileVerified).toBe(true);
      await env.people.requestPasswordReset({ email: ownerEmail, remoteAddress: "192.0.2.1" });
      expect(await env.sentTo(mobile, 2)).toMatch(/^wlr_/u);
      expect(env.submitted.at(-1)?.tenantId).toBe(platform.platformTenantId);
    },
  );
});

describe("a new password", () => {
  test("is reached by SMS where the mobile is verified, within half an hour, once", async () => {
    const { email, mobile, tenantId, caller } = await verified();
    await env.people.requestPasswordReset({ email, remoteAddress: "192.0.2.1" });
    const token = await env.sentTo(mobile, 2);
    expect(token).toMatch(/^wlr_/u);
    const password = "another four words";
    await env.people.resetPassword({ token, password, remoteAddress: "192.0.2.1" });
    await expect(logIn(email, goodPassword)).rejects.toMatchObject({ reason: "CREDENTIALS_WRONG" });
    const { session } = await logIn(email, password);
    await expect(
      env.people.resetPassword({ token, password, remoteAddress: "192.0.2.1" }),
    ).rejects.toMatchObject({ reason: "RESET_OVER" });
    const trail = await env.accounts.listAuditTrail({ tenantId }, await env.in(session));
    expect(trail.entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["mobile.begun", "mobile.verified", "password_reset.sent"]),
    );
    expect(JSON.stringify(trail.entries.map(({ after }) => after))).not.toContain(mobile.slice(1));
    expect(caller).toBeDefined();
  });

  test("is not sent to a mobile that nobody verified, and the answer is the same", async () => {
    const [one, two] = [await owner(), await verified()];
    const before = env.submitted.length;
    const answers = await Promise.all(
      [one.email, two.email, "nobody@example.ir"].map((email) =>
        env.people.requestPasswordReset({ email, remoteAddress: "192.0.2.1" }),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await env.sentTo(two.mobile, 2);
    const sent = env.submitted.slice(before).flatMap(({ request }) => request.items);
    expect(sent.map(({ to }) => to)).toEqual([two.mobile]);
  });

  test("is owed until campaigns takes the message, and lies nowhere in clear", async () => {
    const { email, mobile } = await verified();
    env.neighbours.isAway = true;
    await env.people.requestPasswordReset({ email, remoteAddress: "192.0.2.1" });
    await eventually(async () => (await env.count("door_messages")) > 0);
    const raw = await env.rawDatabase();
    expect(raw).not.toContain("wlr_");
    expect(raw).not.toContain(mobile.slice(1));
    const isRefused = async () => (await env.metrics()).includes('outcome="STORE_UNAVAILABLE"');
    await eventually(isRefused, { within: 60_000 });
    env.neighbours.isAway = false;
    // More than the first pause, less than a token may come from the future (principal.ts).
    env.clock.advance(3_000);
    expect(await env.sentTo(mobile, 2)).toMatch(/^wlr_/u);
    await eventually(async () => (await env.count("door_messages")) === 0, { within: 60_000 });
  });
});

test("an invitation goes to the mobile that is given with it, and is handed over as well", async () => {
  const { caller } = await owner();
  const mobile = "۰۹۳۵۱۱۱۲۲۳۳";
  const invited = { email: "reza@example.ir", name: "Reza", roles: ["viewer"], language: "fa" };
  const { token } = await env.people.invite({ ...invited, mobile }, caller);
  expect(await env.sentTo("+989351112233")).toBe(token);
  await env.people.acceptInvitation({ token, password: "four other words", remoteAddress: "::1" });
  await expect(
    env.people.invite({ ...invited, email: "mina@example.ir", mobile: "12" }, caller),
  ).rejects.toMatchObject({ reason: "MOBILE_MALFORMED" });
});
