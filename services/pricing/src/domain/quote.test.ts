import { describe, expect, test } from "vitest";
import { priceQuestion, type PartCount } from "./quote.js";
import type { Holder } from "./wallet.js";

const at = new Date("2026-11-22T09:00:00Z");

const holder = (market: "IR" | "TR" | "VN", over: Partial<Holder> = {}): Holder => {
  const [currency, providerId] = (
    { IR: ["IRR", "asanak"], TR: ["TRC", "aktan"], VN: ["VND", "vn-bulksms"] } as const
  )[market];
  return { tenantId: "t", providerId, market, currency, platform: false, ...over };
};

const count = (operator: string, alphabet: string, segments = 1, messages = 1n): PartCount => ({
  operator,
  alphabet,
  segments,
  messages,
});

const price = (of: Holder, counts: readonly PartCount[], family = "landline_021") =>
  priceQuestion(of, { providerId: "", family, counts }, at).priced;

test("parts are summed by operator and alphabet and priced line by line, exactly", () => {
  const priced = price(holder("IR"), [
    count("MCI", "ucs2", 1, 1_000n),
    count("IRANCELL", "ucs2", 3, 10n),
    count("MCI", "ucs2", 2, 500n),
    count("MCI", "gsm7", 1, 7n),
  ]);
  expect(priced).toMatchObject({
    kind: "quoted",
    quote: {
      tariffId: "ir.asanak.example",
      at,
      lines: [
        { operator: "IRANCELL", alphabet: "ucs2", parts: 30n, amount: { minor: 28_500n } },
        { operator: "MCI", alphabet: "gsm7", parts: 7n, amount: { minor: 13_860n } },
        { operator: "MCI", alphabet: "ucs2", parts: 2_000n, amount: { minor: 1_800_000n } },
      ],
      total: { currency: "IRR", minor: 1_842_360n },
    },
  });
});

test("the platform's own messages cost nothing in every market", () => {
  for (const [market, operator] of [
    ["IR", "MCI"],
    ["VN", "VIETTEL"],
  ] as const) {
    const priced = price(holder(market, { platform: true }), [count(operator, "ucs2", 3, 9n)]);
    expect(priced).toMatchObject({ kind: "quoted", quote: { total: { minor: 0n } } });
  }
});

test("[TR-AKT-27] a Turkish part costs one credit in every alphabet", () => {
  const counts = ["gsm7", "gsm7-tr-single", "gsm7-tr-locking", "ucs2"].map((alphabet) =>
    count("TURKCELL", alphabet, 2, 5n),
  );
  expect(price(holder("TR"), counts)).toMatchObject({
    kind: "quoted",
    quote: { total: { currency: "TRC", minor: 40n } },
  });
});

describe("what has no price is refused as NO_TARIFF, with the reason and a remedy", () => {
  test.each([
    ["an unknown operator", holder("IR"), count("NOBODY", "ucs2")],
    ["an alphabet that the market does not have", holder("IR"), count("MCI", "gsm7-tr-single")],
    ["an unknown alphabet", holder("IR"), count("MCI", "morse")],
    [
      "a provider without a price list",
      holder("IR", { providerId: "kando" }),
      count("MCI", "ucs2"),
    ],
    ["a price that depends on the month", holder("VN"), count("VIETTEL", "ucs2")],
    ["more than a wallet can hold", holder("IR"), count("MCI", "ucs2", 255, 2n ** 60n)],
  ])("%s", (_, of, counted) => {
    const priced = price(of, [counted]);
    expect(priced).toMatchObject({ kind: "refused", finding: { code: "NO_TARIFF" } });
    if (priced.kind === "refused") expect(priced.finding.remedy).not.toBe("");
  });

  test("another provider than the tenant's", () => {
    const question = { providerId: "kando", family: "f", counts: [count("MCI", "ucs2")] };
    expect(priceQuestion(holder("IR"), question, at).priced).toMatchObject({
      finding: { code: "NO_TARIFF", subject: "kando" },
    });
  });
});

test("a list with a group prices what is sent under that name, and a graduated one is refused", () => {
  expect(price(holder("VN"), [count("VIETTEL", "gsm7", 2, 1_000n)], "3.2")).toMatchObject({
    quote: { total: { currency: "VND", minor: 1_600_000n } },
  });
  expect(price(holder("VN"), [count("VIETTEL", "gsm7")], "2.1")).toMatchObject({ kind: "refused" });
});
