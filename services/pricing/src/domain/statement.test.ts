import { expect, test } from "vitest";
import { causes } from "./ledger.js";
import { kindOfCause, type StatementKind } from "./statement.js";

/** Nothing of the wallet's own moves, or it moves within it. */
const within = "held";

test("whatever moves money has its kind on a statement", () => {
  const expected: Readonly<Record<keyof typeof causes, StatementKind>> = {
    topUp: "top_up",
    order: "top_up",
    paidAgain: "top_up",
    orderDiscount: "discount",
    monthDiscount: "discount",
    settle: "messages",
    creditNote: "credit_note",
    draw: "margin",
    terms: "terms",
    reserve: within,
    release: within,
    close: within,
    margin: within,
    waive: within,
    fineBack: "fine",
    sale: within,
    suspense: within,
    refund: within,
    saleAgain: within,
    pay: within,
  };
  const found = Object.entries(causes).map(([name, of]) => [name, kindOfCause(of("a", "b"))]);
  expect(Object.fromEntries(found)).toEqual(expected);
  expect(
    ["fee:declaration:x", "fee:maintenance:x", "fine:x"].map((due) => kindOfCause(causes.pay(due))),
  ).toEqual(["declaration", "maintenance", "fine"]);
});
