import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Alphabet, alphabets, septetTables } from "./alphabet.js";
import { chooseAlphabet, countParts } from "./count.js";
import { decode } from "./decode.js";
import { packSeptets } from "./septets.js";
import { split, type SplitResult } from "./split.js";

type Made = Extract<SplitResult, { readonly kind: "ok" }>;

function mustSplit(...args: Parameters<typeof split>): Made {
  const result = split(...args);
  if (result.kind === "refused") throw new Error(result.code);
  return result;
}

function charactersOf(alphabet: Alphabet): fc.Arbitrary<string> {
  if (alphabet === "ucs2") return fc.string({ unit: "binary", minLength: 1, maxLength: 400 });
  const { main, shift } = septetTables[alphabet];
  const plain = main.filter((character) => character !== "\x1b");
  const unit = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...plain) },
    { weight: 1, arbitrary: fc.constantFrom(...shift.values()) },
  );
  return fc.string({ unit, minLength: 1, maxLength: 700 });
}

/** Texts of all kinds: plain, Turkish, Persian, emoji, mixed, broken, empty. */
const anyText = fc.oneof(
  ...alphabets.map(charactersOf),
  fc.string({ unit: fc.constantFrom(...Array.from("aşğıİ€[س😀é")), maxLength: 700 }),
  fc.string({ unit: fc.constantFrom("a", "€", "😀", "\uD83D", "\uDE00"), maxLength: 200 }),
  fc.nat(700).map((length) => "a".repeat(length)),
);
const concat = fc.constantFrom("8bit", "16bit");
const allowed = fc.uniqueArray(fc.constantFrom(...alphabets), { minLength: 1 });

describe.each(alphabets)("a text in %s", (alphabet) => {
  const text = charactersOf(alphabet);

  test("is spread over more parts than it needs where they are asked for, each with its header and no character cut", () => {
    fc.assert(
      fc.property(
        text,
        concat,
        fc.nat(6),
        fc.constantFrom("", "B 001"),
        (written, width, n, code) => {
          const suffix = { text: code, room: 0 };
          const needed = mustSplit(written, { alphabet, concat: width, suffix }).parts.length;
          const atLeast = needed + n;
          const { parts } = mustSplit(written, { alphabet, concat: width, suffix, atLeast });
          expect(parts.length).toBe(Math.max(needed, Math.min(atLeast, parts.length)));
          const isSpread = parts.length === atLeast;
          // Fewer only where nothing is left to part: one character stands before the code.
          const rest = Array.from(parts.at(-1)?.text.slice(0, -code.length || undefined) ?? "");
          expect(isSpread || rest.length === 1).toBe(true);
          const decoded = parts.map(({ userData, ...part }) => decode(userData, part));
          expect(decoded.map((part) => part.text).join("")).toBe(written + code);
          decoded.forEach((part, i) => {
            expect(part.concat).toMatchObject(
              parts.length === 1 ? {} : { total: parts.length, index: i + 1 },
            );
            expect(parts[i]!.userData.length).toBeLessThanOrEqual(alphabet === "ucs2" ? 140 : 160);
          });
        },
      ),
    );
  });

  test("comes back when its decoded parts are joined", () => {
    fc.assert(
      fc.property(text, concat, fc.nat(0xffff), (written, width, reference) => {
        const { parts } = mustSplit(written, { alphabet, concat: width, reference });
        const decoded = parts.map(({ userData, ...part }) => decode(userData, part));
        expect(decoded.map((part) => part.text).join("")).toBe(written);
        expect(parts.map((part) => part.text).join("")).toBe(written);
        decoded.forEach((part, i) => {
          const place = { total: parts.length, index: i + 1 };
          const sent = { reference: width === "8bit" ? reference & 0xff : reference, ...place };
          expect(part.concat).toEqual(parts.length === 1 ? undefined : sent);
          expect(part.national !== undefined).toBe(alphabet.startsWith("gsm7-tr"));
          expect(part.udhRefusal).toBeUndefined();
        });
      }),
    );
  });

  test("makes no part over 140 octets on the air, and no needless part", () => {
    fc.assert(
      fc.property(text, concat, (written, width) => {
        const { parts } = mustSplit(written, { alphabet, concat: width });
        const sizes = parts.map(({ userData, udhLength, dataCoding }) =>
          dataCoding === 8
            ? userData.length
            : udhLength + packSeptets(userData.subarray(udhLength), udhLength).length,
        );
        expect(Math.max(...sizes)).toBeLessThanOrEqual(140);
        // A part stops short by less than the widest character: two septets, or one pair.
        const full = sizes.slice(0, -1);
        if (full.length > 0) expect(Math.min(...full)).toBeGreaterThanOrEqual(136);
      }),
    );
  });

  test("is cut neither in a surrogate pair nor in an escape", () => {
    fc.assert(
      fc.property(text, concat, (written, width) => {
        const { parts } = mustSplit(written, { alphabet, concat: width });
        for (const { text: piece, userData, udhLength, dataCoding } of parts) {
          expect(piece).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
          const endsInEscape = dataCoding === 0 && userData.at(-1) === 0x1b;
          expect(endsInEscape && userData.length > udhLength).toBe(false);
        }
      }),
    );
  });
});

describe("counting", () => {
  test("counts the parts that splitting makes, and 0 where splitting refuses", () => {
    fc.assert(
      fc.property(anyText, allowed, concat, (text, list, width) => {
        const result = split(text, { alphabet: list, concat: width });
        expect(countParts(text, list, width)).toBe(result.kind === "ok" ? result.parts.length : 0);
        if (result.kind === "ok") expect(chooseAlphabet(text, list, width)).toBe(result.alphabet);
      }),
      { numRuns: 500 },
    );
  });

  test("the chosen alphabet is the cheapest of those allowed, the first listed at equal cost", () => {
    fc.assert(
      fc.property(anyText, allowed, (text, list) => {
        const costs = list.map((alphabet) => countParts(text, [alphabet]) || Infinity);
        const cheapest = costs.indexOf(Math.min(...costs));
        fc.pre(costs[cheapest] !== Infinity);
        expect(chooseAlphabet(text, list)).toBe(list[cheapest]);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["Merhaba", "gsm7"],
    ["Ödeme alındı", "gsm7-tr-single"],
    ["ş".repeat(100), "gsm7-tr-locking"],
    ["€".repeat(100), "gsm7-tr-locking"],
    ["سلام", "ucs2"],
    ["Chào bạn", "ucs2"],
    ["", "ucs2"],
    ["\uD83D", "ucs2"],
  ] as const)("%j goes out as %s", (text, alphabet) => {
    expect(chooseAlphabet(text)).toBe(alphabet);
  });

  test("the answer is always an allowed alphabet, also where none can carry the text", () => {
    expect(chooseAlphabet("سلام", ["gsm7", "gsm7-tr-locking"])).toBe("gsm7-tr-locking");
  });

  /** Parts of a text of `length` characters, by the header arithmetic of 3GPP TS 23.040. */
  test.each([
    ["gsm7", "8bit", "a", 160, 153],
    ["gsm7", "16bit", "a", 160, 152],
    ["gsm7-tr-single", "8bit", "a", 155, 149],
    ["gsm7-tr-locking", "8bit", "ş", 155, 149],
    ["gsm7-tr-locking", "16bit", "ş", 155, 148],
    ["ucs2", "8bit", "س", 70, 67],
    ["ucs2", "16bit", "س", 70, 66],
  ] as const)("%s with a reference of %s", (alphabet, width, letter, single, perPart) => {
    const count = (length: number) => countParts(letter.repeat(length), [alphabet], width);
    expect([count(1), count(single), count(single + 1)]).toEqual([1, 1, 2]);
    for (const parts of [2, 3, 10, 254]) {
      expect([count(parts * perPart), count(parts * perPart + 1)]).toEqual([parts, parts + 1]);
    }
    expect([count(255 * perPart), count(255 * perPart + 1)]).toEqual([255, 0]);
  });

  test("an escape that would be cut costs its part a septet", () => {
    expect(countParts("a".repeat(152) + "€" + "a".repeat(151), ["gsm7"])).toBe(2);
    expect(countParts("a".repeat(152) + "€" + "a".repeat(152), ["gsm7"])).toBe(3);
  });

  test("a pair that would be cut costs its part a unit", () => {
    expect(countParts("س".repeat(66) + "😀" + "س".repeat(65))).toBe(2);
    expect(countParts("س".repeat(66) + "😀" + "س".repeat(66))).toBe(3);
  });
});

describe("the parts on the wire", () => {
  test("one part of plain text has no header", () => {
    expect(mustSplit("Hi{")).toEqual({
      kind: "ok",
      alphabet: "gsm7",
      parts: [
        {
          userData: Uint8Array.of(0x48, 0x69, 0x1b, 0x28),
          udhLength: 0,
          dataCoding: 0,
          hasUdh: false,
          text: "Hi{",
        },
      ],
      septetsOrUnits: 4,
    });
  });

  test("UCS-2 is big-endian under data coding 8", () => {
    const { parts, septetsOrUnits } = mustSplit("س😀");
    expect(parts[0]?.userData).toEqual(Uint8Array.of(0x06, 0x33, 0xd8, 0x3d, 0xde, 0x00));
    expect(parts[0]).toMatchObject({ dataCoding: 8, hasUdh: false, udhLength: 0 });
    expect(septetsOrUnits).toBe(3);
  });

  test("one Turkish part announces its table", () => {
    const [part] = mustSplit("ş", { alphabet: "gsm7-tr-single" }).parts;
    expect(part?.userData).toEqual(Uint8Array.of(3, 0x24, 1, 1, 0x1b, 0x73));
    expect(part).toMatchObject({ dataCoding: 0, hasUdh: true, udhLength: 4 });
  });

  test("every part of a long Turkish text announces place and table", () => {
    const { parts } = mustSplit("ş".repeat(150) + "a".repeat(6), {
      alphabet: "gsm7-tr-locking",
      concat: "16bit",
      reference: 0x1234,
    });
    const headers = parts.map(({ userData, udhLength }) =>
      Array.from(userData.subarray(0, udhLength)),
    );
    expect(headers).toEqual([
      [9, 8, 4, 0x12, 0x34, 2, 1, 0x25, 1, 1],
      [9, 8, 4, 0x12, 0x34, 2, 2, 0x25, 1, 1],
    ]);
  });
});

describe("a refused text", () => {
  test.each([
    ["the empty text", "", {}, { code: "EMPTY_TEXT" }],
    ["half a pair", "ab\uDE00", {}, { code: "LONE_SURROGATE", at: 2 }],
    ["half a pair at the end", "a\uD83D", { alphabet: "ucs2" }, { code: "LONE_SURROGATE", at: 1 }],
    [
      "a letter outside the alphabet",
      "abş",
      { alphabet: "gsm7" },
      { code: "CHARACTER_NOT_ENCODABLE", at: 2 },
    ],
    [
      "a letter outside every allowed alphabet",
      "abşس",
      { alphabet: ["gsm7", "gsm7-tr-single"] },
      { code: "CHARACTER_NOT_ENCODABLE", at: 3 },
    ],
    [
      "any letter where nothing is allowed",
      "a",
      { alphabet: [] },
      { code: "CHARACTER_NOT_ENCODABLE" },
    ],
    [
      "256 parts",
      "a".repeat(255 * 153 + 1),
      {},
      { code: "TEXT_TOO_LONG", parts: 256, maxParts: 255 },
    ],
  ] as const)("%s has a code and a remedy", (_what, text, options, refusal) => {
    const remedy: unknown = expect.stringMatching(/\.$/);
    expect(split(text, options)).toMatchObject({ kind: "refused", remedy, ...refusal });
  });
});
