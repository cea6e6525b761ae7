import type { MarketPack } from "@whiteline/markets";
import { volumeDiscount } from "./discount.js";
import type { Due } from "./due.js";
import type { Finding } from "./finding.js";
import { money, type Money } from "./money.js";
import type { Order } from "./order.js";
import { taxWithin } from "./tax.js";
import type { PaymentMode } from "./wallet.js";

export type InvoiceLine = {
  readonly kind: "messages" | "declaration" | "maintenance" | "credit" | "discount";
  readonly operator: string;
  readonly alphabet: string;
  readonly quantity: bigint;
  /** Tax inside; a discount is negative. */
  readonly amount: Money;
};

/** An invoice or credit note. Once it has its number it never changes. */
export type Invoice = {
  readonly kind: "invoice" | "credit_note";
  readonly number: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly corrects: string;
  readonly month: string;
  readonly lines: readonly InvoiceLine[];
  readonly net: Money;
  readonly tax: Money | undefined;
  readonly taxPercent: number | undefined;
  readonly total: Money;
  /** Of postpaid customers. */
  readonly payable: Money | undefined;
  readonly reason: string;
  readonly issuedAt: Date;
  readonly issuedBy: string;
};

/** What a customer bought in a month. */
export type MonthOfTrade = {
  readonly mode: PaymentMode;
  readonly currency: string;
  /** Parts that were charged, by operator and alphabet. */
  readonly charged: readonly {
    readonly operator: string;
    readonly alphabet: string;
    readonly parts: bigint;
    readonly minor: bigint;
  }[];
  readonly fees: readonly Due[];
  /** Orders that were paid, and what finance booked by hand. */
  readonly orders: readonly Order[];
  readonly topUps: { readonly count: bigint; readonly minor: bigint };
};

/** The volume discount of a postpaid month: of its message charges, fees left out [vn.md §7]. */
export const monthDiscountOf = (
  pack: MarketPack,
  { mode, charged }: Pick<MonthOfTrade, "mode" | "charged">,
): bigint =>
  mode === "postpaid"
    ? volumeDiscount(
        pack,
        mode,
        charged.reduce((sum, { minor }) => sum + minor, 0n),
      ).discount
    : 0n;

/**
 * What is invoiced for a month: to whom pays before, the credit that was bought; to whom pays afterwards, what was sent
 * and its fees, less the month's discount. Fines are no sale and on no invoice (interpretation).
 */
export const invoiceLines = (pack: MarketPack, trade: MonthOfTrade): readonly InvoiceLine[] =>
  trade.mode === "prepaid" ? creditLines(trade) : usageLines(pack, trade);

const creditLines = ({ orders, topUps, currency }: MonthOfTrade): readonly InvoiceLine[] => {
  const nothing = { operator: "", alphabet: "" };
  const bought = orders.map(({ price }): InvoiceLine => ({
    ...nothing,
    kind: "credit",
    quantity: 1n,
    amount: price.price,
  }));
  const discounts = orders.flatMap(({ price }) =>
    price.discounts.map(({ amount }): InvoiceLine => ({
      ...nothing,
      kind: "discount",
      quantity: 1n,
      amount: { ...amount, minor: -amount.minor },
    })),
  );
  const byHand: InvoiceLine[] =
    topUps.minor === 0n
      ? []
      : [
          {
            ...nothing,
            kind: "credit",
            quantity: topUps.count,
            amount: money(currency, topUps.minor),
          },
        ];
  return [...bought, ...byHand, ...discounts];
};

const usageLines = (pack: MarketPack, trade: MonthOfTrade): readonly InvoiceLine[] => {
  const { charged, fees, currency } = trade;
  const messages = charged
    .filter(({ parts }) => parts > 0n)
    .map(({ operator, alphabet, parts, minor }): InvoiceLine => ({
      kind: "messages",
      operator,
      alphabet,
      quantity: parts,
      amount: money(currency, minor),
    }));
  const byFee = new Map<string, InvoiceLine>();
  for (const { kind, operator, amount } of fees) {
    if (kind === "fine") continue;
    const known = byFee.get(`${kind}|${operator}`);
    byFee.set(`${kind}|${operator}`, {
      kind,
      operator,
      alphabet: "",
      quantity: (known?.quantity ?? 0n) + 1n,
      amount: money(currency, (known?.amount.minor ?? 0n) + amount.minor),
    });
  }
  const discount = monthDiscountOf(pack, trade);
  const less: InvoiceLine[] =
    discount === 0n
      ? []
      : [
          {
            kind: "discount",
            operator: "",
            alphabet: "",
            quantity: 1n,
            amount: money(currency, -discount),
          },
        ];
  return [...messages, ...byFee.values(), ...less];
};

/** An invoice but for its number; undefined: nothing was sold. */
export const invoiceOf = (
  pack: MarketPack,
  trade: MonthOfTrade,
  made: {
    readonly tenantId: string;
    readonly providerId: string;
    readonly month: string;
    readonly issuedAt: Date;
    readonly issuedBy: string;
  },
): Omit<Invoice, "number"> | undefined => {
  const lines = invoiceLines(pack, trade);
  const [first] = lines;
  if (first === undefined) return undefined;
  // Lines of one invoice are of one currency; credits that finance booked by hand are no sale in money.
  const { currency } = first.amount;
  const sold = lines.filter(({ amount }) => amount.currency === currency);
  const total = money(
    currency,
    sold.reduce((sum, { amount }) => sum + amount.minor, 0n),
  );
  const taxed = taxWithin(pack, total);
  return {
    ...made,
    kind: "invoice",
    corrects: "",
    lines: sold,
    net: taxed?.net ?? total,
    tax: taxed?.tax,
    taxPercent: taxed?.percent,
    total,
    payable: trade.mode === "postpaid" ? total : undefined,
    reason: "",
  };
};

/**
 * A credit note but for its number. It gives back at most what its invoice is left with.
 * @param given what earlier notes of the invoice gave back, in its currency.
 */
export const creditNoteOf = (
  pack: MarketPack,
  invoice: Invoice,
  asked: {
    readonly amount: Money;
    readonly reason: string;
    readonly given: bigint;
    readonly issuedAt: Date;
    readonly issuedBy: string;
  },
): { readonly note: Omit<Invoice, "number"> } | { readonly finding: Finding } => {
  const { amount, reason, given, issuedAt, issuedBy } = asked;
  const left = invoice.total.minor - given;
  if (amount.currency !== invoice.total.currency) {
    return {
      finding: finding("CURRENCY_MISMATCH", `The invoice is in ${invoice.total.currency}.`),
    };
  }
  if (amount.minor <= 0n) {
    return { finding: finding("AMOUNT_NOT_POSITIVE", "A credit note gives something back.") };
  }
  if (amount.minor > left || invoice.kind !== "invoice") {
    const rule = `At most ${invoice.kind === "invoice" ? left : 0n} can be given back.`;
    return { finding: finding("CREDIT_NOTE_TOO_LARGE", rule) };
  }
  const total = money(amount.currency, -amount.minor);
  const taxed = taxWithin(pack, total);
  const { tenantId, providerId, number: corrects, month } = invoice;
  return {
    note: {
      ...{ tenantId, providerId, corrects, month, reason, issuedAt, issuedBy, total },
      kind: "credit_note",
      lines: [],
      net: taxed?.net ?? total,
      tax: taxed?.tax,
      taxPercent: taxed?.percent,
      payable: undefined,
    },
  };
};

const finding = (code: string, rule: string): Finding => ({
  code,
  subject: "amount",
  rule,
  source: "pricing · invoices",
  remedy: "Give an amount that fits the invoice.",
});

/** Numbers run without gaps per provider, kind and year, e.g. "ASANAK-2026-000001". */
export const invoiceNumber = (
  { providerId, kind, year }: { providerId: string; kind: Invoice["kind"]; year: string },
  count: number,
): string =>
  `${providerId.toUpperCase()}-${kind === "invoice" ? "" : "C-"}${year}-${String(count).padStart(6, "0")}`;
