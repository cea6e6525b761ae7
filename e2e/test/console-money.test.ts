import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";

import { formatsOf } from "../../services/console/src/web/language/formats.js";
import { joinDesk } from "../src/browser/join-desk.js";
import type { Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { signUp } from "../src/browser/sign-up.js";
import { drawPaper } from "../src/input/commitment-form.js";
import { consoleVisits, password } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, come, comeIn } = consoleVisits();

test.each<Reader>(["fa", "en"])(
  "[IR-MEL-17] [TR-AKT-30] [VN-BLK-10] [VN-BLK-18] in %s, a visitor compares what 20,001 parts of a month cost, and is told what is only an example",
  async (language) => {
    const { tariff, visitor } = wordsOf(language);
    const format = formatsOf(language);
    const { context, page } = await come(language);
    await page.goto("/login");
    await page.getByRole("link", { name: visitor("toTariffs") }).click();
    await page.getByRole("heading", { name: tariff("title") }).waitFor();
    await page.getByText(tariff("market_IR"), { exact: true }).click();
    await page.getByText(tariff("exampleHint")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByText(tariff("market_TR"), { exact: true }).click();
    await page.getByText(tariff("credits")).waitFor();
    const credits = page.getByRole("row", { name: new RegExp(tariff("list_tr_aktan_credits")) });
    await credits
      .getByText(format.money({ currency: "TRC", minor: "1" }))
      .first()
      .waitFor();
    const perCredit = format.money({ currency: "TRY", minor: "25" });
    await page.getByText(tariff("perCredit").replace("{amount}", perCredit)).waitFor();
    await page.getByText(tariff("market_VN"), { exact: true }).click();
    const health = page.getByRole("row", { name: new RegExp(tariff("list_vn_bulksms_2_1")) });
    await health.getByText(format.money({ currency: "VND", minor: "150" })).waitFor();
    expect(await health.count()).toBe(2);
    await page.getByLabel(tariff("parts"), { exact: true }).fill("۲۰٬۰۰۱");
    await health.getByText(format.money({ currency: "VND", minor: "3000350" })).waitFor();
    await page.getByRole("heading", { name: tariff("discounts") }).waitFor();
    const [, words = ""] = tariff("reference").split("{year}");
    await page.getByText(words).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

type Journey = {
  readonly language: Reader;
  readonly provider: string;
  readonly providerId: string;
  readonly currency: string;
};
const journeys: readonly Journey[] = [
  { language: "fa", provider: "آسانک", providerId: "asanak", currency: "IRR" },
  { language: "tr", provider: "Aktan SMS", providerId: "aktan", currency: "TRC" },
];

test.each(journeys)(
  "in $language, a customer tops up by transfer, finance confirms it and puts prices in force, and the month is taken along",
  async (journey) => {
    const { language, currency } = journey;
    const { money, shell } = wordsOf(language);
    const value = formatsOf(language).money({ currency, minor: "5000000" });
    const { context, page } = await come(language);
    await signUp(page, {
      provider: journey.provider,
      company: `Para ${language}`,
      owner: "Sara Ahmadi",
      email: `money-${language}@example.com`,
      mobile: language === "fa" ? "09121234567" : "05321234567",
      password,
    });
    await page.getByRole("link", { name: shell("navWallet") }).click();
    await page.getByText(money("noEntries")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page
      .getByRole("link", { name: money("tabTopUp"), exact: true })
      .first()
      .click();
    await orderByTransfer(page, journey);
    expect(await seriousFaults(page)).toEqual([]);

    const tenantId = await tenantOf(page);
    const desk = await financeDesk(journey);
    await confirmTransfer(desk.page, journey);
    await proposeOwnPrices(desk.page, journey, tenantId);
    const proposed = new URL(desk.page.url()).pathname;
    if (currency === "TRC") await proposeOwnCreditPrice(desk.page, journey, tenantId);
    await desk.context.close();
    const second = await financeDesk(journey, "second");
    await second.page.goto(proposed);
    await agreeToPrices(second.page, journey);
    if (currency === "TRC") await agreeToCreditPrice(second.page, journey);
    await second.context.close();

    await page.reload();
    await page.getByText(money("paidNow")).waitFor();
    await page.getByRole("link", { name: shell("navWallet") }).click();
    await page.getByText(money("kind_order"), { exact: true }).waitFor();
    await page.getByText(value).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("link", { name: money("tabPapers") }).click();
    const statement = page.getByRole("button", { name: new RegExp(`^${money("pdf")}: `) }).first();
    const [download] = await Promise.all([page.waitForEvent("download"), statement.click()]);
    expect(download.suggestedFilename()).toMatch(/^statement-\d{4}-\d{2}\.pdf$/);
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

async function orderByTransfer(page: Page, { language, currency }: Journey): Promise<void> {
  const { money } = wordsOf(language);
  const amount = money(currency === "TRC" ? "howManyCredits" : "howMuch");
  await page.getByLabel(amount, { exact: true }).fill("5.000.000");
  await page.getByRole("radio", { name: money("method_transfer") }).check();
  await page.getByText(money("toPay")).first().waitFor();
  await page.getByRole("button", { name: money("orderByTransfer") }).click();
  await page.getByText(money("transferTitle")).waitFor();
  const buffer = await drawPaper("transfer_proof");
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "slip.jpg", mimeType: "image/jpeg", buffer });
  await page.getByText("slip.jpg").waitFor();
  await page.getByRole("button", { name: money("sendProof") }).click();
  await page.getByText(money("reviewWaits")).waitFor();
}

async function tenantOf(page: Page): Promise<string> {
  const answer = await page.request.get("/v1/me");
  const shape = z.object({ tenant: z.object({ tenantId: z.string() }) });
  return shape.parse(await answer.json()).tenant.tenantId;
}

/** @param who of the provider's finance. */
async function financeDesk({ language, providerId }: Journey, who = "finance") {
  const email = `${who}-${language}@desk.example`;
  await joinDesk(house, { email, name: `${who} Rezaei`, password, providerId, roles: ["finance"] });
  const desk = await comeIn(language, email, "**/finance");
  return desk;
}

async function confirmTransfer(page: Page, { language }: Journey): Promise<void> {
  const { finance, money } = wordsOf(language);
  await page.getByRole("img", { name: money("proof") }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByLabel(finance("bankNumber"), { exact: true }).fill(`bank-${language}-1`);
  await page.getByRole("button", { name: finance("confirm") }).click();
  await page.getByText(finance("noTransfers")).waitFor();
}

/** A list of the customer's own, so that the other journeys of the house keep their prices; its leap asks for two. */
async function proposeOwnPrices(
  page: Page,
  { language }: Journey,
  tenantId: string,
): Promise<void> {
  const { finance, common } = wordsOf(language);
  await page.getByRole("link", { name: finance("tabTariffs") }).click();
  await page.getByRole("link", { name: finance("newList") }).click();
  await page.getByLabel(finance("listId"), { exact: true }).fill(`own-${language}`);
  await page.getByLabel(finance("description"), { exact: true }).fill("2027");
  const customer = page.getByRole("combobox", {
    name: `${finance("onlyFor")} (${common("optional")})`,
  });
  // A whole id finds its customer as well as a part of its name does.
  await customer.fill(tenantId);
  await page.getByRole("option", { name: `Para ${language}` }).click();
  await page.getByRole("combobox", { name: new RegExp(`^${finance("families")}`) }).click();
  await page.getByRole("option").filter({ visible: true }).first().click();
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: new RegExp(`^${finance("row_script")}`) }).click();
  await page.getByRole("option").filter({ visible: true }).nth(1).click();
  await page.getByRole("combobox", { name: new RegExp(`^${finance("row_script")}`) }).click();
  await page.getByRole("option", { name: finance("everyScript") }).click();
  const price = page.getByRole("textbox", { name: new RegExp(`^${finance("row_price")}`) });
  await price.fill("-7");
  await page.getByRole("button", { name: finance("saveDraft") }).click();
  await page.getByText(finance("rowsFaulty")).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await price.fill("7");
  await page.getByRole("button", { name: finance("saveDraft") }).click();
  await page.getByRole("heading", { name: finance("reach") }).waitFor();
  await page.getByRole("table").first().waitFor();
  await page.getByText(finance("twoDecide")).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole("spinbutton").first().click();
  // Tomorrow: should a midnight pass before the second person agrees, it is today.
  await page.keyboard.type(typedDay(language, new Date(Date.now() + 86_400_000)));
  await page.getByRole("button", { name: finance("propose") }).click();
  await page.getByText(finance("anotherAgrees")).waitFor();
  expect(await page.getByRole("button", { name: finance("agree") }).count()).toBe(0);
  expect(await seriousFaults(page)).toEqual([]);
}

async function agreeToPrices(page: Page, { language }: Journey): Promise<void> {
  const { finance } = wordsOf(language);
  await page.getByRole("button", { name: finance("agree") }).click();
  await page
    .getByText(finance("list_in_force"))
    .or(page.getByText(finance("list_scheduled")))
    .first()
    .waitFor();
}

/** What a credit costs the customer from tomorrow on: it waits, and whoever proposed it cannot agree. */
async function proposeOwnCreditPrice(
  page: Page,
  { language }: Journey,
  tenantId: string,
): Promise<void> {
  const { finance, common } = wordsOf(language);
  await page.goto("/finance/tariffs");
  const form = page.getByRole("form", { name: finance("creditPrices") });
  await form.getByLabel(finance("perCredit"), { exact: true }).fill("0,3");
  await form.getByRole("spinbutton").first().click();
  await page.keyboard.type(typedDay(language, new Date(Date.now() + 86_400_000)));
  const customer = `${finance("onlyFor")} (${common("optional")})`;
  await form.getByRole("combobox", { name: customer }).fill(tenantId);
  await page.getByRole("option", { name: `Para ${language}` }).click();
  await form.getByRole("button", { name: finance("proposeCreditPrice") }).click();
  const waiting = page.getByRole("region", { name: finance("proposals") });
  await waiting.getByText(finance("anotherAgrees")).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
}

async function agreeToCreditPrice(page: Page, { language }: Journey): Promise<void> {
  const { finance } = wordsOf(language);
  await page.goto("/finance/tariffs");
  const waiting = page.getByRole("region", { name: finance("proposals") });
  const price = formatsOf(language).money({ currency: "TRY", minor: "30" });
  await waiting.getByText(price).waitFor();
  await waiting.getByRole("button", { name: finance("agree") }).click();
  await page.getByRole("cell", { name: price }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
}

/** A day by the market's clock as its digits are typed into the field, in the reader's calendar and order. */
function typedDay(language: Reader, day: Date): string {
  const timeZone = language === "fa" ? "Asia/Tehran" : "Europe/Istanbul";
  const options = { year: "numeric", month: "2-digit", day: "2-digit", timeZone } as const;
  const locale = language === "fa" ? "fa-IR-u-ca-persian-nu-arabext" : "en-GB";
  const parts = new Intl.DateTimeFormat(locale, options).formatToParts(day);
  const partOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  const order = language === "fa" ? ["year", "month", "day"] : ["day", "month", "year"];
  return order.map(partOf).join("");
}
