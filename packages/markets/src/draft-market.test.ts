import { expect, test } from "vitest";
import { draftMarket } from "./draft-market.js";
import { market } from "./markets.js";

const ir = market("IR");
const cited = { source: "a draft", basis: "interpretation" };
const drafted = (rules: Record<string, unknown>) => {
  const answer = draftMarket(ir, rules);
  if (answer.kind === "refused") throw new Error(answer.faults.join("; "));
  return answer.pack;
};
const codesOf = (pack: typeof ir) => pack.gates[0]?.reasons.map(({ code }) => code);

test("an empty draft is the pack itself, and a draft never changes the pack", () => {
  expect(drafted({})).toEqual(ir);
  const before = JSON.stringify(ir.gates);
  drafted({ gates: [{ name: "irSend", reasons: [{ code: "opted_out", remove: true }] }] });
  expect(JSON.stringify(ir.gates)).toBe(before);
});

test("entries are found by their name: changed, taken out, put before another", () => {
  const reason = ir.gates[0]!.reasons.find(({ code }) => code === "blacklisted")!;
  const pack = drafted({
    gates: [
      {
        name: "irSend",
        reasons: [
          { code: "not_on_customer_list", remove: true },
          { code: "opted_out", remedy: "Leave it out." },
          { ...reason, before: "opted_out" },
        ],
      },
    ],
  });
  expect(codesOf(pack)).toEqual([
    "line_not_active",
    "advertising_on_service_line",
    "pattern_not_approved",
    "blacklisted",
    "opted_out",
  ]);
  expect(pack.gates[0]?.reasons.at(-1)?.remedy).toBe("Leave it out.");
});

test("categories change and lists of words grow", () => {
  const pack = drafted({
    content: {
      categories: [{ id: "survey", onServiceLine: "forbidden" }],
      principles: { remove: ["unsolicited_is_advertising"] },
    },
    optOutWords: { add: [{ word: "نه", language: "fa", ...cited }] },
  });
  expect(pack.content.categories.find(({ id }) => id === "survey")?.onServiceLine).toBe(
    "forbidden",
  );
  expect(pack.content.principles.map(({ code }) => code)).toEqual(["advertising_line_carries_all"]);
  expect(pack.optOutWords.map(({ word }) => word)).toContain("نه");
  expect(pack.optOutWords.length).toBe(ir.optOutWords.length + 1);
});

test("what does not load as a pack is refused with every fault", () => {
  const answer = draftMarket(ir, {
    gates: [
      { name: "irSend", reasons: [{ code: "new_rule", demand: "x", remedy: "y", ...cited }] },
    ],
    content: { categories: [{ id: "survey", onServiceLine: "perhaps" }], surprise: 1 },
  });
  expect(answer.kind).toBe("refused");
  const faults = answer.kind === "refused" ? answer.faults.join("\n") : "";
  // A rule without examples does not load.
  expect(faults).toContain("examples");
  expect(faults).toContain("onServiceLine");
  expect(faults).toContain("surprise");
});
