import { expect, test } from "vitest";
import { failureReason, failureReasons } from "./failure-reason.js";
import { isFinal, partStates } from "./part-state.js";

test("every final state but delivered has a reason, and what is under way or delivered has none", () => {
  for (const state of partStates) {
    const reason = failureReason(state, "", false);
    const hasFailed = isFinal(state) && state !== "delivered";
    expect([state, hasFailed ? failureReasons.some((r) => r === reason) : reason]).toEqual([
      state,
      hasFailed ? true : "",
    ]);
  }
});

test("a refused submit is told by its command_status, whatever the operator", () => {
  expect(failureReason("rejected", "0x0000000A", false)).toBe("sender_refused");
  expect(failureReason("rejected", "0x0000000B", false)).toBe("number_invalid");
  expect(failureReason("rejected", "0x00000499", false)).toBe("unspecified");
});

test("a network error of GSM is read as MAP's, an operator's own number only if it declares so", () => {
  expect(failureReason("undelivered", "3:27", false)).toBe("absent");
  expect(failureReason("undelivered", "027", true)).toBe("absent");
  expect(failureReason("undelivered", "027", false)).toBe("unspecified");
  expect(failureReason("expired", "001", true)).toBe("number_unknown");
  expect(failureReason("undelivered", "8:27", true)).toBe("unspecified");
});
