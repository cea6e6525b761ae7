import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { openBrowser, visit, type Reader } from "./open-browser.js";

/**
 * `npm run screenshots [-- folder]`: every screen in all four languages, from the house that `npm start` runs, into
 * e2e/screenshots. WHITELINE_RUN names its run.json.
 */
const root = join(import.meta.dirname, "../../..");
const file = process.env["WHITELINE_RUN"] ?? join(root, ".whiteline/run.json");
const { console: consoleUrl } = z
  .object({ console: z.string() })
  .parse(JSON.parse(await readFile(file, "utf8")));
const folder = join(root, "e2e/screenshots");
const languages: readonly Reader[] = ["fa", "tr", "vi", "en"];
const open = ["/login", "/sign-up", "/reset-password", "/nowhere"];

await mkdir(folder, { recursive: true });
await using browser = await openBrowser();
for (const language of languages) {
  const { context, page } = await visit(browser, consoleUrl, language);
  for (const path of open) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: join(folder, `${path.slice(1)}.${language}.png`) });
  }
  await context.close();
}
console.log(folder);
