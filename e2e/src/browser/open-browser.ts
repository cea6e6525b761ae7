import { join } from "node:path";

import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

import { provideChromium } from "./provide-chromium.js";

const root = join(import.meta.dirname, "../../..");

export type Reader = "fa" | "tr" | "vi" | "en";

const locales: Readonly<Record<Reader, string>> = {
  fa: "fa-IR",
  tr: "tr-TR",
  vi: "vi-VN",
  en: "en-GB",
};
const zones: Readonly<Record<Reader, string>> = {
  fa: "Asia/Tehran",
  tr: "Europe/Istanbul",
  vi: "Asia/Ho_Chi_Minh",
  en: "Europe/London",
};

/** A real Chromium without a window. */
export async function openBrowser(): Promise<Browser & AsyncDisposable> {
  const { executablePath, env } = await provideChromium(join(root, ".cache"));
  const browser = await chromium.launch({
    executablePath,
    env: { ...env },
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--no-zygote"],
  });
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}

/** A visitor with cookies of its own, whose browser prefers a language. */
export async function visit(
  browser: Browser,
  consoleUrl: string,
  language: Reader,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({
    baseURL: consoleUrl,
    locale: locales[language],
    timezoneId: zones[language],
    viewport: { width: 1280, height: 860 },
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  return { context, page };
}
