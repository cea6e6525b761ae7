import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { eventually, testBinaries, testDirectory, type TestDirectory } from "@whiteline/testkit";
import { connect } from "@nats-io/transport-node";
import { expect, test } from "vitest";

import { mongodbUsers } from "./environment.js";
import { knownProcess, readRun, writeRun } from "./run-file.js";
import { startStack, type Stack, type StackOptions } from "./stack.js";

const root = join(import.meta.dirname, "../../..");

/** A service that does nothing but tell its environment and its health. */
const dummy = `
  import { createServer } from "node:http";
  createServer((request, response) =>
    response.end(JSON.stringify(request.url === "/health" ? { status: "ok" } : process.env)),
  ).listen(Number(process.env.HTTP_PORT), "127.0.0.1");
  process.on("SIGTERM", () => { console.log("drained"); process.exit(0); });
`;

async function startDummies(
  dir: TestDirectory,
  options: Partial<StackOptions> = {},
): Promise<Stack> {
  const main = join(dir.path, "dummy.mjs");
  await writeFile(main, dummy);
  // Finds the servers quickly and leaves MONGODB_URI of whoever runs the tests alone.
  await testBinaries();
  return startStack({
    root,
    dir: join(dir.path, "data"),
    say: () => undefined,
    environment: { PATH: process.env["PATH"], PRIVATE: "not for services", OTEL_SERVICE_NAME: "x" },
    services: [
      { name: "lists", main },
      { name: "lines-registry", main, ports: ["API_PORT"], env: () => ({ ONLY: "here" }) },
    ],
    ...options,
  });
}

async function environmentOf(stack: Stack, name: string): Promise<Record<string, string>> {
  const answer = await fetch(`http://127.0.0.1:${stack.port(name, "HTTP_PORT")}/`);
  return (await answer.json()) as Record<string, string>;
}

test("every service runs as a process of its own with its own database, login and the addresses of all", async () => {
  await using dir = await testDirectory();
  await using stack = await startDummies(dir, {
    overrides: { "*": { A: "1" }, lists: { LOG_LEVEL: "debug" } },
  });
  const lists = await environmentOf(stack, "lists");
  const registry = await environmentOf(stack, "lines-registry");

  expect(lists).toMatchObject({
    SERVICE_NAME: "lists",
    NATS_USER: "lists",
    LOG_LEVEL: "debug",
    OTEL_SERVICE_NAME: "x",
    A: "1",
    LINES_REGISTRY_URL: `127.0.0.1:${registry["GRPC_PORT"]}`,
  });
  expect(lists).not.toHaveProperty("PRIVATE");
  expect(lists["MONGODB_URI"]).toMatch(
    /^mongodb:\/\/lists:[^@]+@127\.0\.0\.1:\d+\/whiteline_lists\?replicaSet=whiteline&authSource=admin$/,
  );
  expect(registry["MONGODB_URI"]).toContain("//lines-registry:");
  expect(registry["MONGODB_URI"]).not.toContain(stack.secrets.mongodbPasswords["lists"]);
  expect(mongodbUsers([{ name: "lines-registry" }], {})).toMatchObject([
    { user: "lines-registry", roles: [{ role: "readWrite", db: "whiteline_lines_registry" }] },
    { user: "operator" },
  ]);
  expect(registry).toMatchObject({
    ONLY: "here",
    API_PORT: String(stack.port("lines-registry", "API_PORT")),
  });
  expect(registry["SERVICE_SECRET"]).not.toBe(lists["SERVICE_SECRET"]);
  expect(JSON.parse(lists["PRINCIPAL_PUBLIC_KEYS"]!)).toEqual({
    keys: [expect.not.objectContaining({ d: expect.anything() })],
  });
  await (
    await connect({ servers: stack.natsUrl, user: "lists", pass: lists["NATS_PASSWORD"]! })
  ).close();

  const run = await readRun(join(dir.path, "data"));
  expect(Object.keys(run!.processes).sort()).toEqual([
    "lines-registry",
    "lists",
    "mongod",
    "nats-server",
  ]);
  expect(run!.processes["lists"]!.pid).toBe(stack.pid("lists"));
  expect(JSON.stringify(run)).not.toContain(lists["SERVICE_SECRET"]);
  expect(JSON.stringify(run)).not.toContain(stack.secrets.mongodbPasswords["operator"]);
});

test("a killed process comes back at the same address: at once when supervised, else when asked", async () => {
  await using dir = await testDirectory();
  await using stack = await startDummies(dir, { supervised: true });
  const before = stack.pid("lists");
  await stack.kill9("lists");
  await eventually(async () => (await environmentOf(stack, "lists"))["SERVICE_NAME"] === "lists");
  await eventually(
    () => stack.pid("lists") !== before && stack.run.processes["lists"]?.pid === stack.pid("lists"),
  );

  await stack.kill9("mongod");
  const lines = stack.pid("lines-registry");
  await stack.restart("lines-registry");
  expect(stack.pid("lines-registry")).not.toBe(lines);
  await eventually(() => stack.run.processes["mongod"]?.pid === stack.pid("mongod"));
});

test("a stopped stack leaves no process, and the next one has the same addresses and secrets", async () => {
  await using dir = await testDirectory();
  const first = await startDummies(dir);
  const pids = Object.values(first.run.processes).map(({ pid }) => pid);
  await first.stop();
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  expect(await readFile(join(dir.path, "data/logs/lists.log"), "utf8")).toContain("drained");
  expect(await readRun(join(dir.path, "data"))).toBeUndefined();

  await using second = await startDummies(dir);
  expect(second.secrets).toEqual(first.secrets);
  expect(second.run.ports).toEqual(first.run.ports);
});

test("a second start beside a living one is refused, with the pid and what to do", async () => {
  await using dir = await testDirectory();
  await using stack = await startDummies(dir);
  await expect(startDummies(dir)).rejects.toThrow(
    `Whiteline already runs in ${stack.run.dir} (pid ${process.pid}). Use that one, or stop it`,
  );
});

test("what a killed starter left behind is stopped, and a stranger with an old pid is left alone", async () => {
  await using dir = await testDirectory();
  const data = join(dir.path, "data");
  const first = await startDummies(dir);
  const { run } = first;
  await first.stop();
  const orphan = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
    stdio: "ignore",
  });
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
    stdio: "ignore",
  });
  await Promise.all([once(orphan, "spawn"), once(stranger, "spawn")]);
  const gone = once(orphan, "exit");
  await writeRun({
    ...run,
    starter: { pid: run.starter.pid, born: "long ago" },
    processes: {
      lists: await knownProcess(orphan.pid!),
      dlr: { pid: stranger.pid!, born: "long ago" },
    },
  });

  const said: string[] = [];
  await using stack = await startDummies(dir, { say: (line) => said.push(line) });
  expect(await gone).toEqual([null, "SIGTERM"]);
  expect(stranger.exitCode).toBeNull();
  expect(said).toContain(
    `an earlier run was killed and left lists (pid ${orphan.pid}) behind: stopping it`,
  );
  expect(stack.run.dir).toBe(data);
  stranger.kill();
});

test("a service that cannot start is reported with the end of its log, and nothing is left running", async () => {
  await using dir = await testDirectory();
  const broken = join(dir.path, "broken.mjs");
  await writeFile(broken, `console.error("NATS_URL: expected an address"); process.exit(2);`);
  const states: string[] = [];
  const start = startDummies(dir, {
    services: [{ name: "lists", main: broken }],
    show: (name, state) => states.push(`${name} ${state}`),
  });
  await expect(start).rejects.toThrow(
    /lists ended before it was ready \(exit code 2\)[^]*NATS_URL: expected an address/,
  );
  expect(states).toEqual(
    expect.arrayContaining(["lists could not be started", "mongod stopped", "nats-server stopped"]),
  );
});

test("a start that is given up stops what it had started", async () => {
  await using dir = await testDirectory();
  const silent = join(dir.path, "silent.mjs");
  await writeFile(silent, "setInterval(() => {}, 1000);");
  const ending = new AbortController();
  const states: string[] = [];
  const start = startDummies(dir, {
    services: [{ name: "lists", main: silent }],
    signal: ending.signal,
    show(name, state) {
      states.push(`${name} ${state}`);
      if (name === "lists") ending.abort();
    },
  });
  await expect(start).rejects.toThrow("lists");
  expect(states).toEqual(expect.arrayContaining(["mongod stopped", "nats-server stopped"]));
});
