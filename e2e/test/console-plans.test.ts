import { expect, test } from "vitest";
import { z } from "zod";

import type { Reader } from "../src/browser/open-browser.js";
import { openSendingCompany } from "../src/browser/sending-company.js";
import { bringList } from "../src/browser/sending-work.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { consoleVisits, password } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, comeIn } = consoleVisits();

/** Two notices of the same thing. */
const first = "سفارش شما ارسال شد.";
const second = "سفارش شما در راه است.";

test.each<readonly [Reader, string]>([
  ["fa", "02191002011"],
  ["vi", "02191002012"],
])(
  "in %s, a company tries two texts against each other at a pace, reads why the rest waits, lets it go at once, and plans the next",
  async (language, lineNumber) => {
    const { compose, campaign, report, plan, verdict, waiting } = wordsOf(language);
    const owner = { email: `plans-${language}@aftab-ketab.ir`, name: "رضا کریمی", password };
    const company = await openSendingCompany(house, lineNumber, owner);
    const listId = await bringList(company, 40);
    const { context, page } = await comeIn(language, owner.email, "**/numbers");

    await page.goto(`/campaigns/new?listId=${listId}`);
    await page.getByText(compose("someVariants"), { exact: true }).click();
    const texts = page.getByLabel(compose("textOfMessage"));
    await texts.nth(0).fill(first);
    await texts.nth(1).fill(second);
    await page.getByLabel(compose("share")).first().fill("60");
    await page.getByText(/110|۱۱۰/u).waitFor();
    await page.getByLabel(compose("share")).last().fill("40");
    // The 40 leave in two halves: what is over waits for its minute.
    await page.getByLabel(compose("pace")).fill("20");
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: compose("forecast") }).click();
    const send = page.locator("main button:has(svg.lucide-send)");
    await send.waitFor({ timeout: 60_000 });
    await send.click();
    await page.getByRole("button", { name: compose("confirmSend") }).click();
    await page.waitForURL(/\/campaigns\/(?!new)/u);
    await page.locator("[data-waiting=pace]").waitFor({ timeout: 60_000 });
    expect(await seriousFaults(page)).toEqual([]);
    const sent = page.url();
    await page.getByRole("button", { name: campaign("pause"), exact: true }).click();
    await page.locator("[data-waiting=paused]").waitFor();
    await page.goto("/messages");
    await page
      .getByRole("cell", { name: waiting("paused") })
      .first()
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(sent);
    await page.getByRole("button", { name: campaign("resume"), exact: true }).click();
    await page.locator("[data-waiting=pace]").waitFor();
    await page.getByRole("button", { name: campaign("reschedule") }).click();
    const schedule = page.getByRole("dialog");
    await schedule.getByLabel(compose("pace")).fill("");
    expect(await seriousFaults(page)).toEqual([]);
    await schedule.getByRole("button", { name: campaign("reschedule") }).click();
    await page.getByText(campaign("state_finished")).first().waitFor({ timeout: 90_000 });
    await page.getByRole("heading", { name: report("variants") }).waitFor();
    // Each text was judged by itself, and its card says which text it is about.
    const other = verdict("variant").replace("{name}", "B");
    const cards = page.getByRole("group", { name: verdict("variants") });
    await cards.getByRole("button", { name: other }).click();
    await page.getByText(`${verdict("title")} · ${other}`).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    // What is given up goes to nobody any more, and says so.
    const { campaignId } = await company.api.call(
      "/v1/campaigns",
      z.object({ campaignId: z.string() }),
      {
        json: {
          ...{ name: "حراج", lineId: company.lineId, listId, text: first },
          notBefore: new Date(Date.now() + 86_400_000).toISOString(),
        },
      },
    );
    await page.goto(`/campaigns/${campaignId}`);
    await page.locator("[data-waiting=scheduled]").waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: campaign("cancel"), exact: true }).click();
    await page.getByText(campaign("cancelText")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const asked = page.getByRole("dialog");
    await asked.getByRole("button", { name: campaign("cancel"), exact: true }).click();
    await page.getByText(campaign("state_cancelled")).first().waitFor();
    await asked.waitFor({ state: "hidden" });
    expect(await seriousFaults(page)).toEqual([]);

    // Not near in Tehran whenever this runs, so that the plan is not due meanwhile.
    const hoursAway = `${String((new Date().getUTCHours() + 12) % 24).padStart(2, "0")}:30`;
    await page.goto(`/campaigns/new?listId=${listId}`);
    await page.getByText(compose("aText"), { exact: true }).click();
    await page.getByLabel(compose("textOfMessage")).fill(first);
    await page.getByText(compose("again"), { exact: true }).click();
    await page.getByLabel(compose("planAt"), { exact: true }).fill(hoursAway);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: compose("forecast") }).click();
    await page.getByRole("button", { name: compose("startPlan") }).click({ timeout: 60_000 });
    await page.getByRole("button", { name: compose("confirmPlan") }).click();
    await page.waitForURL(/\/campaigns\/plans\/./u);
    await page.getByText(plan("noOccurrence")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: plan("pause") }).click();
    await page.getByRole("button", { name: plan("resume") }).waitFor();
    await page.getByRole("button", { name: plan("end") }).click();
    await page.getByText(plan("endText")).waitFor();
    await page.getByRole("button", { name: plan("end") }).click();
    await page.getByText(plan("state_ended")).waitFor();
    await page.goto("/campaigns/plans");
    await page.getByRole("cell", { name: plan("state_ended") }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);
