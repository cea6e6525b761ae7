import { expect, test } from "vitest";
import { findingsOf, type Refusals } from "./audience.js";

const never: Refusals = {
  isOptedOut: () => false,
  isCustomer: () => false,
  isBlacklisted: () => false,
};
const line = { lineId: "l", advertising: false, governedByList: false };

test("[IR-ASN-19] an advertising line does not reach the black list, a service line does", () => {
  const blocked = { ...never, isBlacklisted: () => true };
  expect(findingsOf({ ...line, advertising: true }, blocked, 1)).toEqual(["blacklisted"]);
  expect(findingsOf(line, blocked, 1)).toEqual([]);
});

test("[IR-KND-11] a governed line reaches only who is on its list", () => {
  expect(findingsOf({ ...line, governedByList: true }, never, 1)).toEqual(["not_on_customer_list"]);
  expect(
    findingsOf({ ...line, governedByList: true }, { ...never, isCustomer: () => true }, 1),
  ).toEqual([]);
  expect(findingsOf(line, never, 1)).toEqual([]);
});

test("who refused is not reached by any line, and the refusal comes first", () => {
  const refused: Refusals = {
    isOptedOut: () => true,
    isCustomer: () => false,
    isBlacklisted: () => true,
  };
  expect(findingsOf(line, refused, 1)).toEqual(["opted_out"]);
  expect(findingsOf({ lineId: "l", advertising: true, governedByList: true }, refused, 1)).toEqual([
    "opted_out",
    "not_on_customer_list",
    "blacklisted",
  ]);
});
