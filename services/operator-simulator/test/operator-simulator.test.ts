import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  type DeliverSm,
  type Link,
  type LinkClose,
  type LinkOptions,
  STATUS,
  type SubmitOutcome,
  type SubmitSm,
  connectLink,
  parseReceipt,
} from "@whiteline/smpp";
import { afterAll, describe, expect, test, vi } from "vitest";

import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";

vi.setConfig({ testTimeout: 30_000 });

/** Looks every few milliseconds, with a deadline for slow machines. */
const eventually = <T>(probe: () => T) => expect.poll(probe, { interval: 2, timeout: 20_000 });

const directory = mkdtempSync(join(tmpdir(), "operator-simulator-"));
afterAll(() => rmSync(directory, { recursive: true }));

const OPERATORS = JSON.stringify([
  { systemId: "wl-mci", password: "mci-word", route: "mci" },
  { systemId: "wl-tr", password: "tr-word", route: "tr" },
]);

/** An operator whose clock the test holds, and its control door. */
const startOperator = async (env: Readonly<Record<string, string>> = {}) => {
  let time = Date.parse("2026-11-05T10:00:00Z");
  const config = readConfig({ LOG_LEVEL: "silent", OPERATORS, ...env });
  const operator = await start(config, { now: () => new Date(time), newId: () => "id" });
  const call = async (method: string, path: string) => {
    const reply = await fetch(`http://${operator.controlAddress}${path}`, { method });
    const body: unknown = await reply.json();
    return { status: reply.status, body };
  };
  return {
    ...operator,
    post: (path: string) => call("POST", path),
    stats: async () => (await call("GET", "/stats")).body,
    call,
    pass: (ms: number) => (time += ms),
    [Symbol.asyncDispose]: () => operator.stop(),
  };
};

const bind = async (
  port: number,
  change: Partial<LinkOptions> = {},
): Promise<{ link: Link; got: DeliverSm[] }> => {
  const got: DeliverSm[] = [];
  const link = await connectLink({
    host: "127.0.0.1",
    port,
    systemId: "wl-mci",
    password: "mci-word",
    bindType: "transceiver",
    window: 100,
    responseTimeoutMs: 10_000,
    enquireIntervalMs: 60_000,
    connectTimeoutMs: 10_000,
    now: () => performance.now(),
    onDeliver: (deliver, answer) => {
      got.push(deliver);
      answer(0);
    },
    onClose: () => undefined,
    ...change,
  });
  return { link, got };
};

const send = (link: Link, change: Partial<SubmitSm> = {}): Promise<SubmitOutcome> =>
  new Promise((done) =>
    link.submit(
      {
        source: { addr: "9821000000", ton: 1, npi: 1 },
        destination: { addr: "989120000000", ton: 1, npi: 1 },
        esmClass: 0,
        dataCoding: 0,
        registeredDelivery: 1,
        shortMessage: Buffer.from("hello"),
        ...change,
      },
      done,
    ),
  );

const idOf = (outcome: SubmitOutcome) => (outcome.kind === "answered" ? outcome.messageId : "");
const receiptsOf = (got: readonly DeliverSm[]) =>
  got.map((deliver) => {
    const receipt = parseReceipt(deliver);
    return receipt.kind === "receipt" ? [receipt.messageId, receipt.state] : [];
  });

describe("an operator", () => {
  test("lets in whom it knows, and nobody else", async () => {
    await using operator = await startOperator();
    await expect(bind(operator.smppPort, { systemId: "other" })).rejects.toMatchObject({
      status: STATUS.ESME_RINVSYSID,
    });
    await expect(bind(operator.smppPort, { password: "tr-word" })).rejects.toMatchObject({
      status: STATUS.ESME_RINVPASWD,
    });
    await bind(operator.smppPort, { systemId: "wl-tr", password: "tr-word" });
    expect(await operator.stats()).toMatchObject({ binds: 1, bindsRefused: 2 });
    expect((await fetch(`http://${operator.httpAddress}/health`)).status).toBe(200);
    expect(await operator.call("GET", "/health")).toMatchObject({ status: 200 });
  });

  test("sends the receipt of a submit after its delay", async () => {
    await using operator = await startOperator();
    const { link, got } = await bind(operator.smppPort);
    const id = idOf(await send(link));
    expect(got).toEqual([]);
    operator.pass(200);
    await eventually(() => receiptsOf(got)).toEqual([[id, "DELIVRD"]]);
    expect(got[0]).toMatchObject({
      source: { addr: "989120000000", ton: 1, npi: 1 },
      destination: { addr: "9821000000", ton: 1, npi: 1 },
    });
    await eventually(operator.stats).toMatchObject({
      submitted: 1,
      receiptsSent: 1,
      receiptsAcked: 1,
    });
  });

  test("keeps receipts while no bind of the account is up, and sends them when one returns", async () => {
    await using operator = await startOperator();
    const first = await bind(operator.smppPort);
    const id = idOf(await send(first.link));
    await first.link.unbind();
    const { got: others } = await bind(operator.smppPort, {
      systemId: "wl-tr",
      password: "tr-word",
    });
    await bind(operator.smppPort, { bindType: "transmitter" });
    operator.pass(60_000);
    await eventually(operator.stats).toMatchObject({
      accounts: { "wl-mci": { binds: 0, waiting: 1 } },
    });
    const { got } = await bind(operator.smppPort);
    await eventually(() => receiptsOf(got)).toEqual([[id, "DELIVRD"]]);
    expect(others).toEqual([]);
  });

  test("sends a receipt again that was refused, and one that was not answered", async () => {
    await using operator = await startOperator({ TEMPERAMENT: "prompt" });
    const answers: ((status: number) => void)[] = [];
    const { link } = await bind(operator.smppPort, {
      onDeliver: (_, answer) => answers.push(answer),
    });
    await send(link);
    operator.pass(200);
    await eventually(() => answers.length).toBe(1);
    answers[0]!(STATUS.ESME_RX_T_APPN);
    await eventually(operator.stats).toMatchObject({ receiptsRefused: 1 });
    operator.pass(1_000);
    await eventually(() => answers.length).toBe(2);
    link.destroy("not answered");
    const { got } = await bind(operator.smppPort);
    await eventually(() => got.length).toBe(1);
    await eventually(operator.stats).toMatchObject({
      receiptsSent: 3,
      receiptsUnanswered: 1,
      receiptsAcked: 1,
    });
  });

  test("that throttles refuses what is above its rate", async () => {
    await using operator = await startOperator({ TEMPERAMENT: "throttling" });
    const { link } = await bind(operator.smppPort);
    const outcomes = await Promise.all(Array.from({ length: 15 }, () => send(link)));
    const refused = outcomes.filter(
      (one) => one.kind === "answered" && one.status === STATUS.ESME_RTHROTTLED,
    );
    expect(refused).toHaveLength(5);
    expect(await operator.stats()).toMatchObject({ submitted: 10, throttled: 5 });
  });

  test("that throttles at night takes everything by day", async () => {
    await using operator = await startOperator({ TEMPERAMENT: "throttling_at_night" });
    const { link } = await bind(operator.smppPort);
    const sendMany = () => Promise.all(Array.from({ length: 15 }, () => send(link)));
    await sendMany();
    expect(await operator.stats()).toMatchObject({ submitted: 15, throttled: 0 });
    operator.pass(11 * 3_600_000);
    await sendMany();
    expect(await operator.stats()).toMatchObject({ submitted: 25, throttled: 5 });
  });

  test("of last-part receipts tells of a long message once", async () => {
    await using operator = await startOperator({ TEMPERAMENT: "last_part_receipts" });
    const { link, got } = await bind(operator.smppPort);
    const part = (index: number) => Buffer.from(`050003a7020${index}4142`, "hex");
    await send(link, { esmClass: 0x40, shortMessage: part(1) });
    const last = idOf(await send(link, { esmClass: 0x40, shortMessage: part(2) }));
    operator.pass(200);
    await eventually(() => receiptsOf(got)).toEqual([[last, "DELIVRD"]]);
    expect(await operator.stats()).toMatchObject({ submitted: 2, receiptsLost: 1 });
  });

  test("that resets in the middle of a PDU has accepted the message, and leaves half an answer", async () => {
    await using operator = await startOperator();
    await operator.post("/set?resetsMidPdu=1");
    const { link } = await bind(operator.smppPort);
    const outcome = send(link);
    await eventually(operator.stats).toMatchObject({ submitted: 1, dropped: 1 });
    operator.pass(30);
    expect(await outcome).toEqual({ kind: "in_doubt", why: "closed" });
  });

  test("that answers with garbage loses the link, not the message", async () => {
    const ends: LinkClose["why"][] = [];
    await using operator = await startOperator({ SEED: "7" });
    await operator.post("/set?garbage=1&receiptDelayMs=0");
    const { link } = await bind(operator.smppPort, { onClose: ({ why }) => ends.push(why) });
    expect(await send(link)).toEqual({ kind: "in_doubt", why: "closed" });
    expect(["framing", "undecodable"]).toContain(ends[0]);
    const { got } = await bind(operator.smppPort);
    await eventually(() => got.length).toBe(1);
  });

  test("in a black hole answers nothing, no bind either, and takes what came when it is out again", async () => {
    await using operator = await startOperator();
    const { link, got } = await bind(operator.smppPort);
    await operator.post("/set?temperament=blackhole");
    const outcome = send(link);
    await expect(bind(operator.smppPort, { connectTimeoutMs: 200 })).rejects.toThrow();
    expect(await operator.stats()).toMatchObject({ submitted: 0, binds: 1 });
    await operator.post("/set?temperament=prompt&receiptDelayMs=0");
    const id = idOf(await outcome);
    await eventually(() => receiptsOf(got)).toEqual([[id, "DELIVRD"]]);
  });

  test("refuses binds as it is told, sends everybody home, and tells of what never was", async () => {
    await using operator = await startOperator();
    const { link } = await bind(operator.smppPort);
    await operator.post("/set?refusesBinds=true");
    expect(await operator.post("/unbind")).toMatchObject({ body: { unbound: 1 } });
    await eventually(() => link.state).toBe("closed");
    await expect(bind(operator.smppPort)).rejects.toMatchObject({ status: STATUS.ESME_RBINDFAIL });
    await operator.post("/set?temperament=prompt");
    await operator.post("/strays?systemId=wl-mci&count=2");
    const { got } = await bind(operator.smppPort);
    await eventually(() => new Set(receiptsOf(got).map(([id]) => id)).size).toBe(2);
    await eventually(operator.stats).toMatchObject({ submitted: 0, strays: 2, straysAcked: 2 });
    expect(await operator.post("/strays?count=0")).toMatchObject({ body: { code: "BAD_STRAYS" } });
  });

  test("that never answers, or answers twice, is told once of each submit", async () => {
    await using operator = await startOperator();
    await operator.post("/set?answersTwice=1");
    const { link } = await bind(operator.smppPort, { responseTimeoutMs: 300 });
    expect(await send(link)).toMatchObject({ kind: "answered", status: 0 });
    expect(await send(link)).toMatchObject({ kind: "answered", status: 0 });
    await operator.post("/set?temperament=prompt&neverAnswers=1");
    expect(await send(link)).toEqual({ kind: "in_doubt", why: "timeout" });
    expect(await operator.stats()).toMatchObject({ submitted: 3, unanswered: 1 });
  });

  test("of hex ids writes another id in the receipt, the same number", async () => {
    await using operator = await startOperator({ TEMPERAMENT: "hex_ids" });
    const { link, got } = await bind(operator.smppPort);
    const id = idOf(await send(link));
    operator.pass(200);
    await eventually(() => receiptsOf(got)).toEqual([[String(BigInt(`0x${id}`)), "DELIVRD"]]);
    expect(id).toMatch(/[a-f]|^[0-9]+$/);
  });

  test("of early receipts sends the receipt before the answer", async () => {
    await using operator = await startOperator();
    await operator.post("/set?earlyReceipts=1&answerDelayMs=50");
    const { link, got } = await bind(operator.smppPort);
    let answered = false;
    const outcome = send(link).finally(() => (answered = true));
    await eventually(() => got.length).toBe(1);
    expect(answered).toBe(false);
    operator.pass(55);
    expect(receiptsOf(got)).toEqual([[idOf(await outcome), "DELIVRD"]]);
  });

  test("fails, repeats, delays and loses as it is told while it runs", async () => {
    await using operator = await startOperator();
    const { link, got } = await bind(operator.smppPort);
    await operator.post(
      "/set?undeliverable=1&duplicateReceipts=1&receiptDelayMs=0&systemId=wl-mci",
    );
    const failed = idOf(await send(link));
    await eventually(() => receiptsOf(got)).toEqual(Array(2).fill([failed, "UNDELIV"]));
    await operator.post("/set?temperament=prompt&lateReceipts=1");
    await send(link);
    operator.pass(5_199);
    await operator.post("/set?temperament=prompt&loseReceipts=1");
    await send(link);
    expect(got).toHaveLength(2);
    operator.pass(6);
    await eventually(() => got.length).toBe(3);
    expect(await operator.stats()).toMatchObject({
      submitted: 3,
      undeliverable: 1,
      receiptsLost: 1,
    });
  });

  test("that drops connections has accepted the message", async () => {
    await using operator = await startOperator();
    await operator.post("/set?dropConnections=1");
    const { link } = await bind(operator.smppPort);
    expect(await send(link)).toEqual({ kind: "in_doubt", why: "closed" });
    operator.pass(200);
    const { got } = await bind(operator.smppPort);
    await eventually(() => got.length).toBe(1);
    expect(await operator.stats()).toMatchObject({ submitted: 1, dropped: 1 });
  });
});

describe("the control door", () => {
  test("counts a part sent again under a new reference as a duplicate", async () => {
    await using operator = await startOperator();
    const { link } = await bind(operator.smppPort);
    for (const head of ["050003a70201", "050003b80201", "050003a70202"]) {
      await send(link, { esmClass: 0x40, shortMessage: Buffer.from(`${head}4142`, "hex") });
    }
    expect(await operator.stats()).toMatchObject({ submitted: 3, unique: 2, duplicates: 1 });
    await operator.post("/reset");
    expect(await operator.stats()).toMatchObject({ submitted: 0, unique: 0, duplicates: 0 });
    operator.pass(1_000);
    await send(link);
    expect(await operator.stats()).toMatchObject({ submitted: 1, receiptsSent: 0 });
  });

  test("refuses a wrong setting wholly, with what would be right", async () => {
    await using operator = await startOperator();
    const reply = await operator.post("/set?throttle=5&undeliverable=2&mood=bad");
    expect(reply).toEqual({
      status: 400,
      body: {
        code: "BAD_SETTING",
        remedy: "undeliverable: a share from 0 to 1; mood: no such setting",
      },
    });
    await bind(operator.smppPort);
    const expected = { behaviour: { throttle: 0, undeliverable: 0 } };
    expect(await operator.stats()).toMatchObject({ accounts: { "wl-mci": expected } });
    expect(await operator.call("GET", "/set")).toMatchObject({ body: { code: "UNKNOWN_PATH" } });
  });

  test("breaks connections", async () => {
    await using operator = await startOperator();
    const { link } = await bind(operator.smppPort);
    expect(await operator.post("/drop?systemId=wl-tr")).toMatchObject({ body: { dropped: 0 } });
    expect(await operator.post("/drop")).toMatchObject({ body: { dropped: 1 } });
    await eventually(() => link.state).toBe("closed");
  });

  test("sends a subscriber's text, in parts where it is long", async () => {
    await using operator = await startOperator();
    const { got } = await bind(operator.smppPort);
    const text = encodeURIComponent("سلام ".repeat(20));
    const sent = await operator.post(`/mo?from=%2B989120000000&to=9821000000&text=${text}`);
    expect(sent).toMatchObject({ status: 200, body: { systemId: "wl-mci", parts: 2 } });
    await eventually(() => got.length).toBe(2);
    expect(got[0]).toMatchObject({
      source: { addr: "989120000000", ton: 1, npi: 1 },
      destination: { addr: "9821000000", ton: 1, npi: 1 },
      esmClass: 0x40,
      dataCoding: 8,
    });
    expect(parseReceipt(got[0]!)).toEqual({ kind: "not-a-receipt" });
    expect(await operator.post("/mo?from=98")).toMatchObject({ body: { code: "BAD_MESSAGE" } });
  });
});

describe("a script", () => {
  const scripted = (script: unknown) => {
    const path = join(directory, `script-${String((scripts += 1))}.json`);
    writeFileSync(path, JSON.stringify(script));
    return startOperator({ SCRIPT_FILE: path });
  };
  let scripts = 0;
  const behaviour = async (operator: Awaited<ReturnType<typeof scripted>>) => {
    const { accounts } = (await operator.stats()) as {
      accounts: Record<string, { binds: number; behaviour: object }>;
    };
    return accounts["wl-mci"];
  };

  test("changes the operator at its times, towards whom it says, round after round", async () => {
    await using operator = await scripted({
      everyMs: 60_000,
      steps: [
        { atMs: 0, temperament: "prompt" },
        { atMs: 20_000, systemId: "wl-mci", throttle: 50 },
        { atMs: 30_000, systemId: "wl-tr", hexIds: true },
        { atMs: 40_000, drop: true },
      ],
    });
    await bind(operator.smppPort);
    const throttle = async () => (await behaviour(operator))?.behaviour;
    expect(await throttle()).toMatchObject({ throttle: 0, hexIds: false });
    operator.pass(20_010);
    await eventually(throttle).toMatchObject({ throttle: 50 });
    operator.pass(10_000);
    await eventually(operator.stats).toMatchObject({
      accounts: { "wl-tr": { behaviour: { hexIds: true } } },
    });
    expect(await throttle()).toMatchObject({ hexIds: false });
    operator.pass(10_000);
    await eventually(() => behaviour(operator)).toMatchObject({ binds: 0 });
    operator.pass(20_010);
    await eventually(throttle).toMatchObject({ throttle: 0 });
    operator.pass(20_010);
    await eventually(throttle).toMatchObject({ throttle: 50 });
  });

  test("that is no script is refused before the operator opens, with what would be right", async () => {
    await expect(scripted({ steps: [{ atMs: 0, blackhole: "perhaps" }] })).rejects.toThrow(
      "SCRIPT_FILE: blackhole: true or false",
    );
    await expect(scripted({ steps: [{ atMs: 0, mood: "bad" }] })).rejects.toThrow(
      "SCRIPT_FILE: mood: no such setting",
    );
    await expect(startOperator({ SCRIPT_FILE: join(directory, "none.json") })).rejects.toThrow(
      "give the path of a JSON file",
    );
  });
});

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
