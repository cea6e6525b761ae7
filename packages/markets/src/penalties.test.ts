import { expect, test } from "vitest";
import { market } from "./markets.js";
import { penaltyFor, violationsOf } from "./penalties.js";

const ir = market("IR");
const none = { advertisingMessages: 0n, toBlacklisted: 0n, toNonCustomers: 0n };
const advertising = "advertising_from_service_line";

test.each([
  ["asanak", "landline_021", { toBlacklisted: 250n }, 50_002_500n],
  ["asanak", "shatel", { toBlacklisted: 100_000n }, 51_000_000n],
  ["kando", "landline_021", { toBlacklisted: 250n, toNonCustomers: 400n }, 50_004_000n],
  ["asanak", "landline_021", { toNonCustomers: 400n }, 0n],
  ["kando", "landline_021", { toBlacklisted: 400n }, 0n],
])(
  "[IR-ASN-25] [IR-KND-08] at %s, %s, the fine counts its own messages and is charged once",
  (provider, family, counted, fine) => {
    const messages = { ...none, advertisingMessages: 100_000n, ...counted };
    expect(penaltyFor(ir, { provider, family, violation: advertising }, messages)).toMatchObject({
      fine,
      removedFromWhiteList: true,
      removedForEver: true,
      reapplyAllowed: false,
      legalAction: true,
    });
  },
);

test("[IR-ASN-26] a complaint where no way to withdraw existed takes the number off the white list for ever", () => {
  const violated = {
    provider: "asanak",
    family: "landline_026",
    violation: "complaint_without_opt_out",
  };
  expect(penaltyFor(ir, violated, none)).toMatchObject({
    fine: 0n,
    removedFromWhiteList: true,
    reapplyAllowed: false,
    sources: ["000 · Conversion notes"],
  });
});

test("[IR-KND-12] a complaint at Kando may bring a reprimand or loss of access; the number leaves the white list", () => {
  const violated = { provider: "kando", family: "line_1000", violation: "recipient_complaint" };
  expect(penaltyFor(ir, violated, { ...none, toNonCustomers: 5n })).toMatchObject({
    fine: 0n,
    removedFromWhiteList: true,
    reprimandOrAccessRemoval: true,
    sources: ["002 · General 4"],
  });
});

test("3000 and 1000 print no fine, Melipayamak closes the line, and no rule brings nothing", () => {
  const many = { advertisingMessages: 900n, toBlacklisted: 900n, toNonCustomers: 900n };
  const at = (provider: string, family: string) =>
    penaltyFor(ir, { provider, family, violation: advertising }, many);
  expect(at("kando", "line_3000")).toMatchObject({ fine: 0n, reapplyAllowed: true, sources: [] });
  expect(at("melipayamak", "dedicated")).toMatchObject({ fine: 0n, lineClosed: true });
});

test("the violations of a line are those of its provider and family", () => {
  expect(violationsOf(ir, { provider: "kando", family: "line_3000" })).toEqual([
    "recipient_complaint",
  ]);
  expect(violationsOf(ir, { provider: "asanak", family: "shatel" })).toEqual([
    advertising,
    "complaint_without_opt_out",
    "commitment_breach",
  ]);
  expect(violationsOf(market("TR"), { provider: "aktan", family: "title" })).toEqual([]);
});
