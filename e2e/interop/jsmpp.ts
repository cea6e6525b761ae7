import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort, startProcess } from "@whiteline/testkit";
import { SYSTEM_PATH } from "../src/start-kannel.js";

const folder = join(import.meta.dirname, "../../.cache/jsmpp-3.0.2");
const CENTRAL = "https://repo1.maven.org/maven2";
const WITHIN_MS = 60_000;

/** jSMPP with its own simulator of an SMSC and what that logs with, as Maven Central has them; by SHA-256. */
const jars: Readonly<Record<string, string>> = {
  "org/jsmpp/jsmpp/3.0.2/jsmpp-3.0.2.jar":
    "0440dc07ebcad177d403876539cd9fc5047ec853fae8349075c61a56a4df39d0",
  "org/jsmpp/jsmpp-examples/3.0.2/jsmpp-examples-3.0.2.jar":
    "192aebcebeac398df102b2e1283ab52a5ff85b6b2f539c49950da2670dfb6915",
  "org/slf4j/slf4j-api/1.7.36/slf4j-api-1.7.36.jar":
    "d3ef575e3e4979678dc01bf1dcce51021493b4d11fb7f1be8ad982877c16a1c0",
  "org/slf4j/slf4j-simple/1.7.36/slf4j-simple-1.7.36.jar":
    "2f39bed943d624dfa8f4102d0571283a10870b6aa36f197a8a506f147010c10f",
};
const places = Object.entries(jars).map(([path, sha256]) => ({
  path,
  sha256,
  file: join(folder, path.split("/").at(-1) ?? path),
}));

/** Whether all of it is here. */
export const hasJsmpp = (): boolean => places.every(({ file }) => existsSync(file));

/** @throws Error when a jar cannot be had or is not the one that was pinned; it is not kept then. */
export const fetchJsmpp = async (): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const { path, sha256, file } of places) {
    if (existsSync(file)) continue;
    const answer = await fetch(`${CENTRAL}/${path}`, { signal: AbortSignal.timeout(WITHIN_MS) });
    if (!answer.ok) throw new Error(`${CENTRAL}/${path}: ${answer.status}`);
    const octets = Buffer.from(await answer.arrayBuffer());
    const got = createHash("sha256").update(octets).digest("hex");
    if (got !== sha256) throw new Error(`${path} has SHA-256 ${got}, pinned is ${sha256}`);
    await writeFile(`${file}.part`, octets);
    await rename(`${file}.part`, file);
  }
};

/** Who may bind, as its simulator has it built in. Ids are hexadecimal in answers and decimal in receipts. */
export const JSMPP_ACCOUNT = {
  systemId: "j",
  password: "jpwd",
  answerIds: "hex",
  receiptIds: "decimal",
} as const;

/** `org.jsmpp.examples.SMPPServerSimulator`: answers each submit and sends its receipt a second later. */
export const startJsmpp = async (directory: string) => {
  const port = await freePort();
  const logFile = join(directory, "jsmpp.log");
  const process = await startProcess({
    name: "jsmpp",
    command: "java",
    args: [
      `-Djsmpp.simulator.port=${port}`,
      "-cp",
      join(folder, "*"),
      "org.jsmpp.examples.SMPPServerSimulator",
    ],
    env: { PATH: SYSTEM_PATH },
    logFile,
    ready: () => listens(logFile),
  });
  return { port, [Symbol.asyncDispose]: () => process[Symbol.asyncDispose]() };
};

const listens = async (logFile: string): Promise<boolean> =>
  (await readFile(logFile, "utf8")).includes("Listening on port");
