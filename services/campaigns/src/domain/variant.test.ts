import { expect, test } from "vitest";
import { findVariantFault, nameVariants, textsOf, variantUrn, type Variant } from "./variant.js";

const variant = (over: Partial<Variant> = {}): Variant => ({
  name: "",
  templateId: "",
  text: "hello",
  share: 0,
  count: 0,
  ...over,
});
const draw = (urn: () => number | undefined, times: number): Record<string, number> => {
  const drawn: Record<string, number> = {};
  for (let i = 0; i < times; i += 1) {
    const word = String(urn() ?? "none");
    drawn[word] = (drawn[word] ?? 0) + 1;
  }
  return drawn;
};

test("shares are exact in whatever many they come out even", () => {
  const halves = [variant({ share: 50 }), variant({ share: 50 })];
  expect(draw(variantUrn(halves, "c-1"), 10)).toEqual({ 1: 5, 2: 5 });
  const three = [variant({ share: 33 }), variant({ share: 33 }), variant({ share: 34 })];
  expect(draw(variantUrn(three, "c-1"), 1_000)).toEqual({ 1: 330, 2: 330, 3: 340 });
  const most = [variant({ share: 90 }), variant({ share: 10 })];
  expect(draw(variantUrn(most, "c-2"), 100_000)).toEqual({ 1: 90_000, 2: 10_000 });
});

test("counts are given out exactly, and then nobody gets anything", () => {
  const counts = [variant({ count: 3 }), variant({ count: 5 })];
  expect(draw(variantUrn(counts, "c-1"), 10)).toEqual({ 1: 3, 2: 5, none: 2 });
});

test("the same seed draws the same, another one draws otherwise", () => {
  const halves = [variant({ share: 50 }), variant({ share: 50 })];
  const sequence = (seed: string) => {
    const urn = variantUrn(halves, seed);
    return Array.from({ length: 200 }, () => urn()).join("");
  };
  expect(sequence("c-1")).toBe(sequence("c-1"));
  expect(sequence("c-1")).not.toBe(sequence("c-2"));
});

test("the order of the list does not decide who gets which", () => {
  const urn = variantUrn([variant({ share: 50 }), variant({ share: 50 })], "c-7");
  const drawn = Array.from({ length: 4_000 }, () => urn());
  const evens = drawn.filter((_, place) => place % 2 === 0).filter((each) => each === 1).length;
  expect(evens).toBeGreaterThan(850);
  expect(evens).toBeLessThan(1_150);
});

test("variants that cannot be tried against each other are refused with rule and remedy", () => {
  const fails = (...variants: Variant[]) => findVariantFault(nameVariants(variants));
  const half = variant({ share: 50 });
  expect(fails()).toBeUndefined();
  expect(fails(half, half)).toBeUndefined();
  expect(fails(variant({ count: 1 }), variant({ count: 9 }))).toBeUndefined();
  for (const wrong of [
    fails(variant({ share: 100 })),
    fails(half, variant({ share: 49 })),
    fails(half, variant({ share: 50, count: 3 })),
    fails(half, variant({ count: 3 })),
    fails(variant(), variant()),
    fails(variant({ share: 150 }), variant({ share: -50 })),
    fails(half, variant({ share: 50, templateId: "t-1" })),
    fails(half, variant({ share: 50, text: "" })),
    fails(variant({ share: 50, name: "A" }), variant({ share: 50, name: "A" })),
    fails(...Array.from({ length: 11 }, () => variant({ count: 1 }))),
  ]) {
    expect(wrong).toMatchObject({ code: "VARIANTS_INVALID" });
    expect(wrong?.remedy).not.toBe("");
  }
});

test("a campaign without variants has one text, numbered 0; variants are numbered from 1 and named by their place", () => {
  expect(textsOf({ templateId: "t", text: "", variants: [] })).toEqual([
    { variant: 0, templateId: "t", text: "" },
  ]);
  const two = [variant({ text: "one" }), variant({ name: "short", text: "two" })];
  expect(textsOf({ templateId: "", text: "", variants: two }).map((text) => text.variant)).toEqual([
    1, 2,
  ]);
  expect(nameVariants(two).map(({ name }) => name)).toEqual(["A", "short"]);
});
