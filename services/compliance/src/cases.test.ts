import { describe, expect, test } from "vitest";
import { cases } from "./cases.js";

/** The cases of kinds ir.content and ir.send_gate of domain/cases/public.json. */
const published = [
  {
    id: "P-ir.content-01",
    kind: "ir.content",
    input: { lineType: "service", category: "tracking_code" },
    expected: { verdict: "allow", reason: null },
  },
  {
    id: "P-ir.content-02",
    kind: "ir.content",
    input: { lineType: "service", category: "congratulation" },
    expected: { verdict: "reject", reason: "advertising_on_service_line" },
  },
  {
    id: "P-ir.content-03",
    kind: "ir.content",
    input: { lineType: "service", category: "contest_winner" },
    expected: { verdict: "reject", reason: "advertising_on_service_line" },
  },
  {
    id: "P-ir.content-04",
    kind: "ir.content",
    input: { lineType: "service", category: "discount" },
    expected: { verdict: "reject", reason: "advertising_on_service_line" },
  },
  {
    id: "P-ir.content-05",
    kind: "ir.content",
    input: { lineType: "service", category: "policy_expiry" },
    expected: { verdict: "allow", reason: null },
  },
  {
    id: "P-ir.content-06",
    kind: "ir.content",
    input: { lineType: "advertising", category: "lottery" },
    expected: { verdict: "allow", reason: null },
  },
  {
    id: "P-ir.content-07",
    kind: "ir.content",
    input: { lineType: "service", text: "۲۰ درصد تخفیف برای خرید آخر هفته" },
    expected: { category: "discount", verdict: "reject", reason: "advertising_on_service_line" },
  },
  {
    id: "P-ir.send_gate-01",
    kind: "ir.send_gate",
    input: {
      lineFamily: "landline_021",
      lineType: "service",
      lineStatus: "active",
      contentClass: "informational",
      patternApproved: null,
      recipientOptedOut: false,
      recipientOnCustomerList: true,
      recipientOnBlacklist: true,
      localTime: "03:30",
    },
    expected: { decision: "send", reason: null },
  },
  {
    id: "P-ir.send_gate-02",
    kind: "ir.send_gate",
    input: {
      lineFamily: "landline_021",
      lineType: "advertising",
      lineStatus: "active",
      contentClass: "advertising",
      patternApproved: null,
      recipientOptedOut: false,
      recipientOnCustomerList: false,
      recipientOnBlacklist: true,
      localTime: "14:00",
    },
    expected: { decision: "block", reason: "blacklisted" },
  },
  {
    id: "P-ir.send_gate-03",
    kind: "ir.send_gate",
    input: {
      lineFamily: "landline_021",
      lineType: "service",
      lineStatus: "active",
      contentClass: "advertising",
      patternApproved: null,
      recipientOptedOut: false,
      recipientOnCustomerList: true,
      recipientOnBlacklist: true,
      localTime: "14:00",
    },
    expected: { decision: "block", reason: "advertising_on_service_line" },
  },
  {
    id: "P-ir.send_gate-04",
    kind: "ir.send_gate",
    input: {
      lineFamily: "landline_021",
      lineType: "service",
      lineStatus: "active",
      contentClass: "informational",
      patternApproved: null,
      recipientOptedOut: true,
      recipientOnCustomerList: true,
      recipientOnBlacklist: false,
      localTime: "14:00",
    },
    expected: { decision: "block", reason: "opted_out" },
  },
  {
    id: "P-ir.send_gate-05",
    kind: "ir.send_gate",
    input: {
      lineFamily: "shared_pattern",
      lineType: "service",
      lineStatus: "active",
      contentClass: "informational",
      patternApproved: false,
      recipientOptedOut: false,
      recipientOnCustomerList: false,
      recipientOnBlacklist: false,
      localTime: "14:00",
    },
    expected: { decision: "block", reason: "pattern_not_approved" },
  },
];

test.each(published)("[$id] is judged as the domain says", ({ kind, input, expected }) => {
  expect(cases[kind]?.(input)).toEqual(expected);
});

test("[IR-ASN-01] a service line sends at half past three in the night to a black-listed number", () => {
  const input = {
    lineFamily: "shatel",
    lineType: "service",
    lineStatus: "active",
    contentClass: "informational",
    patternApproved: null,
    recipientOptedOut: false,
    recipientOnCustomerList: false,
    recipientOnBlacklist: true,
    localTime: "03:30",
  };
  expect(cases["ir.send_gate"]?.(input)).toEqual({ decision: "send", reason: null });
});

test("what nobody asked for is rejected on a service line, whatever its category", () => {
  const input = { lineType: "service", category: "otp", solicited: false };
  expect(cases["ir.content"]?.(input)).toEqual({
    verdict: "reject",
    reason: "advertising_on_service_line",
  });
});

test("a shared line is a service line for content, and a text without a hint has no category", () => {
  expect(cases["ir.content"]?.({ lineType: "shared_pattern", category: "lottery" })).toMatchObject({
    verdict: "reject",
  });
  expect(cases["ir.content"]?.({ lineType: "service", text: "کد تایید شما: ۱۲۳۴" })).toEqual({
    category: null,
    verdict: "allow",
    reason: null,
  });
});

const penalty = (given: object) =>
  cases["ir.penalty"]?.({
    provider: "asanak",
    lineFamily: "landline_021",
    violation: "advertising_from_service_line",
    advertisingMessages: 1_000,
    toBlacklisted: 0,
    toNonCustomers: 0,
    ...given,
  });

test.each([
  ["asanak counts black-listed recipients", { toBlacklisted: 250 }, 50_002_500, true, false],
  [
    "kando counts recipients who are not customers",
    { provider: "kando", toBlacklisted: 250, toNonCustomers: 400 },
    50_004_000,
    true,
    false,
  ],
  ["none counted, no fine, the rest stays", { toNonCustomers: 9 }, 0, true, false],
  ["at any family of asanak", { lineFamily: "shatel", toBlacklisted: 1 }, 50_000_010, true, false],
  [
    "a complaint without a way to withdraw",
    { violation: "complaint_without_opt_out", advertisingMessages: 0 },
    0,
    true,
    false,
  ],
  ["a breach of commitments", { violation: "commitment_breach", toBlacklisted: 5 }, 0, true, false],
  [
    "a complaint at kando",
    { provider: "kando", lineFamily: "line_3000", violation: "recipient_complaint" },
    0,
    true,
    true,
  ],
  [
    "3000 prints no fine",
    { provider: "kando", lineFamily: "line_3000", toNonCustomers: 400 },
    0,
    false,
    true,
  ],
])(
  "[IR-ASN-25] [IR-KND-08] the penalty: %s",
  (_what, given, fineRial, removedFromWhiteList, reapplyAllowed) => {
    expect(penalty(given)).toEqual({ fineRial, removedFromWhiteList, reapplyAllowed });
  },
);
describe("the marketing gate of Türkiye", () => {
  const inOrder = {
    purpose: "marketing",
    providerOffersRefusalService: true,
    consent: true,
    refused: false,
    hasRefusalNotice: true,
  };
  test.each([
    ["P-tr.marketing_gate-01", {}, null],
    ["P-tr.marketing_gate-02", { hasRefusalNotice: false }, "missing_refusal_notice"],
    [
      "P-tr.marketing_gate-03",
      { purpose: "informational", consent: false, hasRefusalNotice: false },
      null,
    ],
    [
      "P-tr.marketing_gate-04",
      { providerOffersRefusalService: false },
      "provider_without_refusal_service",
    ],
    ["[TR-AKT-21] nobody agreed", { consent: false, refused: true }, "no_consent"],
    ["consent that is not known", { consent: null }, "no_consent"],
    ["[TR-AKT-19] a refusal on file", { refused: true, hasRefusalNotice: false }, "refused"],
    [
      "everything is wrong: the first reason decides",
      {
        providerOffersRefusalService: false,
        consent: false,
        refused: true,
        hasRefusalNotice: false,
      },
      "provider_without_refusal_service",
    ],
    [
      "[TR-AKT-20] a refusal stops marketing only",
      { purpose: "informational", refused: true },
      null,
    ],
  ])("%s", (_name, over, reason) => {
    expect(cases["tr.marketing_gate"]?.({ ...inOrder, ...over })).toEqual({
      decision: reason === null ? "send" : "block",
      reason,
    });
  });
});

describe("the gate of Iran, in variants", () => {
  const inOrder = {
    lineFamily: "line_3000",
    lineType: "service",
    lineStatus: "active",
    contentClass: "informational",
    patternApproved: null,
    recipientOptedOut: false,
    recipientOnCustomerList: true,
    recipientOnBlacklist: false,
    localTime: "12:00",
  };
  test.each([
    [{}, null],
    [{ lineStatus: "removed", contentClass: "advertising" }, "line_not_active"],
    [
      {
        lineFamily: "shared_pattern",
        lineType: "shared_pattern",
        patternApproved: true,
        recipientOnCustomerList: false,
      },
      null,
    ],
    [
      { lineFamily: "shared_pattern", lineType: "shared_pattern", contentClass: "advertising" },
      "advertising_on_service_line",
    ],
    [{ lineFamily: "shared_pattern" }, "pattern_not_approved"],
    [{ recipientOnCustomerList: false }, "not_on_customer_list"],
    [
      { lineFamily: "samantel_9999", recipientOnCustomerList: false, recipientOnBlacklist: true },
      null,
    ],
    [{ lineType: "advertising", recipientOnCustomerList: false }, null],
    [
      {
        lineType: "advertising",
        contentClass: "advertising",
        recipientOptedOut: true,
        recipientOnBlacklist: true,
      },
      "opted_out",
    ],
    [{ lineType: "advertising", recipientOnBlacklist: true, localTime: "03:00" }, "blacklisted"],
  ])("[IR-MEL-15] %j", (over, reason) => {
    expect(cases["ir.send_gate"]?.({ ...inOrder, ...over })).toEqual({
      decision: reason === null ? "send" : "block",
      reason,
    });
  });
});
