import type { ExportOutcomesResponse } from "@whiteline/contracts/dlr/v1/reports";
import { stringify } from "csv-stringify/sync";

/** The columns of an export, in order; numbers are counts and text is text. */
export const outcomeColumns = [
  "message_id",
  "number",
  "operator",
  "state",
  "reason",
  "parts",
  "variant",
  "released_at",
  "final_at",
  "failure",
] as const;

type Cell = string | number;

/** Recipients of a chunk as rows; what is not known is empty. Numbers are E.164 without "+". */
export function outcomeRows(chunk: ExportOutcomesResponse): readonly (readonly Cell[])[] {
  const releasedAt = chunk.releasedAt?.toISOString() ?? "";
  return chunk.numbers.map((number, slot) => {
    const finalAt = chunk.finalAt[slot] ?? 0;
    return [
      `${chunk.chunkId}-${slot}`,
      number.replace(/^\+/, ""),
      chunk.operator,
      chunk.states[slot] ?? "",
      chunk.reasons[slot] ?? "",
      chunk.parts[slot] ?? 0,
      chunk.variant === 0 ? "" : chunk.variant,
      releasedAt,
      finalAt === 0 ? "" : new Date(finalAt * 1_000).toISOString(),
      chunk.failures[slot] ?? "",
    ];
  });
}

/** So that spreadsheets read the file as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Writes chunks as csv, the head with the first of them. What a spreadsheet would take for a formula, such
 * as a code of an operator that begins with "=", gets a quote before it.
 */
export function csvOf(): (chunk: ExportOutcomesResponse) => string {
  let isFirst = true;
  return (chunk) => {
    const head = isFirst ? `${BYTE_ORDER_MARK}${outcomeColumns.join(",")}\r\n` : "";
    isFirst = false;
    const rows = outcomeRows(chunk);
    return head + stringify([...rows], { escape_formulas: true, record_delimiter: "windows" });
  };
}
