import type { NumberRefusalCode } from "@whiteline/markets";
import { expect, test } from "vitest";
import { errorCodes } from "./error-codes.js";

test("each reason for which a number of a file or of a request is left out has its page", () => {
  const ofThePlan = {
    EMPTY: true,
    NOT_A_NUMBER: true,
    SCIENTIFIC_NOTATION: true,
    WRONG_LENGTH: true,
    NOT_MOBILE: true,
    FOREIGN: true,
    UNKNOWN_PREFIX: true,
  } satisfies Record<NumberRefusalCode, true>;
  const ofFiles = ["DUPLICATE", "CELL_TOO_LONG", "WITHDRAWN", "UNKNOWN_OPERATOR"];
  const reasons = [...Object.keys(ofThePlan), ...ofFiles];
  expect(reasons.filter((code) => !errorCodes.has(code))).toEqual([]);
});
