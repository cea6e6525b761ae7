import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SYSTEM_PATH } from "../src/start-kannel.js";
import { isPresent, PROGRAMS } from "./foreign-programs.js";
import { startOperator } from "./start-operator.js";

const login = { systemId: "perl", password: "secret" };
const MESSAGES = 40;
const ESME_RINVPASWD = 0x0e;

/** Waits for the script: the operator is a process of its own. */
const runScript = (port: number, password: string): unknown => {
  const script = join(import.meta.dirname, "net-smpp.pl");
  const args = [script, `${port}`, login.systemId, password, `${MESSAGES}`];
  const { stdout, stderr } = spawnSync("perl", args, {
    encoding: "utf8",
    timeout: 120_000,
    env: { PATH: SYSTEM_PATH },
  });
  if (stdout === "") throw new Error(`net-smpp.pl said nothing: ${stderr}`);
  return JSON.parse(stdout);
};

test.skipIf(!isPresent(PROGRAMS.netSmpp))(
  "a Net::SMPP client binds, submits, gets every receipt under the id of its answer, and unbinds",
  async () => {
    await using operator = await startOperator(login);
    expect(runScript(operator.port, login.password)).toEqual({
      bind: 0,
      submitted: MESSAGES,
      refused: 0,
      receipts: MESSAGES,
      delivered: MESSAGES,
      unbind: 0,
    });
    expect(await operator.stats()).toMatchObject({
      submitted: MESSAGES,
      unique: MESSAGES,
      receiptsAcked: MESSAGES,
    });
  },
);

test.skipIf(!isPresent(PROGRAMS.netSmpp))(
  "a Net::SMPP client gets its receipts also when they come before the answers",
  async () => {
    await using operator = await startOperator({ ...login, temperament: "early_receipts" });
    expect(runScript(operator.port, login.password)).toMatchObject({
      submitted: MESSAGES,
      receipts: MESSAGES,
      delivered: MESSAGES,
    });
  },
);

test.skipIf(!isPresent(PROGRAMS.netSmpp))(
  "a Net::SMPP client with a wrong password is told so",
  async () => {
    await using operator = await startOperator(login);
    expect(runScript(operator.port, "wrong")).toEqual({ bind: ESME_RINVPASWD });
    expect((await operator.stats()).bindsRefused).toBe(1);
  },
);
