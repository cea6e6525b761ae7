import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";

import { fileCase } from "../src/browser/file-case.js";
import { joinDesk } from "../src/browser/join-desk.js";
import { leadToActive } from "../src/browser/lead-case.js";
import type { Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { apiClient } from "../src/story/client.js";
import { consoleVisits, password, patient } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, come, comeIn } = consoleVisits();

const renewing = z.object({ renewsOn: z.string() });

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
  // The window takes the keys when it has the focus, a moment after it is seen.
  await page.locator("[role=dialog] form:focus-within").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
};

test.each<readonly [Reader, string]>([
  ["fa", "02191001234"],
  ["tr", "02191005678"],
])(
  "in %s, an expert returns a case with reasons and leads its correction to an active line, by keyboard alone",
  async (language, lineNumber) => {
    const { desk, state } = wordsOf(language);
    const email = `desk-${language}@asanak.ir`;
    await joinDesk(house, { email, name: "نرگس رضایی", password });
    const filed = await fileCase(house.apiUrl, lineNumber);
    const { context, page } = await come(language);

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
    await expect.poll(() => item.and(page.locator(":focus")).count(), patient).toBe(1);
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
    await page.getByText(state("active_service")).first().waitFor();
    await page.getByRole("link", { name: desk("showLine") }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

/** Lets a person in at Asanak's desk and opens a case or a line before them. */
const comeTo = async (path: string, name: string, email: string, language: Reader) => {
  await joinDesk(house, { email, name, password });
  const visitor = await comeIn(language, email, "**/desk");
  await visitor.page.goto(path);
  return visitor;
};

test.each<readonly [Reader, string]>([
  ["fa", "02191001235"],
  ["en", "02191001236"],
])(
  "in %s, of two experts at one case the second sees what the first did, and loses nothing",
  async (language, lineNumber) => {
    const { desk, state } = wordsOf(language);
    const { caseId } = await fileCase(house.apiUrl, lineNumber);
    const path = `/desk/cases/${caseId}`;
    const first = await comeTo(path, "نرگس رضایی", `first-${language}@asanak.ir`, language);
    const second = await comeTo(path, "کاوه مرادی", `second-${language}@asanak.ir`, language);
    await second.page.locator("[data-decision=deficient]").waitFor();
    await decide(first.page, "approve");
    await send(first.page);

    await second.page.locator("[data-decision=deficient]").click();
    const dialog = second.page.getByRole("dialog");
    await dialog.getByRole("button", { name: desk("addReason") }).click();
    await dialog.getByRole("textbox", { name: desk("reason") }).fill("سربرگ خوانا نیست");
    await dialog.getByRole("textbox", { name: desk("remedy") }).fill("دوباره اسکن کنید");
    // The window takes the keys when it has the focus, a moment after it is seen.
    await second.page.locator("[role=dialog] form:focus-within").waitFor();
    await second.page.keyboard.press("Control+Enter");
    const alert = second.page.getByRole("alert").filter({ hasText: desk("conflict") });
    await alert.getByText("نرگس رضایی").waitFor();
    await alert.getByText(state("originals_awaited")).waitFor();
    expect(await seriousFaults(second.page)).toEqual([]);
    await alert.getByRole("button", { name: desk("loadNow") }).click();
    await alert.waitFor({ state: "detached" });
    await second.page.getByText(state("originals_awaited")).first().waitFor();
    await first.context.close();
    await second.context.close();
  },
);

test.each<readonly [Reader, string]>([
  ["fa", "02191001237"],
  ["en", "02191001238"],
])(
  "in %s, operations renew, call for a list, suspend and lift a line, and a second person confirms its removal for ever",
  async (language, lineNumber) => {
    const { desk, line, state } = wordsOf(language);
    const { caseId, apiKey } = await fileCase(house.apiUrl, lineNumber);
    const lineId = await leadToActive(house, caseId);
    const path = `/desk/lines/${lineId}`;
    const first = await comeTo(path, "نرگس رضایی", `ops-${language}@asanak.ir`, language);
    const { page } = first;
    const dialog = page.getByRole("dialog");
    const act = async (
      name: Parameters<typeof line>[0],
      fill: () => Promise<void> = () => Promise.resolve(),
    ): Promise<void> => {
      await page.getByRole("button", { name: line(name), exact: true }).click();
      await dialog.waitFor();
      await fill();
      await dialog.getByRole("button", { name: line(name), exact: true }).click();
      await dialog.waitFor({ state: "detached" });
    };
    const reason = (words: string) => () => dialog.getByRole("textbox").first().fill(words);

    await act("setRenewal", async () => {
      await dialog.getByRole("spinbutton").first().click();
      // 15 Farvardin 1406, with Persian digits, is 4 April 2027.
      await page.keyboard.type(language === "fa" ? "۱۴۰۶۰۱۱۵" : "04042027");
      expect(await seriousFaults(page)).toEqual([]);
    });
    const kept = await apiClient(house.apiUrl, apiKey).call(`/v1/lines/${lineId}`, renewing);
    expect(kept.renewsOn).toBe("2027-04-04");
    await page
      .getByText(language === "fa" ? /۱۵ فروردین ۱۴۰۶/ : /4 Apr 2027/)
      .first()
      .waitFor();
    await act("renew");
    await act("callRefresh");
    await page.getByText(state("refresh_due")).first().waitFor();
    const second = await comeTo(path, "کاوه مرادی", `ops2-${language}@asanak.ir`, language);
    const suspend = second.page.getByRole("button", { name: line("suspend"), exact: true });
    await suspend.waitFor();
    await act("suspend", reason("شکایت مشترکان"));
    await page.getByText(state("suspended")).first().waitFor();
    await act("lift", reason("رفع شد"));
    await page.getByText(state("active")).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    // The second person still looks at the line as it was, and hears what changed meanwhile.
    await suspend.click();
    await second.page.getByRole("dialog").getByRole("textbox").first().fill("شکایت");
    await second.page.getByRole("dialog").locator('button[type="submit"]').click();
    const alert = second.page.getByRole("alert").filter({ hasText: desk("lineConflict") });
    await alert.getByText("شکایت مشترکان").waitFor();
    expect(await seriousFaults(second.page)).toEqual([]);
    await alert.getByRole("button", { name: desk("loadNow") }).click();
    await alert.waitFor({ state: "detached" });

    await act("remove", reason("ارسال به فهرست سیاه"));
    await page.getByText(desk("pendingMine")).waitFor();
    await second.page.reload();
    await second.page.getByText("ارسال به فهرست سیاه").first().waitFor();
    await second.page.getByRole("button", { name: desk("confirm"), exact: true }).click();
    await second.page.getByText(state("removed")).first().waitFor();
    await first.context.close();
    await second.context.close();
  },
);
