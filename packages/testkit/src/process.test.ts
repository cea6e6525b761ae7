import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { eventually } from "./eventually.js";
import { startProcess, type Exit, type ManagedProcess } from "./process.js";
import { testDirectory, type TestDirectory } from "./test-servers.js";

async function startScript(
  dir: TestDirectory,
  script: string,
  stopWithinMs?: number,
): Promise<ManagedProcess> {
  const logFile = join(dir.path, "child.log");
  return startProcess({
    name: "child",
    command: process.execPath,
    args: ["-e", script],
    logFile,
    ready: async (pid) => (await readFile(logFile, "utf8")).includes(`ready ${pid}`),
    ...(stopWithinMs === undefined ? {} : { stopWithinMs }),
  });
}

const patient = "console.log('ready ' + process.pid); setInterval(() => {}, 1000);";

test("a killed process is seen to end and comes back with another pid", async () => {
  await using dir = await testDirectory();
  await using child = await startScript(dir, patient);
  const exits: Exit[] = [];
  child.onExit((exit) => exits.push(exit));
  const first = child.pid;

  await child.kill();
  expect(child.running).toBe(false);
  await child.restart();

  expect(child.running).toBe(true);
  expect(child.pid).not.toBe(first);
  expect(exits).toEqual([{ pid: first, code: null, signal: "SIGKILL", asked: false }]);
});

test("stop asks first and kills a process that does not listen", async () => {
  await using dir = await testDirectory();
  await using child = await startScript(dir, `process.on('SIGTERM', () => {}); ${patient}`, 50);
  expect(await child.stop()).toMatchObject({ signal: "SIGKILL", asked: true });
});

test("a process that ends before it is ready is reported with the end of its log", async () => {
  await using dir = await testDirectory();
  await expect(
    startScript(dir, "console.log('no such database'); process.exit(3)"),
  ).rejects.toThrow(/child ended before it was ready \(exit code 3\)[^]*no such database/);
});

test("a command that does not exist is named", async () => {
  await using dir = await testDirectory();
  const start = startProcess({
    name: "child",
    command: "/no/such/command",
    args: [],
    logFile: join(dir.path, "log"),
    ready: () => Promise.resolve(true),
  });
  await expect(start).rejects.toThrow("child could not be started: /no/such/command");
});

test("a child whose environment is given sees nothing of ours", async () => {
  await using dir = await testDirectory();
  const logFile = join(dir.path, "child.log");
  await using child = await startProcess({
    name: "child",
    command: process.execPath,
    args: ["-e", `console.log(JSON.stringify(process.env)); ${patient}`],
    env: { ONLY: "this" },
    logFile,
    ready: async () => (await readFile(logFile, "utf8")).includes("ready"),
  });
  await eventually(() => child.running);
  expect(JSON.parse((await readFile(logFile, "utf8")).split("\n")[0]!)).toEqual({ ONLY: "this" });
});
