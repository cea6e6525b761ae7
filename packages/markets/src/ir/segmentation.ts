import type { MarketPackData } from "../schema/pack.js";

const published = {
  source: "data/segments.json (ir: no Iranian seed publishes a table); research/peers.md §3.2",
  basis: "interpretation",
  note: "3GPP sizes until the operator's table is configured.",
} as const;

/** Ten parts at most; longer texts are refused as too long. */
export const segmentation = {
  ...published,
  scripts: [
    { id: "ucs2", anyOf: [{ kind: "needs_ucs2" }], ...published },
    { id: "gsm7", ...published },
  ],
  tables: [
    {
      operator: null,
      script: "ucs2",
      sendable: true,
      formula: { single: 70, perPart: 67, minus: 0 },
      rows: [
        { segments: 1, minChars: 1, maxChars: 70, basis: "interpretation" },
        { segments: 2, minChars: 71, maxChars: 134, basis: "interpretation" },
        { segments: 3, minChars: 135, maxChars: 201, basis: "interpretation" },
        { segments: 4, minChars: 202, maxChars: 268, basis: "interpretation" },
        { segments: 5, minChars: 269, maxChars: 335, basis: "interpretation" },
        { segments: 6, minChars: 336, maxChars: 402, basis: "interpretation" },
        { segments: 7, minChars: 403, maxChars: 469, basis: "interpretation" },
        { segments: 8, minChars: 470, maxChars: 536, basis: "interpretation" },
        { segments: 9, minChars: 537, maxChars: 603, basis: "interpretation" },
        { segments: 10, minChars: 604, maxChars: 670, basis: "interpretation" },
      ],
      ...published,
    },
    {
      operator: null,
      script: "gsm7",
      sendable: true,
      formula: { single: 160, perPart: 153, minus: 0 },
      rows: [
        { segments: 1, minChars: 1, maxChars: 160, basis: "interpretation" },
        { segments: 2, minChars: 161, maxChars: 306, basis: "interpretation" },
        { segments: 3, minChars: 307, maxChars: 459, basis: "interpretation" },
        { segments: 4, minChars: 460, maxChars: 612, basis: "interpretation" },
        { segments: 5, minChars: 613, maxChars: 765, basis: "interpretation" },
        { segments: 6, minChars: 766, maxChars: 918, basis: "interpretation" },
        { segments: 7, minChars: 919, maxChars: 1071, basis: "interpretation" },
        { segments: 8, minChars: 1072, maxChars: 1224, basis: "interpretation" },
        { segments: 9, minChars: 1225, maxChars: 1377, basis: "interpretation" },
        { segments: 10, minChars: 1378, maxChars: 1530, basis: "interpretation" },
      ],
      ...published,
    },
  ],
  absoluteMaxChars: null,
  suffix: null,
} satisfies MarketPackData["segmentation"];
