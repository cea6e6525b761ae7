import { afterAll, beforeAll, expect, test } from "vitest";

import { fileCase } from "../src/browser/file-case.js";
import { joinTenant } from "../src/browser/join-desk.js";
import { leadToActive, renewSoon } from "../src/browser/lead-case.js";
import { logIn } from "../src/browser/log-in.js";
import { openBrowser, visit, type Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { theConsoleHouse } from "../src/browser/the-console-house.js";
import { wordsOf } from "./console-words.js";

const house = theConsoleHouse();
let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser[Symbol.asyncDispose]());

test.each<readonly [Reader, string]>([
  ["fa", "02191004501"],
  ["vi", "02191004502"],
])(
  "in %s, the holder of line %s reads when it renews and what list it owes, asks for its conversion to advertising, and is led back to that request",
  async (language, lineNumber) => {
    const { number, state } = wordsOf(language);
    const { caseId, apiKey } = await fileCase(house.apiUrl, lineNumber);
    await renewSoon(house, await leadToActive(house, caseId));
    const email = await joinTenant(house, apiKey, `holder-${lineNumber}@aftab-ketab.ir`);
    const { context, page } = await visit(browser, house.consoleUrl, language);
    await logIn(page, { email, password: "four words not together" });
    await page.waitForURL("**/numbers");

    const line = page.getByRole("article");
    await line.getByText(state("refresh_due"), { exact: true }).waitFor();
    await line.getByRole("button", { name: number("changeType") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(number("convertLead")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: number("convertFile") }).click();
    await page.waitForURL("**/requests/*");
    const request = new URL(page.url()).pathname;
    await page.getByText(state("provider_review")).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.goto("/numbers");
    await line.getByRole("button", { name: number("changeType") }).click();
    await dialog.getByText(number("convertUnderWay")).waitFor();
    await dialog.getByRole("link", { name: number("seeRequest") }).click();
    await page.waitForURL(`**${request}`);
    await context.close();
  },
);
