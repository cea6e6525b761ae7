import type { MarketPack } from "./schema/pack.js";

/** Structurally the `SegmentTable` of packages/sms, with its source. */
export type MarketSegmentTable = MarketPack["segmentation"]["tables"][number];
type Script = MarketPack["segmentation"]["scripts"][number];

/**
 * The script of a text, which chooses its segment table: `ucs2`/`gsm7` (IR), `ucs2`/`turkish`/`plain`
 * (TR), `accented`/`unaccented` (VN). One letter makes the whole text belong. `needsUcs2` comes from
 * packages/sms: neither the default nor a national 7-bit table carries the text.
 */
export function scriptOf(pack: MarketPack, text: string, needsUcs2: boolean): string {
  const { scripts } = pack.segmentation;
  const matched = scripts.find(({ anyOf }) =>
    anyOf.some((trigger) => fires(trigger, text, needsUcs2)),
  );
  return (matched ?? scripts.at(-1))?.id ?? "";
}

/**
 * The rows that count a text's parts: the operator's own table, else the market's. Undefined = no
 * table, so the text must not be sent there; `sendable: false` = the operator takes no such text.
 */
export function segmentTable(
  pack: MarketPack,
  { operator, script }: { readonly operator?: string; readonly script: string },
): MarketSegmentTable | undefined {
  const tables = pack.segmentation.tables.filter((table) => table.script === script);
  return (
    tables.find((table) => table.operator === operator) ??
    tables.find((table) => table.operator === null)
  );
}

function fires(trigger: Script["anyOf"][number], text: string, needsUcs2: boolean): boolean {
  switch (trigger.kind) {
    case "needs_ucs2":
      return needsUcs2;
    case "letters":
      return Array.from(text.normalize("NFC")).some((letter) => trigger.letters.includes(letter));
    case "diacritics":
      // đ has no decomposition.
      return /[\p{M}đĐ]/u.test(text.normalize("NFD"));
  }
}
