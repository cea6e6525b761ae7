import { parseReceipt } from "@whiteline/smpp";
import { describe, expect, test, vi } from "vitest";

import { bind, send, startOperator, PATIENT } from "./operator.js";

vi.setConfig({ testTimeout: 30_000 });
const eventually = <T>(probe: () => T) => expect.poll(probe, PATIENT);

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
