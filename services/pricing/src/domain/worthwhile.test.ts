import { expect, test } from "vitest";
import { worthwhile } from "./worthwhile.js";

const spelling = (saves: bigint, opens: readonly string[] = [], changesLetters = false) => ({
  ...{ saves, opens, changesLetters },
});

test("a spelling is proposed for what it saves or opens, what saves most first", () => {
  const [little, much, opening] = [spelling(1n), spelling(5n), spelling(0n, ["GTEL"])];
  expect(worthwhile([little, spelling(0n), opening, much])).toEqual([much, little, opening]);
});

test("one that reads differently is proposed only for more than what reads the same", () => {
  const same = spelling(5n);
  expect(worthwhile([same, spelling(5n, [], true)])).toEqual([same]);
  const cheaper = spelling(6n, [], true);
  expect(worthwhile([same, cheaper])).toEqual([cheaper, same]);
  const opening = spelling(5n, ["GTEL"], true);
  expect(worthwhile([same, opening])).toEqual([same, opening]);
});
