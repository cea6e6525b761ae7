import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";

import { formatsOf } from "../../services/console/src/web/language/formats.js";
import { obtainSender, openAbroad, vietnam } from "../src/browser/company-abroad.js";
import { joinDesk, joinTenant } from "../src/browser/join-desk.js";
import type { Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { apiClient, until } from "../src/story/client.js";
import { registered } from "../src/story/shapes.js";
import { consoleVisits, password, patient } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, come, comeIn } = consoleVisits();
const dong = (minor: string) => ({ currency: "VND", minor });
const dueList = z.object({
  dues: z.array(z.object({ dueId: z.string(), status: z.string(), operator: z.string() })),
});
const finance = apiClient(house.apiUrl, house.deskKeys["vn-bulksms"]?.financeKey ?? "");

/** Việt Nam is always so far before Greenwich. */
const VIETNAM_MS = 7 * 3_600_000;
/** No journey takes longer. */
const JOURNEY_MS = 180_000;

/** Declared and kept at four operators, each for 50,000 dong once and a month [VN-BLK-08]. */
const DECLARED = ["VIETTEL", "MOBIFONE", "VINAPHONE", "VIETNAMOBILE"];

/** A company without money and a name at four operators, for whose fees it owes. */
async function openDebtor(sender: string, language: Reader, names: number) {
  const name = (place: number) => {
    const each = vietnam(`${sender}${place}`);
    const spellings = Object.fromEntries(DECLARED.map((word) => [word, each.sender]));
    return { ...each, paid: dong("0"), filing: { ...each.filing, spellings } };
  };
  const debtor = { ...name(1), company: `Công ty ${sender}` };
  const company = await openAbroad(house, debtor, `debtor-${language}@example.com`);
  for (let place = 2; place <= names; place += 1) {
    await obtainSender(house, company.api, name(place));
  }
  const fees = names * DECLARED.length * 2;
  const { dues } = await until(
    () => finance.call(`/v1/dues?status=owed&tenantId=${company.tenantId}`, dueList),
    (answer) => answer.dues.length === fees,
    { within: 60_000, what: "the fees" },
  );
  return { ...company, dues };
}

/** Fees and waivers count by the month: a journey of some minutes does not begin where one ends. */
async function withinOneMonth(): Promise<void> {
  const monthIn = (ms: number): string =>
    new Date(Date.now() + VIETNAM_MS + ms).toISOString().slice(0, 7);
  while (monthIn(0) !== monthIn(JOURNEY_MS)) await pause(1_000);
}

async function joinFinance(language: Reader, who: string): Promise<string> {
  const email = `${who}-${language}@books.example`;
  const providerId = "vn-bulksms";
  await joinDesk(house, { email, name: `${who} Trần`, password, providerId, roles: ["finance"] });
  return email;
}

/** Postpaid with a limit, and who pays for what does not arrive. */
async function setTerms(page: Page, language: Reader, limit: string): Promise<void> {
  const { finance: words, money, common } = wordsOf(language);
  await page.getByText(money("postpaid"), { exact: true }).click();
  await page.getByLabel(money("limit"), { exact: true }).fill(limit);
  await page.getByRole("combobox", { name: words("charged") }).click();
  await page.getByRole("option", { name: words("charged_delivered") }).click();
  await page
    .getByRole("button", { name: common("save") })
    .first()
    .click();
}

async function waiveFirst(page: Page, language: Reader, reason: string): Promise<void> {
  const words = wordsOf(language).finance;
  await page
    .getByRole("button", { name: new RegExp(`^${words("waive")}: `) })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words("reason"), { exact: true }).fill(reason);
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: words("waive"), exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

test.each<readonly [Reader, string]>([
  ["fa", "VTNo"],
  ["vi", "VTPhi"],
])(
  "in %s, finance waives a fee alone, a million dong in a month by two, and gives the customer a limit and who pays",
  async (language, sender) => {
    await withinOneMonth();
    const words = wordsOf(language).finance;
    const { common } = wordsOf(language);
    const { tenantId, dues } = await openDebtor(sender, language, 3);
    const customer = `/finance/customers?id=${tenantId}`;
    const first = await comeIn(language, await joinFinance(language, "first"), "**/finance");
    await first.page.goto(customer);
    await waiveFirst(first.page, language, "khai báo nhầm");
    await first.page.getByText(words("waivedBy").replace("{who}", "first Trần")).waitFor();
    expect(await seriousFaults(first.page)).toEqual([]);
    const owed = await finance.call(`/v1/dues?status=owed&tenantId=${tenantId}`, dueList);
    expect(owed.dues).toHaveLength(dues.length - 1);
    for (const { dueId } of owed.dues.slice(0, 18)) {
      const json = { reason: "khai báo nhầm" };
      await finance.call(`/v1/dues/${dueId}/waiver`, z.unknown(), { json });
    }
    await first.page.reload();
    await waiveFirst(first.page, language, "khách hàng lâu năm");
    await first.page.getByText(words("waiverProposed").replace("{who}", "first Trần")).waitFor();
    expect(await first.page.getByRole("button", { name: words("agree") }).count()).toBe(0);
    expect(await seriousFaults(first.page)).toEqual([]);
    // So much of a limit is given by two: it waits, and whoever proposed it reads that it does.
    await setTerms(first.page, language, "4.000.000.000");
    await first.page.getByText(words("waitsForSecond")).waitFor();
    const waiting = first.page.getByRole("region", { name: words("proposals") });
    await waiting.getByText(words("anotherAgrees")).waitFor();
    expect(await seriousFaults(first.page)).toEqual([]);
    await first.context.close();

    const { context, page } = await comeIn(
      language,
      await joinFinance(language, "second"),
      "**/finance",
    );
    await page.goto(customer);
    const proposals = page.getByRole("region", { name: words("proposals") });
    await proposals.getByRole("button", { name: words("agree") }).waitFor();
    // The waiver stands below what is proposed; a limit would pay the fee at once.
    await page
      .getByRole("button", { name: words("agree") })
      .nth(1)
      .click();
    await page
      .getByText(words("waivedBy").replace("{who}", `first Trần${common("comma")}second Trần`))
      .waitFor();
    await proposals.getByRole("button", { name: words("agree") }).click();
    await proposals.waitFor({ state: "detached" });
    await setTerms(page, language, "5.000.000");
    const value = formatsOf(language).money(dong("4800000"));
    // What is still owed is paid from the limit at once.
    await page.getByText(value).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const terms = z.object({ mode: z.string(), paysFor: z.string() });
    expect(await finance.call(`/v1/tenants/${tenantId}/payment-terms`, terms)).toEqual({
      mode: "postpaid",
      paysFor: "delivered",
    });
    await context.close();
  },
  2 * JOURNEY_MS,
);

test.each<readonly [Reader, string]>([
  ["fa", "GTEL"],
  ["vi", "ITEL"],
])(
  "in %s, finance agrees a price with %s, holds its invoice against our books, and settles the case of a message that nobody sent",
  async (language, operator) => {
    const { finance: words, money } = wordsOf(language);
    const { context, page } = await comeIn(
      language,
      await joinFinance(language, `books-${operator}`),
      "**/finance",
    );
    await page.getByRole("link", { name: words("tabReconciliation") }).click();
    const agreed = page.getByRole("form", { name: words("costPrices") });
    await chooseOperator(page, agreed.getByRole("combobox", { name: money("operator") }), operator);
    await agreed.getByLabel(words("row_price"), { exact: true }).fill("300");
    await agreed.getByRole("spinbutton").first().click();
    await page.keyboard.type(language === "fa" ? "۱۴۰۵۰۸۰۱" : "01112026");
    await agreed.getByLabel(new RegExp(`^${words("agreedIn")}`)).fill(`HĐ ${operator}`);
    await agreed.getByRole("button", { name: words("recordCost") }).click();
    await page.getByRole("cell", { name: `HĐ ${operator}` }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await chooseOperator(
      page,
      page.getByRole("combobox", { name: money("operator") }).first(),
      operator,
    );
    await page.getByRole("spinbutton").first().click();
    await page.keyboard.type(language === "fa" ? "۱۴۰۵۰۹۰۵" : "26112026");
    await page.locator('input[type="file"]').setInputFiles({
      name: `${operator}.csv`,
      mimeType: "text/csv",
      buffer: Buffer.from(`message_id;parts;amount\nnobody-${operator};2;800\n`),
    });
    const decide = page.getByRole("button", { name: `${words("decide")}: nobody-${operator}` });
    await decide.waitFor({ timeout: 60_000 });
    await page.getByText(words("kind_unknown_id")).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await decide.click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(words("resolution"), { exact: true }).fill(`${operator} gửi nhầm`);
    const close = dialog.getByRole("button", { name: words("closeCase"), disabled: false });
    await close.waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await close.click();
    await decide.waitFor({ state: "detached" });
    await page.getByText(words("case_closed"), { exact: true }).click();
    await page.getByText(`${operator} gửi nhầm`).waitFor();
    await context.close();
  },
);

test("in Persian, a reseller invites a company, which accepts and finance confirms; it puts its price on top, and its customer reads it beside the text, with how the same is said for less", async () => {
  const language: Reader = "fa";
  const { money, compose, cost, common, access, finance: desk } = wordsOf(language);
  const format = formatsOf(language);
  const customer = await openAbroad(house, vietnam("VTResold"), "resold@example.com");
  const resellerEmail = await register("Đại lý Hà Nội");
  const { company } = vietnam("");
  const seller = await comeIn(language, resellerEmail, "**/numbers");
  await seller.page.goto("/wallet/resale");
  await seller.page.getByLabel(money("invitedName"), { exact: true }).fill(company);
  await seller.page.getByRole("button", { name: money("inviteCustomer"), exact: true }).click();
  const link = await seller.page.locator("[data-secret]").innerText();
  await seller.page.getByText(money("invited_open"), { exact: true }).waitFor();
  expect(await seriousFaults(seller.page)).toEqual([]);
  // Whoever has no log-in reads who invites, and is led to the ways in.
  const { context, page } = await come(language);
  await page.goto(link.trim());
  await page.getByRole("link", { name: access("signUp") }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("link", { name: access("login") }).click();
  await page.waitForURL("**/login?**");
  await page.locator('[autocomplete="username"]').fill(customer.email);
  await page.locator('[autocomplete="current-password"]').fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: money("joinAs").replace("{name}", company) }).click();
  await page.getByText(money("invited_accepted")).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const books = await comeIn(language, await joinFinance(language, "resale"), "**/finance");
  await books.page.goto("/finance/customers");
  const joinings = books.page.getByRole("region", { name: desk("joinings") });
  const confirm = joinings.getByRole("button", { name: `${desk("confirmJoining")}: ${company}` });
  await confirm.waitFor();
  expect(await seriousFaults(books.page)).toEqual([]);
  await confirm.click();
  await joinings.waitFor({ state: "detached" });
  await books.context.close();
  // One letter with an accent makes a longer message of it.
  const plain =
    "VT Edu: lop A1 cua ban bat dau luc 7:30 ngay mai. Moi ban mang theo sach, vo va the hoc vien.";
  const text = plain.replace("lop", "lớp");
  const price = async (): Promise<bigint> => {
    const shape = z.object({
      costs: z.array(z.object({ operator: z.string(), cost: z.object({ minor: z.string() }) })),
    });
    const json = { text, family: "brandname", lineId: customer.lineId };
    const { costs } = await customer.api.call("/v1/texts/examination", shape, { json });
    return BigInt(costs.find(({ operator }) => operator === "VIETTEL")?.cost.minor ?? 0);
  };
  const before = await price();
  await seller.page.reload();
  await seller.page.getByText(money("invited_confirmed"), { exact: true }).waitFor();
  const change = `${money("changePrices")}: ${company}`;
  await seller.page.getByRole("button", { name: change }).click();
  const dialog = seller.page.getByRole("dialog");
  await dialog.getByRole("button", { name: money("addPrice") }).click();
  const operator = `${money("operator")} ${format.number(1)}`;
  await dialog.getByRole("combobox", { name: operator }).click();
  await seller.page.getByRole("option", { name: "Viettel" }).click();
  await dialog.getByLabel(money("onTop"), { exact: true }).fill("۵۰");
  expect(await seriousFaults(seller.page)).toEqual([]);
  await dialog.getByRole("button", { name: common("save") }).click();
  await dialog.waitFor({ state: "detached" });
  const onTop = format.money(dong("50"));
  await seller.page.getByRole("cell", { name: `Viettel: ${onTop}` }).waitFor();
  expect(await seriousFaults(seller.page)).toEqual([]);
  await seller.context.close();

  await expect.poll(price, patient).toBeGreaterThan(before);
  const asked = await price();
  expect((asked - before) % 50n).toBe(0n);
  await page.goto("/campaigns/new");
  await page.getByText(compose("aText"), { exact: true }).click();
  const written = page.getByLabel(compose("textOfMessage"), { exact: true });
  await written.fill(text);
  const row = page.getByRole("row", { name: /Viettel/ });
  await row.getByText(format.money(dong(`${asked}`)), { exact: true }).waitFor();
  await page.getByText(cost("saves").split("{amount}").join("").trim()).first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page
    .getByRole("button", { name: cost("take") })
    .first()
    .click();
  await expect.poll(() => written.inputValue(), patient).toBe(plain);
  await page.getByText(cost("cheapAlready")).waitFor();
  await context.close();
});

/** A company without a sender. @returns the address that its owner logs in with. */
async function register(name: string) {
  const email = "reseller@example.com";
  const { apiKey = "" } = await apiClient(house.apiUrl).call("/v1/tenants", registered, {
    json: {
      ...{ providerId: "vn-bulksms", kind: "legal", name, ownerName: "Lan Trần" },
      ...{ ownerEmail: `first-${email}`, ownerMobile: "0912345678", termsAccepted: true },
    },
  });
  return joinTenant(house, apiKey, email);
}

async function chooseOperator(
  page: Page,
  field: ReturnType<Page["getByRole"]>,
  operator: string,
): Promise<void> {
  await field.fill(operator);
  await page.getByRole("option", { name: new RegExp(operator, "i") }).click();
}
