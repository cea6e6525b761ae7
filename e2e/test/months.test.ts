import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { testDirectory } from "@whiteline/testkit";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";
import { openAbroad, vietnam } from "../src/browser/company-abroad.js";
import { DESKS, openConsoleHouse, type ConsoleHouse } from "../src/browser/console-house.js";
import { joinDesk } from "../src/browser/join-desk.js";
import { logIn } from "../src/browser/log-in.js";
import { orderByTransfer } from "../src/browser/money-work.js";
import { openBrowser, visit } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { topUp } from "../src/browser/top-up.js";
import { apiClient, Refused, until, type Api } from "../src/story/client.js";
import { registered, verification, wallet } from "../src/story/shapes.js";
import { password } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

/** Việt Nam is always so far before Greenwich. */
const VIETNAM_MS = 7 * 3_600_000;
const dong = (minor: string) => ({ currency: "VND", minor });
const rial = (minor: string) => ({ currency: "IRR", minor });
const melipayamak = { providerId: "melipayamak", name: "ملی‌پیامک", market: "IR" };
const money = z.object({ currency: z.string(), minor: z.string() });
const invoice = z.object({
  number: z.string(),
  total: money,
  lines: z.array(z.object({ kind: z.string() })),
});
const lineShape = z.object({
  operatorStatuses: z.array(z.object({ operator: z.string(), status: z.string() })),
});

/** A house whose time is moved on by hand, and never back. */
const openHouseOfMonths = async (dir: string) => {
  const clock = join(dir, "clock");
  let now = new Date();
  const setTo = async (at: Date): Promise<void> => {
    now = at;
    // Whole at once: who reads half a number is in another year.
    await writeFile(`${clock}.next`, `${at.getTime() - Date.now()}`);
    await rename(`${clock}.next`, clock);
  };
  /** Noon in Việt Nam of a day so many months on. */
  const noonOf = (months: number, day: number): Date => {
    const there = new Date(now.getTime() + VIETNAM_MS);
    return new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + months, day, 5));
  };
  // In the middle of a month, so that no month ends where the test does not want it.
  await setTo(noonOf(1, 15));
  const month = now.toISOString().slice(0, 7);
  const house = await openConsoleHouse({
    environment: {
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, "another-time.mjs")).href}`,
      WHITELINE_TEST_CLOCK: clock,
      FEE_ROUND_MS: "500",
    },
    desks: [...DESKS, melipayamak],
  });
  const keyOf = (providerId: string) =>
    apiClient(house.apiUrl, house.deskKeys[providerId]?.financeKey ?? "");
  return { house, setTo, noonOf, month, keyOf, now: () => now };
};

const fileOf = async (apiUrl: string, key: string, path: string): Promise<Buffer> => {
  const answer = await fetch(`${apiUrl}${path}`, { headers: { authorization: `Bearer ${key}` } });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};

test("[VN-BLK-08] [IR-MEL-03] over the ends of months a customer is invoiced and given back, its name sleeps for an unpaid fee and wakes when it pays, and a first order takes its code", async () => {
  await using dir = await testDirectory();
  const { house, setTo, noonOf, month, keyOf, now } = await openHouseOfMonths(dir.path);
  await using _house = house;
  const finance = keyOf("vn-bulksms");
  // Two operators: 100,000 dong to declare, 100,000 a month; 50,000 are left for the next.
  const company = { ...vietnam("VTMonth"), paid: dong("250000") };
  const { api, tenantId, lineId } = await openAbroad(house, company, "months@example.com");
  const due = z.object({ operator: z.string(), kind: z.string(), sleepsAt: z.string().optional() });
  const owed = z.object({ dues: z.array(due) });
  const dues = (status: string) =>
    finance.call(`/v1/dues?status=${status}&tenantId=${tenantId}`, owed);
  await until(
    () => dues("paid"),
    (it) => it.dues.length === 4,
    { within: 60_000, what: "the fees" },
  );

  const named = z.looseObject({ version: z.number() });
  const nameSeller = (address: string, version: number) =>
    finance.call("/v1/provider-file", named, {
      method: "PUT",
      json: { companyName: "Công ty Bán SMS", enterpriseCode: "0100109106", address, version },
    });
  await nameSeller("1 Tràng Tiền, Hà Nội", 0);
  await setTo(noonOf(1, 1));
  const issued = z.object({ issued: z.number(), refusedTenantIds: z.array(z.string()) });
  await until(
    () => finance.call("/v1/invoices", issued, { json: { month } }).catch(notYet),
    (it) => it !== undefined,
    { within: 60_000, what: "the end of the month" },
  );
  const invoices = z.object({ invoices: z.array(invoice) });
  const found = await api.call(`/v1/invoices?month=${month}`, invoices);
  expect(found.invoices).toMatchObject([{ total: dong("250000"), lines: [{ kind: "credit" }] }]);
  const { number = "" } = found.invoices[0] ?? {};
  const key = house.deskKeys["vn-bulksms"]?.financeKey ?? "";
  for (const language of ["fa", "tr", "vi", "en"]) {
    const path = `/v1/invoices/${number}/file?format=pdf&language=${language}`;
    expect((await fileOf(house.apiUrl, key, path)).subarray(0, 5).toString()).toBe("%PDF-");
  }
  const csv = await fileOf(house.apiUrl, key, `/v1/invoices/${number}/file?format=csv`);
  expect(csv.toString("utf8")).toContain(`${number},total,,,,VND,250000`);
  await nameSeller("moved away", 1);
  await giveBack(house, number, now());
  await readInvoice(house, "months@example.com", number, now());
  const note = z.object({
    ...{ kind: z.string(), corrects: z.string().optional(), total: money },
    seller: z.object({ name: z.string(), address: z.string() }),
    buyer: z.object({ name: z.string() }),
  });
  const read = z.object({ invoice: note, creditNotes: z.array(z.looseObject({ total: money })) });
  const parties = {
    seller: { name: "Công ty Bán SMS", address: "1 Tràng Tiền, Hà Nội" },
    buyer: { name: company.company },
  };
  expect(await api.call(`/v1/invoices/${number}`, read)).toMatchObject({
    invoice: parties,
    creditNotes: [{ kind: "credit_note", corrects: number, total: dong("-1000") }],
  });
  const tooMuch = { json: { amount: dong("249001"), reason: "all of it" } };
  await expect(
    finance.call(`/v1/invoices/${number}/credit-notes`, z.unknown(), tooMuch),
  ).rejects.toSatisfy(
    (error) => error instanceof Refused && error.problem.code === "CREDIT_NOTE_TOO_LARGE",
  );

  const late = await until(
    () => dues("owed"),
    (it) => it.dues.length === 1,
    {
      within: 60_000,
      what: "a fee that the money is not enough for",
    },
  );
  const { operator, sleepsAt = "" } = z.tuple([due]).parse(late.dues)[0];
  const stateThere = async () =>
    (await api.call(`/v1/lines/${lineId}`, lineShape)).operatorStatuses.find(
      (each) => each.operator === operator,
    )?.status;
  const awake = await stateThere();
  expect(awake).toBe("active");
  await setTo(new Date(Date.parse(sleepsAt) + 60_000));
  await until(stateThere, (state) => state === "suspended", {
    within: 60_000,
    what: "the name to sleep",
  });
  await topUp(house, "vn-bulksms", { tenantId, ...dong("500000"), reference: "bank" });
  await until(stateThere, (state) => state === awake, { within: 60_000, what: "the name to wake" });
  await orderWithCode(house, keyOf("melipayamak"));
  for (const each of [finance, keyOf("melipayamak")]) {
    expect((await each.call("/v1/ledger/verification", verification)).broken).toEqual([]);
  }
}, 300_000);

/** Somebody in a browser of the house's own time. */
const comeAt = async (house: ConsoleHouse, email: string, language: "fa" | "vi", now: Date) => {
  const browser = await openBrowser();
  const { context, page } = await visit(browser, house.consoleUrl, language);
  await context.clock.setFixedTime(now);
  await logIn(page, { email, password });
  await page.waitForURL(/\/(finance|numbers)/);
  return { page, [Symbol.asyncDispose]: () => browser.close() };
};

/** Finance finds the invoice of the month before, takes its paper, and gives a thousand of it back. */
const giveBack = async (house: ConsoleHouse, number: string, now: Date): Promise<void> => {
  const email = "months@books.example";
  await joinDesk(house, {
    ...{ email, password, name: "Lan Trần", providerId: "vn-bulksms", roles: ["finance"] },
  });
  const { finance, money: words, field, problem } = wordsOf("fa");
  await using visitor = await comeAt(house, email, "fa", now);
  const { page } = visitor;
  await page.goto("/finance/invoices");
  await savePaper(page, words("pdf"), number);
  // The customer had no address when it was issued, and has none yet.
  const lacking = page.getByRole("alert").filter({ hasText: finance("lacksBuyerAddress") });
  await lacking.getByRole("button", { name: `${finance("reissue")}: ${number}` }).click();
  await lacking.getByText(problem("ADDRESS_MISSING")).waitFor();
  await expect.poll(() => page.getByLabel(field("address")).inputValue()).toBe("moved away");
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("button", { name: `${finance("giveBack")}: ${number}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words("amount"), { exact: true }).fill("۱٬۰۰۰");
  await dialog.getByLabel(finance("reason"), { exact: true }).fill("یک هزینه بیشتر");
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: finance("issueNote") }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("cell", { name: new RegExp(words("corrects")) }).waitFor();
};

/** The customer sees the invoice beside the note that corrects it, and takes its paper. */
const readInvoice = async (
  house: ConsoleHouse,
  email: string,
  number: string,
  now: Date,
): Promise<void> => {
  const { money: words } = wordsOf("vi");
  await using visitor = await comeAt(house, email, "vi", now);
  const { page } = visitor;
  await page.goto("/wallet/papers");
  await savePaper(page, words("pdf"), number);
  await page.getByRole("cell", { name: new RegExp(words("corrects")) }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
};

const savePaper = async (page: Page, pdf: string, number: string): Promise<void> => {
  const button = page.getByRole("button", { name: `${pdf}: ${number}` });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(download.suggestedFilename()).toBe(`${number}.pdf`);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
};

/** A process may not have looked at the time yet; asked once more. */
const notYet = (error: unknown): undefined => {
  if (error instanceof Refused && error.problem.code === "MONTH_NOT_OVER") return undefined;
  throw error;
};

/** A first order by a code takes a tenth off; a second one is refused it. */
const orderWithCode = async (house: ConsoleHouse, finance: Api): Promise<void> => {
  const { apiKey = "" } = await apiClient(house.apiUrl).call("/v1/tenants", registered, {
    json: {
      ...{ providerId: "melipayamak", kind: "legal", name: "کتاب نو", ownerName: "سارا نوری" },
      ...{ ownerEmail: "code@example.com", ownerMobile: "09121234567", termsAccepted: true },
    },
  });
  const api = apiClient(house.apiUrl, apiKey);
  const price = z.object({
    toPay: money,
    discounts: z.array(z.object({ code: z.string().optional() })),
  });
  const quote = () =>
    api.call("/v1/orders/quote", z.object({ price }), {
      json: { value: rial("1500000"), code: "MPC10" },
    });
  expect((await quote()).price).toMatchObject({
    toPay: rial("1350000"),
    discounts: [{ code: "MPC10" }],
  });
  const orderId = await orderByTransfer({ api }, rial("1500000"), "MPC10");
  await finance.call(`/v1/orders/${orderId}/decision`, z.looseObject({}), {
    json: { decision: "confirm", receipt: "88213" },
  });
  expect((await api.call("/v1/wallet", wallet)).available).toEqual(rial("1500000"));
  await expect(quote()).rejects.toBeInstanceOf(Refused);
};
