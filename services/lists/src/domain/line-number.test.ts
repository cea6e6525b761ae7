import { expect, test } from "vitest";
import { lineDigits, spellingsOf } from "./line-number.js";

test("a line is found under every spelling of its number", () => {
  const registered = lineDigits("02191001234");
  for (const written of [
    "02191001234",
    "2191001234",
    "982191001234",
    "+982191001234",
    "00982191001234",
    "+98 (0)21 9100-1234",
  ]) {
    expect(spellingsOf("98", written)).toContain(registered);
  }
});

test("a line registered with its country code is found by the national number", () => {
  expect(spellingsOf("98", "02191001234")).toContain(lineDigits("982191001234"));
});

test("the spelling of the operator comes first, so that a short number stays itself", () => {
  expect(spellingsOf("98", "9830001")[0]).toBe("9830001");
  expect(spellingsOf("98", "30001234")).not.toContain(lineDigits("02130001234"));
});

test("a name, a zero and nothing are no number", () => {
  for (const written of ["", "0", "98x", "AFTAB", "ACME24"]) {
    expect(spellingsOf("98", written)).toEqual([]);
  }
  expect(spellingsOf("98", "98")).toEqual(["98", "9898"]);
});
