import { expect, test } from "vitest";

import { errorCodes } from "../src/web/api/gen/error-codes.js";
import { texts } from "../src/web/language/texts.js";

const words = { ...texts.problem, ...texts.finding, ...texts.sending };

test("every stable code of the API is told in the reader's language", () => {
  expect(errorCodes.filter((code) => !Object.hasOwn(words, code))).toEqual([]);
  expect(errorCodes.length).toBeGreaterThan(300);
});
