import type { Page } from "playwright-core";

/** Who signs up in a journey; identifiers carry valid check digits and belong to nobody. */
export type Newcomer = {
  readonly provider: string;
  readonly company: string;
  readonly owner: string;
  readonly email: string;
  readonly mobile: string;
  readonly password: string;
};

/** Fills the sign-up as a person does; finds the fields by what browsers call them, so in any language. */
export async function signUp(page: Page, newcomer: Newcomer): Promise<void> {
  // The providers are asked for: a list that opens before they are there stays empty.
  const providers = page.waitForResponse((answer) => answer.url().endsWith("/v1/providers"));
  await page.goto("/sign-up");
  await providers;
  await page.locator("form input").first().click();
  await page.getByRole("option", { name: newcomer.provider }).click();
  await page.locator('[autocomplete="organization"]').fill(newcomer.company);
  await page.locator('[autocomplete="name"]').fill(newcomer.owner);
  await page.locator('[autocomplete="email"]').fill(newcomer.email);
  await page.locator('[autocomplete="tel"]').fill(newcomer.mobile);
  await page.locator('[autocomplete="new-password"]').fill(newcomer.password);
  await page.locator('input[type="checkbox"]').check();
  await page.locator('button[type="submit"]').click();
  await page.waitForURL("**/numbers");
}
