import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import {
  isCountable,
  isSameWord,
  needsTwo,
  otherBreach,
  penaltyOf,
  possibleViolations,
  type ComplaintWord,
} from "./complaint.js";

const ir = market("IR");
const asanak = { providerId: "asanak", family: "landline_021" };
const counted = { advertisingMessages: 1_000, toBlacklisted: 250, toNonCustomers: 0 };

test("[IR-ASN-25] the fine of a complaint is that of the pack, and two people take a line away", () => {
  const penalty = penaltyOf(ir, asanak, "advertising_from_service_line", counted);
  expect(penalty).toMatchObject({ fine: 50_002_500n, counted: 250n, removedForEver: true });
  expect(needsTwo(penalty)).toBe(true);
  const other = penaltyOf(ir, asanak, otherBreach, counted);
  expect(needsTwo(other)).toBe(false);
  expect(other).toMatchObject({ fine: 0n, suspensionOrCancellation: true });
});

test("every market can put a breach on record, whatever its sources print", () => {
  expect(possibleViolations(ir, asanak)).toContain("complaint_without_opt_out");
  expect(possibleViolations(market("TR"), { providerId: "aktan", family: "title" })).toEqual([
    otherBreach,
  ]);
});

test("counts are whole, not negative, and no part is more than the whole", () => {
  expect(isCountable(counted)).toBe(true);
  expect(isCountable({ ...counted, toBlacklisted: 1_001 })).toBe(false);
  expect(isCountable({ ...counted, toNonCustomers: -1 })).toBe(false);
  expect(isCountable({ ...counted, advertisingMessages: 1.5 })).toBe(false);
});

test("the second person says the same violation and the same counts", () => {
  const word: ComplaintWord = {
    confirmed: true,
    violation: "advertising_from_service_line",
    counted,
    by: "person:a",
    at: new Date("2026-11-22T10:00:00Z"),
    note: "x",
  };
  expect(isSameWord(word, { ...word, by: "person:b", note: "y" })).toBe(true);
  expect(isSameWord(word, { ...word, counted: { ...counted, toBlacklisted: 249 } })).toBe(false);
  expect(isSameWord(word, { ...word, violation: "commitment_breach" })).toBe(false);
  expect(isSameWord(word, { ...word, confirmed: false })).toBe(false);
});
