import { afterAll, beforeAll } from "vitest";

import { logIn } from "../src/browser/log-in.js";
import { openBrowser, visit, type Reader } from "../src/browser/open-browser.js";
import { theConsoleHouse } from "../src/browser/the-console-house.js";

/** For `expect.poll` of a screen, which draws when its answers are there. */
export const patient = { timeout: 60_000 };

/** What every person of the journeys logs in with. */
export const password = "four words not together";

/** The house of a file of journeys and the way into it, by a browser that lives as long as they do. */
export function consoleVisits() {
  const house = theConsoleHouse();
  let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.[Symbol.asyncDispose]());
  /** Somebody with cookies of their own, whose browser prefers a language. */
  const come = async (language: Reader) => {
    if (browser === undefined) throw new Error("Journeys begin in tests.");
    return visit(browser, house.consoleUrl, language);
  };
  /** The same person once logged in, on the first screen of theirs. */
  const comeIn = async (language: Reader, email: string, first: string) => {
    const visitor = await come(language);
    await logIn(visitor.page, { email, password });
    await visitor.page.waitForURL(first);
    return visitor;
  };
  return { house, come, comeIn };
}
