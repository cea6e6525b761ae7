import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";

import { formatsOf } from "../../services/console/src/web/language/formats.js";
import { joinDesk } from "../src/browser/join-desk.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { signUp } from "../src/browser/sign-up.js";
import { topUp } from "../src/browser/top-up.js";
import { apiClient, Refused, type Call } from "../src/story/client.js";
import { verification, wallet } from "../src/story/shapes.js";
import { consoleVisits, password } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, come, comeIn } = consoleVisits();

const dong = (minor: string) => ({ currency: "VND", minor });
const finance = apiClient(house.apiUrl, house.deskKeys["vn-bulksms"]?.financeKey ?? "");
const entryList = z.object({ entries: z.array(z.object({ entryId: z.string() })) });
const orderShape = z.object({ orderId: z.string(), redirectUrl: z.string().optional() });

/** A Vietnamese company that has signed up by the API. */
async function register(run: string) {
  const json = {
    providerId: "vn-bulksms",
    kind: "legal",
    name: `Công ty ${run}`,
    ownerName: "Nguyễn An",
    ownerEmail: `${run}@example.com`,
    ownerMobile: "0912345678",
    termsAccepted: true,
  };
  const registered = z.object({ apiKey: z.string(), tenant: z.object({ tenantId: z.string() }) });
  const { apiKey, tenant } = await apiClient(house.apiUrl).call("/v1/tenants", registered, {
    json,
  });
  return { api: apiClient(house.apiUrl, apiKey), tenantId: tenant.tenantId };
}

test("[VN-BLK-14] in Vietnamese, a customer pays at the port, comes back to a paid order and sees the money; what was paid twice is told in four languages and goes back", async () => {
  const { money, shell } = wordsOf("vi");
  const { context, page } = await come("vi");
  await signUp(page, {
    provider: "BulkSMS Việt Nam",
    company: "Công ty Thanh toán",
    owner: "Nguyễn An",
    email: "port@example.com",
    mobile: "0912345678",
    password,
  });
  await page.goto("/wallet/top-up");
  await page.getByLabel(money("howMuch"), { exact: true }).fill("1.000.000");
  await page.getByText(money("toPay")).first().waitFor();
  await page.getByRole("button", { name: money("pay") }).click();
  await page.getByRole("heading", { name: "Payment port (simulator)" }).waitFor();
  const port = page.url();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await page.getByText(money("paidNow")).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("link", { name: shell("navWallet") }).click();
  const value = formatsOf("vi").money(dong("1000000"));
  await page.getByText(money("kind_order"), { exact: true }).waitFor();
  await page.getByText(value).first().waitFor();
  await payAt(port);
  await inEachLanguage(page, "/wallet", async ({ money: words }) => {
    await page.getByText(words("why_paid_again")).waitFor();
  });
  const desk = await comeIn("vi", await joinSeller("finance"), "**/finance");
  const region = (words: ReturnType<typeof wordsOf>) =>
    desk.page.getByRole("region", { name: words.money("payments") });
  await inEachLanguage(desk.page, "/finance", (words) =>
    region(words).getByText("Công ty Thanh toán").waitFor(),
  );
  const { finance: words, money: ofMoney } = wordsOf("en");
  const waiting = region(wordsOf("en"));
  await waiting.getByLabel(words("refundNumber"), { exact: true }).fill("bank 90411");
  await waiting.getByRole("button", { name: words("refundPayment") }).click();
  await desk.page.getByText(words("paymentRefunded")).waitFor();
  await desk.context.close();
  await page.reload();
  await page.getByText(ofMoney("payment_refunded").replace("{reference}", "bank 90411")).waitFor();
  // What the desk looked at stands in the provider's own trail.
  const head = await comeIn("vi", await joinSeller("administrator"), "**/desk**");
  await inEachLanguage(head.page, "/account/trail", (trail) =>
    head.page.getByText(trail.trail("thing_payment", "did_read")).first().waitFor(),
  );
  await head.context.close();
  await context.close();
});

/** A payer who decided at the port, as in a window that was left open. */
const payAt = (url: string) =>
  fetch(url, {
    method: "POST",
    body: new URLSearchParams({ choice: "paid" }),
    redirect: "manual",
  });

/** Looks at a screen in each of the four languages: nothing serious for axe, nothing without words. */
async function inEachLanguage(
  page: Page,
  path: string,
  look: (words: ReturnType<typeof wordsOf>) => Promise<void>,
): Promise<void> {
  for (const language of ["fa", "tr", "vi", "en"] as const) {
    await page.addInitScript(`localStorage.setItem("whiteline.language", "${language}")`);
    await page.goto(path);
    await look(wordsOf(language));
    expect(await seriousFaults(page), `${path} in ${language}`).toEqual([]);
  }
}

/** Somebody of the seller's with one role. */
async function joinSeller(role: "finance" | "administrator"): Promise<string> {
  const email = `${role}@payments.example`;
  const providerId = "vn-bulksms";
  await joinDesk(house, { email, name: `${role} Trần`, password, providerId, roles: [role] });
  return email;
}

test("what a port says twice is booked once, what is paid twice waits for finance, what nobody signed is nothing", async () => {
  const { api } = await register("replay");
  const { orderId, redirectUrl = "" } = await api.call("/v1/orders", orderShape, {
    json: { value: dong("500000"), method: "port", returnUrl: `${house.consoleUrl}/wallet/orders` },
  });
  const heard = z.object({ RspCode: z.string() });
  const port = "/v1/payment-ports/vn-bulksms/vnpay";
  const forged = new URLSearchParams({
    vnp_TmnCode: "WHITELN1",
    vnp_Amount: "50000000",
    vnp_TxnRef: orderId,
    vnp_ResponseCode: "00",
    vnp_TransactionStatus: "00",
    vnp_TransactionNo: "1",
    vnp_SecureHash: "0".repeat(128),
  });
  const answer = await apiClient(house.apiUrl).call(`${port}?${forged.toString()}`, heard);
  expect(answer.RspCode).toBe("97");
  const back = await payAt(redirectUrl);
  const told = new URL(back.headers.get("location") ?? "").searchParams;
  expect(told.get("vnp_TxnRef")).toBe(orderId);
  const again = await apiClient(house.apiUrl).call(`${port}?${told.toString()}`, heard);
  expect(again.RspCode).toBe("02");
  const held = async () => (await api.call("/v1/wallet", wallet)).available?.minor;
  expect(await held()).toBe("500000");
  await payAt(redirectUrl);
  expect(await held()).toBe("500000");
  const listed = z.object({
    cases: z.array(z.object({ caseId: z.string(), why: z.string(), status: z.string() })),
  });
  const { cases } = await api.call("/v1/payment-cases", listed);
  expect(cases).toMatchObject([{ why: "paid_again", status: "open" }]);
  const decision = `/v1/payment-cases/${encodeURIComponent(cases[0]?.caseId ?? "")}/decision`;
  const json = { decision: "credit" };
  await expect(api.call(decision, z.unknown(), { json })).rejects.toThrow(Refused);
  await finance.call(decision, z.unknown(), { json });
  expect(await held()).toBe("1000000");
});

test("bad input about money is refused with a code, and no entry is written", async () => {
  const { api, tenantId } = await register("rubbish");
  const stranger = await register("stranger");
  await topUp(house, "vn-bulksms", {
    tenantId,
    currency: "VND",
    minor: "1000000",
    reference: "bank 1",
  });
  const { orderId } = await api.call("/v1/orders", orderShape, {
    json: { value: dong("1000"), method: "transfer" },
  });
  const look = async () => ({
    purse: await api.call("/v1/wallet", wallet),
    entries: (await api.call("/v1/wallet/entries?order=newest&limit=100", entryList)).entries.map(
      ({ entryId }) => entryId,
    ),
  });
  const before = await look();
  const put = (json: unknown): Call => ({ method: "PUT", json });
  const topUpOf = (amount: unknown, reference = "bank 2") => ({
    json: { tenantId, amount, reference },
  });
  const orderOf = (value: unknown, over: object = {}) => ({
    json: { value, method: "transfer", ...over },
  });
  const tier = (fromPart: number, toPart: number | undefined, minor = "400") => ({
    fromPart,
    ...(toPart !== undefined && { toPart }),
    prices: [{ perPart: dong(minor) }],
  });
  const draft = (...tiers: readonly object[]) => put({ description: "bad", tenantId, tiers });
  const desk = finance.call;
  const own = api.call;
  const other = stranger.api.call;
  const asked: readonly (readonly [string, typeof own, string, Call])[] = [
    ["AMOUNT_NOT_POSITIVE", desk, "/v1/top-ups", topUpOf(dong("-5"))],
    ["AMOUNT_TOO_LARGE", desk, "/v1/top-ups", topUpOf(dong("999999999999999999"))],
    ["REQUEST_INVALID", desk, "/v1/top-ups", topUpOf(dong("1e9"))],
    ["REQUEST_INVALID", desk, "/v1/top-ups", topUpOf({ currency: "VND", minor: 5 })],
    ["CURRENCY_MISMATCH", desk, "/v1/top-ups", topUpOf({ currency: "IRR", minor: "5" })],
    ["RECEIPT_MISSING", desk, "/v1/top-ups", topUpOf(dong("5"), " ")],
    ["RECEIPT_USED", desk, "/v1/top-ups", topUpOf(dong("5"), "Bank 1")],
    ["STAFF_REQUIRED", own, "/v1/top-ups", topUpOf(dong("5"))],
    ["AMOUNT_NOT_POSITIVE", own, "/v1/orders", orderOf(dong("0"))],
    ["AMOUNT_TOO_LARGE", own, "/v1/orders", orderOf(dong("999999999999999999"))],
    ["CURRENCY_MISMATCH", own, "/v1/orders", orderOf({ currency: "TRC", minor: "5" })],
    ["CODE_UNKNOWN", own, "/v1/orders", orderOf(dong("5"), { code: "FREE" })],
    ["DOCUMENT_UNKNOWN", own, `/v1/orders/${orderId}/proof`, { json: { documentId: "none" } }],
    ["ORDER_UNKNOWN", other, `/v1/orders/${orderId}/proof`, { json: { documentId: "none" } }],
    ["TARIFF_FAULTY", desk, "/v1/tariff-drafts/hole", draft(tier(1, 10), tier(20, undefined))],
    ["TARIFF_FAULTY", desk, "/v1/tariff-drafts/lap", draft(tier(1, 10), tier(5, undefined))],
    ["TARIFF_FAULTY", desk, "/v1/tariff-drafts/free", draft(tier(1, undefined, "-1"))],
    ["MONTH_NOT_OVER", desk, "/v1/invoices", { json: { month: "2099-01" } }],
    ["DUE_UNKNOWN", desk, "/v1/dues/fee:none/waiver", { json: { reason: "x" } }],
    [
      "CREDIT_LIMIT_INVALID",
      desk,
      `/v1/tenants/${tenantId}/payment-terms`,
      put({ mode: "postpaid", creditLimit: dong("-1") }),
    ],
  ];
  const code = async (call: typeof own, path: string, what: Call): Promise<string> =>
    call(path, z.unknown(), what).then(
      () => "accepted",
      (error: unknown) => (error instanceof Refused ? error.problem.code : String(error)),
    );
  const got: string[] = [];
  for (const [, call, path, what] of asked) {
    got.push(`${await code(call, path, what)}: ${path} ${JSON.stringify(what.json)}`);
  }
  expect(got).toEqual(
    asked.map(([expected, , path, what]) => `${expected}: ${path} ${JSON.stringify(what.json)}`),
  );
  expect(await look()).toEqual(before);
  const ledger = await finance.call("/v1/ledger/verification", verification);
  expect([ledger.exact, ledger.broken]).toEqual([true, []]);
});

test("an operator's file of messages that nobody sent becomes cases, and moves no money", async () => {
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  const form = new FormData();
  form.set("operator", "GTEL");
  form.set("day", day);
  form.set("fileName", "gtel.csv");
  form.set("file", new Blob(["message_id;parts;amount\nnobody-1;1;400\nnobody-2;2;800\n"]));
  const shape = z.object({ status: z.string(), cases: z.number(), reconciliationId: z.string() });
  const begun = await finance.call("/v1/reconciliations", shape, { form });
  const listed = z.object({ reconciliations: z.array(shape) });
  await expect
    .poll(
      async () =>
        (await finance.call("/v1/reconciliations", listed)).reconciliations.find(
          ({ reconciliationId }) => reconciliationId === begun.reconciliationId,
        ),
      { timeout: 60_000 },
    )
    .toMatchObject({ status: "differs" });
  const cases = z.object({ cases: z.array(z.object({ caseId: z.string(), kind: z.string() })) });
  const path = `/v1/reconciliation-cases?reconciliationId=${begun.reconciliationId}`;
  expect((await finance.call(path, cases)).cases.length).toBeGreaterThan(0);
  const ledger = await finance.call("/v1/ledger/verification", verification);
  expect(ledger.exact).toBe(true);
});
