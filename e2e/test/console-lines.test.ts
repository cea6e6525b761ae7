import { expect, test } from "vitest";

import { fileCase } from "../src/browser/file-case.js";
import { joinTenant } from "../src/browser/join-desk.js";
import { convertToAdvertising, leadToActive, renewSoon } from "../src/browser/lead-case.js";
import type { Reader } from "../src/browser/open-browser.js";
import { openSendingCompany } from "../src/browser/sending-company.js";
import { bringList, customersCsv } from "../src/browser/sending-work.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { consoleVisits, password, patient } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, comeIn } = consoleVisits();

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
    const { context, page } = await comeIn(language, email, "**/numbers");

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

test.each<readonly [Reader, string]>([
  ["fa", "02191004503"],
  ["tr", "02191004504"],
])(
  "in %s, the list that a line's desk called for is brought, and the line tells which version came",
  async (language, lineNumber) => {
    const { list, state } = wordsOf(language);
    const owner = {
      email: `refresh-${language}@aftab-ketab.ir`,
      name: "رضا کریمی",
      password,
    };
    const company = await openSendingCompany(house, lineNumber, owner);
    const listId = await bringList(company, 40);
    await renewSoon(house, company.lineId);
    const { context, page } = await comeIn(language, owner.email, "**/numbers");
    const line = page.getByRole("article");
    await line.getByText(state("refresh_due"), { exact: true }).waitFor();

    await page.goto(`/lists/${listId}`);
    await page.getByText(state("refresh_due"), { exact: true }).waitFor();
    await page.locator('input[type="file"]').setInputFiles({
      name: "customers.csv",
      mimeType: "text/csv",
      buffer: customersCsv(45),
    });
    await page.getByRole("button", { name: list("startReading") }).click();
    await page.getByRole("button", { name: list("rejects") }).waitFor({ timeout: 60_000 });
    await page.goto("/numbers");
    await expect
      .poll(
        async () => {
          await page.reload();
          await line.waitFor();
          return line.locator(`a[href="/lists/${listId}"]`).count();
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(1);
    await line.getByText(state("fresh"), { exact: true }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

test.each<readonly [Reader, string]>([
  ["fa", "02191004505"],
  ["tr", "02191004506"],
])(
  "in %s, the holder of an advertising line is led to the request that makes it a service line, with its number filled in",
  async (language, lineNumber) => {
    const { number, state } = wordsOf(language);
    const { caseId, apiKey } = await fileCase(house.apiUrl, lineNumber);
    await convertToAdvertising(house, apiKey, await leadToActive(house, caseId));
    const email = await joinTenant(house, apiKey, `to-service-${lineNumber}@aftab-ketab.ir`);
    const { context, page } = await comeIn(language, email, "**/numbers");

    const line = page.getByRole("article");
    await line.getByText(state("advertising"), { exact: true }).first().waitFor();
    await line.getByRole("button", { name: number("changeType") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(number("toServiceLead")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole("link", { name: number("toServiceFile") }).click();
    await page.waitForURL(/\/request\?family=landline_021/u);
    await page.getByText(number("demands"), { exact: true }).waitFor();
    await expect
      .poll(() => page.locator('[data-path="sender"]').inputValue(), patient)
      .toBe(lineNumber);
    // The papers of the first request are in the company file and are not asked for again.
    await page.locator("section").last().getByText("form.jpg").waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);
