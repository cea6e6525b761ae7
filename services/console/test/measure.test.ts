import { alphabets } from "@whiteline/sms";
import { expect, test } from "vitest";
import { measure, measureDearest, roadsOr } from "../src/web/templates/measure.js";

const ours = { operators: ["TURKCELL"], latin1: false, suffix: "B 001", suffixRoom: 0 };
const theirs = { operators: ["VODAFONE"], latin1: false, suffixRoom: 5 };

test("[TR-AKT-09] the preview shows the code that we append, and counts the room for one that the operator appends", () => {
  expect(measure("a".repeat(155), alphabets, ours)).toMatchObject({
    pieces: [`${"a".repeat(155)}B 001`],
    used: 160,
    left: 0,
  });
  expect(measure("a".repeat(155), alphabets, theirs)).toMatchObject({
    pieces: ["a".repeat(155)],
    used: 160,
    left: 0,
  });
  for (const road of [ours, theirs]) {
    expect(measure("a".repeat(156), alphabets, road)).toMatchObject({ pieces: { length: 2 } });
  }
  expect(roadsOr([], { suffixRoom: 5 })).toEqual([{ operators: [], latin1: false, suffixRoom: 5 }]);
});

test("the preview counts less room in each part where the road joins parts by two octets", () => {
  const wide = { operators: ["MCI"], latin1: false, wideReference: true, suffixRoom: 0 };
  const measured = measure("a".repeat(305), ["gsm7", "ucs2"], wide);
  expect(measured).toMatchObject({ pieces: { length: 3 }, left: 3 * 152 - 305 });
});

test("the preview counts a text as the road that takes most of it", () => {
  const latin1 = { operators: ["MCI"], latin1: true, suffixRoom: 0 };
  const gsm = { operators: ["IRANCELL"], latin1: false, suffixRoom: 0 };
  const price = `${"a".repeat(100)} 5 €`;
  expect(measureDearest(price, ["gsm7", "ucs2"], [gsm, latin1])).toMatchObject({
    counted: { alphabet: "ucs2", pieces: { length: 2 } },
    road: latin1,
  });
  expect(measureDearest("Hello", ["gsm7", "ucs2"], [gsm, latin1])).toMatchObject({
    counted: { alphabet: "gsm7" },
    road: gsm,
  });
});
