import { expect, test } from "vitest";

import type { Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { signUp } from "../src/browser/sign-up.js";
import { drawPaper } from "../src/input/commitment-form.js";
import { consoleVisits, password, patient } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { come } = consoleVisits();

test.each<Reader>(["fa", "tr"])(
  "in %s, the company file shows as a matrix what every sender lacks; a paper that is brought once is there for all of them",
  async (language) => {
    const { company, shell, state, problem } = wordsOf(language);
    const { context, page } = await come(language);
    await signUp(page, {
      provider: "آسانک",
      company: "شرکت پرونده",
      owner: "سارا احمدی",
      email: `file-${language}@parvandeh.ir`,
      mobile: "09121234567",
      password,
    });
    await page.getByRole("link", { name: shell("navCompany") }).click();
    const matrix = page.locator("section", { hasText: company("matrix") });
    const paper = matrix.locator("tbody tr").first();
    await paper.getByText(state("missing"), { exact: true }).first().waitFor();
    const senders = await paper.getByText(state("missing"), { exact: true }).count();
    expect(senders).toBeGreaterThan(1);

    const input = paper.locator('input[type="file"]');
    const buffer = Buffer.from("MZ\u0090\u0000 this program cannot be run in DOS mode", "latin1");
    await input.setInputFiles({ name: "paper.jpg", mimeType: "image/jpeg", buffer });
    await paper.getByText(problem("UNSUPPORTED_DOCUMENT_TYPE")).waitFor();
    expect(await paper.getByText(state("missing"), { exact: true }).count()).toBe(senders);

    const drawn = await drawPaper("notice");
    await input.setInputFiles({ name: "notice.jpg", mimeType: "image/jpeg", buffer: drawn });
    await paper.getByText("notice.jpg").waitFor();
    await paper.getByText(state("held"), { exact: true }).first().waitFor();
    await expect
      .poll(() => paper.getByText(state("held"), { exact: true }).count(), patient)
      .toBe(senders);
    await expect
      .poll(() => paper.getByText(state("missing"), { exact: true }).count(), patient)
      .toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);
