import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const help = `npm run chaos -- [--short | --million] [--rows N] [--every S] [--seed N] [--items 2,4]

A campaign with a random fault every so many seconds, then the invariants of delivery.md §11. Exit code 0 when they hold.

  --rows   recipients: 1,000,000, or 40,000 of items 8, 10 and 11
  --every  seconds between two faults: 20
  --seed   repeats a run
  --items  only these of the list (with 6, every text has two parts); 8 (three members of MongoDB), disk (full disks, also of item 8; Linux), 10 (fair
           tenants) and 11 (a stalled operator) are runs of their own, which begin only when they are named: without
           --items the long run alone runs
  --million a million recipients (or --rows) by an operator that answers quickly, to the end: an hour or more
  --short  each fault once, in five minutes, as \`npm test\` does
`;
const { values } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    rows: { type: "string" },
    every: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    items: { type: "string" },
    short: { type: "boolean", default: false },
    million: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit();
}
/** Items of the list that are a story of their own; all others are faults that strike a long run. */
const stories: Readonly<Record<string, string>> = {
  "8": "three-members",
  disk: "disk-full",
  "10": "fair-tenants",
  "11": "stalled-operator",
};
const asked = values.items?.split(",") ?? [];
const own = asked.flatMap((item) => stories[item] ?? []);
const files = values.short
  ? ["short-run"]
  : own.length < asked.length || asked.length === 0
    ? ["long-run", ...own]
    : own;
const root = join(import.meta.dirname, "../..");
/** Disks that can be made full are mounted in a name space of our own, where that takes no root. */
const needsDisks = files.includes("disk-full");
const { status } = spawnSync(
  needsDisks ? "unshare" : process.execPath,
  [
    ...(needsDisks ? ["--user", "--map-root-user", "--mount", process.execPath] : []),
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config",
    "e2e/chaos/vitest.config.ts",
    ...files,
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      ...(values.rows === undefined ? {} : { CHAOS_ROWS: values.rows }),
      // 2,500 parts a second and account: more than this machine sends.
      ...(values.million ? { CHAOS_ANSWER_MS: "200" } : {}),
      CHAOS_EVERY_S: values.every,
      CHAOS_SEED: values.seed,
      ...(values.items === undefined ? {} : { CHAOS_ITEMS: values.items }),
      ...(asked.includes("6") ? { WHITELINE_STORY_LONG: "1" } : {}),
    },
  },
);
if (status !== 0) keepSeed();
process.exitCode = status ?? 1;

/** A run that failed is kept with what repeats it, until somebody has looked into it. */
function keepSeed(): void {
  const { rows, every, seed, items, short, million } = values;
  const commit = spawnSync("git", ["rev-parse", "--short", "HEAD"], {
    cwd: root,
    encoding: "utf8",
  });
  const kept = { at: new Date().toISOString(), commit: commit.stdout.trim(), seed, rows, every };
  const line = JSON.stringify({ ...kept, items, short, million });
  const path = join(root, ".cache", "chaos-failed.jsonl");
  mkdirSync(join(root, ".cache"), { recursive: true });
  appendFileSync(path, `${line}\n`);
  process.stderr.write(`It is kept in ${path}: npm run chaos -- --seed ${seed} repeats it.\n`);
}
