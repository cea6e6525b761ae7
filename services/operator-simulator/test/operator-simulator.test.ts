import { type LinkClose, STATUS } from "@whiteline/smpp";
import { describe, expect, test, vi } from "vitest";

import { bind, idOf, receiptsOf, send, startOperator, PATIENT } from "./operator.js";

vi.setConfig({ testTimeout: 30_000 });
const eventually = <T>(probe: () => T) => expect.poll(probe, PATIENT);

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
