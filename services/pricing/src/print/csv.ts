import type { Invoice } from "../domain/invoice.js";
import type { Party } from "../domain/party.js";
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

/** The lines of an invoice or credit note, its tax and total last; each row names who sells and buys. */
export const invoiceCsv = (invoice: Invoice): string => {
  const { number, lines, net, tax, total, parties } = invoice;
  const named = [...partyCells(parties?.seller), ...partyCells(parties?.buyer)];
  const row = (kind: string, minor: bigint, more: readonly string[] = ["", "", ""]) => [
    ...[number, kind],
    ...more,
    ...[total.currency, minor.toString()],
    ...named,
  ];
  return csvOf([
    [
      ...["number", "kind", "operator", "alphabet", "quantity", "currency", "minor"],
      ...partyColumns.map((column) => `seller${column}`),
      ...partyColumns.map((column) => `buyer${column}`),
    ],
    ...lines.map(({ kind, operator, alphabet, quantity, amount }) =>
      row(kind, amount.minor, [operator, alphabet, quantity.toString()]),
    ),
    ...(tax === undefined ? [] : [row("net", net.minor), row("tax", tax.minor)]),
    row("total", total.minor),
  ]);
};

const partyColumns = ["", "_address", "_tax_office", "_numbers"] as const;

/** Numbers by the field of the company file, e.g. "national_id 10320894878; economic_code 411". */
const partyCells = (party: Party | undefined): readonly string[] => {
  const { name = "", address = "", taxOffice = "", numbers = [] } = party ?? {};
  return [name, address, taxOffice, numbers.map((of) => `${of.field} ${of.value}`).join("; ")];
};
