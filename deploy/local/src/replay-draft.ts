import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { isAlive, readRun } from "./run-file.js";

const money = z.object({ currency: z.string(), minor: z.string() });
const answerShape = z.object({
  draftName: z.string(),
  replayed: z.number(),
  flipped: z.number(),
  otherRule: z.number(),
  skipped: z.record(z.string(), z.number()),
  unfaithful: z.array(z.string()),
  sums: z.array(
    z.object({
      tenantId: z.string(),
      before: z.string(),
      after: z.string(),
      verdicts: z.number(),
      messages: z.number(),
      money: z.array(money),
      unpriced: z.number(),
    }),
  ),
  flips: z.array(
    z.object({
      verdictId: z.string(),
      tenantId: z.string(),
      lineId: z.string(),
      campaignId: z.string().optional(),
      judgedAt: z.string().optional(),
      before: z.string(),
      after: z.string(),
      ruleBefore: z.string().optional(),
      ruleAfter: z.string().optional(),
      messages: z.number(),
      money: money.optional(),
    }),
  ),
});
const problemShape = z.object({
  code: z.string(),
  detail: z.string().optional(),
  findings: z.array(z.object({ subject: z.string().default(""), rule: z.string() })).optional(),
});
const keysShape = z.object({ expert: z.string() });

export type Replay = z.infer<typeof answerShape>;

/**
 * Asks an installation what a draft of the rules would have decided otherwise: the one running from this
 * clone with its expert's key, or another by `url` and `key`.
 * @param dirs data directories, of which the first with a living run is taken.
 * @throws Error with the reason and what to do.
 */
export async function replayDraft(
  dirs: readonly string[],
  draft: unknown,
  options: {
    readonly since?: string | undefined;
    readonly until?: string | undefined;
    readonly limit?: string | undefined;
    readonly url?: string | undefined;
    readonly key?: string | undefined;
  },
): Promise<Replay> {
  const { url, key } = await whereToAsk(dirs, options);
  const body = {
    draft,
    ...(options.since === undefined ? {} : { since: instantOf(options.since) }),
    ...(options.until === undefined ? {} : { until: instantOf(options.until) }),
    ...(options.limit === undefined ? {} : { limit: Number(options.limit) }),
  };
  const answer = await fetch(`${url}/v1/policy-replays`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const value: unknown = await answer.json();
  if (answer.ok) return answerShape.parse(value);
  const problem = problemShape.parse(value);
  const faults = (problem.findings ?? []).map((one) => `\n  ${one.subject}: ${one.rule}`).join("");
  throw new Error(`${problem.code}: ${problem.detail ?? "the draft was not replayed"}${faults}`);
}

/** What came of it, for people. */
export function sayReplay(replay: Replay): string {
  const { draftName, replayed, flipped, otherRule, skipped, unfaithful, sums, flips } = replay;
  const skips = Object.entries(skipped).map(([reason, count]) => `${count} skipped (${reason})`);
  const lines = [
    `"${draftName}": ${replayed} verdicts judged again, ${flipped} would flip, ${otherRule} would be decided the same by another rule${skips.map((skip) => `, ${skip}`).join("")}. Nothing was changed.`,
    ...sums.map(
      (sum) =>
        `  tenant ${sum.tenantId}: ${sum.before} → ${sum.after}: ${sum.verdicts} verdicts, ${sum.messages} messages, ${sayMoney(sum.money)}${sum.unpriced > 0 ? `, ${sum.unpriced} without a price` : ""}`,
    ),
    ...(flips.length > 0
      ? ["", "verdict, line, campaign, rule before → after, messages, money"]
      : []),
    ...flips.map(
      (flip) =>
        `  ${flip.verdictId}  ${flip.lineId}  ${flip.campaignId ?? "single messages"}  ${flip.ruleBefore ?? flip.before} → ${flip.ruleAfter ?? flip.after}  ${flip.messages}  ${sayMoney(flip.money === undefined ? [] : [flip.money])}`,
    ),
    ...(flips.length < flipped ? [`  … and ${flipped - flips.length} more (--limit)`] : []),
    ...(unfaithful.length > 0
      ? [
          "",
          `UNFAITHFUL: these cards do not follow from their own inputs: ${unfaithful.join(", ")}`,
        ]
      : []),
  ];
  return lines.join("\n");
}

function sayMoney(amounts: Replay["sums"][number]["money"]): string {
  if (amounts.length === 0) return "no price";
  return amounts.map(({ currency, minor }) => `${minor} ${currency}`).join(" + ");
}

/** A day begins at midnight UTC. */
function instantOf(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new Error(`${text} is no date: write 2026-11-01.`);
  return at.toISOString();
}

async function whereToAsk(
  dirs: readonly string[],
  { url, key }: { readonly url?: string | undefined; readonly key?: string | undefined },
): Promise<{ readonly url: string; readonly key: string }> {
  if (url !== undefined && key !== undefined) return { url: url.replace(/\/$/, ""), key };
  for (const dir of dirs) {
    const run = await readRun(dir);
    if (run?.api === undefined || !(await isAlive(run.starter))) continue;
    const keys = await readFile(join(run.dir, "keys.json"), "utf8").catch(() => undefined);
    if (keys === undefined)
      throw new Error(`There are no keys in ${run.dir}: give --url and --key.`);
    return { url: run.api, key: key ?? keysShape.parse(JSON.parse(keys)).expert };
  }
  throw new Error(
    "Nothing runs from this clone: start it with npm start, or give --url and --key.",
  );
}
