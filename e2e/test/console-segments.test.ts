import { expect, test } from "vitest";

import type { Reader } from "../src/browser/open-browser.js";
import { openSendingCompany } from "../src/browser/sending-company.js";
import { bringList } from "../src/browser/sending-work.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { consoleVisits, password } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, comeIn } = consoleVisits();

test.each<readonly [Reader, string]>([
  ["fa", "02191006001"],
  ["tr", "02191006002"],
])(
  "in %s, a part of a list is made by a variable, counted, changed, and written to",
  async (language, lineNumber) => {
    const { list, common, compose } = wordsOf(language);
    const owner = {
      email: `segments-${language}@aftab-ketab.ir`,
      name: "رضا کریمی",
      password,
    };
    const company = await openSendingCompany(house, lineNumber, owner);
    const listId = await bringList(company, 40);
    const { context, page } = await comeIn(language, owner.email, "**/numbers");

    await page.goto(`/lists/${listId}`);
    await page.getByRole("button", { name: list("newSegment") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(list("segmentName")).fill("خریداران تازه");
    const choose = async (label: string, option: string): Promise<void> => {
      await dialog.getByRole("combobox", { name: label }).click();
      await page.getByRole("option", { name: option, exact: true }).click();
    };
    await choose(list("looksAt"), list("at_variable"));
    await choose(list("variable"), "کد");
    await choose(list("comparison"), list("is_at_least"));
    await dialog.getByRole("textbox", { name: list("value") }).fill("7030");
    // Codes 7000 to 7039: ten of forty.
    const counted = (matching: number): RegExp =>
      language === "fa"
        ? new RegExp(`${matching.toLocaleString("fa")} .*${(40).toLocaleString("fa")}`, "u")
        : new RegExp(`40 .*${matching}`, "u");
    await dialog.getByText(counted(10)).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: common("save") }).click();
    await dialog.waitFor({ state: "detached" });

    await page.getByRole("button", { name: `${list("changeSegment")}: خریداران تازه` }).click();
    await dialog.getByRole("textbox", { name: list("value") }).fill("7038");
    await dialog.getByText(counted(2)).waitFor();
    await dialog.getByRole("button", { name: common("save") }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("7038").waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole("link", { name: list("writeToSegment"), exact: true }).click();
    await page.waitForURL(/\/campaigns\/new\?segmentId=/u);
    await page.getByRole("combobox", { name: compose("segment") }).waitFor();
    await context.close();
  },
);
