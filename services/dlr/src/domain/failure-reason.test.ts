import { isFailureWord } from "@whiteline/sms";
import { expect, test } from "vitest";
import { failureReason, type Cause } from "./failure-reason.js";
import { isFinal, partStates, type PartState } from "./part-state.js";

const reasonOf = (state: PartState, cause: Cause | string, isMap = false): string =>
  failureReason(state, typeof cause === "string" ? { code: cause } : cause, isMap);

test("every final state but delivered has a reason, and what is under way or delivered has none", () => {
  for (const state of partStates) {
    const reason = reasonOf(state, "");
    const hasFailed = isFinal(state) && state !== "delivered";
    expect([state, hasFailed ? isFailureWord(reason) : reason]).toEqual([
      state,
      hasFailed ? true : "",
    ]);
  }
});

test("a refused submit is told by its command_status, whatever the operator", () => {
  expect(reasonOf("rejected", "0x0000000A")).toBe("sender_refused");
  expect(reasonOf("rejected", "0x0000000B")).toBe("number_invalid");
  expect(reasonOf("rejected", "0x00000499")).toBe("unspecified");
});

test("a network error of GSM is read as MAP's, an operator's own number only if it declares so", () => {
  expect(reasonOf("undelivered", "3:27")).toBe("absent");
  expect(reasonOf("undelivered", "027", true)).toBe("absent");
  expect(reasonOf("undelivered", "027")).toBe("unspecified");
  expect(reasonOf("expired", "001", true)).toBe("number_unknown");
  expect(reasonOf("undelivered", "8:27", true)).toBe("unspecified");
});

test("of two codes the network's is judged, and the word that the operator declares before both", () => {
  const both = { code: "001", network: "3:27" };
  expect(reasonOf("undelivered", both, true)).toBe("absent");
  expect(reasonOf("undelivered", { ...both, network: "8:4" }, true)).toBe("number_unknown");
  expect(reasonOf("undelivered", { ...both, word: "barred" })).toBe("barred");
  expect(reasonOf("rejected", { code: "0x00000499", word: "content_refused" })).toBe(
    "content_refused",
  );
  // A newer dispatcher may know more words.
  expect(reasonOf("undelivered", { ...both, word: "moon" })).toBe("absent");
  expect(reasonOf("delivered", { ...both, word: "barred" })).toBe("");
});
