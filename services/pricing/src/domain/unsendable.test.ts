import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { findUnsendable } from "./unsendable.js";

const count = (operator: string, alphabet: string, segments: number) => ({
  ...{ operator, alphabet, segments },
  messages: 1n,
});

test("[VN-BLK-17] accented texts have no price at an operator that takes none, and all that it takes have one", () => {
  const pack = market("VN");
  for (const operator of ["VIETNAMOBILE", "ITEL", "GTEL"]) {
    expect(findUnsendable(pack, [count("VIETTEL", "ucs2", 1), count(operator, "ucs2", 1)])).toEqual(
      {
        code: "ACCENTED_NOT_SUPPORTED",
        subject: `${operator} ucs2`,
        rule: expect.stringContaining(operator),
        source: "004 · Rules 3",
        remedy: expect.stringContaining("without accents"),
      },
    );
    expect(findUnsendable(pack, [count(operator, "gsm7", 1)])).toBeUndefined();
  }
});

test.each([
  ["VN", "VIETTEL", "gsm7", 5],
  ["VN", "VIETTEL", "ucs2", 5],
  ["TR", "TURKCELL", "gsm7-tr-single", 7],
  ["TR", "TURKCELL", "ucs2", 7],
  ["IR", "MCI", "ucs2", 10],
] as const)(
  "[VN-BLK-17] in %s %s counts %s to %i segments, and not one more",
  (code, operator, alphabet, most) => {
    const pack = market(code);
    expect(findUnsendable(pack, [count(operator, alphabet, most)])).toBeUndefined();
    expect(findUnsendable(pack, [count(operator, alphabet, most + 1)])).toMatchObject({
      code: "TEXT_TOO_LONG",
      rule: expect.stringContaining(`at most ${most} parts`),
    });
  },
);
