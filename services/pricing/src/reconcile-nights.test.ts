import { expect, test } from "vitest";
import { nightsAfter } from "./reconcile-nights.js";

test("nights that were missed are matched each once, in their order, over a month's end too", () => {
  expect(nightsAfter("2026-02-26", "2026-03-01")).toEqual([
    "2026-02-27",
    "2026-02-28",
    "2026-03-01",
  ]);
  expect(nightsAfter("2026-03-01", "2026-03-01")).toEqual([]);
  // A clock that went back matches nothing again.
  expect(nightsAfter("2026-03-02", "2026-03-01")).toEqual([]);
});

test("where no night was ever matched, only the day that is over is", () => {
  expect(nightsAfter(undefined, "2026-03-01")).toEqual(["2026-03-01"]);
});
