import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { replayDraft, sayReplay } from "./replay-draft.js";

/** `npm run replay -- FILE`: which stored verdicts would flip under a draft of the rules. Changes nothing. */
const usage =
  "npm run replay -- FILE [--since 2026-11-01] [--until 2026-12-01] [--limit 100] [--url URL --key KEY] [--json]";
const data = join(import.meta.dirname, "../../../.whiteline");

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      since: { type: "string" },
      until: { type: "string" },
      limit: { type: "string" },
      url: { type: "string" },
      key: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Error(`Name a draft: ${usage}`);
  const { json, ...options } = values;
  const draft: unknown = JSON.parse(await readFile(file, "utf8"));
  const answer = await replayDraft([data, join(data, "demo")], draft, options);
  console.log(json === true ? JSON.stringify(answer, undefined, 2) : sayReplay(answer));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
