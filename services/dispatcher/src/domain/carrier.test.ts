import { expect, test } from "vitest";
import { carrierOf, mayBeTried, noWatch, watchAccounts } from "./carrier.js";

const route = { accounts: ["first", "second"], failoverAfterMs: 30_000 };
const look = (before: typeof noWatch, up: readonly string[], now: number) =>
  watchAccounts(before, route.accounts, new Set(up), now);

test("the next account carries a route once the one before it has been down for longer than the bound", () => {
  let watch = look(noWatch, ["first", "second"], 0);
  watch = look(watch, ["second"], 10_000);
  expect(carrierOf(route, watch, 40_000)).toBe("first");
  expect(carrierOf(route, watch, 40_001)).toBe("second");
});

test("an account that comes back has its route again at once", () => {
  let watch = look(noWatch, ["second"], 0);
  watch = look(watch, ["second"], 31_000);
  expect(carrierOf(route, watch, 31_000)).toBe("second");
  watch = look(watch, ["first", "second"], 31_500);
  expect(carrierOf(route, watch, 31_500)).toBe("first");
});

test("a dispatcher that has just begun to watch takes nobody for down", () => {
  expect(carrierOf(route, look(noWatch, ["second"], 900_000), 900_000)).toBe("first");
});

test("while all accounts are down the route is nobody's", () => {
  expect(carrierOf(route, look(noWatch, [], 0), 30_001)).toBeUndefined();
});

test("an account that was turned away is tried where nobody before it in the order carries", () => {
  const route = { accounts: ["a", "b"] };
  expect(["a", "b", undefined].map((carrier) => mayBeTried(route, "a", carrier))).toEqual([
    true,
    true,
    true,
  ]);
  expect(["a", "b", undefined].map((carrier) => mayBeTried(route, "b", carrier))).toEqual([
    false,
    true,
    true,
  ]);
});
