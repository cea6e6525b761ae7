import { readFile } from "node:fs/promises";

import ExcelJs from "exceljs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";

import { joinDesk } from "../src/browser/join-desk.js";
import type { Reader } from "../src/browser/open-browser.js";
import { holdNotice, leaveDeadLetters } from "../src/browser/road-work.js";
import { openSendingCompany } from "../src/browser/sending-company.js";
import { bringList, customersCsv, holdCampaign } from "../src/browser/sending-work.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { signUp } from "../src/browser/sign-up.js";
import { apiClient, until } from "../src/story/client.js";
import { consoleVisits, password, patient } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, come, comeIn } = consoleVisits();

const numberOf = (place: number): string => `0912555${String(1_000 + place)}`;

/** Drops a file into a new list that governs the line, looks at its columns, and has it read. */
const bringCustomers = async (
  page: Page,
  language: Reader,
  name: string,
  count: number,
): Promise<string> => {
  const { list } = wordsOf(language);
  await page.goto("/lists");
  await page
    .getByRole("button", { name: list("newList") })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("form input").first().fill(name);
  await dialog.locator(".mantine-MultiSelect-input").click();
  await page.getByRole("option").first().click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: list("make"), exact: true }).click();
  await page.waitForURL("**/lists/*");
  await page.locator('input[type="file"]').setInputFiles({
    name: "customers.csv",
    mimeType: "text/csv",
    buffer: customersCsv(count),
  });
  // It can be pressed once the columns are known: while that changes its colours are neither.
  await page.getByRole("button", { name: list("startReading"), disabled: false }).waitFor();
  return page.url().split("/").at(-1)!;
};

test.each<readonly [Reader, string]>([
  ["fa", "02191002001"],
  ["tr", "02191002002"],
])(
  "[TR-AKT-01] [TR-AKT-14] in %s, a company drops its customers, has a text approved, sees what it costs and who falls away, sends it, and keeps who refused",
  async (language, lineNumber) => {
    const words = wordsOf(language);
    const { list, template, compose, campaign, refusal, report, culprit, drop } = words;
    const email = `sending-${language}@aftab-ketab.ir`;
    await openSendingCompany(house, lineNumber, { email, name: "رضا کریمی", password });
    const { context, page } = await comeIn(language, email, "**/numbers");

    const listId = await bringCustomers(page, language, "مشتریان", 40);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: list("startReading") }).click();
    const rejects = page.getByRole("button", { name: list("rejects") });
    await rejects.waitFor({ timeout: 60_000 });
    await page.getByText(drop("DUPLICATE")).waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), rejects.click()]);
    expect(await readFile(await file.path(), "utf8")).toContain("DUPLICATE");
    await page.getByText(list("op_replace")).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.goto("/templates/new");
    await page.getByLabel(template("name")).fill("ارسال سفارش");
    await page.getByLabel(template("body")).fill("سفارش {کد} ارسال شد. پیگیری در سایت آفتاب");
    await page.getByLabel(`${template("longest")}: کد`).fill("12");
    await page.getByRole("progressbar").waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: template("submit") }).click();
    await page.waitForURL(/\/templates\/(?!new)/u);
    const templateId = page.url().split("/").at(-1)!;
    await page.getByText(words.state("under_review")).waitFor();
    await apiClient(house.apiUrl, house.deskKeys["asanak"]!.expertKey).call(
      `/v1/templates/${templateId}/review`,
      z.unknown(),
      { json: { decision: "approve", note: "", expectedVersion: 1 } },
    );
    await page.reload();
    await page.getByText(words.state("approved")).waitFor();
    await page.getByLabel(template("diffText")).fill("سفارش 7731 ارسال شد. پيگیری در سایت آفتاب");
    await page.getByRole("button", { name: template("diffCompare") }).click();
    await page.getByText(culprit("arabic_yeh")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.goto(`/campaigns/new?templateId=${templateId}&listId=${listId}`);
    const atMost = page.getByText(words.cost("listAtMost")).locator("..");
    await atMost.waitFor();
    expect(await atMost.textContent()).toMatch(/(?:40|۴۰)/u);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: compose("forecast") }).click();
    const send = page.locator("main button:has(svg.lucide-send)");
    await send.waitFor({ timeout: 60_000 });
    await page.getByText(words.verdict("decision_cleared"), { exact: true }).waitFor();
    await page.getByText(campaign("window"), { exact: true }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await send.click();
    await page.getByRole("button", { name: compose("confirmSend") }).click();
    await page.waitForURL(/\/campaigns\/(?!new)/u);
    await page.getByText(campaign("state_finished")).first().waitFor({ timeout: 90_000 });
    await page.getByText(campaign("byOutcome")).waitFor();
    await page.getByRole("heading", { name: report("operators") }).waitFor();
    const csv = page.getByRole("button", { name: report("asCsv") });
    const [outcomes] = await Promise.all([page.waitForEvent("download"), csv.click()]);
    expect(await readFile(await outcomes.path(), "utf8")).toContain(
      numberOf(5).replace(/^0/u, "98"),
    );
    const excel = page.getByRole("button", { name: report("asXlsx") });
    const [sheet] = await Promise.all([page.waitForEvent("download"), excel.click()]);
    const book = new ExcelJs.Workbook();
    await book.xlsx.readFile(await sheet.path());
    expect(book.worksheets[0]?.actualRowCount).toBe(1 + 40);
    await page.getByRole("button", { name: report("edit") }).click();
    const window = page.getByRole("dialog");
    await window.getByLabel(report("goal")).fill("خرید");
    await window.getByLabel(report("clicks")).fill("8");
    await window.getByLabel(report("conversions")).fill("2");
    await window.getByRole("button", { name: report("save") }).click();
    await page.getByText("خرید").waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.goto("/reports");
    await page.getByRole("columnheader", { name: report("rate") }).waitFor({ timeout: 60_000 });
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto("/messages");
    await page.getByLabel(report("number")).fill(numberOf(5));
    await page.getByRole("button", { name: report("find") }).click();
    await page
      .getByRole("cell", { name: words.outcome("delivered") })
      .first()
      .waitFor();
    await page.locator("main td button[aria-expanded=false]").first().click();
    await page.getByRole("columnheader", { name: report("operatorsId") }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.goto("/refusals");
    await page.locator('input[inputmode="tel"]').first().fill(numberOf(3));
    await page.getByRole("button", { name: refusal("enter") }).click();
    await page.getByRole("cell", { name: refusal("channel_console") }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

test.each<readonly [Reader, string, "release" | "drop", "doubt_released" | "doubt_dropped"]>([
  ["fa", "02191002021", "release", "doubt_released"],
  ["vi", "02191002022", "drop", "doubt_dropped"],
])(
  "in %s, operations see the binds and the queues against their bounds, decide over what is in doubt and replay what was given up",
  async (language, lineNumber, decision, decided) => {
    const { road } = wordsOf(language);
    const sender = { email: `doubt-${language}@aftab-ketab.ir`, name: "رضا کریمی", password };
    const company = await openSendingCompany(house, lineNumber, sender);
    await bringList(company, 2);
    await holdNotice(house, company);
    await leaveDeadLetters(house, 3);
    const operations = { email: `road-${language}@asanak.ir`, name: "نرگس رضایی", password };
    await joinDesk(house, { ...operations, roles: ["operations"] });
    const { context, page } = await comeIn(language, operations.email, "**/desk");
    await fetch(`${house.simulatorControl}/strays?systemId=wl-mci&count=2`, { method: "POST" });
    await page.goto("/road");
    await page.getByText(road("up"), { exact: true }).first().waitFor();
    await page.getByRole("cell", { name: "RECEIPTS", exact: true }).waitFor();
    const resting = page.locator("main section button[aria-expanded=false]");
    await resting.click();
    await page.getByRole("cell", { name: "dispatcher-chunks-mci-otp" }).waitFor();
    await page.getByRole("button", { name: road("hideResting") }).click();
    await page.getByRole("heading", { name: road("inDoubt") }).waitFor();
    await page.getByRole("heading", { name: road("letters") }).waitFor();
    // One by one, as soon as it is clear that nobody knows their message.
    await page.getByRole("columnheader", { name: road("operatorId") }).waitFor({ timeout: 60_000 });
    expect(await seriousFaults(page)).toEqual([]);

    const doubt = page.getByRole("row").filter({ hasText: company.tenantId });
    await doubt.getByText(road("policy_hold"), { exact: true }).waitFor();
    await doubt.getByRole("button", { name: road(decision), exact: true }).click();
    const dialog = page.getByRole("dialog");
    if (decision === "release") {
      await dialog.getByText(road("releaseTitle")).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await dialog.getByRole("button", { name: road("release"), exact: true }).click();
    }
    await doubt.getByText(road(decided), { exact: true }).waitFor();

    const letters = page
      .locator("section")
      .filter({ hasText: road("letters") })
      .getByRole("table");
    await expect.poll(() => letters.last().getByRole("row").count(), patient).toBe(1 + 3);
    await letters.last().getByRole("button").first().click();
    await expect.poll(() => letters.last().getByRole("row").count(), patient).toBe(1 + 2);
    await letters
      .first()
      .getByRole("button", { name: road("replayAll") })
      .click();
    await dialog.getByText(road("replayTitle")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: road("replayAll") }).click();
    await page.getByText(road("noLetters")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

test.each<readonly [Reader, string]>([
  ["fa", "02191002003"],
  ["vi", "02191002004"],
])(
  "in %s, an expert reads a held campaign with its sample and card, returns it with reasons by keyboard, and its sender sees why",
  async (language, lineNumber) => {
    const { textsDesk, campaign, verdict, account } = wordsOf(language);
    const sender = { email: `held-${language}@aftab-ketab.ir`, name: "رضا کریمی", password };
    const company = await openSendingCompany(house, lineNumber, sender);
    const campaignId = await holdCampaign(company, await bringList(company, 1_200));
    const expert = { email: `texts-${language}@asanak.ir`, name: "نرگس رضایی", password };
    await joinDesk(house, expert);

    const desk = await comeIn(language, expert.email, "**/desk");
    await desk.page.goto("/texts?kind=campaign");
    const link = desk.page.locator(`a[href*="${campaignId}"]`);
    await link.waitFor({ timeout: 60_000 });
    expect(await seriousFaults(desk.page)).toEqual([]);
    do await desk.page.keyboard.press("j");
    while ((await link.and(desk.page.locator(":focus")).count()) === 0);
    await desk.page.keyboard.press("Enter");
    await desk.page.getByText(textsDesk("samples")).waitFor();
    await desk.page.getByText(verdict("decision_held"), { exact: true }).first().waitFor();
    await desk.page.getByRole("button", { name: verdict("judgeAgain") }).click();
    await desk.page.getByText(verdict("judgedSame")).waitFor();
    await desk.page.keyboard.press("r");
    await desk.page.getByLabel(textsDesk("reason_unclear_text")).check();
    await desk.page.getByLabel(textsDesk("note")).fill("کدام شعبه؟");
    expect(await seriousFaults(desk.page)).toEqual([]);
    await desk.page.getByRole("button", { name: textsDesk("confirm") }).click();
    await desk.page.waitForURL(/\/texts(\?|$)/u);
    await desk.context.close();

    const { context, page } = await comeIn(language, sender.email, "**/numbers");
    await page.goto(`/campaigns/${campaignId}`);
    await page.getByText(campaign("state_refused")).first().waitFor();
    await page.getByText("کدام شعبه؟").first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    // The same card stands in the audit trail.
    const trail = z.object({ entries: z.array(z.object({ action: z.string() })) });
    await until(
      () => company.api.call("/v1/audit-trail", trail),
      ({ entries }) => entries.some(({ action }) => action === "text_case.returned"),
      { within: 60_000, what: "the desk's word in the trail" },
    );
    await page.goto("/account/trail");
    await page
      .getByRole("button", { name: account("openVerdict") })
      .first()
      .click();
    const card = page.getByRole("dialog");
    await card.getByText("کدام شعبه؟").first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

test.each<readonly [Reader, string]>([
  ["fa", "02191002007"],
  ["vi", "02191002008"],
])(
  "in %s, an expert tries a draft of the rules on what was judged, and decides otherwise than a card says",
  async (language, lineNumber) => {
    const { replay, verdict } = wordsOf(language);
    const sender = { email: `cards-${language}@aftab-ketab.ir`, name: "رضا کریمی", password };
    const company = await openSendingCompany(house, lineNumber, sender);
    const campaignId = await holdCampaign(company, await bringList(company, 1_200));
    const { verdictId } = await company.api.call(
      `/v1/campaigns/${campaignId}`,
      z.object({ verdictId: z.string() }),
    );
    const expert = { email: `cards-${language}@asanak.ir`, name: "نرگس رضایی", password };
    await joinDesk(house, expert);
    const { context, page } = await comeIn(language, expert.email, "**/desk");

    await page.goto("/texts");
    await page.getByRole("link", { name: replay("open") }).click();
    // Nobody's text would have to wait any more, so this one would have gone.
    const draft = { market: "IR", name: "nothing waits", holdAbove: 1_000_000 };
    await page.getByLabel(replay("draft"), { exact: true }).fill(JSON.stringify(draft));
    await page.getByRole("button", { name: replay("run") }).click();
    await page.locator(`a[href="/verdicts/${verdictId}"]`).waitFor({ timeout: 60_000 });
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator(`a[href="/verdicts/${verdictId}"]`).click();
    await page.getByText(verdict("decision_held"), { exact: true }).waitFor();
    await page.getByRole("button", { name: verdict("override") }).click();
    await page.getByLabel(verdict("overrideNote")).fill("تعطیلی جمعه را گفتند؛ تبلیغ نیست.");
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: verdict("overrideClear") }).click();
    await page.getByText(verdict("decision_cleared"), { exact: true }).waitFor();
    await page.getByRole("link", { name: verdict("overridesOther") }).click();
    await page.getByRole("link", { name: verdict("overridden") }).waitFor();
    await context.close();
  },
);

test.each<Reader>(["fa", "en"])(
  "in %s, an expert enters a complaint, sees the sealed evidence and what a violation would cost, and dismisses it; the holder reads it, and who has no account complains, too",
  async (language) => {
    const { complain, complaint } = wordsOf(language);
    const lineNumber = language === "fa" ? "02191002005" : "02191002006";
    const holder = { email: `complained-${language}@aftab-ketab.ir`, name: "رضا کریمی", password };
    await openSendingCompany(house, lineNumber, holder);
    const expert = { email: `complaints-${language}@asanak.ir`, name: "نرگس رضایی", password };
    await joinDesk(house, expert);

    const desk = await comeIn(language, expert.email, "**/desk");
    await desk.page.goto("/complaints");
    await desk.page.getByRole("button", { name: complaint("enter") }).click();
    const dialog = desk.page.getByRole("dialog");
    await dialog.getByLabel(complaint("sender")).fill(lineNumber);
    await dialog.getByLabel(complaint("number")).fill("۰۹۱۲۵۵۵۱۰۰۰");
    await dialog.getByLabel(complaint("said")).fill("من خریدی نکرده‌ام.");
    expect(await seriousFaults(desk.page)).toEqual([]);
    await dialog.getByRole("button", { name: complaint("enter") }).click();
    await desk.page.waitForURL("**/complaints/*");
    await desk.page.getByText(complaint("f_messages")).waitFor({ timeout: 60_000 });
    await desk.page.locator("[data-decision=confirm]").click();
    await desk.page.getByText(complaint("penalty")).first().waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    const [evidence] = await Promise.all([
      desk.page.waitForEvent("download"),
      desk.page.getByRole("button", { name: complaint("export") }).click(),
    ]);
    expect((await readFile(await evidence.path())).byteLength).toBeGreaterThan(100);
    await desk.page.locator("[data-decision=dismiss]").click();
    await desk.page.getByLabel(complaint("note")).fill("پیامی یافت نشد.");
    await desk.page.getByRole("button", { name: complaint("record") }).click();
    await desk.page.getByText(complaint("state_dismissed")).first().waitFor();

    const visitor = await come(language);
    await visitor.page.goto("/complain");
    await visitor.page.getByRole("button", { name: complain("send") }).click();
    expect(await visitor.page.locator('[aria-invalid="true"]').count()).toBe(3);
    expect(await seriousFaults(visitor.page)).toEqual([]);
    await visitor.page.getByLabel(complain("sender")).fill(lineNumber);
    await visitor.page.getByLabel(complain("number")).fill("۰۹۱۲۵۵۵۱۰۰۱");
    await visitor.page.getByLabel(complain("text")).fill("این پیامک را نخواسته بودم.");
    await visitor.page.getByRole("button", { name: complain("send") }).click();
    await visitor.page.getByText(complain("kept")).waitFor();
    await visitor.context.close();
    await desk.page.goto("/complaints");
    const shown = Array.from(lineNumber, (digit) => Number(digit).toLocaleString(language)).join(
      "",
    );
    await desk.page.getByRole("link", { name: shown }).first().click();
    // Nobody proved whose number it is, so the wish is the desk's to decide.
    await desk.page.getByText(complaint("refusal_asked")).waitFor({ timeout: 60_000 });
    await desk.page.getByRole("button", { name: complaint("recordRefusal") }).click();
    const recording = desk.page.getByRole("dialog");
    await recording.getByRole("button", { name: complaint("recordRefusal") }).click();
    await desk.page.getByText(complaint("refusal_recorded")).waitFor();
    await recording.waitFor({ state: "hidden" });
    await desk.page.getByRole("button", { name: complaint("recordEveryLine") }).click();
    await recording.getByText(complaint("refusalLeadEveryLine")).waitFor();
    await recording.getByRole("button", { name: complaint("recordEveryLine") }).click();
    await desk.page.getByText(complaint("refusal_recordedEveryLine")).waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    await desk.context.close();

    const { context, page } = await comeIn(language, holder.email, "**/numbers");
    await page.goto("/refusals/complaints");
    await page.getByText(complaint("state_dismissed")).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

test("in Turkish, a consent is kept with its proof and a refusal stops marketing only", async () => {
  const { refusal } = wordsOf("tr");
  const { context, page } = await come("tr");
  await signUp(page, {
    provider: "Aktan SMS",
    company: "Örnek Kitap A.Ş.",
    owner: "Ayşe Yılmaz",
    email: "onay@ornek-kitap.com.tr",
    mobile: "05321234567",
    password,
  });
  await page.goto("/refusals/consents");
  await page.getByRole("button", { name: refusal("addConsent") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('input[inputmode="tel"]').fill("0532 123 45 67");
  await dialog.getByRole("spinbutton").first().click();
  await page.keyboard.type("20112026");
  await dialog.getByLabel(refusal("wording")).fill("Kampanya mesajları almak istiyorum.");
  await dialog.getByLabel(refusal("evidence")).fill("form 7731");
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: wordsOf("tr").common("save") }).click();
  await page.getByRole("cell", { name: "Kampanya mesajları almak istiyorum." }).waitFor();
  await page.goto("/refusals");
  await page.locator('input[inputmode="tel"]').first().fill("05321234568");
  await page.getByRole("button", { name: refusal("enter") }).click();
  await page.getByRole("cell", { name: refusal("channel_console") }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await context.close();
});

test.each<readonly [Reader, string, string, string]>([
  ["tr", "654321", "6543210", "6543210"],
  ["fa", "۷۶۵۴۳۲", "7654320", "۷۶۵۴۳۲۰"],
])(
  "in %s, the registry gets to know a company by its brand code, which is changed later",
  async (language, code, next, shown) => {
    const { refusal, common } = wordsOf(language);
    const { context, page } = await come(language);
    await signUp(page, {
      provider: "Aktan SMS",
      company: "Örnek Kitap A.Ş.",
      owner: "Ayşe Yılmaz",
      email: `marka-${language}@ornek-kitap.com.tr`,
      mobile: "05321234567",
      password,
    });
    await page.goto("/refusals/consents");
    await page.getByText(refusal("brandMissing")).waitFor();
    await page.getByRole("button", { name: refusal("brandSet") }).click();
    const field = page.getByLabel(refusal("brand"));
    await field.fill("12");
    expect(await page.getByRole("button", { name: common("save"), exact: true }).isDisabled()).toBe(
      true,
    );
    await field.fill(code);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: common("save"), exact: true }).click();
    await page.getByText(code, { exact: true }).waitFor();
    await page.getByRole("button", { name: refusal("brandChange") }).click();
    await field.fill(next);
    await page.getByRole("button", { name: common("save"), exact: true }).click();
    await page.getByText(shown, { exact: true }).waitFor();
    await page.getByText(refusal("brandMissing")).waitFor({ state: "detached" });
    await context.close();
  },
);

test("in Vietnamese, a template with accents shows what makes it dearer while it is written", async () => {
  const { template } = wordsOf("vi");
  const { context, page } = await come("vi");
  await signUp(page, {
    provider: "BulkSMS Việt Nam",
    company: "Công ty Giáo dục VT",
    owner: "Nguyễn An",
    email: "mau@vt-edu.vn",
    mobile: "0912345678",
    password,
  });
  await page.goto("/templates/new");
  const body = page.getByLabel(template("body"));
  await body.fill("Quy khach da dang ky lop hoc. Cam on quy khach");
  await page.getByText(/7 bit/u).waitFor();
  await body.fill("Quy khach da dang ky lop hoc. Cảm on quy khach");
  await page.getByText(/Unicode/u).waitFor();
  await page.getByText("U+1EA3").waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await context.close();
});
