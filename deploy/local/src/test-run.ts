import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { housesCheck, staticChecks, typesCheck, type Check } from "./checks.js";
import { tallyReport, type Tally } from "./vitest-report.js";

/**
 * `npm test` (all), `npm run check` (static checks), `npm run types`, `npm run test:interop`. Everything runs even when
 * something failed; the last line is `N passed, N failed`, where each static check counts as one test.
 */
const root = join(import.meta.dirname, "../../..");
const what = z.enum(["all", "check", "types", "interop"]).parse(process.argv[2]);
const tallies: Tally[] = [];

if (what === "types") tallies.push(await runCheck(typesCheck(root)));
const checks = what === "all" || what === "check" ? [...staticChecks(root)] : [];
const first = checks.shift();
if (first !== undefined) tallies.push(await runCheck(first));
// Tests wait for clocks and disks a third of the time: meanwhile what remains to be judged is judged, and gives way to them.
const beside = what === "all" ? runChecks(checks, "gives way") : undefined;
if (what === "all") {
  const [houses] = await Promise.all([runCheck(housesCheck), runProject("pure")]);
  tallies.push(houses);
  await runProject("real");
}
// The rest take one core each, and two processes of typed lint have room beside each other.
await Promise.all([beside ?? runChecks(checks), runChecks(checks)]);
if (what === "all") {
  await runProject("e2e");
  // Chaos waits for clocks and for the operator most of its time, and journeys for screens: each has room for the other.
  const chaos = ["--config", "e2e/chaos/vitest.config.ts", "short-run"];
  const [calamities] = await Promise.all([
    runVitest("chaos", chaos, { quiet: true }),
    runProject("browser"),
  ]);
  tallies.push(calamities);
}
if (what === "interop") {
  const config = "e2e/interop/vitest.config.ts";
  if (existsSync(join(root, config)))
    tallies.push(await runVitest("interop", ["--config", config]));
  else console.log("there are no tests yet that need foreign programs");
}

const skipped = tallies.flatMap((tally) => tally.skipped);
if (skipped.length > 0) console.log("\nskipped, with reason:");
for (const { test, reason } of skipped) console.log(`  ${test}: ${reason}`);
const complaints = tallies.flatMap((tally) => tally.complaints);
if (complaints.length > 0)
  console.log(`\nfailed:\n${complaints.map((line) => `  ${line}`).join("\n")}`);

const sum = (pick: (tally: Tally) => number): number =>
  tallies.map(pick).reduce((a, b) => a + b, 0);
const failed = sum((tally) => tally.failed);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${sum((tally) => tally.passed)} passed, ${failed} failed`);

async function runProject(name: string): Promise<void> {
  tallies.push(await runVitest(name, ["--project", name]));
}

/** Whether a process runs beside others that go first. */
type Manners = "goes first" | "gives way";

/** Takes checks from a queue, which others may share, until it is empty. */
async function runChecks(queue: Check[], manners: Manners = "goes first"): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift())
    tallies.push(await runCheck(next, manners));
}

async function runCheck(
  { name, script, args, cwd = "." }: Check,
  manners: Manners = "goes first",
): Promise<Tally> {
  const { code, output, seconds } = await runNode([script, ...args], {
    cwd: join(root, cwd),
    quiet: true,
    manners,
  });
  const passed = code === 0;
  console.log(`${passed ? "ok    " : "FAILED"}  ${name} (${seconds} s)`);
  if (!passed) console.log(output.trim());
  return {
    passed: passed ? 1 : 0,
    failed: passed ? 0 : 1,
    skipped: [],
    complaints: passed ? [] : [name],
  };
}

/** @param quiet what it says is said when it has ended, since others speak meanwhile. */
async function runVitest(
  name: string,
  args: readonly string[],
  { quiet = false }: { readonly quiet?: boolean } = {},
): Promise<Tally> {
  const file = join(root, `.cache/test-${name}.json`);
  await mkdir(join(root, ".cache"), { recursive: true });
  await rm(file, { force: true });
  const reporters = [
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    "--passWithNoTests",
  ];
  const { code, output, seconds } = await runNode(
    ["node_modules/vitest/vitest.mjs", "run", ...args, ...reporters],
    { cwd: root, quiet },
  );
  if (quiet) console.log(output.trim());
  const tally = tallyReport(await readJson(file), { exitCode: code, reasons: await readReasons() });
  const verdict = tally.failed === 0 ? "ok    " : "FAILED";
  console.log(
    `${verdict}  tests: ${name}, ${tally.passed} passed, ${tally.failed} not (${seconds} s)`,
  );
  return tally;
}

async function readReasons(): Promise<Readonly<Record<string, string>>> {
  return z
    .record(z.string(), z.string().min(1))
    .parse((await readJson(join(root, "e2e/skips.json"))) ?? {});
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

function runNode(
  args: readonly string[],
  {
    cwd,
    quiet,
    manners = "goes first",
  }: { readonly cwd: string; readonly quiet: boolean; readonly manners?: Manners },
): Promise<{ readonly code: number; readonly output: string; readonly seconds: string }> {
  const before = performance.now();
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    });
    if (manners === "gives way" && child.pid !== undefined)
      setPriority(child.pid, constants.priority.PRIORITY_LOW);
    child.stdout?.on("data", (bytes: Buffer) => (output += bytes.toString("utf8")));
    child.stderr?.on("data", (bytes: Buffer) => (output += bytes.toString("utf8")));
    child.once("close", (code) => {
      resolve({
        code: code ?? 1,
        output,
        seconds: ((performance.now() - before) / 1000).toFixed(1),
      });
    });
  });
}
