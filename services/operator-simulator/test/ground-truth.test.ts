import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, test, vi } from "vitest";

import { bind, idOf, OPERATORS, receiptsOf, send, startOperator, PATIENT } from "./operator.js";

vi.setConfig({ testTimeout: 30_000 });
const eventually = <T>(probe: () => T) => expect.poll(probe, PATIENT);

const directory = mkdtempSync(join(tmpdir(), "operator-simulator-"));
afterAll(() => rmSync(directory, { recursive: true }));

describe("the log of what truly happened", () => {
  test("has each accepted submit and each receipt with its answer", async () => {
    const path = join(directory, "whole.jsonl");
    await using operator = await startOperator({ GROUND_TRUTH_FILE: path });
    const { link, got } = await bind(operator.smppPort);
    const id = idOf(await send(link));
    operator.pass(200);
    await eventually(() => got.length).toBe(1);
    await eventually(operator.stats).toMatchObject({ receiptsAcked: 1 });
    await operator.post("/flush");
    const lines = readFileSync(path, "utf8").trim().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      {
        what: "submit",
        systemId: "wl-mci",
        source: ["9821000000", 1, 1],
        destination: ["989120000000", 1, 1],
        messageId: id,
        esmClass: 0,
        dataCoding: 0,
        sha1: "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
        state: "DELIVRD",
        receipts: 1,
      },
      { what: "receipt", receiptId: id, status: 0 },
    ]);
  });

  test("lets an operator that was killed pay its receipts when it is back", async () => {
    const path = join(directory, "killed.jsonl");
    const victim = await spawnOperator(path);
    const { link } = await bind(victim.smppPort);
    const id = idOf(await send(link));
    victim.child.kill("SIGKILL");
    await eventually(() => link.state).toBe("closed");

    await using operator = await startOperator({ GROUND_TRUTH_FILE: path });
    expect(await operator.stats()).toMatchObject({ submitted: 1, unique: 1 });
    const { got } = await bind(operator.smppPort);
    await eventually(() => receiptsOf(got)).toEqual([[id, "DELIVRD"]]);
  });
});

/** The operator as a process of its own, with receipts an hour away. */
const spawnOperator = async (path: string) => {
  const child = spawn(
    process.execPath,
    [
      "--import=tsx",
      "--conditions=@whiteline/source",
      new URL("../src/main.ts", import.meta.url).pathname,
    ],
    { env: { ...process.env, OPERATORS, GROUND_TRUTH_FILE: path, TEMPERAMENT: "slow" } },
  );
  const smppPort = await new Promise<number>((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const port = /"smpp":(\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    child.once("exit", (code) => reject(new Error(`exit ${String(code)}: ${output}`)));
  });
  return { child, smppPort };
};
