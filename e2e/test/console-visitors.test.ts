import { expect, test } from "vitest";

import { joinDesk } from "../src/browser/join-desk.js";
import type { Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { consoleVisits, password, patient } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, come, comeIn } = consoleVisits();

test.each<readonly [Reader, string]>([
  ["fa", "مریم احمدی"],
  ["en", "Maryam Ahmadi"],
])(
  "in %s, a visitor learns who may hold which line and asks a question, which the desk answers",
  async (language, name) => {
    const { number, question, visitor } = wordsOf(language);
    const { context, page } = await come(language);
    await page.goto("/login");
    await page.getByRole("link", { name: visitor("toOffers") }).click();
    await page.goto("/offers?provider=asanak&kind=natural");
    await page.getByRole("heading", { name: number("neverTitle") }).waitFor();
    await page.goto("/offers?provider=asanak&kind=legal");
    await page
      .getByRole("button", { name: new RegExp(`^${visitor("demands")}`) })
      .first()
      .click();
    await page.getByRole("article").first().getByRole("listitem").first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: visitor("ask") }).click();
    await expect.poll(() => page.locator('[aria-invalid="true"]').count(), patient).toBe(3);
    await page.getByLabel(visitor("name"), { exact: true }).fill(name);
    await page.getByLabel(visitor("mobile"), { exact: true }).fill("۰۹۱۲۱۲۳۴۵۶۷");
    await page.getByLabel(visitor("question"), { exact: true }).fill("کدام خط مناسب است؟");
    await page.getByRole("button", { name: visitor("ask") }).click();
    await page.getByText(visitor("asked")).waitFor();
    await context.close();

    const email = `questions-${language}@asanak.ir`;
    await joinDesk(house, { email, name: "نرگس رضایی", password });
    const desk = await comeIn(language, email, "**/desk");
    await desk.page.getByRole("link", { name: question("title") }).click();
    const asked = desk.page.getByRole("article", { name });
    await asked.getByText("کدام خط مناسب است؟").waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    await asked.getByRole("button", { name: new RegExp(`^${question("answered")}`) }).click();
    await asked.waitFor({ state: "detached" });
    await desk.context.close();
  },
);
