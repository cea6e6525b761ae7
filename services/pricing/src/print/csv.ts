import type { Invoice } from "../domain/invoice.js";
import type { StatementRow } from "../store/statements.js";

/** Quotes where a separator, quote or line end stands inside; a cell never begins a formula in a spreadsheet. */
const cell = (text: string): string => {
  const safe = /^[=+@\t\r]/.test(text) || /^-(?!\d+$)/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csvOf = (rows: readonly (readonly string[])[]): string =>
  // Spreadsheets take a file for UTF-8 when it begins with this mark.
  `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

/** Every movement of a month, amounts as whole minor units. */
export const statementCsv = (rows: readonly StatementRow[], currency: string): string =>
  csvOf([
    ["at", "kind", "cause", "currency", "minor"],
    ...rows.map(({ at, kind, cause, minor }) => [
      at.toISOString(),
      kind,
      cause,
      currency,
      minor.toString(),
    ]),
  ]);

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
