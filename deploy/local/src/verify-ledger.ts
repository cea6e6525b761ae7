import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { databaseUri } from "@whiteline/testkit";
import { z } from "zod";

import { isAlive, readRun } from "./run-file.js";

/**
 * `npm run verify-ledger [-- MONGODB_URI]`: all invariants of the ledger on a live database, by default that of the
 * stack that runs from this clone. Ends with 0 or 1.
 */
const root = join(import.meta.dirname, "../../..");
const data = join(root, ".whiteline");
const secretsShape = z.object({ mongodbPasswords: z.record(z.string(), z.string()) });

async function runningUri(): Promise<string> {
  for (const dir of [data, join(data, "demo")]) {
    const run = await readRun(dir);
    if (run?.mongodUri === undefined || !(await isAlive(run.starter))) continue;
    const { mongodbPasswords } = secretsShape.parse(
      JSON.parse(await readFile(run.secretsFile, "utf8")),
    );
    const login = `pricing:${encodeURIComponent(mongodbPasswords["pricing"] ?? "")}`;
    const uri = run.mongodUri.replace("mongodb://", `mongodb://${login}@`);
    return databaseUri(uri, "whiteline_pricing");
  }
  throw new Error("Nothing runs from this clone: npm start, or name a database.");
}

try {
  const uri = process.argv[2] ?? (await runningUri());
  const script = join(root, "services/pricing/src/verify-ledger.ts");
  const child = spawn(process.execPath, [...process.execArgv, script], {
    stdio: "inherit",
    env: { ...process.env, MONGODB_URI: uri },
  });
  child.once("exit", (code) => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
