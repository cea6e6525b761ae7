import { expect, test } from "vitest";
import { findValidityFault, validityMsOf } from "./validity.js";

test("a code is given up after ten minutes, everything else after a day, unless its sender says otherwise", () => {
  expect(validityMsOf(0, "otp")).toBe(600_000);
  expect(validityMsOf(0, "transactional")).toBe(86_400_000);
  expect(validityMsOf(0, "bulk")).toBe(86_400_000);
  expect(validityMsOf(120, "otp")).toBe(120_000);
});

test("a code may not wait for longer than an hour, so that nobody sends notices before the codes of others", () => {
  expect(findValidityFault(3_600_000, "otp")).toBeUndefined();
  const late = findValidityFault(3_600_001, "otp");
  expect(late?.code).toBe("VALIDITY_OUT_OF_RANGE");
  expect(late?.remedy).toContain("3600");
  expect(findValidityFault(29_999, "otp")?.code).toBe("VALIDITY_OUT_OF_RANGE");
});

test("a message is tried for one minute to two days", () => {
  for (const lane of ["bulk", "transactional"] as const) {
    expect(findValidityFault(60_000, lane)).toBeUndefined();
    expect(findValidityFault(172_800_000, lane)).toBeUndefined();
    expect(findValidityFault(59_999, lane)?.code).toBe("VALIDITY_OUT_OF_RANGE");
    expect(findValidityFault(172_800_001, lane)?.remedy).toContain("172800");
  }
});
