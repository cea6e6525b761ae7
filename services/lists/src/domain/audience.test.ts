import { expect, test } from "vitest";
import { findingsOf, firstFinding, type Hindrances, type SendingRules } from "./audience.js";

const service: SendingRules = {
  needsConsent: false,
  refusal: "opted_out",
  governedByList: false,
  barredByBlockList: false,
};
const marketing: SendingRules = { ...service, needsConsent: true, refusal: "refused" };
const nobody: Hindrances = {
  hasConsent: () => true,
  hasRefused: () => false,
  isCustomer: () => true,
  isBlacklisted: () => false,
  limitOf: () => undefined,
};
const everybody: Hindrances = {
  hasConsent: () => false,
  hasRefused: () => true,
  isCustomer: () => false,
  isBlacklisted: () => true,
  limitOf: () => "frequency_cap",
};
const number = 989121234567;

test("[IR-ASN-26] a refusal comes first, then the customer list, then the black list, then how often", () => {
  const all = { ...service, governedByList: true, barredByBlockList: true };
  expect(findingsOf(all, everybody, number)).toEqual([
    "opted_out",
    "not_on_customer_list",
    "blacklisted",
    "frequency_cap",
  ]);
  expect(findingsOf(all, nobody, number)).toEqual([]);
  expect(firstFinding(all, everybody)(number)).toBe("opted_out");
  expect(firstFinding(marketing, everybody)(number)).toBe("no_consent");
  expect(firstFinding(all, nobody)(number)).toBeUndefined();
});

test("[IR-ASN-02] [IR-MEL-15] the black list binds an advertising line, a service line passes it", () => {
  const blocked = { ...nobody, isBlacklisted: () => true };
  expect(findingsOf({ ...service, barredByBlockList: true }, blocked, number)).toEqual([
    "blacklisted",
  ]);
  expect(findingsOf(service, blocked, number)).toEqual([]);
});

test("the customer list binds governed lines only", () => {
  const stranger = { ...nobody, isCustomer: () => false };
  expect(findingsOf({ ...service, governedByList: true }, stranger, number)).toEqual([
    "not_on_customer_list",
  ]);
  expect(findingsOf(service, stranger, number)).toEqual([]);
});

test("[TR-AKT-21] [TR-AKT-19] marketing asks for consent first, then whether it was refused", () => {
  expect(findingsOf(marketing, { ...nobody, hasConsent: () => false }, number)).toEqual([
    "no_consent",
  ]);
  expect(findingsOf(marketing, { ...nobody, hasRefused: () => true }, number)).toEqual(["refused"]);
  expect(findingsOf(marketing, everybody, number).slice(0, 2)).toEqual(["no_consent", "refused"]);
});

test("[TR-AKT-20] informational traffic skips the gate", () => {
  const informational = { ...service, refusal: undefined };
  expect(findingsOf(informational, { ...everybody, limitOf: () => undefined }, number)).toEqual([]);
});
