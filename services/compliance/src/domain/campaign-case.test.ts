import fc from "fast-check";
import { expect, test } from "vitest";
import { byText, type CampaignFacts } from "./campaign-case.js";

const campaign: CampaignFacts = {
  campaignId: "c1",
  tenantId: "tenant-a",
  providerId: "asanak",
  revision: 1,
  lineId: "line-1",
  templateId: "",
  text: "",
  recipients: 1_000,
  dropped: {},
  listVersion: 1,
  dryRun: false,
  traffic: "",
  family: "landline_021",
  counts: [],
  variants: [],
  at: undefined,
};
const part = (operator: string, messages: number) => ({
  operator,
  alphabet: "ucs2",
  segments: 1,
  messages,
});
const variant = (text: string, recipients: number) => ({
  name: text,
  text,
  templateId: "",
  recipients,
});

test("a campaign of one text is judged whole", () => {
  const plain = { ...campaign, text: "hello", counts: [part("MCI", 7)] };
  expect(byText(plain)).toEqual([plain]);
});

test("each variant counts its share of the parts, and all are of all recipients", () => {
  const texts = byText({
    ...campaign,
    counts: [part("MCI", 901), part("MTN", 1)],
    variants: [variant("A", 500), variant("B", 0), variant("C", 500)],
  });
  expect(texts.map(({ variant: name }) => name)).toEqual(["A", "B", "C"]);
  expect(texts.map(({ text, recipients, counts }) => [text, recipients, counts])).toEqual([
    ["A", 1_000, [part("MCI", 450)]],
    ["B", 1_000, []],
    ["C", 1_000, [part("MCI", 451), part("MTN", 1)]],
  ]);
});

test("variants together count what the campaign counts, however it is divided", () => {
  const sizes = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 });
  const lines = fc.array(fc.nat(1_000_000_000), { maxLength: 5 });
  fc.assert(
    fc.property(sizes, lines, (recipients, messages) => {
      fc.pre(recipients.some((size) => size > 0));
      const counts = messages.map((each, index) => part(`operator-${index}`, each));
      const variants = recipients.map((size) => variant("", size));
      const told = byText({ ...campaign, counts, variants }).flatMap((text) => text.counts);
      for (const line of counts) {
        const own = told.filter(({ operator }) => operator === line.operator);
        expect(own.reduce((sum, each) => sum + each.messages, 0)).toBe(line.messages);
      }
    }),
  );
});
