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

/**
 * The parts that a text of a script may have at most: by the market's table or, where each operator has its own, by
 * that which takes most. 0 = nobody takes such a text, null = no end is named.
 */
export function mostParts(pack: MarketPack, script: string): number | null {
  const longest = pack.segmentation.tables
    .filter((table) => table.script === script && table.sendable)
    .map(({ rows }) => rows.reduce((most, { segments }) => Math.max(most, segments), 0));
  return longest.includes(0) ? null : Math.max(0, ...longest);
}

/** An alphabet of the air interface, as packages/sms names them. */
export type CarriedAlphabet = "gsm7" | "gsm7-tr-single" | "gsm7-tr-locking" | "ucs2";

/**
 * The alphabets in which a market's texts go out, in order of preference at equal cost: GSM 7-bit and UCS-2
 * everywhere, the Turkish tables where the pack counts Turkish letters apart. `maxParts`: see
 * {@link mostParts}. `printed`: the market's rows for it where they differ from the air interface, which then does not
 * decide alone how many parts are sent and billed; none: they do not. `accents`: whether texts with accented letters go
 * in it; a market that counts them apart sends them as UCS-2, though 7 bits have some of them.
 */
export function carriedAlphabets(pack: MarketPack): readonly {
  readonly alphabet: CarriedAlphabet;
  readonly maxParts: number | null;
  readonly accents: boolean;
  readonly printed: MarketSegmentTable["rows"];
}[] {
  const letters = pack.segmentation.scripts
    .flatMap(({ anyOf }) => anyOf)
    .map((trigger) => (trigger.kind === "letters" ? trigger.letters : ""))
    .join("");
  const national = letters === "" ? [] : (["gsm7-tr-single", "gsm7-tr-locking"] as const);
  const accents = pack.segmentation.scripts.every(({ anyOf }) =>
    anyOf.every(({ kind }) => kind !== "diacritics"),
  );
  const counted = (sample: string, needsUcs2: boolean) => {
    const script = scriptOf(pack, sample, needsUcs2);
    const table = segmentTable(pack, { script });
    const printed = table === undefined || table.deviations.length === 0 ? [] : table.rows;
    return { maxParts: mostParts(pack, script), accents: accents || needsUcs2, printed };
  };
  return [
    { alphabet: "gsm7", ...counted("", false) },
    ...national.map((alphabet) => ({ alphabet, ...counted(letters, false) })),
    { alphabet: "ucs2", ...counted("", true) },
  ];
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
