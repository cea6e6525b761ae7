import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { texts } from "../../services/console/src/web/language/texts.js";
import type { Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { signUp } from "../src/browser/sign-up.js";
import { ceo, company as known, drawPapers, representative } from "../src/input/company.js";
import { writeCustomerFile } from "../src/input/customers.js";
import { consoleVisits, password, patient } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, come } = consoleVisits();
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "whiteline-journey-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const company = {
  companyName: known.name,
  nationalId: known.nationalId,
  economicCode: known.economicCode,
  registrationNumber: known.registrationNumber,
  activityType: known.activity,
  website: known.site,
  email: known.email,
};

const papersFor = async (name: string, lineNumber: string) => {
  const list = join(dir, `${name}.xlsx`);
  await writeCustomerFile({ path: list, rows: 450, seed: 7, mess: 0, otherOperators: 0 });
  return { list, ...(await drawPapers(lineNumber)) };
};

/** What a desk does by the API, because its screens have journeys of their own. */
const atTheDesk = async (key: string, method: string, path: string, body?: object) => {
  const answer = await fetch(`${house.apiUrl}${path}`, {
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
  for (const [place, person] of [ceo, representative].entries()) {
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
  ["fa", "02191004234"],
  ["tr", "02191004678"],
])(
  "[IR-ASN-15] in %s, a company signs up, learns what a 021 line demands, sees every deficiency on its field, files once, is returned with reasons and files again",
  async (language, lineNumber) => {
    const { number, common, field, finding, state } = wordsOf(language);
    const { context, page } = await come(language);
    await signUp(page, {
      provider: "آسانک",
      company: company.companyName,
      owner: "رضا کریمی",
      email: `owner-${language}@aftab-ketab.ir`,
      mobile: "۰۹۱۲۱۱۱۰۰۰۰",
      password,
    });
    await fillCompanyFile(page, language);
    expect(await seriousFaults(page)).toEqual([]);

    await page.goto("/request?family=landline_021");
    await page.getByLabel(number("rulesRead")).check();
    await expect
      .poll(() => page.getByLabel(field("companyName"), { exact: true }).inputValue(), patient)
      .toBe(company.companyName);

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
    await page.getByLabel(field("targetAudience"), { exact: true }).fill(known.audience);
    await page.locator('[data-path="messageSubject"]').fill(known.subject);
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
    const digits = language === "fa" ? "۰۲۱۹۱۰۰۴۲۳۴" : lineNumber;
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
    // Another browser knows nothing of what was written here.
    await page.evaluate("localStorage.removeItem('whiteline.request.landline_021')");
    await page.getByRole("link", { name: number("correct") }).click();
    await page.locator('[data-path="messageSubject"][aria-invalid="true"]').waitFor();
    // What was fine is not asked for again: the papers are in the file, the words are kept.
    await expect
      .poll(() => page.locator("section").last().getByText("form.jpg").count(), patient)
      .toBe(1);
    await expect
      .poll(() => page.locator('[data-path="messageSubject"]').inputValue(), patient)
      .toBe(known.subject);
    await expect
      .poll(() => page.getByLabel(field("onLetterhead"), { exact: true }).isChecked(), patient)
      .toBe(true);
    await expect.poll(() => page.getByLabel(number("noteSigned")).isChecked(), patient).toBe(true);
    await page.locator('[data-path="messageSubject"]').fill("اعلام کد رهگیری مرسوله پس از هر خرید");
    await page.getByRole("button", { name: number("fileAgain") }).click();
    await page.waitForURL("**/requests/*");
    await page.getByText(state("provider_review")).first().waitFor();
    await context.close();
  },
);
