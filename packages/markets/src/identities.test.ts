import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MarketPackError, defineMarket } from "./define-market.js";
import { freedonia } from "./freedonia.testdata.js";
import { identitiesOf, meetsIdentity } from "./identities.js";
import { markets } from "./markets.js";

const packOf = (code: string) => markets.get(code, "2026-11-22");

/** The rule of a field, for applicants of a kind. */
function ruleOf(code: string, field: string, kind: "natural" | "legal") {
  const rule = identitiesOf(packOf(code), kind).find((one) => one.field === field);
  if (rule === undefined) throw new Error(`${code} does not ask a ${kind} person for ${field}`);
  return (text: string) => meetsIdentity(rule, text);
}

const rules = [
  ["IR", "person.national_code", "legal", ["0499370899", "0790419904", "0084575948"]],
  ["IR", "national_id", "legal", ["10380284790", "14005893875", "10861677542"]],
  ["IR", "national_id", "natural", ["0499370899"]],
  ["IR", "iban", "legal", ["IR820540102680020817909002", "IR062960000000100324200001"]],
  ["TR", "tax_number", "legal", ["4540536920"]],
  ["TR", "tax_number", "natural", ["10000000146"]],
  ["TR", "iban", "legal", ["TR330006100519786457841326"]],
  ["VN", "enterprise_code", "legal", ["0100109106", "0100109106-011", "0300588569"]],
] as const;

describe.each(rules)("%s %s of a %s person", (code, field, kind, genuine) => {
  const holds = ruleOf(code, field, kind);

  test.each(genuine)("%s has correct check digits", (text) => {
    expect(holds(text)).toBe(true);
  });

  test("never throws, whatever a person types", () => {
    fc.assert(fc.property(fc.string(), (text) => void holds(text)));
  });
});

/** VKN and the legal id count modulo 9 and 10 as well, so that a few single slips hide there. */
const slipsMayHide = (code: string, field: string, kind: string) =>
  kind === "legal" && (field === "tax_number" || (code === "IR" && field === "national_id"));

test.each(rules.filter(([code, field, kind]) => !slipsMayHide(code, field, kind)))(
  "one mistyped digit of a %s %s of a %s person is noticed, whichever it is",
  (code, field, kind, genuine) => {
    const holds = ruleOf(code, field, kind);
    fc.assert(
      fc.property(
        fc.constantFrom(...genuine.map((text) => text.replace(/-.*/u, ""))),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (text, place, shift) => {
          const from = text.search(/\d/u);
          const at = from + (place % (text.length - from));
          const slip = String((Number(text.charAt(at)) + shift) % 10);
          expect(holds(text.slice(0, at) + slip + text.slice(at + 1))).toBe(false);
        },
      ),
    );
  },
);

test.each(["1111111111", "0000000000", "049937089", "04993708990", "049937089x", ""])(
  "%j is no Iranian national code",
  (text) => {
    expect(ruleOf("IR", "person.national_code", "legal")(text)).toBe(false);
  },
);

test.each(["10380284791", "10380285790", "11111111111", "1038028479", "0499370899", ""])(
  "%j is no Iranian national id",
  (text) => {
    expect(ruleOf("IR", "national_id", "legal")(text)).toBe(false);
  },
);

test("every market asks companies and people for something it can check", () => {
  for (const code of markets.codes) {
    for (const kind of ["natural", "legal"] as const) {
      expect(identitiesOf(packOf(code), kind).length).toBeGreaterThan(1);
    }
  }
});

test("a made-up market brings its own identity as data; one that its examples refute does not load", () => {
  const decree = { source: "decree 2", basis: "regulation" } as const;
  const crown = {
    field: "national_id",
    of: ["natural"],
    originalName: "Kronennummer",
    english: "Crown number",
    pattern: "^FD\\d{4}$",
    checksum: "none",
    code: "CROWN_NUMBER_INVALID",
    demand: "FD and four digits.",
    remedy: "Ask the chancellery.",
    examples: { passes: ["FD1933"], fails: ["FD193"] },
    ...decree,
  } as const;
  const pack = defineMarket({ ...freedonia, identities: [crown] });
  expect(identitiesOf(pack, "natural").map((one) => meetsIdentity(one, "FD0001"))).toEqual([true]);
  expect(identitiesOf(pack, "legal")).toEqual([]);
  const misjudged = { ...crown, examples: { passes: ["FD193"], fails: ["FD1933"] } };
  expect(() => defineMarket({ ...freedonia, identities: [misjudged] })).toThrow(MarketPackError);
});
