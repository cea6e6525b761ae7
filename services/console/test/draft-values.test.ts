import { expect, test } from "vitest";

import { draftOf, emptyDraft, emptyRow, faultyRows } from "../src/web/finance/draft-values.js";

const row = (change: Partial<typeof emptyRow>) => ({ ...emptyRow, ...change });

test("rows of the same parts are one tier, in the order of their parts", () => {
  const rows = [
    row({ from: "20.001", operator: "VIETTEL", price: "350" }),
    row({ from: "1", to: "20000", operator: "VIETTEL", price: "150" }),
    row({ from: "1", to: "20000", operator: "GTEL", price: "450" }),
  ];
  const draft = draftOf({ ...emptyDraft, group: "2.1", taxPercent: "۱۰", rows }, "VND", 3);
  expect(draft).toMatchObject({ group: "2.1", taxIncludedPercent: 10, expectedVersion: 3 });
  expect(draft.tiers).toEqual([
    {
      fromPart: 1,
      toPart: 20_000,
      prices: [
        { operator: "VIETTEL", perPart: { currency: "VND", minor: "150" } },
        { operator: "GTEL", perPart: { currency: "VND", minor: "450" } },
      ],
    },
    {
      fromPart: 20_001,
      prices: [{ operator: "VIETTEL", perPart: { currency: "VND", minor: "350" } }],
    },
  ]);
});

test("a row without a price, with a negative one or with parts that are none is named", () => {
  const rows = [
    row({ price: "" }),
    row({ price: "-5" }),
    row({ from: "0", price: "5" }),
    row({ to: "x", price: "5" }),
    row({ price: "5" }),
  ];
  expect(faultyRows(rows, "VND")).toEqual([0, 1, 2, 3]);
});
