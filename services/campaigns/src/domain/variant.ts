import type { Finding } from "./finding.js";

/** One of the texts of a campaign that are tried against each other. */
export type Variant = {
  /** As reports call it; "A", "B", … when its owner gave none. */
  readonly name: string;
  /** Either a template or a free text. */
  readonly templateId: string;
  readonly text: string;
  /** Percent of the recipients; 0 where a count is named. */
  readonly share: number;
  /** Exactly so many recipients; 0 where a share is named. */
  readonly count: number;
};

/** A text that goes out: of a variant from 1, or 0 of a campaign that has none. */
export type SentText = Pick<Variant, "templateId" | "text"> & { readonly variant: number };

const FEWEST = 2;
const MOST = 10;
const LONGEST_NAME = 60;
const WHOLE = 100;

/** The texts of an order, each with the number under which it is reported. */
export const textsOf = (order: {
  readonly templateId: string;
  readonly text: string;
  readonly variants: readonly Variant[];
}): readonly SentText[] =>
  order.variants.length === 0
    ? [{ variant: 0, templateId: order.templateId, text: order.text }]
    : order.variants.map(({ templateId, text }, place) => ({
        variant: place + 1,
        templateId,
        text,
      }));

/** Names those that have none by their place. */
export const nameVariants = (variants: readonly Variant[]): readonly Variant[] =>
  variants.map((variant, place) =>
    variant.name === "" ? { ...variant, name: String.fromCodePoint(65 + place) } : variant,
  );

/** What is wrong with the variants of an order beside their texts; undefined: nothing, or there are none. */
export const findVariantFault = (variants: readonly Variant[]): Finding | undefined => {
  if (variants.length === 0) return undefined;
  if (variants.length < FEWEST || variants.length > MOST) {
    return fault(
      "variants",
      `A campaign tries ${FEWEST} to ${MOST} variants against each other.`,
      "Give more than one, or none and a text.",
    );
  }
  const names = variants.map(({ name }) => name);
  if (new Set(names).size < names.length || names.some(({ length }) => length > LONGEST_NAME)) {
    return fault(
      "variants.name",
      `Each variant has its own name of at most ${LONGEST_NAME} characters.`,
      "Name them differently, or not at all.",
    );
  }
  if (variants.some(({ templateId, text }) => (templateId === "") === (text === ""))) {
    return fault(
      "variants.text",
      "A variant has either a text or a template.",
      "Give one of text and templateId to each.",
    );
  }
  const isRate = (rate: number): boolean => Number.isSafeInteger(rate) && rate > 0;
  const byShare = variants.every(({ share, count }) => isRate(share) && count === 0);
  const byCount = variants.every(({ share, count }) => isRate(count) && share === 0);
  const whole = variants.reduce((sum, { share }) => sum + share, 0);
  if (byCount || (byShare && whole === WHOLE)) return undefined;
  return fault(
    "variants.share",
    "Every variant names a share and the shares make 100, or every variant names a count.",
    `Give whole shares that make 100 together (these make ${whole}), or counts alone.`,
  );
};

const fault = (subject: string, rule: string, remedy: string): Finding => ({
  code: "VARIANTS_INVALID",
  subject,
  rule,
  source: "campaign order",
  remedy,
});

/**
 * Gives each recipient its variant, as balls are drawn from an urn: by chance, so that the order of a list does not
 * decide, and without putting back, so that shares are exact. The same seed and audience give the same answers.
 *
 * @returns the next recipient's variant from 1, or undefined when every count is used up
 */
export const variantUrn = (
  variants: readonly Pick<Variant, "share" | "count">[],
  seed: string,
): (() => number | undefined) => {
  const chance = chanceOf(seed);
  const shares = variants.map(({ share }) => share);
  const divisor = shares.reduce(gcd, 0);
  const full = variants.map(({ share, count }) => (count > 0 ? count : share / divisor));
  const refills = variants.every(({ count }) => count === 0);
  let left = [...full];
  let balls = sum(left);
  return () => {
    if (balls === 0) {
      if (!refills) return undefined;
      left = [...full];
      balls = sum(left);
    }
    let drawn = Math.floor(chance() * balls);
    const place = left.findIndex((many) => {
      if (drawn < many) return true;
      drawn -= many;
      return false;
    });
    left[place] = (left[place] ?? 0) - 1;
    balls -= 1;
    return place + 1;
  };
};

const sum = (of: readonly number[]): number => of.reduce((all, each) => all + each, 0);
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** mulberry32: small, fast, even enough for drawing lots; from 0 inclusive to 1 exclusive. */
const chanceOf = (seed: string): (() => number) => {
  let state = 0;
  for (const character of seed)
    state = (Math.imul(state, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
