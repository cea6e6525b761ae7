import { stringify } from "csv-stringify/sync";

/** Excel takes a file without this mark for the code page of the machine. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Rows as CSV. Cells that a spreadsheet would run as a formula get a leading apostrophe, also a number that begins with
 * a plus.
 * @param at `first`: the rows begin the file, so a byte order mark goes before them
 */
export function csvRows(
  rows: readonly (readonly (string | number)[])[],
  at: { readonly first: boolean } = { first: false },
): string {
  if (rows.length === 0) return at.first ? BYTE_ORDER_MARK : "";
  const text = stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: "windows" },
  );
  return at.first ? BYTE_ORDER_MARK + text : text;
}
