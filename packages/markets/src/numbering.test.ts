import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { market } from "./markets.js";
import { normaliseNumber, operatorOf } from "./numbering.js";

const iran = market("IR");
const turkiye = market("TR");
const vietnam = market("VN");

const mci = {
  kind: "ok",
  e164: "+989123456789",
  national: "9123456789",
  operator: "MCI",
  basis: "regulation",
};

describe("an Iranian mobile as people write it", () => {
  test.each([
    "09123456789",
    "9123456789",
    "989123456789",
    "+989123456789",
    "00989123456789",
    "۰۹۱۲۳۴۵۶۷۸۹",
    "٠٩١٢٣٤٥٦٧٨٩",
    "０９１２３４５６７８９",
    "0912 345 6789",
    " 0912-345-6789\t",
    "(0912) 345 67 89",
    "0912.345.6789",
    "+98 912 345 6789",
    "+98 (0)912 345 6789",
    "0098-912-3456789",
    "\u200f۰۹۱۲\u00a0۳۴۵\u200c۶۷۸۹",
    "'09123456789",
    "9123456789.0",
    "9123456789.00",
    "9,123,456,789",
    "9.123456789E9",
    "9.123456789e+09",
    "9,123456789E+9",
    "9.89123456789E+11",
    "989123456789.0",
  ])("%j is +989123456789", (raw) => {
    expect(normaliseNumber(iran, raw)).toEqual(mci);
  });
});

describe("a cell that is no Iranian mobile", () => {
  test.each([
    ["", "EMPTY"],
    [" \u200c ", "EMPTY"],
    ["-", "NOT_A_NUMBER"],
    ["علی رضایی", "NOT_A_NUMBER"],
    ["0912345678a", "NOT_A_NUMBER"],
    ["912345678.9", "NOT_A_NUMBER"],
    ["9.1234567891E9", "NOT_A_NUMBER"],
    ["1".repeat(65), "NOT_A_NUMBER"],
    ["9.12E+09", "SCIENTIFIC_NOTATION"],
    ["9.12346E+09", "SCIENTIFIC_NOTATION"],
    ["9E9", "SCIENTIFIC_NOTATION"],
    ["912345678", "WRONG_LENGTH"],
    ["091234567890", "WRONG_LENGTH"],
    ["0912 345 6789 0913 345 6789", "WRONG_LENGTH"],
    ["02188776655", "NOT_MOBILE"],
    ["+98 21 8877 6655", "NOT_MOBILE"],
    ["+905321234567", "FOREIGN"],
    ["00905321234567", "FOREIGN"],
    ["09701234567", "UNKNOWN_PREFIX"],
  ])("%j is refused as %s, with a remedy", (raw, code) => {
    const refused = normaliseNumber(iran, raw);
    expect(refused).toMatchObject({ kind: "refused", code });
    expect(refused.kind === "refused" && refused.remedy).not.toBe("");
  });
});

describe("the number plans", () => {
  test.each([
    [iran, "09961234567", "MCI"],
    [iran, "09351234567", "IRANCELL"],
    [iran, "09211234567", "RIGHTEL"],
    [iran, "09981234567", "SHATEL_MOBILE"],
    [iran, "09991012345", "APTEL"],
    [iran, "09991412345", "AZARTEL"],
    [iran, "09999123456", "SAMANTEL"],
    [turkiye, "0532 123 45 67", "TURKCELL"],
    [turkiye, "+90 542 123 45 67", "VODAFONE"],
    [turkiye, "5051234567", "TURK_TELEKOM"],
    [turkiye, "905551234567", "TURK_TELEKOM"],
    [turkiye, "05101234567", "MVNO"],
    [vietnam, "0961234567", "VIETTEL"],
    [vietnam, "+84 88 123 4567", "VINAPHONE"],
    [vietnam, "841234567", "VINAPHONE"],
    [vietnam, "84841234567", "VINAPHONE"],
    [vietnam, "0084901234567", "MOBIFONE"],
    [vietnam, "0561234567", "VIETNAMOBILE"],
    [vietnam, "0591234567", "GTEL"],
    [vietnam, "0871234567", "ITEL"],
  ])("$code: %2$s belongs to %3$s", (pack, raw, operator) => {
    expect(normaliseNumber(pack, raw)).toMatchObject({ kind: "ok", operator });
  });

  test.each([
    ["0162 1234567", "+84321234567", "VIETTEL"],
    ["1201234567", "+84701234567", "MOBIFONE"],
    ["+841231234567", "+84831234567", "VINAPHONE"],
    ["841861234567", "+84561234567", "VIETNAMOBILE"],
    ["01991234567", "+84591234567", "GTEL"],
  ])("a Vietnamese number of eleven digits, %s, gets its present prefix", (raw, e164, operator) => {
    expect(normaliseNumber(vietnam, raw)).toMatchObject({ kind: "ok", e164, operator });
  });

  test("a Vietnamese landline is not a mobile", () => {
    expect(normaliseNumber(vietnam, "024 3825 1234")).toMatchObject({ code: "NOT_MOBILE" });
  });

  test("[VN-BLK-21] the operator of a recipient comes with its source", () => {
    expect(operatorOf(vietnam, "+84961234567")).toMatchObject({
      operator: "VIETTEL",
      prefix: "96",
      source: "lawnet.vn list of mobile prefixes",
      verified: true,
    });
    expect(operatorOf(iran, "+989991012345")).toMatchObject({ prefix: "99910", verified: false });
    expect(operatorOf(iran, "+905321234567")).toBeUndefined();
    expect(operatorOf(iran, "not a number")).toBeUndefined();
  });
});

describe("for any number of any plan", () => {
  const numbers = fc.constantFrom(iran, turkiye, vietnam).chain((pack) =>
    fc.record({
      pack: fc.constant(pack),
      assignment: fc.constantFrom(...pack.numbering.prefixes),
      tail: fc.stringMatching(/^[0-9]{12}$/u),
    }),
  );
  const nationalOf = ({
    pack,
    assignment,
    tail,
  }: {
    pack: typeof iran;
    assignment: { prefix: string };
    tail: string;
  }) => (assignment.prefix + tail).slice(0, pack.numbering.nationalMobileLength);

  test("every accepted spelling gives the same E.164", () => {
    fc.assert(
      fc.property(numbers, (sample) => {
        const { pack } = sample;
        const national = nationalOf(sample);
        const e164 = `+${pack.callingCode}${national}`;
        const persian = national.replace(/\d/gu, (digit) =>
          String.fromCharCode(0x6f0 + Number(digit)),
        );
        for (const raw of [
          national,
          `0${national}`,
          e164,
          e164.slice(1),
          `00${e164.slice(1)}`,
          persian,
          `${national}.0`,
        ]) {
          expect(normaliseNumber(pack, raw)).toMatchObject({ kind: "ok", e164, national });
        }
        const exact = `${national.slice(0, 1)}.${national.slice(1)}E${national.length - 1}`;
        expect(normaliseNumber(pack, exact)).toMatchObject({ kind: "ok", e164 });
      }),
    );
  });

  test("the longest prefix names the operator", () => {
    fc.assert(
      fc.property(numbers, (sample) => {
        const national = nationalOf(sample);
        const [longest] = [...sample.pack.numbering.prefixes]
          .filter(({ prefix }) => national.startsWith(prefix))
          .sort((a, b) => b.prefix.length - a.prefix.length);
        expect(normaliseNumber(sample.pack, national)).toMatchObject({
          operator: longest?.operator,
        });
      }),
    );
  });

  test("any text is answered, and a refusal never repeats it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (raw) => {
        const answer = normaliseNumber(iran, raw);
        if (answer.kind === "refused") expect(answer.remedy.length).toBeGreaterThan(10);
        else expect(answer.e164).toMatch(/^\+989\d{9}$/u);
      }),
    );
  });
});
