import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

import type { BrowserContext, Page } from "playwright-core";

import { doAbroadWork, openAbroad, turkey, vietnam } from "./company-abroad.js";
import { DESKS, openConsoleHouse } from "./console-house.js";
import { fileCase } from "./file-case.js";
import { joinDesk, joinTenant } from "./join-desk.js";
import { leadToActive, renewSoon, returnCase } from "./lead-case.js";
import { logIn } from "./log-in.js";
import { openBrowser, visit, type Reader } from "./open-browser.js";
import { openSendingCompany } from "./sending-company.js";
import { doSendingWork } from "./sending-work.js";
import { draftPrices, inviteTwice, orderByTransfer, payTwice } from "./money-work.js";
import { holdNotice, leaveDeadLetters } from "./road-work.js";
import { seriousFaults } from "./serious-faults.js";
import {
  deskAbroad,
  DRAFT,
  everywhere,
  financeShots,
  judgeAgain,
  ofMarket,
  open,
  roadShots,
  sendingShots,
  type Shot,
} from "./shots.js";
import { signUp } from "./sign-up.js";

/**
 * `npm run screenshots [-- WORD…]`: every screen (or those whose name contains a word, such as `desk-` or `.vi`) in all
 * four languages, wide and at a telephone's width, into e2e/screenshots (git-ignored), from a house of its own or from
 * that of WHITELINE_CONSOLE_HOUSE; tells which are wider than their window and what axe-core finds serious on them.
 */
const folder = join(import.meta.dirname, "../../screenshots");
const languages: readonly Reader[] = ["fa", "tr", "vi", "en"];
const companies = {
  IR: "فروشگاه کتاب آفتاب",
  TR: "Örnek Kitap A.Ş.",
  VN: "Công ty Giáo dục VT",
} as const;
/** A house that is kept has met those of the last run. */
const run = Date.now().toString(36);
const digits = String(Date.now() % 1_000).padStart(3, "0");
const mobiles = { IR: "۰۹۱۲۱۲۳۴۵۶۷", TR: "05321234567", VN: "0912345678" } as const;

const wanted = process.argv.slice(2);
if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await using house = await openConsoleHouse();
await using browser = await openBrowser();

const desktop = { width: 1280, height: 860 };
const telephone = { width: 390, height: 844 };

/** From the top: a header that stays in view would otherwise lie across the middle of the picture. */
const take = async (page: Page, name: string): Promise<void> => {
  await page.evaluate("window.scrollTo(0, 0)");
  await page.waitForTimeout(250);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  const wide = await page.evaluate(
    "document.documentElement.scrollWidth > document.documentElement.clientWidth",
  );
  if (wide === true) console.log(`${name} is wider than its window`);
};

const shoot = async (
  context: BrowserContext,
  page: Page,
  prefix: string,
  shots: readonly Shot[],
) => {
  for (const language of languages) {
    await context.addInitScript(`localStorage.setItem("whiteline.language", "${language}")`);
    for (const { name, path, then } of shots) {
      const full = `${prefix}${name}.${language}`;
      if (wanted.length > 0 && !wanted.some((word) => full.includes(word))) continue;
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      await then?.(page);
      await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
      await take(page, full);
      // Colours and names are the same in every language; its direction is not.
      const faults = language === "fa" || language === "en" ? await seriousFaults(page) : [];
      if (faults.length > 0) console.log(`${full}\n  ${faults.join("\n  ")}`);
      await page.setViewportSize(telephone);
      await take(page, `${full}.phone`);
      await page.setViewportSize(desktop);
    }
  }
};

{
  const { context, page } = await visit(browser, house.consoleUrl, "en");
  await shoot(context, page, "", open);
  await context.close();
}
for (const { market, name } of DESKS) {
  const { context, page } = await visit(browser, house.consoleUrl, "en");
  page.on("pageerror", (error) => console.log(`${market} page error: ${error.message}`));
  await signUp(page, {
    provider: name,
    company: companies[market],
    owner: "Sara Ahmadi",
    email: `owner-${run}@${market.toLowerCase()}.example`,
    mobile: mobiles[market],
    password: "four words not together",
  });
  await shoot(context, page, `${market.toLowerCase()}-`, [
    ...everywhere,
    ...(ofMarket[market] ?? []),
  ]);
  await context.close();
}
const password = "four words not together";
const comeIn = async (email: string) => {
  const { context, page } = await visit(browser, house.consoleUrl, "en");
  await logIn(page, { email, password });
  await page.waitForURL(/numbers|desk/);
  return { context, page };
};
{
  const owner = { email: `sending-${run}@aftab-ketab.example`, name: "رضا کریمی", password };
  const company = await openSendingCompany(house, `0219110${digits}0`, owner);
  const work = await doSendingWork(house, company, `0219110${digits}0`);
  await holdNotice(house, company);
  await leaveDeadLetters(house, 4);
  const sender = await comeIn(owner.email);
  const orderId = await orderByTransfer(company, { currency: "IRR", minor: "25000000" });
  const invitation = await inviteTwice(company, house, run);
  await shoot(sender.context, sender.page, "sending-", [
    ...sendingShots("IR", work, orderId),
    { name: "resale", path: "/wallet/resale" },
  ]);
  await sender.context.close();
  const invited = await visit(browser, house.consoleUrl, "en");
  await shoot(invited.context, invited.page, "", [{ name: "join", path: invitation }]);
  await invited.context.close();
  const finance = { email: `finance-${run}@asanak.example`, name: "نرگس رضایی", password };
  await joinDesk(house, { ...finance, roles: ["finance"] });
  const books = await visit(browser, house.consoleUrl, "en");
  await logIn(books.page, finance);
  await books.page.waitForURL("**/finance");
  const list = await draftPrices(house, "asanak", company.tenantId, run);
  await shoot(books.context, books.page, "finance-", [
    ...financeShots(company.tenantId, list),
    { name: "joinings", path: "/finance/customers" },
    {
      name: "find-customer",
      path: "/finance/customers",
      then: async (on) => {
        await on.locator("main input").first().fill("کتاب");
        await on.getByRole("option").first().waitFor();
      },
    },
  ]);
  await books.context.close();
  const texts = { email: `texts-${run}@asanak.example`, name: "نرگس رضایی", password };
  await joinDesk(house, texts);
  const staff = await comeIn(texts.email);
  await shoot(staff.context, staff.page, "texts-", [
    { name: "queue", path: "/texts" },
    { name: "verdict", path: `/verdicts/${work.verdictId}`, then: judgeAgain },
    {
      name: "replay",
      path: "/texts/replay",
      then: async (on) => {
        await on.locator("main textarea").first().fill(DRAFT);
        await on.locator("main button[type=submit]").click();
        await on.locator("main [aria-live=polite]").waitFor();
      },
    },
    {
      name: "case",
      path: `/texts/campaign:${work.heldId}:1`,
      then: async (on) => on.locator("[data-decision=return]").click(),
    },
    { name: "complaints", path: "/complaints" },
    {
      name: "complaint",
      path: `/complaints/${work.complaintId}`,
      then: async (on) => on.locator("[data-decision=confirm]").click(),
    },
  ]);
  await staff.context.close();
}
{
  const desk = { email: `narges-${run}@asanak.example`, name: "نرگس رضایی", password };
  await joinDesk(house, desk);
  const { caseId } = await fileCase(house.apiUrl, `0219110${digits}1`);
  const { caseId: returnedId, apiKey } = await fileCase(house.apiUrl, `0219110${digits}2`);
  const { caseId: activeId, ...other } = await fileCase(house.apiUrl, `0219110${digits}3`);
  const lineId = await leadToActive(house, activeId);
  await returnCase(house, returnedId);
  await renewSoon(house, lineId);

  const path = `/desk/cases/${caseId}`;
  const chooseReturn = async (on: Page): Promise<void> => {
    await on.locator("[data-decision=deficient]").click();
    await on.getByRole("dialog").waitFor();
  };
  const staff = await comeIn(desk.email);
  await shoot(staff.context, staff.page, "desk-", [
    { name: "queue", path: "/desk" },
    { name: "case", path },
    { name: "return", path, then: chooseReturn },
    { name: "keys", path, then: async (on) => on.keyboard.press("?") },
    { name: "alarms", path: "/desk/alarms" },
    ...roadShots,
    { name: "lines", path: "/desk/lines" },
    { name: "licences", path: "/desk/licences" },
    { name: "line", path: `/desk/lines/${lineId}` },
    { name: "calendar", path: "/desk/calendar" },
    { name: "questions", path: "/desk/consultations" },
  ]);
  await staff.context.close();

  const holder = await comeIn(
    await joinTenant(house, other.apiKey, `holder-${run}@aftab-ketab.ir`),
  );
  await shoot(holder.context, holder.page, "own-", [
    {
      name: "lines",
      path: "/numbers",
      then: async (on) => on.locator("article button[aria-expanded]").first().click(),
    },
    { name: "request", path: `/requests/${activeId}` },
    {
      name: "conversion",
      path: "/numbers",
      then: async (on) => {
        await on.locator("article button:not([aria-expanded])").first().click();
        await on.getByRole("dialog").locator("textarea").first().waitFor();
      },
    },
  ]);
  await holder.context.close();
  const applicant = await comeIn(
    await joinTenant(house, apiKey, `applicant-${run}@aftab-ketab.ir`),
  );
  await shoot(applicant.context, applicant.page, "own-", [
    { name: "requests", path: "/numbers/requests" },
    { name: "returned", path: `/requests/${returnedId}` },
    { name: "correct", path: `/request?family=landline_021&correct=${returnedId}` },
  ]);
  await applicant.context.close();
}
for (const [market, abroad] of [
  ["TR", turkey(`KITAP ${run.slice(-5).toUpperCase()}`)],
  ["VN", vietnam(`VTEdu${run.slice(-5).toUpperCase()}`)],
] as const) {
  const prefix = market.toLowerCase();
  const isWanted = (word: string) => word.startsWith(`${prefix}-`) || word.startsWith(".");
  if (wanted.length > 0 && !wanted.some(isWanted)) continue;
  const company = await openAbroad(house, abroad, `sending-${run}@${prefix}.example`);
  const work = await doAbroadWork(house, company, abroad);
  const sender = await comeIn(company.email);
  const orderId = await orderByTransfer(company, abroad.paid);
  if (market === "VN") await payTwice(company, house, { currency: "VND", minor: "500000" });
  const shots = sendingShots(market, work, orderId);
  await shoot(sender.context, sender.page, `${prefix}-sending-`, shots);
  await sender.context.close();
  const desk = { email: `desk-${run}@${prefix}.example`, name: "Deniz Aydın", password };
  await joinDesk(house, {
    ...desk,
    providerId: abroad.providerId,
    roles: ["expert", "operations", "finance"],
  });
  const staff = await comeIn(desk.email);
  const list = await draftPrices(house, abroad.providerId, company.tenantId, run);
  await shoot(staff.context, staff.page, `${prefix}-desk-`, [
    ...deskAbroad(work, company.lineId),
    ...financeShots(company.tenantId, list),
  ]);
  await staff.context.close();
}
{
  const head = { email: `head-${run}@aktan.example`, name: "Ayşe Yılmaz", password };
  await joinDesk(house, { ...head, providerId: "aktan", roles: ["administrator"] });
  const staff = await comeIn(head.email);
  await shoot(staff.context, staff.page, "tr-desk-", [
    { name: "licences", path: "/desk/licences" },
    { name: "trail", path: "/account/trail" },
  ]);
  await staff.context.close();
}
console.log(folder);
