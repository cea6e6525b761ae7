import { describe, expect, test } from "vitest";
import { identifierRules } from "./identifiers.js";

const iran = identifierRules("IR");

describe("a national code", () => {
  test.each(["0499370899", "0790419904", "0084575948"])("%s has a correct check digit", (code) => {
    expect(iran.nationalCode(code)).toBe(true);
  });

  test("with one digit mistyped is refused, whichever digit it is", () => {
    const code = "0499370899";
    for (let place = 0; place < code.length; place += 1) {
      const mistyped =
        code.slice(0, place) + String((Number(code[place]) + 1) % 10) + code.slice(place + 1);
      expect(iran.nationalCode(mistyped), mistyped).toBe(false);
    }
  });

  test.each(["1111111111", "0000000000", "049937089", "04993708990", "049937089x", ""])(
    "is not %j",
    (code) => {
      expect(iran.nationalCode(code)).toBe(false);
    },
  );
});

describe("a legal national id", () => {
  test.each(["10380284790", "14005893875", "10861677542"])("%s has a correct check digit", (id) => {
    expect(iran.legalNationalId(id)).toBe(true);
  });

  test.each(["10380284791", "10380285790", "11111111111", "1038028479", "0499370899", ""])(
    "is not %j",
    (id) => {
      expect(iran.legalNationalId(id)).toBe(false);
    },
  );
});

test("a market without a printed checksum keeps identifiers as written", () => {
  expect(identifierRules("VN").nationalCode("079201000001")).toBe(true);
});
