import { normaliseNumber, type MarketPack, type NumberRefusalCode } from "@whiteline/markets";
import { createNumberSet } from "./number-set.js";

export type RowRefusalCode = NumberRefusalCode | "DUPLICATE" | "CELL_TOO_LONG";

export type RowVerdict =
  | { readonly kind: "kept"; readonly msisdn: number; readonly operator: string }
  | { readonly kind: "refused"; readonly code: RowRefusalCode; readonly remedy: string };

export type RowCounts = {
  readonly rowsRead: number;
  readonly kept: number;
  readonly dropped: ReadonlyMap<RowRefusalCode, number>;
  readonly keptByOperator: ReadonlyMap<string, number>;
  /** Surplus rows of each operator. */
  readonly duplicatesByOperator: ReadonlyMap<string, number>;
};

const duplicate = {
  kind: "refused",
  code: "DUPLICATE",
  remedy: "The number stands in an earlier row; delete this one.",
} as const;

const cellTooLong = {
  kind: "refused",
  code: "CELL_TOO_LONG",
  remedy: "Shorten the cell to 2,000 characters or remove its column.",
} as const;

/**
 * Judges row by row and counts: the first row of a number is kept, later ones are duplicates, whatever
 * their spelling. `longCell` says that a cell of the row exceeds the limit.
 */
export function createRowJudge(pack: MarketPack) {
  const seen = createNumberSet();
  const dropped = new Map<RowRefusalCode, number>();
  const keptByOperator = new Map<string, number>();
  const duplicatesByOperator = new Map<string, number>();
  let rowsRead = 0;

  const decide = (cell: string, longCell: boolean): RowVerdict => {
    if (longCell) return cellTooLong;
    const number = normaliseNumber(pack, cell);
    if (number.kind === "refused") return number;
    const msisdn = Number(number.e164);
    const { operator } = number;
    if (!seen.add(msisdn)) {
      count(duplicatesByOperator, operator);
      return duplicate;
    }
    count(keptByOperator, operator);
    return { kind: "kept", msisdn, operator };
  };

  return {
    judge(cell: string, longCell = false): RowVerdict {
      rowsRead += 1;
      const verdict = decide(cell, longCell);
      if (verdict.kind === "refused") count(dropped, verdict.code);
      return verdict;
    },
    counts(): RowCounts {
      return { rowsRead, kept: seen.size, dropped, keptByOperator, duplicatesByOperator };
    },
  };
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
