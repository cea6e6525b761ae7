import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";

import { testServiceConfig } from "./test-principals.js";

const env = testServiceConfig({ name: "sample", mongoUri: "mongodb://none/none", natsUrl: "none" });
const door = new URL("./mod.ts", import.meta.url).href;

/** Runs a `main.ts` as a process of its own, as it runs in production. */
function startMain(
  build: string,
  options: { readonly env?: object; readonly args?: readonly string[] } = {},
) {
  const main = `
    import { z } from "zod";
    import { loadConfig, runMain, runService, serviceShape } from ${JSON.stringify(door)};
    runMain("sample", () => runService(loadConfig(z.object(serviceShape), process.env), async (life) => { ${build} }));`;
  const flags = [
    "--import",
    "tsx",
    "--conditions=@whiteline/source",
    "--input-type=module",
    "-e",
    main,
  ];
  const child = spawn(process.execPath, [...flags, "--", ...(options.args ?? [])], {
    cwd: new URL("..", import.meta.url),
    env: { PATH: process.env["PATH"], ...env, LOG_LEVEL: "info", ...options.env },
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (printed += part));
  const complaints = text(child.stderr);
  const ended = once(child, "exit").then(async ([code]) => ({
    code,
    printed,
    complaints: await complaints,
  }));
  const said = (event: string) =>
    eventually(() => printed.includes(`"msg":"${event}"`), { what: event });
  return { child, ended, said };
}

test("a signal drains the service, which then leaves with 0", async () => {
  const { child, ended, said } = startMain(
    `await life.use("db", () => life.log.info("db closed"));`,
  );
  await said("started");
  child.kill("SIGTERM");
  const { code, printed } = await ended;
  expect(code).toBe(0);
  expect(printed).toContain("db closed");
});

test("a second signal ends at once a service that will not drain", async () => {
  const { child, ended, said } = startMain(
    `await life.use("db", () => new Promise(() => undefined));`,
  );
  await said("started");
  child.kill("SIGINT");
  await said("draining");
  child.kill("SIGTERM");
  expect((await ended).code).toBe(1);
});

test("what nobody caught is logged, masked, and ends the process with 1 for its supervisor", async () => {
  const { ended } = startMain(`void Promise.reject(new Error("lost 09123456789"));`);
  const { code, printed } = await ended;
  expect(code).toBe(1);
  expect(printed).toContain("unhandled rejection");
  expect(printed).toContain("lost 0912***89");
});

test("a configuration that cannot be used is said aloud and ends with 78, whether checked or run", async () => {
  for (const args of [[], ["--check-config"]]) {
    const { code, printed } = await startMain("", {
      env: { MONGODB_URI: "", SERVICE_SECRET: "s3cret" },
      args,
    }).ended;
    expect(code).toBe(78);
    expect(printed).toContain("MONGODB_URI is missing");
    expect(printed).toContain("SERVICE_SECRET cannot be used");
    expect(printed).not.toContain("s3cret");
  }
});

test("--check-config opens nothing and leaves with 0", async () => {
  const { code, printed } = await startMain(`life.log.info("built");`, { args: ["--check-config"] })
    .ended;
  expect(code).toBe(0);
  expect(printed).toContain("configuration holds");
  expect(printed).not.toContain("built");
});

test("traces are exported when a collector is named, and cannot keep the service from starting", async () => {
  const { child, ended, said } = startMain("", {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" },
  });
  await said("started");
  child.kill("SIGTERM");
  expect((await ended).code).toBe(0);
});
