import { AudienceBatch } from "@whiteline/contracts/lists/v1/lists";
import { expect, test } from "vitest";
import { toAudienceRows } from "./audience-rows.js";

const common = {
  operatorIndex: Buffer.from([0, 1]),
  operators: ["MCI", "MTN"],
  variableNames: ["name", "code"],
};
const rows = {
  ...common,
  msisdns: [989121234567n, 989351234567n],
  columns: [
    ["زهرا", ""],
    ["7", "😀8"],
  ],
};

test("a packed audience holds what one told row by row holds", () => {
  const packedMsisdns = Buffer.alloc(16);
  rows.msisdns.forEach((msisdn, i) => packedMsisdns.writeBigUInt64LE(msisdn, i * 8));
  const packed = AudienceBatch.fromPartial({
    ...common,
    packedMsisdns,
    columns: [
      { text: "زهرا", lengths: Buffer.from([4, 0, 0, 0]) },
      { text: "7😀8", lengths: Buffer.from([1, 0, 3, 0]) },
    ],
  });
  const onTheWire = AudienceBatch.decode(AudienceBatch.encode(packed).finish());
  expect(toAudienceRows(onTheWire)).toEqual(rows);
});

test("a lists process that cannot pack is understood", () => {
  const { msisdns } = rows;
  const told = AudienceBatch.fromPartial({
    ...common,
    msisdns,
    variables: ["زهرا", "7", "", "😀8"],
  });
  expect(toAudienceRows(told)).toEqual(rows);
});
