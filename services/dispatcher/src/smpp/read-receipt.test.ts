import { TLV, type DeliverSm } from "@whiteline/smpp";
import { expect, test } from "vitest";
import { receiptReader, type ReceiptRules } from "./read-receipt.js";

const at = new Date("2026-12-01T00:00:00Z");
const deliver = (text: string, over: Partial<DeliverSm> = {}): DeliverSm => ({
  sequence: 1,
  source: { addr: "989120000000", ton: 1, npi: 1 },
  destination: { addr: "3000", ton: 1, npi: 1 },
  esmClass: 0x04,
  dataCoding: 0,
  shortMessage: Buffer.from(text, "latin1"),
  ...over,
});
const rules: ReceiptRules = {
  receiptIds: "hex",
  receiptStates: { SENT_TO_PHONE: "DELIVRD" },
  errorCodes: { "0AF": "barred", "8:27": "absent" },
};

test("a receipt keeps both codes, its id as it was written and the word that the operator's table has for it", () => {
  const read = receiptReader(rules);
  expect(read(deliver("id:1F stat:UNDELIV err:0af"), at)).toEqual({
    kind: "receipt",
    receipt: {
      ...{ operatorId: "31", rawId: "1F", state: "UNDELIV", error: "0af", at },
      failure: "barred",
    },
  });
  // The network's is asked for first.
  const networkErrorCode = Buffer.of(8, 0, 27);
  expect(read(deliver("id:1F stat:UNDELIV err:0af", { networkErrorCode }), at)).toMatchObject({
    receipt: { error: "0af", networkError: "8:27", failure: "absent" },
  });
  const plain = receiptReader({ ...rules, receiptIds: "as-is", errorCodes: "own" });
  expect(plain(deliver("id:1f stat:UNDELIV err:0AF"), at)).toEqual({
    kind: "receipt",
    receipt: { operatorId: "1f", state: "UNDELIV", error: "0AF", at },
  });
  expect(read(deliver("id:1F stat:sent_to_phone err:000"), at)).toEqual({
    kind: "receipt",
    receipt: { operatorId: "31", rawId: "1F", state: "DELIVRD", error: "000", at },
  });
});

test("a receipt that nobody can read is kept with everything that came with it", () => {
  const tlvs = new Map([
    [TLV.message_state, Buffer.of(77)],
    [0x1401, Buffer.from("vendor")],
  ]);
  const strange = deliver("nr:5 result:ok", { tlvs, messageState: 77, dataCoding: 8 });
  expect(receiptReader(rules)(strange, at)).toEqual({
    kind: "unreadable",
    kept: {
      text: Buffer.from("nr:5 result:ok").toString("base64"),
      ...{ esmClass: 4, dataCoding: 8, source: "989120000000", destination: "3000" },
      parameters: { "0427": "TQ==", "1401": Buffer.from("vendor").toString("base64") },
    },
  });
});
