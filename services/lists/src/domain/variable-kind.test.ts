import { describe, expect, test } from "vitest";
import { kindOf, readDay, readNumber } from "./variable-kind.js";

describe("a number as people write it", () => {
  test.each([
    ["12", 12],
    ["۱۲۳۴", 1234],
    ["٣٫٥", 3.5],
    ["1,234,567", 1_234_567],
    ["1.234.567", 1_234_567],
    ["1.234,5", 1234.5],
    ["1,234.5", 1234.5],
    ["1,5", 1.5],
    ["1.234", 1.234],
    ["1,234", 1234],
    ["۱٬۲۳۴", 1234],
    ["-7", -7],
    ["+7", 7],
    ["12 500", 12_500],
  ])("%s is %d", (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  test.each(["", "abc", "12a", "1.2.3", "1e9", "=1+1", "1".repeat(16), "--1", "1,"])(
    "%j is none",
    (text) => {
      expect(readNumber(text)).toBeUndefined();
    },
  );
});

describe("a day as people write it", () => {
  test.each([
    ["2026-03-21", "2026-03-21"],
    ["2026/3/21", "2026-03-21"],
    ["2026-03-21 14:30", "2026-03-21"],
    ["21.03.2026", "2026-03-21"],
    ["21/03/2026", "2026-03-21"],
    ["1405/01/01", "2026-03-21"],
    ["۱۴۰۵/۰۱/۰۱", "2026-03-21"],
  ])("%s is %s", (text, day) => {
    expect(readDay(text)).toBe(day);
  });

  test.each(["", "2026-02-30", "1405/13/01", "1404/12/30", "03-21-26", "0912/12/12", "yesterday"])(
    "%j is none",
    (text) => {
      expect(readDay(text)).toBeUndefined();
    },
  );
});

test("a column has the kind of nearly all its cells; digits that begin with zero are a code", () => {
  expect(kindOf(["1", "22", "", "3"])).toBe("number");
  expect(kindOf(["0012", "0455"])).toBe("text");
  expect(kindOf(["1405/01/01", "1405/02/11"])).toBe("date");
  expect(kindOf([...Array.from({ length: 20 }, (_, i) => String(i + 1)), "-"])).toBe("number");
  expect(kindOf(["1", "two"])).toBe("text");
  expect(kindOf(["", ""])).toBe("text");
});
