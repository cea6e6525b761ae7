import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort, startProcess, testDirectory, type TestDirectory } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SYSTEM_PATH } from "../src/start-kannel.js";
import { chunkOf, openDispatcherStation, type Account } from "./dispatcher-station.js";
import { isPresent, PROGRAMS } from "./foreign-programs.js";
import { hasJsmpp, JSMPP_ACCOUNT, startJsmpp } from "./jsmpp.js";

let directory: TestDirectory;
beforeAll(async () => {
  directory = await testDirectory();
});
afterAll(() => directory[Symbol.asyncDispose]());

const ACCEPTED = 1;
const latin = Array.from({ length: 40 }, (_, i) => `Order ${i} was sent`);
const persian = Array.from({ length: 10 }, (_, i) => `سفارش ${i} ارسال شد`);
/** Two parts: more than 70 characters and no more than 134. */
const long = "این متن از یک پیامک بلندتر است و در دو بخش می‌رود، ".repeat(2);

/** Sends one chunk of each kind by an account; resolves with the ids it was answered with and those of its receipts. */
const carryAll = async (account: Account) => {
  const answered: string[] = [];
  await using station = await openDispatcherStation(account);
  for (const chunk of [
    chunkOf(latin, { chunkId: "latin" }),
    chunkOf(persian, { chunkId: "persian", alphabet: "ucs2" }),
    chunkOf([long], { chunkId: "long", alphabet: "ucs2", parts: Buffer.of(2) }),
  ]) {
    const { codes, operatorIds } = await station.carry(chunk);
    expect([...codes].every((code) => code === ACCEPTED)).toBe(true);
    answered.push(...operatorIds);
  }
  const receipts = await station.receiptsOf(answered);
  return { answered, receipts };
};

const expectAllDelivered = async (account: Account): Promise<void> => {
  const { answered, receipts } = await carryAll(account);
  expect(new Set(answered).size).toBe(latin.length + persian.length + 2);
  expect(new Set(receipts.map(({ operatorId }) => operatorId))).toEqual(new Set(answered));
  expect(new Set(receipts.map(({ state }) => state))).toEqual(new Set(["DELIVRD"]));
};

test.skipIf(!isPresent(PROGRAMS.java) || !hasJsmpp())(
  "the dispatcher sends by a jSMPP SMSC, whose ids are hexadecimal in answers and decimal in receipts, and knows every receipt",
  async () => {
    await using smsc = await startJsmpp(directory.path);
    await expectAllDelivered({ ...JSMPP_ACCOUNT, port: smsc.port });
  },
);

test.skipIf(!isPresent(PROGRAMS.netSmpp))(
  "the dispatcher sends by an SMSC of Net::SMPP, whose receipts come with the answers, and knows every receipt",
  async () => {
    const port = await freePort();
    const log = join(directory.path, "smsc.log");
    const login = { systemId: "whiteline", password: "secret" };
    await using _smsc = await startProcess({
      name: "smsc.pl",
      command: "perl",
      args: [join(import.meta.dirname, "smsc.pl"), `${port}`, login.systemId, login.password],
      env: { PATH: SYSTEM_PATH },
      logFile: log,
      ready: async () => (await readFile(log, "utf8")).includes("listening"),
    });
    await expectAllDelivered({ ...login, port });
  },
);
