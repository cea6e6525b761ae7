import type { Invoice } from "../domain/invoice.js";
import { money, type Money } from "../domain/money.js";
import type { Parties, Party } from "../domain/party.js";
import { REISSUED } from "../domain/reissue.js";
import type { Wallet } from "../domain/wallet.js";
import type { Language } from "../proto-billing.js";
import type { StatementSum } from "../store/statements.js";
import { amountIn, countIn, dayIn, monthIn, percentIn } from "./amounts.js";
import { labels } from "./labels.js";
import { alphabetIn, numberWords, operatorIn } from "./words-of-codes.js";

type Page = { readonly template: string; readonly data: unknown };

/**
 * One page for all papers: what it is, facts, a table, sums. Values are set as text, so that nothing which somebody
 * wrote is read as markup. Codes and numbers of companies run from left to right in a Persian page too.
 */
const template = String.raw`
#let data = json(bytes(sys.inputs.data))
#let code(t) = box(text(dir: ltr, t))
#set document(title: data.title, date: none)
#set page(paper: "a4", margin: 2.2cm)
#set text(
  font: if data.language == "vi" { ("Libertinus Serif",) } else { ("Vazirmatn", "Libertinus Serif") },
  size: 10pt, lang: data.language, dir: if data.language == "fa" { rtl } else { ltr },
)
#align(center, text(size: 16pt, weight: "bold", data.title))
#v(6mm)
#table(
  columns: (auto, 1fr), stroke: none, align: start, inset: (x: 0pt, y: 3pt), column-gutter: 6mm,
  ..data.facts.map(fact => (
    text(fill: luma(90), fact.label), if fact.code { code(fact.value) } else { text(fact.value) },
  )).flatten(),
)
#if data.parties.len() > 0 {
  v(3mm)
  grid(
    columns: (1fr, 1fr), column-gutter: 6mm,
    ..data.parties.map(party => block(
      width: 100%, stroke: 0.4pt + luma(160), radius: 2pt, inset: 8pt,
      stack(
        spacing: 6pt,
        text(fill: luma(90), party.label), strong(text(party.name)),
        ..party.lines.map(line => [
          #text(fill: luma(90), line.label + ":") #if line.code { code(line.value) } else { text(line.value) }
        ]),
      ),
    )),
  )
}
#v(4mm)
#table(
  columns: (1fr, auto, auto), stroke: (x: none, y: 0.4pt + luma(160)), inset: (x: 4pt, y: 6pt),
  align: (start, end, end),
  table.header(..data.head.map(label => strong(label))),
  ..data.rows.map(row => (
    text(row.what), text(row.quantity), text(row.amount),
  )).flatten(),
)
#v(4mm)
#align(end, table(
  columns: (auto, auto), stroke: none, align: (start, end), inset: (x: 4pt, y: 3pt),
  ..data.sums.map(sum => (
    text(weight: if sum.strong { "bold" } else { "regular" }, sum.label),
    text(weight: if sum.strong { "bold" } else { "regular" }, sum.value),
  )).flatten(),
))
#if data.note != "" { v(4mm); text(fill: luma(90), data.note) }
`;

const fact = (label: string, value: string, code = false) => ({ label, value, code });
const sum = (label: string, value: string, strong = false) => ({ label, value, strong });

/** The two of a paper beside each other, the seller first; by their ids on a paper that names nobody. */
const partiesOf = (
  { tenantId, providerId }: { readonly tenantId: string; readonly providerId: string },
  parties: Parties | undefined,
  language: Language,
) => {
  const words = labels[language];
  if (parties === undefined) {
    const facts = [fact(words.provider, providerId, true), fact(words.customer, tenantId, true)];
    return { facts, parties: [] };
  }
  const { seller, buyer } = parties;
  return {
    facts: [],
    parties: [partyIn(words.seller, seller, language), partyIn(words.buyer, buyer, language)],
  };
};

const partyIn = (
  label: string,
  { name, address, taxOffice, numbers }: Party,
  language: Language,
) => {
  const words = labels[language];
  return {
    ...{ label, name },
    lines: [
      ...numbers.map(({ field, value }) => fact(numberWords[language][field], value, true)),
      ...(taxOffice === "" ? [] : [fact(words.taxOffice, taxOffice)]),
      ...(address === "" ? [] : [fact(words.address, address)]),
    ],
  };
};

/**
 * The page of an invoice or credit note.
 * @param timezone the market's, by which it was issued on a day.
 */
export const invoicePage = (invoice: Invoice, language: Language, timezone: string): Page => {
  const words = labels[language];
  const amount = (of: Money) => amountIn(language, of);
  const { corrects, replaces, tax, taxPercent, payable } = invoice;
  const reason = invoice.reason === REISSUED ? words.reissued : invoice.reason;
  const percent = taxPercent === undefined ? "" : ` ${percentIn(language, taxPercent)}`;
  const named = partiesOf(invoice, invoice.parties, language);
  return {
    template,
    data: {
      language,
      title: invoice.kind === "invoice" ? words.invoice : words.creditNote,
      facts: [
        fact(words.number, invoice.number, true),
        ...named.facts,
        fact(words.month, monthIn(language, invoice.month)),
        fact(words.issued, dayIn(language, invoice.issuedAt, timezone)),
        ...(corrects === "" ? [] : [fact(words.corrects, corrects, true)]),
        ...(replaces === "" ? [] : [fact(words.replaces, replaces, true)]),
        ...(reason === "" ? [] : [fact(words.reason, reason)]),
      ],
      parties: named.parties,
      head: [words.what, words.quantity, words.amount],
      rows: invoice.lines.map((line) => ({
        what: [
          words.kinds[line.kind],
          operatorIn(language, line.operator),
          alphabetIn(language, line.alphabet),
        ]
          .filter((word) => word !== "")
          .join(" · "),
        quantity: countIn(language, line.quantity),
        amount: amount(line.amount),
      })),
      sums: [
        ...(tax === undefined
          ? []
          : [sum(words.net, amount(invoice.net)), sum(`${words.tax}${percent}`, amount(tax))]),
        sum(words.total, amount(invoice.total), true),
        ...(payable === undefined ? [] : [sum(words.payable, amount(payable), true)]),
      ],
      note: tax === undefined ? words.taxUnknown : "",
    },
  };
};

/** The page of a month's statement. */
export const statementPage = (
  statement: {
    readonly wallet: Wallet;
    readonly parties: Parties | undefined;
    readonly month: string;
    readonly opening: bigint;
    readonly lines: readonly StatementSum[];
    readonly closed: boolean;
    readonly at: Date;
    /** The market's. */
    readonly timezone: string;
  },
  language: Language,
): Page => {
  const words = labels[language];
  const { wallet, month, opening, lines, closed, at, timezone } = statement;
  const amount = (minor: bigint) => amountIn(language, money(wallet.currency, minor));
  const closing = lines.reduce((total, { minor }) => total + minor, opening);
  const named = partiesOf(wallet, statement.parties, language);
  return {
    template,
    data: {
      language,
      title: words.statement,
      facts: [
        ...named.facts,
        fact(words.month, monthIn(language, month)),
        fact(words.issued, dayIn(language, at, timezone)),
      ],
      parties: named.parties,
      head: [words.what, words.movements, words.amount],
      rows: lines.map(({ kind, movements, minor }) => ({
        what: words.kinds[kind],
        quantity: countIn(language, movements),
        amount: amount(minor),
      })),
      sums: [sum(words.opening, amount(opening)), sum(words.closing, amount(closing), true)],
      note: [closed ? "" : words.running, named.parties.length > 0 ? words.namedToday : ""]
        .filter((note) => note !== "")
        .join(" "),
    },
  };
};
