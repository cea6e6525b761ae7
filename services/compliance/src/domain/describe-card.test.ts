import { market, markets } from "@whiteline/markets";
import { expect, test } from "vitest";
import { describeCard } from "./describe-card.js";
import { houseRules } from "./house-rules.js";
import type { VerdictCard } from "./verdict.js";
import { decisionWords, factLabels, reasonWords, valueWords } from "./words/card-words.js";
import { reasonCodes } from "./desk-facts.js";
import { languages } from "./words/language.js";
import { ruleWords } from "./words/rule-words.js";

const card: VerdictCard = {
  verdictId: "v1",
  tenantId: "tenant-a",
  providerId: "asanak",
  subject: "campaign:c1:1",
  decision: "refused",
  clearanceId: "",
  variant: "",
  rulesTried: [
    {
      rule: "line_not_active",
      passed: true,
      source: "000",
      facts: [{ name: "line_status", value: "active", version: "3" }],
    },
    { rule: "blacklisted", passed: false, source: "000", facts: [] },
  ],
  decidingRule: "blacklisted",
  source: "000 · Definition",
  remedy: "Leave the recipient out.",
  overrideBy: "",
  at: new Date("2026-11-22T10:00:00Z"),
  expiresAt: undefined,
  overrides: "",
  reasons: [],
  note: "",
};

test("every rule of the packs' gates and of the house is worded in every language", () => {
  const codes = [
    ...markets.codes.flatMap((code) => markets.get(code).gates.flatMap(({ reasons }) => reasons)),
    ...Object.values(houseRules),
  ].map(({ code }) => code);
  const missing = [...new Set(codes)].filter((code) => ruleWords[code] === undefined);
  expect(missing).toEqual([]);
});

test("words are those of the language, and none is left in another", () => {
  const everything = [
    ...Object.values(ruleWords).flatMap(({ fa }) => [fa.demand, fa.remedy]),
    ...[decisionWords, factLabels, reasonWords].flatMap((words) =>
      Object.values(words).map(({ fa }) => fa),
    ),
  ];
  for (const words of everything) expect(words).toMatch(/[آ-ی]/u);
  for (const { tr, vi } of Object.values(ruleWords)) {
    expect(`${tr.demand}${tr.remedy}${vi.demand}${vi.remedy}`).not.toMatch(/[آ-ی]/u);
  }
  for (const code of reasonCodes)
    expect(Object.keys(reasonWords[code] ?? {})).toHaveLength(languages.length);
});

test.each([
  ["en", "Refused", "An advertising line never reaches a number that blocks advertising."],
  ["fa", "رد شد", "خط تبلیغاتی هرگز به شماره‌ای که تبلیغات را بسته است نمی‌رسد."],
  ["tr", "Reddedildi", "Reklam hattı, reklamı engelleyen bir numaraya asla ulaşmaz."],
  ["vi", "Bị từ chối", "Đầu số quảng cáo không bao giờ gửi tới số đã chặn quảng cáo."],
] as const)("a card in %s says what was decided and why", (language, decision, demand) => {
  const words = describeCard(card, market("IR"), language);
  expect(words).toMatchObject({ language, decision, demand });
  expect(words.remedy).not.toBe("");
  expect(words.rules).toHaveLength(2);
  expect(words.facts[0]?.[0]?.label).toBe(factLabels["line_status"]?.[language]);
});

test("every category and kind of traffic of the packs is worded", () => {
  const ids = markets.codes.flatMap((code) => {
    const { content } = markets.get(code);
    return [...content.categories, ...content.purposes].map(({ id }) => id);
  });
  expect(ids.filter((id) => valueWords[id] === undefined)).toEqual([]);
});

test.each([
  ["fa", "آنچه متن را تبلیغ نشان داد: تخفیف, ٪50.", "خط تبلیغاتی فعالی ندارید"],
  ["tr", "Metni reklam gösterenler: تخفیف, ٪50.", "Etkin bir reklam hattınız yok"],
  ["vi", "Dấu hiệu quảng cáo trong nội dung: تخفیف, ٪50.", "Bạn chưa có đầu số quảng cáo"],
] as const)(
  "[IR-ASN-32] a card in %s names what gave the advertising away, and the line for it",
  (language, found, line) => {
    const rule = "advertising_on_service_line";
    const facts = [
      { name: "own_advertising_lines", value: "", version: "" },
      { name: "found_words", value: "تخفیف, ٪50", version: "" },
    ];
    const refused = { ...card, rulesTried: [{ rule, passed: false, source: "000", facts }] };
    const { remedy } = describeCard({ ...refused, decidingRule: rule }, market("IR"), language);
    expect(remedy).toContain(found);
    expect(remedy).toContain(line);
  },
);

test("reasons and note of the desk are part of the remedy", () => {
  const returned: VerdictCard = {
    ...card,
    decidingRule: "desk_returned",
    overrideBy: "expert",
    reasons: ["promotion"],
    note: "قیمت‌ها را بردارید",
  };
  const words = describeCard(returned, market("IR"), "fa");
  expect(words.remedy).toContain(reasonWords["promotion"]?.fa);
  expect(words.remedy).toContain("قیمت‌ها را بردارید");
  expect(words.override).toContain("کارشناس");
});

test("a rule without words of its own is shown in English, never not at all", () => {
  const unknown = { ...card, decidingRule: "rule_of_tomorrow" };
  expect(describeCard(unknown, market("IR"), "tr").decision).toBe("Reddedildi");
});
