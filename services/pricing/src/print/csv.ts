import type { Invoice } from "../domain/invoice.js";
import type { StatementRow } from "../store/statements.js";

/** Quotes where a separator, quote or line end stands inside; a cell never begins a formula in a spreadsheet. */
const cell = (text: string): string => {
  const safe = /^[=+@\t\r]/.test(text) || /^-(?!\d+$)/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Spreadsheets take a file for UTF-8 when it begins with this mark. */
const MARK = "\uFEFF";

const lineOf = (row: readonly string[]): string => `${row.map(cell).join(",")}\r\n`;

const csvOf = (rows: readonly (readonly string[])[]): string => MARK + rows.map(lineOf).join("");

/** Bytes are sent on when so many characters have gathered. */
const PIECE = 64_000;

/** Every movement of a month, amounts as whole minor units, piece by piece. */
export async function* statementCsv(
  rows: AsyncIterable<StatementRow>,
  currency: string,
): AsyncGenerator<string> {
  let text = MARK + lineOf(["at", "kind", "cause", "currency", "minor"]);
  for await (const { at, kind, cause, minor } of rows) {
    text += lineOf([at.toISOString(), kind, cause, currency, minor.toString()]);
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

/** The lines of an invoice or credit note, its tax and total last. */
export const invoiceCsv = (invoice: Invoice): string => {
  const { number, lines, net, tax, total } = invoice;
  const row = (kind: string, minor: bigint, more: readonly string[] = ["", "", ""]) => [
    ...[number, kind],
    ...more,
    total.currency,
    minor.toString(),
  ];
  return csvOf([
    ["number", "kind", "operator", "alphabet", "quantity", "currency", "minor"],
    ...lines.map(({ kind, operator, alphabet, quantity, amount }) =>
      row(kind, amount.minor, [operator, alphabet, quantity.toString()]),
    ),
    ...(tax === undefined ? [] : [row("net", net.minor), row("tax", tax.minor)]),
    row("total", total.minor),
  ]);
};
