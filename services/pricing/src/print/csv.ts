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

/** What a statement begins with, and between when it is. */
export type StatementFrame = {
  readonly currency: string;
  readonly opening: bigint;
  readonly from: Date;
  readonly to: Date;
};

/**
 * Every movement of a month between its opening and its closing balance, amounts as whole minor units, piece by piece.
 * Each row says what the balance was after it; those of opening and closing move nothing.
 */
export async function* statementCsv(
  rows: AsyncIterable<StatementRow>,
  { currency, opening, from, to }: StatementFrame,
): AsyncGenerator<string> {
  const balanceRow = (at: Date, kind: string, balance: bigint): string =>
    lineOf([at.toISOString(), kind, "", currency, "", balance.toString()]);
  let text = MARK + lineOf(["at", "kind", "cause", "currency", "minor", "balance"]);
  let balance = opening;
  text += balanceRow(from, "opening", opening);
  for await (const { at, kind, cause, minor } of rows) {
    balance += minor;
    const moved = [minor.toString(), balance.toString()];
    text += lineOf([at.toISOString(), kind, cause, currency, ...moved]);
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  yield text + balanceRow(to, "closing", balance);
}

/**
 * The lines of an invoice or credit note, its tax and total last; each row names who sells and buys, and says what the
 * paper is: of which month, issued when, which invoice it corrects and why, at which tax, and what is to be paid.
 * @param issuedOn its day in the seller's market.
 */
export const invoiceCsv = (invoice: Invoice, issuedOn: string): string => {
  const { number, lines, net, tax, total, parties, month, corrects, reason } = invoice;
  const percent = invoice.taxPercent?.toString() ?? "";
  const payable = invoice.payable?.minor.toString() ?? "";
  const same = [
    ...[...partyCells(parties?.seller), ...partyCells(parties?.buyer)],
    ...[month, issuedOn, corrects, percent, payable, reason],
  ];
  const row = (kind: string, minor: bigint, more: readonly string[] = ["", "", ""]) => [
    ...[number, kind],
    ...more,
    ...[total.currency, minor.toString()],
    ...same,
  ];
  return csvOf([
    [
      ...["number", "kind", "operator", "alphabet", "quantity", "currency", "minor"],
      ...partyColumns.map((column) => `seller${column}`),
      ...partyColumns.map((column) => `buyer${column}`),
      ...["month", "issued_on", "corrects", "tax_percent", "payable", "reason"],
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
