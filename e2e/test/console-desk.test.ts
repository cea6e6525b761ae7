import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { texts } from "../../services/console/src/web/language/texts.js";
import { openConsoleHouse, type ConsoleHouse } from "../src/browser/console-house.js";
import { fileCase } from "../src/browser/file-case.js";
import { joinDesk } from "../src/browser/join-desk.js";
import { openBrowser, visit, type Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";

let house: ConsoleHouse;
let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  [house, browser] = await Promise.all([openConsoleHouse(), openBrowser()]);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await house[Symbol.asyncDispose]();
});

const password = "four words not together";

/** Presses a decision's button by keyboard alone: e goes to the decisions, Tab walks along them. */
const decide = async (page: Page, event: string): Promise<void> => {
  await page.locator(`[data-decision=${event}]:not([disabled])`).waitFor();
  await page.keyboard.press("e");
  while ((await page.locator(":focus").getAttribute("data-decision")) !== event) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
};
const send = async (page: Page): Promise<void> => {
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
};

test.each<readonly [Reader, string]>([
  ["fa", "02191001234"],
  ["tr", "02191005678"],
])(
  "in %s, an expert returns a case with reasons and leads its correction to an active line, by keyboard alone",
  async (language, lineNumber) => {
    const desk = (key: keyof typeof texts.desk) => texts.desk[key][language];
    const email = `desk-${language}@asanak.ir`;
    await joinDesk(house, { email, name: "نرگس رضایی", password });
    const filed = await fileCase(house.stack.run.api ?? "", lineNumber);
    const { context, page } = await visit(browser, house.consoleUrl, language);

    await page.goto("/login");
    await page.locator('[autocomplete="username"]').waitFor();
    await page.keyboard.type(email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/desk");
    await page.getByRole("row").nth(1).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    const link = page.locator(`a[href="/desk/cases/${filed.caseId}"]`);
    await link.waitFor();
    do await page.keyboard.press("j");
    while ((await link.and(page.locator(":focus")).count()) === 0);
    await page.keyboard.press("m");
    await page.getByRole("cell", { name: desk("me"), exact: true }).waitFor();
    await link.focus();
    await page.keyboard.press("Enter");

    const item = page.locator('[data-item="field:message_subject"]');
    await item.waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    do await page.keyboard.press("j");
    while ((await item.and(page.locator(":focus")).count()) === 0);
    await page.keyboard.press("r");
    await page.keyboard.type("موضوع کلی است");
    await page.keyboard.press("Enter");
    await page.getByText(desk("rejected"), { exact: true }).waitFor();
    // The focus is where it was.
    expect(await item.and(page.locator(":focus")).count()).toBe(1);
    await page.locator("[data-decision=approve][disabled]").waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await decide(page, "deficient");
    expect(
      await page
        .getByRole("dialog")
        .getByRole("textbox", { name: desk("reason") })
        .inputValue(),
    ).toBe("موضوع کلی است");
    expect(await seriousFaults(page)).toEqual([]);
    await send(page);
    await page.getByText(desk("waitsForApplicant")).waitFor();

    await filed.fileAgain("اعلام کد رهگیری مرسوله پس از هر خرید");
    await page.reload();
    await decide(page, "approve");
    await send(page);
    await decide(page, "originals_arrive");
    await send(page);
    await decide(page, "forward");
    await send(page);
    await decide(page, "start_review");
    await send(page);
    await decide(page, "whitelist");
    await page.keyboard.type("شماره در لیست سفید قرار گرفت");
    await send(page);
    await page.locator("blockquote", { hasText: "شماره در لیست سفید قرار گرفت" }).waitFor();
    await page.getByText(texts.state.active_service[language]).first().waitFor();
    await page.getByRole("link", { name: desk("showLine") }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);
