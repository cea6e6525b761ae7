import { describe, expect, test } from "vitest";

import { type Alphabet, septetTables } from "./alphabet.js";
import { decode } from "./decode.js";
import { split } from "./split.js";

/** 3GPP TS 23.038, 6.2.1, as columns 0x00, 0x10 … 0x70 by Unicode code point: an independent copy. */
const defaultAlphabet = [
  [0x40, 0xa3, 0x24, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0x0a, 0xd8, 0xf8, 0x0d, 0xc5, 0xe5],
  [0x394, 0x5f, 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e],
  [0xc6, 0xe6, 0xdf, 0xc9],
  [0x20, 0x21, 0x22, 0x23, 0xa4, ...range(0x25, 0x2f)],
  [...range(0x30, 0x3f)],
  [0xa1, ...range(0x41, 0x5a), 0xc4, 0xd6, 0xd1, 0xdc, 0xa7],
  [0xbf, ...range(0x61, 0x7a), 0xe4, 0xf6, 0xf1, 0xfc, 0xe0],
].flat();
const defaultSeptets = [...range(0x00, 0x1a), ...range(0x1c, 0x7f)];

/** 6.2.1.1, A.2.1 and A.3.1: septet (after the escape for the first two) and code point. */
const extension: readonly Pair[] = [
  [0x0a, 0x0c],
  [0x14, 0x5e],
  [0x28, 0x7b],
  [0x29, 0x7d],
  [0x2f, 0x5c],
  [0x3c, 0x5b],
  [0x3d, 0x7e],
  [0x3e, 0x5d],
  [0x40, 0x7c],
  [0x65, 0x20ac],
];
const turkishSingleShift: readonly Pair[] = [
  [0x47, 0x11e],
  [0x49, 0x130],
  [0x53, 0x15e],
  [0x63, 0xe7],
  [0x67, 0x11f],
  [0x69, 0x131],
  [0x73, 0x15f],
];
const turkishLocking: readonly Pair[] = [
  [0x04, 0x20ac],
  [0x07, 0x131],
  [0x0b, 0x11e],
  [0x0c, 0x11f],
  [0x1c, 0x15e],
  [0x1d, 0x15f],
  [0x40, 0x130],
  [0x60, 0xe7],
];
type Pair = readonly [septet: number, codePoint: number];

function* range(from: number, to: number): Generator<number> {
  for (let value = from; value <= to; value += 1) yield value;
}

/** The septets of a one-part text, its header left out. */
function septetsOf(text: string, alphabet: Alphabet): readonly number[] {
  const result = split(text, { alphabet });
  if (result.kind === "refused") throw new Error(result.code);
  const [part] = result.parts;
  return Array.from(part!.userData.subarray(part!.udhLength));
}

function decodeSeptets(septets: readonly number[], header: readonly number[]): string {
  const hasUdh = header.length > 0;
  return decode(Uint8Array.from([...header, ...septets]), { dataCoding: 0, hasUdh }).text;
}

const headers = {
  gsm7: [],
  "gsm7-tr-single": [3, 0x24, 1, 1],
  "gsm7-tr-locking": [3, 0x25, 1, 1],
} as const;

describe("the GSM 7-bit default alphabet", () => {
  test("has 127 characters and the escape", () => {
    expect(defaultAlphabet).toHaveLength(127);
    expect(septetTables.gsm7.main).toHaveLength(128);
    expect(new Set(septetTables.gsm7.main).size).toBe(128);
  });

  test.each(["gsm7", "gsm7-tr-single"] as const)(
    "carries every character as its own septet in %s",
    (alphabet) => {
      defaultAlphabet.forEach((codePoint, i) => {
        const character = String.fromCodePoint(codePoint);
        expect(septetsOf(character, alphabet)).toEqual([defaultSeptets[i]]);
        expect(decodeSeptets([defaultSeptets[i]!], headers[alphabet])).toBe(character);
      });
    },
  );

  test.each(["gsm7", "gsm7-tr-single", "gsm7-tr-locking"] as const)(
    "carries the extension characters behind an escape in %s",
    (alphabet) => {
      for (const [septet, codePoint] of extension) {
        const character = String.fromCodePoint(codePoint);
        expect(decodeSeptets([0x1b, septet], headers[alphabet])).toBe(character);
        const shorter = alphabet === "gsm7-tr-locking" && character === "€";
        expect(septetsOf(character, alphabet)).toEqual(shorter ? [0x04] : [0x1b, septet]);
      }
    },
  );

  test("carries no other character of the basic multilingual plane", () => {
    const known = new Set([...defaultAlphabet, ...extension.map(([, codePoint]) => codePoint)]);
    for (const codePoint of [...range(0, 0xd7ff), ...range(0xe000, 0xffff)]) {
      const { kind } = split(String.fromCodePoint(codePoint), { alphabet: "gsm7" });
      if ((kind === "ok") !== known.has(codePoint)) expect.fail(`U+${codePoint.toString(16)}`);
    }
  });
});

describe("the Turkish tables", () => {
  test("the single shift table adds seven letters behind the escape", () => {
    expect(septetTables["gsm7-tr-single"].shift.size).toBe(10 + 7);
    for (const [septet, codePoint] of turkishSingleShift) {
      const letter = String.fromCodePoint(codePoint);
      expect(septetsOf(letter, "gsm7-tr-single")).toEqual([0x1b, septet]);
      expect(decodeSeptets([0x1b, septet], headers["gsm7-tr-single"])).toBe(letter);
    }
  });

  test("the locking shift table replaces eight characters and keeps all others", () => {
    const changed = new Map(turkishLocking);
    defaultAlphabet.forEach((codePoint, i) => {
      const septet = defaultSeptets[i]!;
      const character = String.fromCodePoint(changed.get(septet) ?? codePoint);
      expect(septetsOf(character, "gsm7-tr-locking")).toEqual([septet]);
      expect(decodeSeptets([septet], headers["gsm7-tr-locking"])).toBe(character);
      if (changed.has(septet)) {
        const replaced = split(String.fromCodePoint(codePoint), { alphabet: "gsm7-tr-locking" });
        expect(replaced).toMatchObject({ kind: "refused", code: "CHARACTER_NOT_ENCODABLE", at: 0 });
      }
    });
  });

  test("a phone without the single shift table shows the plain letter", () => {
    expect(decodeSeptets(septetsOf("Şişli'ğe", "gsm7-tr-single"), [])).toBe("Sisli'ge");
  });

  test("both tables together are read as announced", () => {
    const both = [6, 0x24, 1, 1, 0x25, 1, 1];
    expect(decodeSeptets([0x1d, 0x1b, 0x73, 0x1b, 0x65], both)).toBe("şş€");
  });
});
