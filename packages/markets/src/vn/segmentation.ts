import type { MarketPackData } from "../schema/pack.js";

const printed = { source: "004 · Rules 3", basis: "seed" } as const;
const plain = { single: 160, perPart: 153, minus: 0 };
const accented = { single: 70, perPart: 67, minus: 0 };

/**
 * Printed per operator [vn.md §8]. The fifth segment is certain for Viettel only; drifting lower
 * bounds of Vinaphone and Mobifone are a slip, only the upper bounds count (interpretations).
 */
export const segmentation = {
  ...printed,
  note: "Row 5 of each table has a second value (765, 335) without a column.",
  scripts: [
    {
      id: "accented",
      anyOf: [{ kind: "diacritics" }, { kind: "needs_ucs2" }],
      source: "004 · Rules 3",
      basis: "interpretation",
      note: "One accented character makes the whole message accented.",
    },
    { id: "unaccented", ...printed },
  ],
  tables: [
    {
      operator: "VIETTEL",
      script: "unaccented",
      sendable: true,
      formula: plain,
      rows: [
        { segments: 1, minChars: 1, maxChars: 160, basis: "seed", printed: "1 – 160" },
        { segments: 2, minChars: 161, maxChars: 306, basis: "seed", printed: "161 – 306" },
        { segments: 3, minChars: 307, maxChars: 459, basis: "seed", printed: "307 – 459" },
        { segments: 4, minChars: 460, maxChars: 612, basis: "seed", printed: "460 – 612" },
        { segments: 5, minChars: 613, maxChars: 765, basis: "seed", printed: "613 – 765" },
      ],
      ...printed,
    },
    {
      operator: "VINAPHONE",
      script: "unaccented",
      sendable: true,
      formula: plain,
      rows: [
        { segments: 1, minChars: 1, maxChars: 160, basis: "seed", printed: "1 – 160" },
        { segments: 2, minChars: 161, maxChars: 306, basis: "seed", printed: "161 – 306" },
        { segments: 3, minChars: 307, maxChars: 459, basis: "seed", printed: "307 – 459" },
        { segments: 4, minChars: 460, maxChars: 612, basis: "seed", printed: "460 – 612" },
      ],
      ...printed,
    },
    {
      operator: "MOBIFONE",
      script: "unaccented",
      sendable: true,
      formula: plain,
      rows: [
        { segments: 1, minChars: 1, maxChars: 160, basis: "seed", printed: "1 – 160" },
        { segments: 2, minChars: 161, maxChars: 306, basis: "seed", printed: "161 – 306" },
        { segments: 3, minChars: 307, maxChars: 459, basis: "seed", printed: "307 – 459" },
        { segments: 4, minChars: 460, maxChars: 612, basis: "seed", printed: "460 – 612" },
      ],
      ...printed,
    },
    {
      operator: "VIETNAMOBILE",
      script: "unaccented",
      sendable: true,
      formula: plain,
      rows: [
        { segments: 1, minChars: 1, maxChars: 160, basis: "seed", printed: "1 – 160" },
        { segments: 2, minChars: 161, maxChars: 306, basis: "seed", printed: "161 – 306" },
        { segments: 3, minChars: 307, maxChars: 459, basis: "seed", printed: "307 – 459" },
        { segments: 4, minChars: 460, maxChars: 612, basis: "seed", printed: "460 – 612" },
      ],
      ...printed,
    },
    {
      operator: "GTEL",
      script: "unaccented",
      sendable: true,
      formula: plain,
      rows: [
        { segments: 1, minChars: 1, maxChars: 160, basis: "seed", printed: "1 – 160" },
        { segments: 2, minChars: 161, maxChars: 306, basis: "seed", printed: "161 – 306" },
        { segments: 3, minChars: 307, maxChars: 459, basis: "seed", printed: "307 – 459" },
        { segments: 4, minChars: 460, maxChars: 612, basis: "seed", printed: "460 – 612" },
      ],
      ...printed,
    },
    {
      operator: "ITEL",
      script: "unaccented",
      sendable: true,
      formula: plain,
      rows: [
        { segments: 1, minChars: 1, maxChars: 160, basis: "seed", printed: "1 – 160" },
        { segments: 2, minChars: 161, maxChars: 306, basis: "seed", printed: "161 – 306" },
        { segments: 3, minChars: 307, maxChars: 459, basis: "seed", printed: "307 – 459" },
        { segments: 4, minChars: 460, maxChars: 612, basis: "seed", printed: "460 – 612" },
      ],
      ...printed,
    },
    {
      operator: "VIETTEL",
      script: "accented",
      sendable: true,
      formula: accented,
      rows: [
        { segments: 1, minChars: 1, maxChars: 70, basis: "seed", printed: "1 – 70" },
        { segments: 2, minChars: 71, maxChars: 134, basis: "seed", printed: "71 – 134" },
        { segments: 3, minChars: 135, maxChars: 201, basis: "seed", printed: "135 – 201" },
        { segments: 4, minChars: 202, maxChars: 268, basis: "seed", printed: "202 – 268" },
        { segments: 5, minChars: 269, maxChars: 335, basis: "seed", printed: "269 – 335" },
      ],
      ...printed,
    },
    {
      operator: "VINAPHONE",
      script: "accented",
      sendable: true,
      formula: accented,
      rows: [
        { segments: 1, minChars: 1, maxChars: 70, basis: "seed", printed: "1 – 70" },
        { segments: 2, minChars: 71, maxChars: 134, basis: "seed", printed: "72 – 134" },
        { segments: 3, minChars: 135, maxChars: 201, basis: "seed", printed: "136 – 201" },
        { segments: 4, minChars: 202, maxChars: 268, basis: "seed", printed: "203 – 268" },
      ],
      ...printed,
    },
    {
      operator: "MOBIFONE",
      script: "accented",
      sendable: true,
      formula: accented,
      rows: [
        { segments: 1, minChars: 1, maxChars: 70, basis: "seed", printed: "1 – 70" },
        { segments: 2, minChars: 71, maxChars: 134, basis: "seed", printed: "73 – 134" },
        { segments: 3, minChars: 135, maxChars: 201, basis: "seed", printed: "137 – 201" },
        { segments: 4, minChars: 202, maxChars: 268, basis: "seed", printed: "204 – 268" },
      ],
      ...printed,
    },
    {
      operator: "VIETNAMOBILE",
      script: "accented",
      sendable: false,
      formula: null,
      rows: [],
      ...printed,
      note: "Không gửi đc (cannot be sent)",
    },
    {
      operator: "GTEL",
      script: "accented",
      sendable: false,
      formula: null,
      rows: [],
      ...printed,
      note: "Không gửi đc (cannot be sent)",
    },
    {
      operator: "ITEL",
      script: "accented",
      sendable: false,
      formula: null,
      rows: [],
      ...printed,
      note: "Không gửi đc (cannot be sent)",
    },
  ],
  absoluteMaxChars: null,
  suffix: null,
} satisfies MarketPackData["segmentation"];
