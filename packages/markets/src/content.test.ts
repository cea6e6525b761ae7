import { describe, expect, test } from "vitest";
import { sendGate, sendWindow } from "./content.js";
import { market } from "./markets.js";

const iran = market("IR");

describe("what an Iranian service line may carry", () => {
  const idsOf = (verdict: string) =>
    iran.content.categories
      .filter(({ onServiceLine }) => onServiceLine === verdict)
      .map(({ id }) => id);

  test("[IR-ASN-28] [IR-MEL-12] [IR-MEL-13] [IR-MEL-14] notices are allowed", () => {
    expect(idsOf("allowed")).toHaveLength(17);
    expect(idsOf("allowed")).toEqual(
      expect.arrayContaining([
        "otp",
        "bank_transaction",
        "tracking_code",
        "class_schedule",
        "policy_expiry",
      ]),
    );
  });

  test("[IR-MEL-11] advertising, greetings, contests, lotteries and discounts are not", () => {
    expect(idsOf("forbidden").sort()).toEqual([
      "advertising",
      "condolence",
      "congratulation",
      "contest",
      "contest_winner",
      "discount",
      "lottery",
      "occasion",
      "product_promotion",
    ]);
  });

  test("hints stand in their order of precedence and name forbidden categories only", () => {
    const hinted = iran.content.keywordHints.map(({ category }) => category);
    expect(hinted).toEqual([
      "discount",
      "lottery",
      "contest_winner",
      "contest",
      "congratulation",
      "condolence",
    ]);
    expect(idsOf("forbidden")).toEqual(expect.arrayContaining(hinted));
  });

  test("no example of an allowed category trips a hint", () => {
    const words = iran.content.keywordHints.flatMap((hint) => hint.words);
    for (const { id, onServiceLine, examples } of iran.content.categories) {
      const tripped = examples.some((text) => words.some((word) => text.includes(word)));
      if (onServiceLine === "allowed") expect(tripped, id).toBe(false);
    }
  });
});

describe("the gates", () => {
  const codesOf = (code: "IR" | "TR", name: string) =>
    sendGate(market(code), name)?.reasons.map((reason) => reason.code);

  test("ask in the order of the domain", () => {
    expect(codesOf("IR", "irSend")).toEqual([
      "line_not_active",
      "advertising_on_service_line",
      "pattern_not_approved",
      "opted_out",
      "not_on_customer_list",
      "blacklisted",
    ]);
    expect(codesOf("TR", "trMarketing")).toEqual([
      "provider_without_refusal_service",
      "no_consent",
      "refused",
      "missing_refusal_notice",
    ]);
    expect(codesOf("TR", "irSend")).toBeUndefined();
  });

  test("[IR-ASN-02] [IR-KND-14] ask the black list of advertising lines and the list of service lines", () => {
    const reasons = sendGate(iran, "irSend")!.reasons;
    expect(reasons.find(({ code }) => code === "blacklisted")).toMatchObject({
      lineTypes: ["advertising"],
      families: [],
    });
    const listed = reasons.find(({ code }) => code === "not_on_customer_list");
    expect(listed?.lineTypes).toEqual(["service"]);
    const bounded = iran.families.filter(({ requiresCustomerList }) => requiresCustomerList);
    expect([...listed!.families].sort()).toEqual(bounded.map(({ id }) => id).sort());
  });
});

test("[IR-ASN-01] an Iranian service line sends at any hour", () => {
  expect(sendWindow(iran, "service")).toMatchObject({
    opens: "00:00",
    closes: "24:00",
    basis: "seed",
  });
});

test("Vietnamese advertising waits for 07:00 and ends at 22:00", () => {
  expect(sendWindow(market("VN"), "advertising")).toMatchObject({
    opens: "07:00",
    closes: "22:00",
    basis: "regulation",
  });
});

test("[TR-AKT-18] each market has words that close the door", () => {
  const wordsOf = (code: "IR" | "TR" | "VN") => market(code).optOutWords.map(({ word }) => word);
  expect(wordsOf("IR")).toEqual(["لغو", "11", "لغو11"]);
  expect(wordsOf("TR")).toContain("RET");
  expect(wordsOf("VN")).toContain("TC");
});
