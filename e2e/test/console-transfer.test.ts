import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { joinDesk } from "../src/browser/join-desk.js";
import type { Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { signUp } from "../src/browser/sign-up.js";
import { consoleVisits, password, patient } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, come, comeIn } = consoleVisits();

const decide = async (page: Page, event: string, words = ""): Promise<void> => {
  await page.locator(`[data-decision=${event}]:not([disabled])`).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  if (words !== "") await dialog.getByRole("textbox").first().fill(words);
  // The window takes the keys when it has the focus, a moment after it is seen.
  await page.locator("[role=dialog] form:focus-within").waitFor();
  await page.keyboard.press("Control+Enter");
  await dialog.waitFor({ state: "detached" });
};

test.each<readonly [Reader, string, string, "active_service" | "carried_over"]>([
  ["fa", "02191003001", "confirm_status", "active_service"],
  ["en", "02191003002", "deny_status", "carried_over"],
])(
  "[IR-MEL-18] in %s, a company brings line %s from another provider, and the operator's %s decides what it becomes",
  async (language, lineNumber, answer, becomes) => {
    const { family, number, state } = wordsOf(language);
    const { context, page } = await come(language);
    await signUp(page, {
      provider: "آسانک",
      company: "شرکت انتقال",
      owner: "سارا احمدی",
      email: `transfer-${language}@example.ir`,
      mobile: "09121234567",
      password,
    });
    await page.getByRole("button", { name: number("transfer") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: number("transferFile") }).click();
    await expect.poll(() => dialog.locator('[aria-invalid="true"]').count(), patient).toBe(3);
    await dialog.getByRole("combobox", { name: number("kindOfLine") }).click();
    await page.getByRole("option", { name: family("landline_021"), exact: true }).click();
    await dialog.getByLabel(number("sender_number"), { exact: true }).fill(lineNumber);
    await dialog.getByLabel(number("fromProvider"), { exact: true }).fill("کندو");
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: number("transferFile") }).click();
    await page.waitForURL("**/requests/*");
    await page.getByText(state("transfer_review")).first().waitFor();
    const id = page.url().split("/").at(-1);

    const email = `transfers-${language}@asanak.ir`;
    await joinDesk(house, { email, name: "نرگس رضایی", password });
    const desk = await comeIn(language, email, "**/desk");
    await desk.page.goto(`/desk/cases/${id}`);
    await decide(desk.page, "approve");
    await decide(desk.page, answer, "پاسخ اپراتور ثبت شد");
    await desk.page.getByText(state(becomes)).first().waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    await desk.context.close();

    await page.goto("/numbers");
    const line = page.getByRole("article");
    await line.getByText(state("active"), { exact: true }).waitFor();
    const type = becomes === "active_service" ? "service" : "advertising";
    await line.getByText(state(type), { exact: true }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);
