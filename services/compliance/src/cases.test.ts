import { expect, test } from "vitest";
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
