import { market, carriedAlphabets } from "@whiteline/markets";
import { expect, test } from "vitest";
import { measure, measureDearest, roadsOr } from "../src/web/templates/measure.js";

const airAlone = (...names: readonly ("gsm7" | "ucs2")[]) =>
  names.map((alphabet) => ({ alphabet, accents: true, printed: [] }));
const countedIn = (code: "TR" | "VN") =>
  carriedAlphabets(market(code)).map(({ printed, ...each }) => ({
    ...each,
    printed: printed.map(({ segments, maxChars }) => ({ parts: segments, maxChars })),
  }));
const alphabets = countedIn("TR");
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
  const measured = measure("a".repeat(305), airAlone("gsm7", "ucs2"), wide);
  expect(measured).toMatchObject({ pieces: { length: 3 }, left: 3 * 152 - 305 });
});

test("the preview counts a text as the printed table does where the air needs fewer parts", () => {
  const pieces = (text: string, road: typeof ours | typeof theirs) => {
    const measured = measure(text, alphabets, road);
    return measured.kind === "ok" ? measured.pieces.length : measured.kind;
  };
  for (const road of [ours, theirs]) {
    expect([453, 454].map((length) => pieces("a".repeat(length), road))).toEqual([3, 4]);
    expect([287, 288].map((length) => pieces(`ş${"a".repeat(length - 1)}`, road))).toEqual([2, 3]);
  }
});

test("[VN-BLK-17] the preview counts an accented text in UCS-2 also where 7 bits have its letters", () => {
  const road = { operators: ["VIETTEL"], latin1: false, suffixRoom: 0 };
  const text = "Chào anh. ".repeat(10);
  expect(measure(text, countedIn("VN"), road)).toMatchObject({
    alphabet: "ucs2",
    pieces: { length: 2 },
  });
});

test("the preview counts a text as the road that takes most of it", () => {
  const latin1 = { operators: ["MCI"], latin1: true, suffixRoom: 0 };
  const gsm = { operators: ["IRANCELL"], latin1: false, suffixRoom: 0 };
  const price = `${"a".repeat(100)} 5 €`;
  expect(measureDearest(price, airAlone("gsm7", "ucs2"), [gsm, latin1])).toMatchObject({
    counted: { alphabet: "ucs2", pieces: { length: 2 } },
    road: latin1,
  });
  expect(measureDearest("Hello", airAlone("gsm7", "ucs2"), [gsm, latin1])).toMatchObject({
    counted: { alphabet: "gsm7" },
    road: gsm,
  });
});
