import { expect, test } from "vitest";
import { market } from "./markets.js";
import {
  isBarredByBlockList,
  isStoppedByRefusal,
  kindsOfTraffic,
  needsConsent,
  sendingRules,
} from "./reach.js";

const iran = market("IR");
const turkiye = market("TR");
const vietnam = market("VN");

test("[IR-ASN-26] in Iran a withdrawal stops everything", () => {
  expect(isStoppedByRefusal(iran, "service")).toBe(true);
  expect(isStoppedByRefusal(iran, "advertising")).toBe(true);
});

test("[TR-AKT-20] in Türkiye a refusal stops marketing and never information, which needs no consent either", () => {
  expect(isStoppedByRefusal(turkiye, "marketing")).toBe(true);
  expect(isStoppedByRefusal(turkiye, "informational")).toBe(false);
  expect(needsConsent(turkiye, "informational")).toBe(false);
});

test("[TR-AKT-21] marketing goes only to who agreed, and so does what is not said to inform", () => {
  expect(needsConsent(turkiye, "marketing")).toBe(true);
  expect(turkiye.reach.unnamedTraffic).toMatchObject({ service: "marketing" });
  expect(needsConsent(iran, "advertising")).toBe(false);
});

test("[VN-BLK-19] in Vietnam a refusal and the do-not-call list stop advertising, not customer care", () => {
  expect(isStoppedByRefusal(vietnam, "customer_care")).toBe(false);
  expect(isStoppedByRefusal(vietnam, "advertising")).toBe(true);
  expect(isBarredByBlockList(vietnam, { traffic: "customer_care", advertising: false })).toBe(
    false,
  );
  expect(isBarredByBlockList(vietnam, { traffic: "advertising", advertising: false })).toBe(true);
});

test("[IR-MEL-15] the black list binds the advertising line, whatever it says it carries", () => {
  expect(isBarredByBlockList(iran, { traffic: "service", advertising: true })).toBe(true);
  expect(isBarredByBlockList(iran, { traffic: "service", advertising: false })).toBe(false);
});

test("how often is switched per market", () => {
  const switched = (pack: typeof iran) =>
    sendingRules(pack).map(({ rule, enabled }) => [rule, enabled]);
  expect(switched(iran)).toEqual([
    ["frequency_cap:advertising", false],
    ["same_text_same_day:advertising", false],
  ]);
  expect(switched(turkiye)).toEqual([["same_text_same_day:marketing", true]]);
  expect(switched(vietnam)).toEqual([
    ["frequency_cap:advertising", true],
    ["same_text_same_day:advertising", true],
  ]);
  expect(sendingRules(vietnam)[0]).toMatchObject({ messages: 3, hours: 24 });
});

test("every kind of traffic that a rule names is one of the market", () => {
  for (const pack of [iran, turkiye, vietnam]) {
    const known = kindsOfTraffic(pack);
    const named = [
      ...pack.reach.refusal.stops,
      ...(pack.reach.consent?.traffic ?? []),
      ...pack.reach.blockList.traffic,
      ...sendingRules(pack).map(({ traffic }) => traffic),
    ];
    expect(named.filter((traffic) => !known.has(traffic))).toEqual([]);
  }
});
