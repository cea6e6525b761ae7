import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";

import { joinTenant } from "../src/browser/join-desk.js";
import { logIn } from "../src/browser/log-in.js";
import type { Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { signUp } from "../src/browser/sign-up.js";
import { apiClient } from "../src/story/client.js";
import { registered } from "../src/story/shapes.js";
import { consoleVisits, password } from "./console-visits.js";
import { wordsOf } from "./console-words.js";

const { house, come, comeIn } = consoleVisits();

const pathOf = (link: string): string => link.replace(/^https?:\/\/[^/]+/, "");

test.each<Reader>(["fa", "en"])(
  "in %s, an owner invites a colleague who comes in by the link, makes a key, and reads it all in the trail",
  async (language) => {
    const { account, access, problem, shell, trail } = wordsOf(language);
    const { context, page } = await come(language);
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

    const guest = await come(language);
    await guest.page.goto(pathOf(link));
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
    await page.getByText(trail("thing_tenant", "did_registered")).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole("button", { name: shell("logout") }).click();
    await page.waitForURL("**/login");
    await page.locator('[autocomplete="username"]').fill(`sara-${language}@example.ir`);
    await page.locator('[autocomplete="current-password"]').fill("not the password");
    await page.getByRole("button", { name: access("login"), exact: true }).click();
    await page.getByText(problem("CREDENTIALS_WRONG")).waitFor();
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
    const { context, page } = await come(language);
    await page.goto("/numbers");
    await page.getByRole("heading", { name: wordsOf(language).access("loginTitle") }).waitFor();
    expect(page.url()).toContain("/login?next=%2Fnumbers");
    expect(await page.locator("html").getAttribute("dir")).toBe(side);
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

test.each<Reader>(["fa", "tr"])(
  "in %s, an owner turns on one-time codes by the QR code and comes in with one",
  async (language) => {
    const { account, access, problem, shell } = wordsOf(language);
    const email = `codes-${language}@example.ir`;
    const { context, page } = await come(language);
    await signUp(page, {
      provider: "آسانک",
      company: "شرکت کدها",
      owner: "سارا احمدی",
      email,
      mobile: "09121234567",
      password,
    });
    await page.goto("/account/security");
    await page.getByRole("button", { name: account("totpBegin") }).click();
    await page.getByRole("img", { name: account("totpQr") }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const secret = await page.locator("[data-secret]").innerText();
    const codes = new TOTP({ secret: Secret.fromBase32(secret.trim()) });
    await page.getByLabel(account("code"), { exact: true }).fill(codes.generate());
    await page.getByRole("button", { name: account("confirm") }).click();
    await page.getByText(account("totpOn")).waitFor();

    await page.getByRole("button", { name: shell("logout") }).click();
    await page.waitForURL("**/login");
    await logIn(page, { email, password });
    await page.getByText(problem("TOTP_NEEDED")).waitFor();
    const field = page.getByLabel(access("totp"), { exact: true });
    await field.fill("000000");
    await page.keyboard.press("Enter");
    await page.getByText(problem("TOTP_WRONG")).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    // A code opens once: the one of the next half minute, which is taken already.
    await field.fill(codes.generate({ timestamp: Date.now() + 30_000 }));
    await page.keyboard.press("Enter");
    await page.waitForURL("**/numbers");
    await context.close();
  },
);

test.each<Reader>(["fa", "vi"])(
  "in %s, somebody who forgot the password asks for a link, gets it from the owner, and comes in with a new one",
  async (language) => {
    const { account, access } = wordsOf(language);
    const owner = await come(language);
    await signUp(owner.page, {
      provider: "آسانک",
      company: "شرکت فراموشی",
      owner: "سارا احمدی",
      email: `owner-reset-${language}@example.ir`,
      mobile: "09121234567",
      password,
    });
    const email = `forgot-${language}@example.ir`;
    await owner.page.goto("/account");
    await owner.page.getByRole("button", { name: account("invite") }).click();
    const dialog = owner.page.getByRole("dialog");
    await dialog.getByLabel(account("email")).fill(email);
    await dialog.getByRole("button", { name: account("invite") }).click();
    const invitation = await dialog.locator("[data-secret]").innerText();

    const guest = await come(language);
    await guest.page.goto(pathOf(invitation));
    await guest.page.getByLabel(access("personName")).fill("رضا کریمی");
    await guest.page.locator('[autocomplete="new-password"]').fill("another four words");
    await guest.page.getByRole("button", { name: access("join") }).click();
    await guest.page.waitForURL("**/numbers");
    await guest.context.clearCookies();

    await guest.page.goto("/login");
    await guest.page.getByRole("link", { name: access("forgot") }).click();
    await guest.page.locator('[autocomplete="username"]').fill(email);
    await guest.page.getByRole("button", { name: access("resetAsk") }).click();
    await guest.page.getByText(access("resetAsked")).waitFor();
    expect(await seriousFaults(guest.page)).toEqual([]);

    await owner.page.reload();
    const row = owner.page.getByRole("row", { name: new RegExp(email) });
    await row.locator("[data-reset-asked]").waitFor();
    await row.getByRole("button", { name: account("resetLink") }).click();
    await dialog.getByRole("button", { name: account("resetLinkMake") }).click();
    const link = await dialog.locator("[data-secret]").innerText();
    expect(await seriousFaults(owner.page)).toEqual([]);

    await guest.page.goto(pathOf(link));
    await guest.page.locator('[autocomplete="new-password"]').fill("a third four words");
    await guest.page.locator('button[type="submit"]').click();
    await guest.page.getByText(access("resetDone")).waitFor();
    await logIn(guest.page, { email, password: "a third four words" });
    await guest.page.waitForURL("**/numbers");
    await owner.context.close();
    await guest.context.close();
  },
);

test.each<Reader>(["fa", "en"])(
  "in %s, an owner gives a colleague who lost the authenticator a link after which no code is asked for",
  async (language) => {
    const { access, account } = wordsOf(language);
    const { apiKey = "" } = await apiClient(house.apiUrl).call("/v1/tenants", registered, {
      json: {
        providerId: "asanak",
        kind: "legal",
        name: "شرکت کدهای گمشده",
        ownerName: "سارا احمدی",
        ownerEmail: `lost-first-${language}@example.ir`,
        ownerMobile: "09121234567",
        termsAccepted: true,
      },
    });
    const owner = await joinTenant(house, apiKey, `lost-owner-${language}@example.ir`);
    const email = await joinTenant(house, apiKey, `lost-codes-${language}@example.ir`);
    const colleague = await comeIn(language, email, "**/numbers");
    await colleague.page.goto("/account/security");
    await colleague.page.getByRole("button", { name: account("totpBegin") }).click();
    const secret = await colleague.page.locator("[data-secret]").innerText();
    const codes = new TOTP({ secret: Secret.fromBase32(secret.trim()) });
    await colleague.page.getByLabel(account("code"), { exact: true }).fill(codes.generate());
    await colleague.page.getByRole("button", { name: account("confirm") }).click();
    await colleague.page.getByText(account("totpOn")).waitFor();
    await colleague.context.close();

    const { context, page } = await comeIn(language, owner, "**/numbers");
    await page.goto("/account");
    const row = page.getByRole("row").filter({ hasText: email });
    await row.getByText(account("hasTotp")).waitFor();
    await row.getByRole("button", { name: new RegExp(account("resetLink")) }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(account("forgetTotp")).check();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: account("resetLinkMake") }).click();
    const link = pathOf((await dialog.locator("[data-secret]").innerText()).trim());
    await context.close();

    const again = await come(language);
    await again.page.goto(link);
    await again.page.locator('[autocomplete="new-password"]').fill("another four words here");
    await again.page.keyboard.press("Enter");
    await again.page.getByText(access("resetDone")).waitFor();
    await logIn(again.page, { email, password: "another four words here" });
    await again.page.waitForURL("**/numbers");
    await again.context.close();
  },
);
