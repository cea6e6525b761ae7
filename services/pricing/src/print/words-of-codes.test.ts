import { markets } from "@whiteline/markets";
import { expect, test } from "vitest";
import { languages } from "../proto-billing.js";
import { alphabetIn, operatorIn } from "./words-of-codes.js";

test.each(languages)("papers in %s print operators and alphabets by their words", (language) => {
  const unnamed = markets.codes
    .flatMap((market) => markets.get(market).operators)
    .filter(({ id }) => operatorIn(language, id) === id && id !== "MCI");
  expect(unnamed).toEqual([]);
  for (const code of ["gsm7", "ucs2", "gsm7-tr-single", "gsm7-tr-locking"]) {
    expect(alphabetIn(language, code)).not.toBe(code);
  }
});
