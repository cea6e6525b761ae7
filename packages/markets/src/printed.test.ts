import { expect, test } from "vitest";
import { commitmentFormRules, guarantee } from "./lines.js";
import { markets } from "./markets.js";
import { fineFor, printedForm, sayingsFor, sumInWords } from "./printed.js";

const ir = markets.get("IR", "2026-11-22T08:00:00Z");
const forms = ir.commitmentForm?.versions ?? [];
const pairs = forms.flatMap(({ appliesTo }) => appliesTo);

test("[IR-KND-04] one version of the form exists per family: 3000, 1000, 021/026", () => {
  expect(printedForm(ir, "kando", "line_3000")?.id).toBe("3000");
  expect(printedForm(ir, "kando", "line_1000")?.id).toBe("1000");
  for (const [provider, family] of [
    ["kando", "landline_021"],
    ["asanak", "landline_021"],
    ["asanak", "landline_026"],
  ] as const)
    expect(printedForm(ir, provider, family)?.id, provider + family).toBe("021/026");
  expect(printedForm(ir, "asanak", "shatel")).toBeUndefined();
});

test("every family with form rules has one version, and no other has", () => {
  for (const { id: provider } of ir.providers)
    for (const { id: family } of ir.families) {
      const isAsked = commitmentFormRules(ir, provider, family).length > 0;
      const versions = pairs.filter((p) => p.provider === provider && p.family === family);
      expect(versions.length, `${provider} ${family}`).toBe(isAsked ? 1 : 0);
    }
});

test("[IR-KND-02] [IR-KND-03] the company's name stands in clause 3, in every version", () => {
  for (const form of forms) {
    for (const { provider, family } of form.appliesTo) {
      const clauses = sayingsFor(form.clauses, provider, family);
      expect(clauses[2]?.text, form.id).toContain("{company_full_name}");
    }
  }
});

test("[IR-KND-02] only the form of the 1000 line leaves the representative's area blank", () => {
  const blank = forms.filter(({ signatures }) => signatures.some((place) => place.blank));
  expect(blank.map(({ id }) => id)).toEqual(["1000"]);
});

test("a printed form asks for every field of the form that is written by hand or key", () => {
  const set = new Set(ir.commitmentForm?.fields);
  for (const form of forms)
    for (const { key } of form.sections.flatMap(({ fields }) => fields)) {
      const field = key.startsWith("ceo_") ? "ceo_identity" : key;
      expect(set, `${form.id} ${key}`).toContain(field);
    }
});

test("every rule of the form is told in Persian too", () => {
  for (const { code, original } of ir.commitmentForm?.rules ?? [])
    expect(original, code).toMatch(/\p{Script=Arabic}/u);
});

test("a cover sheet tells every state, step and actor of an Iranian case in Persian", () => {
  const { said } = ir.coverSheet;
  // Patterns are texts, which have no dossier.
  const roads = ir.stateMachines.filter(({ name }) => !/template|pattern/iu.test(name));
  for (const { states, transitions } of roads) {
    const steps = transitions.flatMap(({ event, actor }) => [event, actor]);
    for (const word of [...states.map(({ name }) => name), ...steps])
      expect(said[word], word).toMatch(/\p{Script=Arabic}/u);
  }
});

test("a fine is said only where a source prints one", () => {
  const fined = pairs.filter(({ provider, family }) => {
    const form = printedForm(ir, provider, family)!;
    return sayingsFor(form.clauses, provider, family).some(({ text }) => text.includes("{fine_"));
  });
  for (const { provider, family } of fined)
    expect(fineFor(ir, provider, family), `${provider} ${family}`).toBeDefined();
  expect(fineFor(ir, "kando", "line_3000")).toBeUndefined();
});

test("[IR-KND-05] the sample of the 1000 line alone speaks of yellow fields", () => {
  const said = (family: string) =>
    sayingsFor(ir.noteSample?.instructions ?? [], "kando", family).map(({ text }) => text);
  expect(said("line_1000").some((text) => text.includes("زرد"))).toBe(true);
  expect(said("line_3000").some((text) => text.includes("زرد"))).toBe(false);
});

test("every note that a pack asks for can be written in words", () => {
  for (const { provider, family, amount } of ir.guarantees.filter(({ amount }) => amount > 0n)) {
    expect(guarantee(ir, provider, family).amount).toBe(amount);
    expect(sumInWords(ir, amount), String(amount)).toMatch(/ریال$/);
  }
});
