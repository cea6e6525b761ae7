import { afterAll, beforeAll, expect, test } from "vitest";

import { openBrowser, visit, type Reader } from "../src/browser/open-browser.js";
import { seriousFaults } from "../src/browser/serious-faults.js";
import { openHouse, type House } from "./house.js";

let house: House;
let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await house[Symbol.asyncDispose]();
});

const consoleUrl = () => house.stack.run.console!;

test.each<readonly [Reader, string, string, string]>([
  ["fa", "rtl", "خوش آمدید", "ورود"],
  ["tr", "ltr", "Hoş geldiniz", "Giriş"],
  ["vi", "ltr", "Chào mừng trở lại", "Đăng nhập"],
  ["en", "ltr", "Welcome back", "Log in"],
])(
  "whoever is not logged in is asked to in %s, from the right side",
  async (language, direction, title, button) => {
    const { context, page } = await visit(browser, consoleUrl(), language);
    await page.goto("/numbers");
    await page.getByRole("heading", { name: title }).waitFor();
    expect(page.url()).toContain("/login?next=%2Fnumbers");
    expect(await page.locator("html").getAttribute("dir")).toBe(direction);
    expect(await page.getByRole("button", { name: button, exact: true }).isEnabled()).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  },
);

test("the language can be changed on the spot and is remembered", async () => {
  const { context, page } = await visit(browser, consoleUrl(), "fa");
  await page.goto("/login");
  await page.getByRole("button", { name: /زبان/ }).click();
  await page.getByRole("menuitem", { name: "Türkçe" }).click();
  await page.getByRole("heading", { name: "Hoş geldiniz" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Hoş geldiniz" }).waitFor();
  expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
  await context.close();
});
