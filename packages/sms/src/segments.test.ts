import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { hasTriggerCharacters, isAccented } from "./character-class.js";
import { countParts } from "./count.js";
import { countSegments, crossCheck, lengthOf, type SegmentTable } from "./segments.js";

function tableOf(...bounds: readonly number[]): SegmentTable {
  const rows = bounds.map((maxChars, i) => {
    return { segments: i + 1, minChars: (bounds[i - 1] ?? 0) + 1, maxChars, basis: "seed" };
  });
  return { sendable: true, rows };
}

/** Examples in the shape of the markets' tables [003 · Long message; 004 · Rules 3]. */
const turkishPlain = tableOf(155, 301, 453, 607, 760, 913, 1024);
const turkishLetters = tableOf(150, 287, 434, 582, 730, 878, 1024);
const vietnamPlain = tableOf(160, 306, 459, 612, 765);
const vietnamAccented = tableOf(70, 134, 201, 268, 335);
const notSendable: SegmentTable = { sendable: false, rows: [] };
const turkishTriggers = "çğĞıİşŞ";

describe("segments by the market's table", () => {
  test.each([
    [1, 1],
    [155, 1],
    [156, 2],
    [301, 2],
    [453, 3],
    [454, 4],
    [607, 4],
    [608, 5],
    [1024, 7],
  ])("a Turkish text of %d plain characters costs %d", (length, segments) => {
    expect(countSegments(length, turkishPlain)).toEqual({ segments });
  });

  test("the upper bound belongs to the lower row in every table", () => {
    for (const table of [turkishPlain, turkishLetters, vietnamPlain, vietnamAccented]) {
      for (const { segments, maxChars } of table.rows) {
        expect(countSegments(maxChars, table)).toEqual({ segments });
        const next =
          segments < table.rows.length ? { segments: segments + 1 } : { error: "too_long" };
        expect(countSegments(maxChars + 1, table)).toEqual(next);
      }
    }
  });

  test("gaps between printed lower bounds do not matter", () => {
    const [first, second] = vietnamAccented.rows;
    const table = { sendable: true, rows: [{ ...second!, minChars: 73 }, first!] };
    expect(countSegments(71, table)).toEqual({ segments: 2 });
    expect(countSegments(70, table)).toEqual({ segments: 1 });
  });

  test.each([0, -1, NaN])(
    "an empty text (%d) is refused, even where nothing can be sent",
    (length) => {
      expect(countSegments(length, turkishPlain)).toEqual({ error: "empty" });
      expect(countSegments(length, notSendable)).toEqual({ error: "empty" });
    },
  );

  test("[VN-BLK-17] an operator without accented texts refuses every length", () => {
    expect(countSegments(1, notSendable)).toEqual({ error: "accented_not_supported" });
    expect(countSegments(9_999, notSendable)).toEqual({ error: "accented_not_supported" });
  });
});

describe("the cross-check with the air interface", () => {
  test("[VN-BLK-16] [VN-BLK-17] the Vietnamese tables are the plain formula", () => {
    expect(crossCheck(vietnamPlain, { alphabet: "gsm7" })).toEqual([]);
    expect(crossCheck(vietnamAccented, { alphabet: "ucs2" })).toEqual([]);
  });

  test("the Turkish plain table differs in its third row alone", () => {
    const formula = { alphabet: "gsm7", reservedChars: 5, maxChars: 1024 } as const;
    const third = { segments: 3, stated: 453, computed: 454, difference: -1, basis: "seed" };
    expect(crossCheck(turkishPlain, formula)).toEqual([third]);
  });

  test("the Turkish table with letters follows the formula in its first and last row alone", () => {
    const formula = { alphabet: "gsm7-tr-locking", reservedChars: 5, maxChars: 1024 } as const;
    const differing = crossCheck(turkishLetters, formula).map(({ stated, computed }) => [
      stated,
      computed,
    ]);
    expect(differing).toEqual([
      [287, 293],
      [434, 442],
      [582, 591],
      [730, 740],
      [878, 889],
    ]);
  });

  test("a wider reference leaves less room", () => {
    const rows = crossCheck(tableOf(160, 306), { alphabet: "gsm7", concat: "16bit" });
    expect(rows).toMatchObject([{ segments: 2, computed: 304, difference: 2 }]);
  });

  test("the formula says what counting parts says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 765 }), (length) => {
        const segments = countParts("a".repeat(length));
        expect(countSegments(length, vietnamPlain)).toEqual({ segments });
      }),
    );
  });
});

describe("length", () => {
  test.each([
    ["", 0],
    ["Randevunuz yarın saat 10:00", 27],
    ["😀😀", 2],
    ["e\u0301", 1],
    ["Cha\u0300o ba\u0323n", 8],
    ["a\uDE00", 2],
    ["€", 1],
  ])("%j has %d characters", (text, length) => {
    expect(lengthOf(text)).toBe(length);
  });

  test("is the number of code points of the composed text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(lengthOf(text)).toBe(Array.from(text.normalize("NFC")).length);
      }),
    );
  });
});

describe("the class of a text", () => {
  test("[P-tr.segments-14] the dotless i makes a text Turkish", () => {
    expect(hasTriggerCharacters("Randevunuz yarın saat 10:00", turkishTriggers)).toBe(true);
  });

  test("letters of the 7-bit alphabet do not make a text Turkish", () => {
    expect(hasTriggerCharacters("ÖDEME ÜCRETİ".replace("İ", "I") + " öüÇ", turkishTriggers)).toBe(
      false,
    );
  });

  test("a decomposed letter is still Turkish, and no triggers find nothing", () => {
    expect(hasTriggerCharacters("s\u0327ehir", turkishTriggers)).toBe(true);
    expect(hasTriggerCharacters("şehir", "")).toBe(false);
  });

  test.each([
    ["Chao ban, gia 100% {moi} €", false],
    ["", false],
    ["Chào", true],
    ["Ma\u0300", true],
    ["đ", true],
    ["“gia”", true],
    ["😀", true],
  ])("%j: accented is %s", (text, accented) => {
    expect(isAccented(text)).toBe(accented);
  });

  test("every Vietnamese letter with a mark makes the message accented", () => {
    const bases = "aăâeêioôơuưy";
    const marks = ["\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];
    for (const base of bases) {
      for (const mark of marks) {
        const letter = (base + mark).normalize("NFC");
        expect(isAccented(`Xin ${letter}`)).toBe(true);
        expect(isAccented(letter.toUpperCase())).toBe(true);
      }
    }
    expect(Array.from("ăâđêôơưĂÂĐÊÔƠƯ").every((letter) => isAccented(letter))).toBe(true);
  });
});
