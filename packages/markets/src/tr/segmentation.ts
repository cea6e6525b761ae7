import type { MarketPackData } from "../schema/pack.js";

const longMessage = { source: "003 · Message kinds, Long message", basis: "seed" } as const;
const calculated = {
  source: "research/peers.md §3.2 (UCS-2 67 × n less the operator code)",
  basis: "derived",
} as const;

/**
 * The printed credit table [tr.md §4.1]: lengths exclude the operator code, printed edges overlap
 * and the upper bound belongs to the lower row (interpretation). Rows 5 to 7 are derived.
 */
export const segmentation = {
  ...longMessage,
  note: "One segment costs one credit; a flash message has row 1 only.",
  scripts: [
    { id: "ucs2", anyOf: [{ kind: "needs_ucs2" }], ...calculated },
    {
      id: "turkish",
      anyOf: [{ kind: "letters", letters: "çğĞıİşŞ" }],
      source: "tr.md §4.1; research/peers.md §3.1",
      basis: "derived",
      note: "The seed does not list them; ö Ö ü Ü Ç exist in the basic 7-bit alphabet.",
    },
    { id: "plain", ...longMessage },
  ],
  tables: [
    {
      operator: null,
      script: "plain",
      sendable: true,
      formula: { single: 160, perPart: 153, minus: 5 },
      deviations: [
        { segments: 3, why: "printed 453 where 459 - 5 is 454; the printed table is followed" },
        { segments: 7, why: "capped at the 1,024 characters of a long message" },
      ],
      rows: [
        { segments: 1, minChars: 1, maxChars: 155, basis: "seed", printed: "0-155" },
        { segments: 2, minChars: 156, maxChars: 301, basis: "seed", printed: "155-301" },
        { segments: 3, minChars: 302, maxChars: 453, basis: "seed", printed: "301-453" },
        { segments: 4, minChars: 454, maxChars: 607, basis: "seed", printed: "454-607" },
        { segments: 5, minChars: 608, maxChars: 760, basis: "derived" },
        { segments: 6, minChars: 761, maxChars: 913, basis: "derived" },
        { segments: 7, minChars: 914, maxChars: 1024, basis: "derived" },
      ],
      ...longMessage,
    },
    {
      operator: null,
      script: "turkish",
      sendable: true,
      formula: { single: 155, perPart: 149, minus: 5 },
      deviations: [
        { segments: 2, why: "printed 287 where the formula gives 293" },
        { segments: 3, why: "printed 434 where the formula gives 442" },
        { segments: 4, why: "printed 582 where the formula gives 591" },
        { segments: 5, why: "extends the printed row by 148 a credit" },
        { segments: 6, why: "extends the printed row by 148 a credit" },
        { segments: 7, why: "capped at the 1,024 characters of a long message" },
      ],
      rows: [
        { segments: 1, minChars: 1, maxChars: 150, basis: "seed", printed: "0-150" },
        { segments: 2, minChars: 151, maxChars: 287, basis: "seed", printed: "150-287" },
        { segments: 3, minChars: 288, maxChars: 434, basis: "seed", printed: "287-434" },
        { segments: 4, minChars: 435, maxChars: 582, basis: "seed", printed: "434-582" },
        { segments: 5, minChars: 583, maxChars: 730, basis: "derived" },
        { segments: 6, minChars: 731, maxChars: 878, basis: "derived" },
        { segments: 7, minChars: 879, maxChars: 1024, basis: "derived" },
      ],
      ...longMessage,
    },
    {
      operator: null,
      script: "ucs2",
      sendable: true,
      formula: { single: 70, perPart: 67, minus: 5 },
      rows: [
        { segments: 1, minChars: 1, maxChars: 65, basis: "derived" },
        { segments: 2, minChars: 66, maxChars: 129, basis: "derived" },
        { segments: 3, minChars: 130, maxChars: 196, basis: "derived" },
        { segments: 4, minChars: 197, maxChars: 263, basis: "derived" },
        { segments: 5, minChars: 264, maxChars: 330, basis: "derived" },
        { segments: 6, minChars: 331, maxChars: 397, basis: "derived" },
        { segments: 7, minChars: 398, maxChars: 464, basis: "derived" },
      ],
      ...calculated,
    },
  ],
  absoluteMaxChars: 1024,
  suffix: {
    chars: 5,
    examples: ["B 001", "B 251"],
    source: "003 · Short message",
    basis: "seed",
    note: "The platform appends it; that lengths exclude it is an interpretation.",
  },
} satisfies MarketPackData["segmentation"];
