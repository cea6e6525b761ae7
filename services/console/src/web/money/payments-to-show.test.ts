import { expect, test } from "vitest";
import { paymentsToShow } from "./payments-to-show.js";

test("a customer is told of payments that wait, and for a month of those that went back", () => {
  const cases = [
    { caseId: "a", status: "open" },
    { caseId: "b", status: "credited", decidedAt: "2026-11-29T00:00:00Z" },
    { caseId: "c", status: "refunded", decidedAt: "2026-11-29T00:00:00Z" },
    { caseId: "d", status: "refunded", decidedAt: "2026-10-01T00:00:00Z" },
  ];
  const shown = paymentsToShow(cases, new Date("2026-11-30T00:00:00Z"));
  expect(shown.map(({ caseId }) => caseId)).toEqual(["a", "c"]);
});
