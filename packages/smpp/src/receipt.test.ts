import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { type DeliverSm, decodeDeliver, encodeDeliver } from "./message.js";
import { formatReceipt, parseReceipt } from "./receipt.js";

const ADDRESS = { addr: "989120000000", ton: 1, npi: 1 };
const TEXT =
  "id:7220bb6bd0be98fa sub:001 dlvrd:001 submit date:2611051000 done date:2611051003 stat:DELIVRD err:000 text:Hi";

const deliver = (text: string, change: Partial<DeliverSm> = {}): DeliverSm => ({
  sequence: 1,
  source: ADDRESS,
  destination: ADDRESS,
  esmClass: 0x04,
  dataCoding: 0,
  shortMessage: Buffer.from(text, "latin1"),
  ...change,
});

describe("a delivery receipt", () => {
  test("is read from its text alone", () => {
    expect(parseReceipt(deliver(TEXT))).toEqual({
      kind: "receipt",
      messageId: "7220bb6bd0be98fa",
      state: "DELIVRD",
      errorCode: "000",
      doneAt: "2026-11-05T10:03",
    });
  });

  test("is read from its TLVs first", () => {
    const tlvs = {
      receiptedMessageId: "42",
      messageState: 5,
      networkErrorCode: Buffer.of(3, 0, 6),
    };
    const both = { errorCode: "000", networkError: "3:6" };
    expect(parseReceipt(deliver(TEXT, tlvs))).toMatchObject({
      ...{ messageId: "42", state: "UNDELIV" },
      ...both,
    });
    expect(parseReceipt(deliver("", tlvs))).toEqual({
      kind: "receipt",
      messageId: "42",
      state: "UNDELIV",
      errorCode: "3:6",
      networkError: "3:6",
    });
  });

  test("is read from its text where the TLV of the id is there and empty", () => {
    const read = parseReceipt(deliver(TEXT, { receiptedMessageId: "" }));
    expect(read).toMatchObject({ kind: "receipt", messageId: "7220bb6bd0be98fa" });
  });

  test.each([
    ["capital keys and blanks", "ID: 12  STAT: Delivrd ERR: 00A", "12", "DELIVRD"],
    ["other words for a state", "id:12 stat:UNDELIVERABLE", "12", "UNDELIV"],
    ["seconds", "id:12 done date:261105100359 stat:EXPIRED", "12", "EXPIRED"],
    ["another order", "stat:REJECTD err:001 id:0012", "0012", "REJECTD"],
    ["no text field", "id:12 sub:001 dlvrd:000 stat:ACCEPTD", "12", "ACCEPTD"],
    [
      "a customer's text that looks like one",
      "id:12 stat:UNDELIV text:id:99 stat:DELIVRD",
      "12",
      "UNDELIV",
    ],
  ])("is read with %s", (_, text, messageId, state) => {
    expect(parseReceipt(deliver(text))).toMatchObject({ kind: "receipt", messageId, state });
  });

  test("is read when ASCII is flagged UCS-2, and when it is UCS-2", () => {
    const wide = Buffer.from(TEXT, "utf16le").swap16();
    const flagged = parseReceipt(deliver(TEXT, { dataCoding: 8 }));
    expect(flagged).toMatchObject({ messageId: "7220bb6bd0be98fa" });
    expect(parseReceipt(deliver("", { dataCoding: 8, shortMessage: wide }))).toEqual(flagged);
  });

  test.each([
    ["2611051003", "2026-11-05T10:03"],
    ["261105100359", "2026-11-05T10:03:59"],
    ["20261105100359", "2026-11-05T10:03:59"],
    ["2613051003", undefined],
  ])("done date %s is %s", (digits, doneAt) => {
    const receipt = parseReceipt(deliver(`id:1 done date:${digits} stat:DELIVRD`));
    expect(receipt).toMatchObject({ kind: "receipt" });
    expect("doneAt" in receipt ? receipt.doneAt : undefined).toBe(doneAt);
  });

  test("is told by esm_class alone", () => {
    expect(parseReceipt(deliver(TEXT, { esmClass: 0 }))).toEqual({ kind: "not-a-receipt" });
    expect(parseReceipt(deliver(TEXT, { esmClass: 0x20 }))).toMatchObject({ kind: "receipt" });
  });

  test("without an id or a known state is unreadable", () => {
    expect(parseReceipt(deliver("stat:DELIVRD"))).toEqual({ kind: "unreadable" });
    expect(parseReceipt(deliver("id:1 stat:WHATEVER"))).toEqual({ kind: "unreadable" });
    expect(parseReceipt(deliver("id:1", { messageState: 200 }))).toEqual({ kind: "unreadable" });
  });

  test("is read by the words that its operator declares, which say more than ours", () => {
    const own = new Map([
      ["DELIVERED_TO_HANDSET", "DELIVRD"],
      ["ACCEPTD", "DELIVRD"],
      ["9", "UNDELIV"],
    ] as const);
    const stateOf = (text: string, change: Partial<DeliverSm> = {}) =>
      parseReceipt(deliver(text, change), own);
    expect(stateOf("id:1 stat:Delivered_to_Handset")).toMatchObject({ state: "DELIVRD" });
    expect(stateOf("id:1 stat:ACCEPTD")).toMatchObject({ state: "DELIVRD" });
    expect(stateOf("id:1", { messageState: 9 })).toMatchObject({ state: "UNDELIV" });
    expect(stateOf("id:1 stat:EXPIRED")).toMatchObject({ state: "EXPIRED" });
    expect(stateOf("id:1 stat:WHATEVER")).toEqual({ kind: "unreadable" });
  });

  test("of our making comes back as it was written", () => {
    const states = fc.constantFrom("ENROUTE", "DELIVRD", "EXPIRED", "UNDELIV", "REJECTD" as const);
    const id = fc.stringMatching(/^[0-9a-f]{1,20}$/);
    fc.assert(
      fc.property(id, states, (messageId, state) => {
        const pdu = formatReceipt({
          messageId,
          state,
          errorCode: "001",
          submittedAt: new Date("2026-11-05T10:00:00Z"),
          doneAt: new Date("2026-11-05T10:03:00Z"),
          source: ADDRESS,
          destination: { addr: "DIGIKALA", ton: 5, npi: 0 },
        });
        const read = decodeDeliver(encodeDeliver(7, pdu));
        const expected = { messageId, state, errorCode: "001", doneAt: "2026-11-05T10:03" };
        expect(read && parseReceipt(read)).toEqual({ kind: "receipt", ...expected });
        expect(
          read && parseReceipt({ ...read, messageState: 0, receiptedMessageId: messageId }),
        ).toEqual({ kind: "receipt", ...expected });
      }),
    );
  });

  test("never makes the parser throw", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 254 }),
        fc.nat(255),
        fc.nat(255),
        (octets, esm, dcs) => {
          parseReceipt(
            deliver("", { shortMessage: Buffer.from(octets), esmClass: esm | 4, dataCoding: dcs }),
          );
        },
      ),
    );
  });
});

/** Texts of receipts as operators write them, and as none should; one that broke us is added here. */
const CORPUS = readFileSync(new URL("fixtures/receipt-texts.txt", import.meta.url), "utf8")
  .split("\n")
  .slice(0, -1);

describe("receipt texts of the corpus", () => {
  test("are read as they always were", async () => {
    const read = CORPUS.map(
      (text) => `${text}\n  ${JSON.stringify(parseReceipt(deliver(text)))}\n`,
    );
    await expect(read.join("")).toMatchFileSnapshot("fixtures/receipt-texts.read.txt");
  });

  test("are read or called unreadable however they are cut, doubled and disturbed", () => {
    const kinds = new Set(["receipt", "unreadable", "not-a-receipt"]);
    fc.assert(
      fc.property(
        fc.constantFrom(...CORPUS),
        fc.constantFrom(...CORPUS),
        fc.nat(120),
        fc.string({ maxLength: 8 }),
        fc.constantFrom(0, 1, 3, 4, 8, 0xf1),
        (first, second, at, noise, dataCoding) => {
          const text = `${first.slice(0, at)}${noise}${second.slice(at / 2)}`;
          const parsed = parseReceipt(deliver(text, { dataCoding }));
          expect(kinds.has(parsed.kind)).toBe(true);
          if (parsed.kind === "receipt") expect(parsed.messageId).not.toBe("");
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
