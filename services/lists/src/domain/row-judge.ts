import { normaliseNumber, type MarketPack, type NumberRefusalCode } from "@whiteline/markets";
import type { ImportCounts } from "./import.js";
import { createNumberSet, type NumberSet } from "./number-set.js";

export type RowRefusalCode = NumberRefusalCode | "DUPLICATE" | "CELL_TOO_LONG" | "WITHDRAWN";

export type RowVerdict =
  | { readonly kind: "kept"; readonly msisdn: number; readonly operator: string }
  | { readonly kind: "refused"; readonly code: RowRefusalCode; readonly remedy: string };

export type RowCounts = {
  readonly rowsRead: number;
  readonly kept: number;
  readonly dropped: ReadonlyMap<string, number>;
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

const withdrawn = {
  kind: "refused",
  code: "WITHDRAWN",
  remedy: "The subscriber refused messages; the number leaves the list.",
} as const;

/**
 * Judges row by row and counts: the first row of a number is kept, later ones are duplicates, whatever
 * their spelling. `longCell` says that a cell of the row exceeds the limit.
 * @param earlier what was kept and counted of the rows before, when a reading is taken up
 */
export function createRowJudge(
  pack: MarketPack,
  earlier?: { readonly seen: NumberSet; readonly counts: ImportCounts },
) {
  const seen = earlier?.seen ?? createNumberSet();
  const { dropped, keptByOperator, duplicatesByOperator } = recall(earlier?.counts);
  let rowsRead = earlier?.counts.rowsRead ?? 0;

  const decide = (
    cell: string,
    longCell: boolean,
    hasWithdrawn: (msisdn: number) => boolean,
  ): RowVerdict => {
    if (longCell) return cellTooLong;
    const number = normaliseNumber(pack, cell);
    if (number.kind === "refused") return number;
    const msisdn = Number(number.e164);
    const { operator } = number;
    if (hasWithdrawn(msisdn)) return withdrawn;
    if (!seen.add(msisdn)) {
      count(duplicatesByOperator, operator);
      return duplicate;
    }
    count(keptByOperator, operator);
    return { kind: "kept", msisdn, operator };
  };

  return {
    judge(cell: string, longCell = false, hasWithdrawn = nobody): RowVerdict {
      rowsRead += 1;
      const verdict = decide(cell, longCell, hasWithdrawn);
      if (verdict.kind === "refused") count(dropped, verdict.code);
      return verdict;
    },
    counts(): RowCounts {
      return { rowsRead, kept: seen.size, dropped, keptByOperator, duplicatesByOperator };
    },
  };
}

const nobody = (_msisdn: number): boolean => false;

function recall(counts: ImportCounts | undefined) {
  const { dropped = [], operators = [] } = counts ?? {};
  return {
    dropped: new Map<string, number>(dropped.map(({ code, rows }) => [code, rows])),
    keptByOperator: new Map(operators.map(({ operator, kept }) => [operator, kept])),
    duplicatesByOperator: new Map(
      operators.flatMap(({ operator, duplicates }) =>
        duplicates === 0 ? [] : [[operator, duplicates] as const],
      ),
    ),
  };
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
