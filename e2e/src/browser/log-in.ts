import type { Page } from "playwright-core";

/** Types the way in; with codes switched on, the page asks for one next. */
export async function logIn(
  page: Page,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<void> {
  await page.goto("/login");
  await page.locator('[autocomplete="username"]').fill(email);
  await page.locator('[autocomplete="current-password"]').fill(password);
  await page.keyboard.press("Enter");
}
