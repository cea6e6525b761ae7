import type { DeliverSm } from "@whiteline/smpp";
import { expect, test } from "vitest";
import { rereadReceipts } from "./reread-receipts.js";
import { receiptReader, type ReceiptRules } from "./smpp/read-receipt.js";
import type { Received, UnreadableReceipt } from "./store/received.js";

const at = new Date("2026-12-01T00:00:00Z");
const before: ReceiptRules = { receiptIds: "as-is", receiptStates: {}, errorCodes: "own" };

/** What is kept of a receipt that says a word, by what was declared before. */
const kept = (word: string, over: Partial<DeliverSm> = {}): UnreadableReceipt => {
  const address = { addr: "989120000000", ton: 1, npi: 1 };
  const said = receiptReader(before)(
    {
      ...{ sequence: 1, source: address, destination: address, esmClass: 4, dataCoding: 0 },
      shortMessage: Buffer.from(`id:1F stat:${word} err:07`),
      ...over,
    },
    at,
  );
  if (said.kind !== "unreadable") throw new Error(`${word} could be read`);
  return said.kept;
};

test("what could not be read is read once more by the words that its account declares now, at the time at which it came", async () => {
  const [sent, strange, number] = [
    kept("SENT_2"),
    kept("BLUE"),
    kept("X", { tlvs: new Map([[0x0427, Buffer.of(9)]]), messageState: 9 }),
  ];
  let unreadable: readonly UnreadableReceipt[] = [sent, strange, number];
  const batch = (): Received => ({
    ...{ receivedId: "b", operator: "MCI", account: "mci", receipts: [], inbound: [] },
    ...{ unreadable, idForm: "as-is", at },
  });
  const told: Received[] = [];
  const received = {
    unreadable: async function* () {
      yield batch();
    },
    keepUnreadable: async (_id: string, rest: readonly UnreadableReceipt[]) =>
      void (unreadable = rest),
  };
  const publish = async (one: Received) => void told.push(one);
  const rules: ReceiptRules = {
    receiptIds: "hex",
    receiptStates: { SENT_2: "DELIVRD", "9": "UNDELIV" },
    errorCodes: { "07": "absent" },
  };
  expect(await rereadReceipts("mci", before, { received, publish })).toBe(0);
  expect(told).toEqual([]);
  expect(await rereadReceipts("mci", rules, { received, publish })).toBe(2);
  const same = { operatorId: "31", rawId: "1F", error: "07", failure: "absent", at };
  expect(told).toEqual([
    {
      ...batch(),
      ...{ receivedId: "b:again:1", idForm: "hex", unreadable: [] },
      receipts: [
        { ...same, state: "DELIVRD" },
        { ...same, state: "UNDELIV" },
      ],
    },
  ]);
  expect(unreadable).toEqual([strange]);
});
