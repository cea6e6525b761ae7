import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { z } from "zod";

import { joinDesk } from "../src/browser/join-desk.js";
import type { Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { signUp } from "../src/browser/sign-up.js";
import { topUp } from "../src/browser/top-up.js";
import { drawPaper } from "../src/input/commitment-form.js";
import { consoleVisits, password } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, come, comeIn } = consoleVisits();

const upload = async (page: Page, row: number, code: string): Promise<void> => {
  const papers = page.locator("section").last();
  const buffer = await drawPaper(code);
  await papers
    .locator("tbody tr")
    .nth(row)
    .locator('input[type="file"]')
    .setInputFiles({ name: `${code}.jpg`, mimeType: "image/jpeg", buffer });
  await papers.getByText(`${code}.jpg`).waitFor();
};

/** Takes a decision at the desk: the button of the step, what the operator said, and sending it. */
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

/** Whose session the page has. */
const tenantOf = async (page: Page): Promise<string> => {
  const told: unknown = await page.evaluate(async () => {
    const headers = { "x-whiteline-console": "1" };
    return (await fetch("/v1/me", { headers })).json();
  });
  return z.object({ tenant: z.object({ tenantId: z.string() }) }).parse(told).tenant.tenantId;
};

type Role = "expert" | "operations" | "administrator";

const comeToDesk = async (
  providerId: string,
  language: Reader,
  roles: readonly Role[] = ["expert", "operations"],
) => {
  const email = `${providerId}-${language}-${roles[0]}@desk.example`;
  await joinDesk(house, { providerId, email, name: "Deniz Aydın", password, roles });
  const visitor = await comeIn(language, email, "**/desk");
  return visitor;
};

/** An administrator records what Aktan holds; its lines fall silent while the supervisor suspends it [TR-AKT-22]. */
const recordLicences = async (language: Reader): Promise<void> => {
  const { fact, licence } = wordsOf(language);
  const desk = await comeToDesk("aktan", language, ["administrator"]);
  const { page } = desk;
  await page.goto("/desk/licences");
  for (const code of ["btkAuthorised", "iso9001", "iso27001", "licencePublished"] as const) {
    await page.getByLabel(`${licence("isHeld")}: ${fact(code)}`).check();
  }
  await page.getByLabel(licence("note")).fill(`looked at in ${language}`);
  expect(await seriousFaults(page)).toEqual([]);
  const save = async (): Promise<void> => {
    await page.getByRole("button", { name: licence("save"), exact: true }).click();
    // What was saved is read again before anything else is written.
    await page.locator("main button[type=submit][data-disabled]:not([data-loading])").waitFor();
  };
  await save();
  await page.getByText(licence("eligible")).waitFor();
  await page.getByLabel(licence("suspend")).check();
  await page.getByText(licence("willFallSilent")).waitFor();
  await save();
  await page.getByText(licence("silent")).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByLabel(licence("suspend")).uncheck();
  await save();
  await page.getByText(licence("eligible")).waitFor();
  await desk.context.close();
};

test.each<readonly [Reader, string]>([
  ["fa", "AFTAB KITAP"],
  ["tr", "ORNEK KITAP"],
])(
  "in %s, a company learns what a sender title lacks, proves its right, and uses the title once the operator accepts",
  async (language, title) => {
    const { finding, number, state } = wordsOf(language);
    const { context, page } = await come(language);
    await signUp(page, {
      provider: "Aktan SMS",
      company: "Örnek Kitap A.Ş.",
      owner: "Ayşe Yılmaz",
      email: `ayse-${language}@ornek-kitap.com.tr`,
      mobile: "05321234567",
      password,
    });
    await page.goto("/request?family=sender_title");
    await page.locator('[data-path="sender"]').fill("ÖRNEK");
    await page.getByRole("button", { name: number("fileRequest") }).click();
    await page.getByText(finding("forbidden_character")).first().waitFor();
    await page.getByText(finding("DOCUMENT_MISSING")).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await recordLicences(language);
    await page.locator('[data-path="sender"]').fill(title);
    await upload(page, 0, "title_right_proof");
    await page.getByRole("button", { name: number("fileRequest") }).click();
    await page.waitForURL("**/requests/*");
    const id = page.url().split("/").at(-1);

    const desk = await comeToDesk("aktan", language);
    await desk.page.goto(`/desk/cases/${id}`);
    await decide(desk.page, "approve");
    await decide(desk.page, "operator_accepts", "kabul edildi");
    await desk.page.getByText(state("active")).first().waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    await desk.context.close();

    await page.reload();
    await page.getByText("kabul edildi").first().waitFor();
    await page.goto("/numbers");
    await page
      .getByRole("article", { name: title })
      .getByText(state("active"), { exact: true })
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

test.each<readonly [Reader, string]>([
  ["fa", "AT.Edu"],
  ["vi", "VT.Edu"],
])(
  "in %s, a brandname is spelt as each operator takes it, active at one and refused in its own words at another",
  async (language, name) => {
    const { brandname, category, compose, fact, number, shell, state } = wordsOf(language);
    const { context, page } = await come(language);
    await signUp(page, {
      provider: "BulkSMS Việt Nam",
      company: "Công ty Giáo dục VT",
      owner: "Nguyễn An",
      email: `an-${language}@vt-edu.vn`,
      mobile: "0912345678",
      password,
    });
    await page.getByRole("link", { name: number("tabSpelling") }).click();
    await page.locator("main input").fill(name);
    const row = (operator: string) => page.getByRole("row", { name: new RegExp(`^${operator}`) });
    const spaced = name.replace(".", " ");
    await row("MOBIFONE").getByText(state("valid"), { exact: true }).waitFor();
    await row("VIETNAMOBILE").getByText(state("invalid"), { exact: true }).waitFor();
    await row("VIETNAMOBILE").getByText(spaced, { exact: true }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.goto("/request?family=brandname");
    for (const [question, answer] of [
      ["declaredBy", "direct"],
      ["nameKind", "own_name"],
      ["publicAdministrativeUnit", "false"],
    ] as const) {
      await page.getByRole("combobox", { name: fact(question) }).click();
      await page.getByRole("option", { name: fact(answer), exact: true }).click();
    }
    await page.getByRole("checkbox", { name: fact("customer_care"), exact: true }).check();
    await page.locator('[data-path="sender"]').fill(name);
    await page.getByRole("checkbox", { name: "MOBIFONE", exact: true }).check();
    await page.getByRole("checkbox", { name: "VIETNAMOBILE", exact: true }).check();
    expect(
      await page.getByLabel(`${brandname("spelling")} VIETNAMOBILE`, { exact: true }).inputValue(),
    ).toBe(spaced);
    await upload(page, 0, "declaration_letter");
    await upload(page, 1, "business_registration_or_establishment_decision");
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: number("fileRequest") }).click();
    await page.waitForURL("**/requests/*");
    await page.goto("/numbers/requests");
    const requests = page.getByRole("row");
    const of = (operator: string) => requests.filter({ hasText: operator }).getByRole("link");
    const links = {
      MOBIFONE: await of("MOBIFONE").first().getAttribute("href"),
      VIETNAMOBILE: await of("VIETNAMOBILE").first().getAttribute("href"),
    };

    // Declaration and the first month's maintenance are due as soon as an operator takes the name [vn.md §6].
    await topUp(house, "vn-bulksms", {
      tenantId: await tenantOf(page),
      currency: "VND",
      minor: "1000000",
      reference: `chuyển khoản ${language}`,
    });

    const desk = await comeToDesk("vn-bulksms", language);
    const open = (link: string | null) =>
      desk.page.goto(`/desk/cases/${(link ?? "").split("/").at(-1)}`);
    await open(links.MOBIFONE);
    await decide(desk.page, "complete");
    await decide(desk.page, "operator_accepts", "đã khai báo");
    await desk.page.getByText(state("active")).first().waitFor();
    await open(links.VIETNAMOBILE);
    await decide(desk.page, "complete");
    await decide(desk.page, "operator_refuses", "tên đã có chủ");
    await desk.page.locator("blockquote", { hasText: "tên đã có chủ" }).waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);

    // The name carries what it was declared for, and more once it is declared for more [VN-BLK-19].
    const advertising = page.getByRole("radio", { name: category("advertising") });
    await page.goto("/campaigns/new");
    await page.getByText(compose("trafficNotDeclared")).first().waitFor();
    expect(await advertising.isDisabled()).toBe(true);
    expect(await page.getByRole("radio", { name: category("customer_care") }).isChecked()).toBe(
      true,
    );
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto("/numbers");
    await page.getByRole("button", { name: `${number("declareMore")}: ${name}` }).click();
    const wish = page.getByRole("dialog");
    await wish.getByRole("checkbox", { name: fact("advertising"), exact: true }).check();
    expect(await seriousFaults(page)).toEqual([]);
    await wish.getByRole("button", { name: number("declareFile") }).click();
    await page.waitForURL("**/requests/*");
    await open(new URL(page.url()).pathname);
    await decide(desk.page, "complete");
    await decide(desk.page, "operator_accepts", "đã khai báo");
    await desk.page.getByText(state("declared")).first().waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    await desk.context.close();
    await page.goto("/campaigns/new");
    await advertising.waitFor();
    expect(await advertising.isDisabled()).toBe(false);

    await page.getByRole("link", { name: shell("navBrandnames") }).click();
    const line = page.getByRole("article", { name });
    await line.getByText(state("active"), { exact: true }).first().waitFor();
    await line.getByText("MOBIFONE").waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(links.VIETNAMOBILE ?? "");
    await page.getByText("tên đã có chủ").first().waitFor();
    await context.close();
  },
);
