import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { groupOf } from "./price-group.js";
import type { ProviderTariff } from "./provider-tariff.js";
import { priceQuestion, type PartCount, type Standing } from "./quote.js";
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

const none: Standing = { group: "", soFar: new Map(), lists: [], resale: undefined };

const familyOf = { IR: "landline_021", TR: "sender_title", VN: "brandname" };
const price = (of: Holder, counts: readonly PartCount[], standing = none, family?: string) =>
  priceQuestion(
    of,
    {
      ...{ providerId: "", purpose: "", lineId: "", counts },
      family: family ?? familyOf[of.market === "TR" || of.market === "VN" ? of.market : "IR"],
    },
    standing,
    at,
  ).priced;

test("a family that the market does not have is not priced, whatever list is for all families", () => {
  for (const market of ["IR", "TR", "VN"] as const) {
    for (const family of ["nope", ""]) {
      expect(price(holder(market), [count("MCI", "ucs2")], none, family)).toMatchObject({
        kind: "refused",
        finding: { code: "FAMILY_UNKNOWN", subject: "family" },
      });
    }
  }
});

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

test("of messages that may become one of several kinds the dearest is priced, and one without a price is passed over", () => {
  const kind = (alphabet: string, segments: number) => ({ alphabet, segments });
  const chosen = (operator: string, ...kinds: ReturnType<typeof kind>[]) => {
    const choices = [{ operator, messages: 10n, kinds }];
    const question = { ...{ providerId: "", purpose: "", lineId: "" }, counts: [], choices };
    const asked = { ...question, family: familyOf.IR };
    const answer = priceQuestion(holder("IR"), asked, none, at).priced;
    return answer.kind === "quoted"
      ? answer.quote.lines.map(({ alphabet, parts, amount }) => [alphabet, parts, amount.minor])
      : answer.finding.code;
  };
  // A Latin part costs 1,980 and a Persian one 900.
  expect(chosen("MCI", kind("gsm7", 1), kind("ucs2", 2))).toEqual([["gsm7", 10n, 19_800n]]);
  expect(chosen("MCI", kind("gsm7", 1), kind("ucs2", 3))).toEqual([["ucs2", 30n, 27_000n]]);
  expect(chosen("MCI", kind("morse", 9), kind("ucs2", 1))).toEqual([["ucs2", 10n, 9_000n]]);
  expect(chosen("MCI", kind("morse", 9))).toBe("NO_TARIFF");
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
      holder("IR", { providerId: "nobody" }),
      count("MCI", "ucs2"),
    ],
    ["more than a wallet can hold", holder("IR"), count("MCI", "ucs2", 255, 2n ** 60n)],
  ])("%s", (_, of, counted) => {
    const priced = price(of, [counted]);
    expect(priced).toMatchObject({ kind: "refused", finding: { code: "NO_TARIFF" } });
    if (priced.kind === "refused") expect(priced.finding.remedy).not.toBe("");
  });

  test("another provider than the tenant's", () => {
    const counts = [count("MCI", "ucs2")];
    const question = { providerId: "nobody", family: "f", purpose: "", lineId: "", counts };
    expect(priceQuestion(holder("IR"), question, none, at).priced).toMatchObject({
      finding: { code: "NO_TARIFF", subject: "nobody" },
    });
  });
});

/** A list that finance of Việt Nam put in force for everybody. */
const ownList: ProviderTariff = {
  ...{ tariffId: "own", providerId: "vn-bulksms", market: "VN", tenantId: "", group: "" },
  ...{ families: [], purposes: [], description: "", taxIncludedPercent: undefined, note: "" },
  tiers: [{ fromPart: 1, toPart: null, prices: [{ operator: null, script: null, perPart: 5n }] }],
  ...{ status: "active", effectiveFrom: "2026-01-01", savedBy: "", savedAt: at, version: 1 },
  ...{ activatedBy: "", activatedAt: at, pending: null, recalled: "" },
};

describe("price groups of Việt Nam", () => {
  const care = (standing: Partial<Standing>, counts = [count("VIETTEL", "gsm7", 2, 1_000n)]) =>
    price(holder("VN"), counts, { ...none, ...standing });

  test("[VN-BLK-09] an ordinary company pays 3.2 for customer care and 3.1 for internal information", () => {
    expect(care({})).toMatchObject({
      quote: { total: { currency: "VND", minor: 1_600_000n }, tariffId: "vn.bulksms.3.2" },
    });
    const question = { providerId: "", family: "brandname", lineId: "", counts: [] };
    const internal = { ...question, purpose: "internal_information" };
    expect(priceQuestion(holder("VN"), internal, none, at).priced).toMatchObject({
      quote: { tariffId: "vn.bulksms.3.1" },
    });
  });

  test("[VN-BLK-11] a company in an industrial park pays KCN for internal messages too, not 3.1", () => {
    const everything = [{ lineId: "", purpose: "", group: "KCN", at }];
    const purpose = "internal_information";
    const providerId = "vn-bulksms";
    const group = groupOf(market("VN"), everything, { providerId, lineId: "l1", purpose });
    const operators = ["VIETTEL", "VINAPHONE", "MOBIFONE", "GTEL", "VIETNAMOBILE", "ITEL"];
    const counts = operators.map((operator) => count(operator, "gsm7"));
    const asked = { providerId: "", family: "brandname", lineId: "l1", purpose, counts };
    const { priced } = priceQuestion(holder("VN"), asked, { ...none, group }, at);
    const lines = priced.kind === "quoted" ? priced.quote.lines : [];
    const cells = operators.map(
      (operator) => lines.find((line) => line.operator === operator)?.perPart.minor,
    );
    expect(cells).toEqual([200n, 810n, 810n, 810n, 1_100n, 800n]);
  });

  test.each([
    ["[VN-BLK-11] a company in an industrial park", "KCN", "VIETTEL", 200n],
    ["[VN-BLK-12] an international social network", "3.3", "MOBIFONE", 1_650n],
    ["[VN-BLK-12] a domestic social network", "3.4", "VIETTEL", 500n],
    ["electricity and water", "4", "VINAPHONE", 400n],
  ])("%s pays group %s", (_, group, operator, perPart) => {
    expect(care({ group }, [count(operator, "gsm7")])).toMatchObject({
      quote: { lines: [{ perPart: { minor: perPart } }] },
    });
  });

  test("[VN-BLK-19] advertising has no published price and is refused", () => {
    const question = { providerId: "", family: "brandname", lineId: "", purpose: "advertising" };
    const asked = { ...question, counts: [count("VIETTEL", "gsm7")] };
    expect(priceQuestion(holder("VN"), asked, none, at).priced).toMatchObject({
      kind: "refused",
      finding: { code: "NO_TARIFF" },
    });
    // A list of finance for whatever is sent is not one for advertising; one that names it is, and so is a group for it.
    const priced = (purposes: readonly string[], group = "") => {
      const lists = [{ ...ownList, purposes }];
      const answer = priceQuestion(holder("VN"), asked, { ...none, lists, group }, at).priced;
      return answer.kind === "quoted" ? answer.quote.tariffId : answer.finding.code;
    };
    expect(priced([])).toBe("NO_TARIFF");
    expect(priced(["customer_care"], "3.2")).toBe("vn.bulksms.3.2");
    expect([priced(["advertising"]), priced([], "3.2")]).toEqual(["own", "own"]);
  });

  test("[VN-BLK-10] a graduated price is forecast by the month so far and held at its highest", () => {
    const soFar = new Map([["2.1|VIETTEL", 19_000n]]);
    const counts = [count("VIETTEL", "gsm7", 1, 1_500n), count("VIETTEL", "ucs2", 1, 100n)];
    expect(care({ group: "2.1", soFar }, counts)).toMatchObject({
      quote: {
        lines: [
          { alphabet: "gsm7", expected: { minor: 1_000n * 150n + 500n * 350n } },
          { alphabet: "ucs2", expected: { minor: 100n * 350n } },
        ],
        total: { minor: 1_600n * 350n },
      },
    });
  });

  test("prices that do not rise with the month are one price", () => {
    const soFar = new Map([["2.1|GTEL", 50_000n]]);
    expect(care({ group: "2.1", soFar }, [count("GTEL", "gsm7")])).toMatchObject({
      quote: { lines: [{ run: "", perPart: { minor: 450n }, expected: { minor: 450n } }] },
    });
  });
});
