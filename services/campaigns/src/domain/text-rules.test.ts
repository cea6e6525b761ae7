import { carriedAlphabets, market, scriptOf, segmentTable } from "@whiteline/markets";
import { chooseAlphabet, countSegments, lengthOf } from "@whiteline/sms";
import fc from "fast-check";
import { expect, test } from "vitest";
import { measureText, textRules } from "./text-rules.js";

const pack = market("VN");
const alphabets = carriedAlphabets(pack).map(({ alphabet }) => alphabet);

test("[VN-BLK-17] an accented text goes and counts as UCS-2 also where 7 bits have all of its letters", () => {
  const rules = textRules(pack);
  const text = (length: number) => "Chào anh. ".repeat(20).slice(0, length);
  expect(measureText(rules, text(70), "VIETTEL")).toMatchObject({ alphabet: "ucs2", parts: 1 });
  expect(measureText(rules, text(71), "VIETTEL")).toMatchObject({ alphabet: "ucs2", parts: 2 });
  expect(measureText(rules, "Chao anh", "VIETTEL")).toMatchObject({ alphabet: "gsm7", parts: 1 });
});

test("[VN-BLK-17] an accented text to an operator that takes none is refused for its accents, not for its length", () => {
  const rules = textRules(pack);
  for (const operator of ["VIETNAMOBILE", "ITEL", "GTEL"]) {
    expect(measureText(rules, "Chào anh", operator)).toMatchObject({
      finding: { code: "ACCENTED_NOT_SUPPORTED", rule: expect.stringContaining(operator) },
    });
    expect(measureText(rules, "Chao anh", operator)).toMatchObject({ kind: "ok", parts: 1 });
    expect(measureText(rules, "a".repeat(800), operator)).toMatchObject({
      finding: { code: "TEXT_TOO_LONG" },
    });
  }
});

test("[property] whatever is written, an operator's text in Vietnamese makes at least the parts that its table bills", () => {
  const words = fc.constantFrom(
    "Chào ",
    "anh ",
    "Nguyễn ",
    "100.000d ",
    "é",
    "ö",
    "{",
    "€",
    "đ",
    "\n",
  );
  const rules = textRules(pack);
  let judged = 0;
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 60 }), (written) => {
      const text = written.join("");
      const script = scriptOf(pack, text, chooseAlphabet(text, alphabets) === "ucs2");
      const measured = measureText(rules, text, "VIETTEL");
      const table = segmentTable(pack, { script, operator: "VIETTEL" });
      const billed = table && countSegments(lengthOf(text), table);
      if (measured.kind === "refused" || billed === undefined || "error" in billed) return;
      judged += 1;
      expect(measured.alphabet === "ucs2").toBe(script === "accented");
      // Characters that cost two septets may need more than the table counts.
      const isDear = /[{€]/.test(text);
      if (isDear) expect(measured.parts).toBeGreaterThanOrEqual(billed.segments);
      else expect(measured.parts).toBe(billed.segments);
    }),
  );
  expect(judged).toBeGreaterThan(10);
});
