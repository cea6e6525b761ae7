import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { texts } from "../../services/console/src/web/language/texts.js";
import { openConsoleHouse, type ConsoleHouse } from "../src/browser/console-house.js";
import { openBrowser, visit, type Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { signUp } from "../src/browser/sign-up.js";
import { drawCommitmentForm, drawPromissoryNote } from "../src/input/commitment-form.js";
import { writeCustomerFile } from "../src/input/customers.js";

let house: ConsoleHouse;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let dir: string;

beforeAll(async () => {
  [house, browser, dir] = await Promise.all([
    openConsoleHouse(),
    openBrowser(),
    mkdtemp(join(tmpdir(), "whiteline-journey-")),
  ]);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await house[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

const password = "four words not together";
const company = {
  companyName: "فروشگاه اینترنتی کتاب آفتاب",
  nationalId: "10320894878",
  economicCode: "411111111111",
  registrationNumber: "482615",
  activityType: "فروش اینترنتی کتاب",
  website: "https://www.aftab-ketab.ir",
  email: "info@aftab-ketab.ir",
};
const people = {
  ceo: {
    firstName: "رضا",
    lastName: "کریمی",
    nationalCode: "0790419904",
    mobile: "09121110000",
    email: "r.karimi@aftab-ketab.ir",
  },
  representative: {
    firstName: "مریم",
    lastName: "احمدی",
    nationalCode: "0499370899",
    mobile: "09121234567",
    email: "m.ahmadi@aftab-ketab.ir",
  },
};
const audience = "مشتریان فروشگاه";
const subject = "اعلام کد رهگیری خرید به مشتری";

/** The console's own words in a language, so that a journey reads the screen as its reader does. */
const wordsOf = (language: Reader) => ({
  number: (key: keyof typeof texts.numbers) => texts.numbers[key][language],
  account: (key: keyof typeof texts.account) => texts.account[key][language],
  common: (key: keyof typeof texts.common) => texts.common[key][language],
  field: (key: keyof typeof texts.formField) => texts.formField[key][language],
  finding: (key: keyof typeof texts.finding) => texts.finding[key][language],
  state: (key: keyof typeof texts.state) => texts.state[key][language],
  access: (key: keyof typeof texts.access) => texts.access[key][language],
  shell: (key: keyof typeof texts.shell) => texts.shell[key][language],
});

const papersFor = async (name: string, lineNumber: string) => {
  const list = join(dir, `${name}.xlsx`);
  await writeCustomerFile({ path: list, rows: 450, seed: 7, mess: 0, otherOperators: 0 });
  return {
    list,
    form: await drawCommitmentForm({
      companyName: company.companyName,
      nationalId: company.nationalId,
      economicCode: company.economicCode,
      registrationNumber: company.registrationNumber,
      activity: company.activityType,
      site: company.website,
      email: company.email,
      representative: "مریم احمدی",
      representativeMobile: "09121234567",
      serviceNumber: lineNumber,
      audience,
      subject,
    }),
    note: await drawPromissoryNote({
      company: company.companyName,
      amountRial: 100_000_000n,
      beneficiary: "شرکت پیام‌افزار پیک‌آسا",
    }),
  };
};

/** What a desk does by the API, because its screens have journeys of their own. */
const atTheDesk = async (key: string, method: string, path: string, body?: object) => {
  const answer = await fetch(`${house.stack.run.api ?? ""}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Record<string, unknown>;
};

const fillCompanyFile = async (page: Page, language: Reader) => {
  const { field, common, shell } = wordsOf(language);
  await page.getByRole("link", { name: shell("navCompany") }).click();
  for (const [key, value] of Object.entries(company)) {
    await page
      .getByLabel(field(key as keyof typeof texts.formField), { exact: true })
      .first()
      .fill(value);
  }
  for (const [place, person] of [people.ceo, people.representative].entries()) {
    const group = page.locator("fieldset").nth(place);
    for (const [key, value] of Object.entries(person)) {
      await group
        .getByLabel(field(key as keyof typeof texts.formField), { exact: true })
        .fill(value);
    }
  }
  await page.getByRole("button", { name: common("save"), exact: true }).click();
  await page.getByText(common("saved")).waitFor();
};

const upload = async (
  page: Page,
  row: number,
  file: string | { name: string; mimeType: string; buffer: Buffer },
) => {
  const input = page
    .locator("section")
    .last()
    .locator("tbody tr")
    .nth(row)
    .locator('input[type="file"]');
  await input.setInputFiles(file);
};

test.each<readonly [Reader, string]>([
  ["fa", "02191001234"],
  ["tr", "02191005678"],
])(
  "[IR-ASN-15] in %s, a company signs up, learns what a 021 line demands, sees every deficiency on its field, files once, is returned with reasons and files again",
  async (language, lineNumber) => {
    const { number, common, field, finding, state } = wordsOf(language);
    const { context, page } = await visit(browser, house.consoleUrl, language);
    const began = performance.now();
    await signUp(page, {
      provider: "آسانک",
      company: company.companyName,
      owner: "رضا کریمی",
      email: `owner-${language}@aftab-ketab.ir`,
      mobile: "۰۹۱۲۱۱۱۰۰۰۰",
      password,
    });
    // [001 · Sign-up boxes]: under a minute.
    expect(performance.now() - began).toBeLessThan(60_000);
    await fillCompanyFile(page, language);
    expect(await seriousFaults(page)).toEqual([]);

    await page.goto("/request?family=landline_021");
    await page.getByLabel(number("rulesRead")).check();
    expect(await page.getByLabel(field("companyName"), { exact: true }).inputValue()).toBe(
      company.companyName,
    );

    await page.getByRole("button", { name: number("fileRequest") }).click();
    await page.getByRole("alert").first().waitFor();
    await page
      .getByLabel(field("targetAudience"), { exact: true })
      .and(page.locator("[aria-invalid=true]"))
      .waitFor();
    const papers = page.locator("section").last();
    expect(await papers.getByText(finding("DOCUMENT_MISSING")).count()).toBeGreaterThan(1);
    expect(await seriousFaults(page)).toEqual([]);

    await page.locator('[data-path="sender"]').fill(lineNumber);
    await page.getByLabel(field("targetAudience"), { exact: true }).fill(audience);
    await page.locator('[data-path="messageSubject"]').fill(subject);
    const [form] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: number("downloadForm") }).click(),
    ]);
    expect(form.suggestedFilename()).toBe("landline_021.pdf");
    for (const mark of [
      "onLetterhead",
      "stampedAndSigned",
      "siteShowsCompanyName",
      "siteShowsActivity",
    ] as const) {
      await page.getByLabel(field(mark), { exact: true }).check();
    }
    const made = await papersFor(language, lineNumber);
    await upload(page, 0, { name: "form.jpg", mimeType: "image/jpeg", buffer: made.form });
    await papers.getByText("form.jpg").waitFor();
    await upload(page, 1, { name: "safteh.jpg", mimeType: "image/jpeg", buffer: made.note });
    await papers.getByText("safteh.jpg").waitFor();
    await upload(page, 2, made.list);
    await page.getByText(language === "fa" ? /ردیف خوانده شد/ : /satır okundu/).waitFor();
    await papers
      .getByRole("button", { name: new RegExp(common("preview")) })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("img", { name: "form.jpg" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByLabel(number("noteSigned")).check();
    await page.getByRole("button", { name: number("fileRequest") }).click();
    await page.waitForURL("**/requests/*");
    await page.getByText(state("provider_review")).first().waitFor();
    const digits = language === "fa" ? "۰۲۱۹۱۰۰۱۲۳۴" : lineNumber;
    await page.getByText(digits).first().waitFor();

    const id = page.url().split("/").at(-1)!;
    const { expertKey } = house.deskKeys["asanak"]!;
    const filed = await atTheDesk(expertKey, "GET", `/v1/applications/${id}`);
    const returned = await atTheDesk(expertKey, "POST", `/v1/applications/${id}/events`, {
      event: "deficient",
      expectedVersion: filed["version"],
      note: "",
      originals: [],
      findings: [
        {
          code: "generic_content_subject",
          subject: "message_subject",
          rule: "too generic",
          remedy: "say which event",
        },
      ],
    });
    expect(returned).toMatchObject({ state: "not_examined" });
    await page.reload();
    await page.getByText(finding("generic_content_subject")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("link", { name: number("correct") }).click();
    await page.locator('[data-path="messageSubject"][aria-invalid="true"]').waitFor();
    // What was fine is not asked for again: the papers are in the file, the words are kept.
    expect(await page.locator("section").last().getByText("form.jpg").count()).toBe(1);
    await page.locator('[data-path="messageSubject"]').fill("اعلام کد رهگیری مرسوله پس از هر خرید");
    await page.getByRole("button", { name: number("fileAgain") }).click();
    await page.waitForURL("**/requests/*");
    await page.getByText(state("provider_review")).first().waitFor();
    await context.close();
  },
);

test("in Turkish, a company asks for a sender title and sees what its provider and its papers still lack", async () => {
  const { number } = wordsOf("tr");
  const { context, page } = await visit(browser, house.consoleUrl, "tr");
  await signUp(page, {
    provider: "Aktan SMS",
    company: "Örnek Kitap A.Ş.",
    owner: "Ayşe Yılmaz",
    email: "ayse@ornek-kitap.com.tr",
    mobile: "05321234567",
    password,
  });
  await page.getByRole("heading", { name: "Gönderici başlıkları" }).waitFor();
  await page
    .getByRole("link", { name: number("newRequest") })
    .first()
    .click();
  await page.goto("/request?family=sender_title");
  await page.locator('[data-path="sender"]').fill("ORNEK KITAP");
  await page.getByRole("button", { name: number("fileRequest") }).click();
  await page.getByRole("alert").first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await context.close();
});

test("in Vietnamese, each operator says how a brandname may be written there", async () => {
  const { number, state } = wordsOf("vi");
  const { context, page } = await visit(browser, house.consoleUrl, "vi");
  await signUp(page, {
    provider: "BulkSMS Việt Nam",
    company: "Công ty Giáo dục VT",
    owner: "Nguyễn An",
    email: "an@vt-edu.vn",
    mobile: "0912345678",
    password,
  });
  await page.getByRole("link", { name: number("tabSpelling") }).click();
  await page.locator("main input").fill("VT.Edu");
  const row = (operator: string) => page.getByRole("row", { name: new RegExp(`^${operator}`) });
  await row("MOBIFONE").getByText(state("valid"), { exact: true }).waitFor();
  await row("VIETNAMOBILE").getByText(state("invalid"), { exact: true }).waitFor();
  await row("VIETNAMOBILE").getByText("VT Edu", { exact: true }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await context.close();
});

test.each<Reader>(["fa", "en"])(
  "in %s, an owner invites a colleague who comes in by the link, makes a key, and reads it all in the trail",
  async (language) => {
    const { account, access, shell } = wordsOf(language);
    const { context, page } = await visit(browser, house.consoleUrl, language);
    await signUp(page, {
      provider: "آسانک",
      company: "شرکت نمونه",
      owner: "سارا احمدی",
      email: `sara-${language}@example.ir`,
      mobile: "09121234567",
      password,
    });
    await page.getByRole("link", { name: shell("navAccount") }).click();
    await page.getByRole("button", { name: account("invite") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(account("email")).fill(`reza-${language}@example.ir`);
    await dialog.getByRole("button", { name: account("invite") }).click();
    const link = await dialog.locator("[data-secret]").innerText();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");

    const guest = await visit(browser, house.consoleUrl, language);
    await guest.page.goto(link.replace(/^https?:\/\/[^/]+/, ""));
    await guest.page.getByLabel(access("personName")).fill("رضا کریمی");
    await guest.page.locator('[autocomplete="new-password"]').fill("another four words");
    await guest.page.getByRole("button", { name: access("join") }).click();
    await guest.page.waitForURL("**/numbers");
    await guest.context.close();

    await page.getByRole("link", { name: account("tabKeys") }).click();
    await page.getByRole("button", { name: account("newKey") }).click();
    await dialog.getByLabel(account("keyName")).fill("shop");
    await dialog.getByRole("button", { name: account("newKey") }).click();
    expect(await dialog.locator("[data-secret]").innerText()).toMatch(/^wl_/);
    await page.keyboard.press("Escape");
    await page.getByRole("row", { name: /shop/ }).waitFor();

    await page.getByRole("link", { name: account("tabTrail") }).click();
    await page.getByText(account("chainIntact")).waitFor();
    await page.getByText("tenant.registered").first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole("button", { name: shell("logout") }).click();
    await page.waitForURL("**/login");
    await page.locator('[autocomplete="username"]').fill(`sara-${language}@example.ir`);
    await page.locator('[autocomplete="current-password"]').fill("not the password");
    await page.getByRole("button", { name: access("login"), exact: true }).click();
    await page.getByText(texts.problem.CREDENTIALS_WRONG[language]).waitFor();
    await page.locator('[autocomplete="current-password"]').fill(password);
    await page.getByRole("button", { name: access("login"), exact: true }).click();
    await page.waitForURL("**/numbers");
    await context.close();
  },
);

test.each<readonly [Reader, string]>([
  ["fa", "rtl"],
  ["tr", "ltr"],
  ["vi", "ltr"],
  ["en", "ltr"],
])(
  "whoever is not logged in is asked to in %s, read from the right side",
  async (language, side) => {
    const { context, page } = await visit(browser, house.consoleUrl, language);
    await page.goto("/numbers");
    await page.getByRole("heading", { name: wordsOf(language).access("loginTitle") }).waitFor();
    expect(page.url()).toContain("/login?next=%2Fnumbers");
    expect(await page.locator("html").getAttribute("dir")).toBe(side);
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);
