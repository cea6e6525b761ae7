import { lineFamily, market, markets, meetsRule } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { judgeRequest } from "./checklist.js";
import { dueOn } from "./due-date.js";
import { drawNumber, lineTypesOf, originOf, readLineNumber, senderKey } from "./sender.js";

const iran = market("IR");
const family = (id: string, country: "IR" | "TR" | "VN" = "IR") => lineFamily(market(country), id)!;

describe("how a sender comes about", () => {
  test.each([
    ["shatel", "chosen", ["service", "advertising"]],
    ["asiatech_9000", "chosen", ["service", "advertising"]],
    ["landline_021", "held", ["service"]],
    ["dedicated", "held", ["service"]],
    ["samantel_9999", "drawn", ["service"]],
    ["shared_pattern", "common", ["service"]],
  ])("%s is %s, and obtained as %j", (id, origin, types) => {
    expect(originOf(family(id))).toBe(origin);
    expect(lineTypesOf(family(id))).toEqual(types);
  });

  test("[IR-MEL-04] a market that does not divide senders has one type for all", () => {
    expect(lineTypesOf(family("sender_title", "TR"))).toEqual(["any"]);
    expect(lineTypesOf(family("brandname", "VN"))).toEqual(["any"]);
    for (const each of iran.families) expect(lineTypesOf(each)).not.toContain("any");
  });

  test("[IR-MEL-09] drawn digits fill the number to its length, whatever the randomness", () => {
    for (const random of [0n, 7n, 999_999n, 1_000_000n, 2n ** 96n - 1n])
      expect(drawNumber(family("samantel_9999"), random)).toMatch(/^9999\d{6}$/u);
    expect(drawNumber(family("samantel_9999"), 7n)).toBe("9999000007");
  });

  test("of names neither case nor separators make another sender; numbers are themselves", () => {
    expect(senderKey("brandname", "VT.Edu")).toBe(senderKey("brandname", "vt edu"));
    expect(senderKey("title", "VTEdu")).not.toBe(senderKey("brandname", "VTEdu"));
    expect(senderKey("number", "0219")).toBe("0219");
  });

  test("an interactive number has 4 or 10 digits [003 · Interactive]", () => {
    const read = (number: string) => readLineNumber(family("interactive_number", "TR"), number);
    for (const good of ["4321", "8501234567", "٤٣٢١"]) expect(read(good).kind).toBe("ok");
    for (const wrong of ["432", "43210", "850123456", "85012345678"])
      expect(read(wrong).kind).toBe("refused");
  });
});

describe("preconditions of a new sender (golden kind ir.line_request)", () => {
  const codes = (id: string, facts: Readonly<Record<string, string>>, number = "") =>
    judgeRequest(iran, id, facts, number).map(({ code }) => code);

  test.each([
    ["samantel_9999", {}, "", []],
    ["samantel_9999", {}, "9999123456", ["custom_digits_not_available"]],
    ["asiatech_9000", { voipActive: "false" }, "9000123456", []],
    ["asiatech_9101", { voipActive: "true" }, "9101123456", []],
    ["asiatech_9101", { voipActive: "false" }, "9101123456", ["voip_service_required"]],
    ["asiatech_9130", {}, "9130123456", ["voip_service_required"]],
    ["shared_pattern", { hasSite: "false", hasApp: "false", hasSoftware: "true" }, "", []],
    ["shared_pattern", { hasSite: "false" }, "", ["no_site_or_app"]],
    ["shatel", {}, "5000123", []],
  ])("%s with %j and %j: %j", (id, facts, number, expected) => {
    expect(codes(id, facts, number)).toEqual(expected);
  });

  test("the examples of every rule hold", () => {
    for (const rule of markets.codes.flatMap((code) => markets.get(code).lineRequestRules)) {
      const meets = ({ requestedNumber, ...facts }: Readonly<Record<string, unknown>>) =>
        meetsRule(
          rule,
          Object.fromEntries(Object.entries(facts).map(([fact, said]) => [fact, String(said)])),
          typeof requestedNumber === "string" ? requestedNumber : "",
        );
      for (const facts of rule.examples.passes) expect(meets(facts), rule.code).toBe(true);
      for (const facts of rule.examples.fails) expect(meets(facts), rule.code).toBe(false);
    }
  });
});

test("[VN-BLK-07] the deadline of a declaration is that of its operator", () => {
  const due = (operator: string) =>
    dueOn(
      market("VN"),
      { providerId: "vn-bulksms", family: "brandname", operator },
      { state: "declaring", today: "2021-03-05" },
    );
  expect(due("VIETTEL")).toBe("2021-03-09");
  for (const other of ["VINAPHONE", "MOBIFONE", "GTEL", "VIETNAMOBILE", "ITEL"])
    expect(due(other)).toBe("2021-03-12");
});
