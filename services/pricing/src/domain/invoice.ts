import type { MarketPack } from "@whiteline/markets";
import { volumeDiscount } from "./discount.js";
import type { Due } from "./due.js";
import type { CreditPrice } from "./credit-price.js";
import type { Finding } from "./finding.js";
import { inMoney } from "./in-money.js";
import { money, type Money } from "./money.js";
import type { Order } from "./order.js";
import type { Parties } from "./party.js";
import { advanceOf, payableOf } from "./payable.js";
import { taxWithin } from "./tax.js";

export type InvoiceLine = {
  /** "brought_in" and "advance": what was paid in, and what is on an invoice already, when terms changed. */
  readonly kind:
    | ("messages" | "declaration" | "maintenance" | "credit" | "discount")
    | ("brought_in" | "advance");
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
  /** The invoice in whose place it was issued; empty: none. */
  readonly replaces: string;
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
  /** Undefined: of before papers named them, or not read. */
  readonly parties: Parties | undefined;
};

/** A stretch of a month in which a customer paid afterwards. */
export type PaidAfterwards = {
  /** Parts that were charged, by operator and alphabet. */
  readonly charged: readonly {
    readonly operator: string;
    readonly alphabet: string;
    readonly parts: bigint;
    readonly minor: bigint;
  }[];
  /** Fees that were raised then; who owes one does not go back to paying before. */
  readonly fees: readonly Due[];
  /** What it had when the stretch began; undefined: it began in an earlier month. */
  readonly own: bigint | undefined;
};

/** What a customer bought in a month: before it paid, and afterwards. Minor units are of its wallet. */
export type MonthOfTrade = {
  readonly currency: string;
  /** What a credit costs in that month, where the wallet holds credits. */
  readonly credit: CreditPrice | undefined;
  /** Each stretch in which it paid afterwards, the oldest first. */
  readonly afterwards: readonly PaidAfterwards[];
  /** The last of them lasts beyond the month: its credit may pay what is used later. */
  readonly goesOn: boolean;
  /** Orders that were paid, and what else came in, while it paid before. */
  readonly orders: readonly Order[];
  readonly otherCredit: { readonly count: bigint; readonly minor: bigint };
  /** Each second payment of an order that came in then; money. */
  readonly paidAgain: readonly Money[];
  /** What it had when it began to pay before: paid in, and on no invoice. */
  readonly broughtIn: bigint;
  /** What it had whenever it began to pay afterwards: on invoices, and not used yet. */
  readonly invoicedBefore: bigint;
  /** What invoices have taken off for that. */
  readonly takenOff: bigint;
};

/**
 * The volume discount of what was sent in a month and paid afterwards, fees left out [vn.md §7].
 * @param minor what was charged for it.
 */
export const monthDiscountOf = (pack: MarketPack, minor: bigint): bigint =>
  volumeDiscount(pack, "postpaid", minor).discount;

/**
 * What is invoiced for a month: to whom pays before, the credit that was bought; to whom pays afterwards, what was sent
 * and its fees, less the month's discount. Where terms changed, credit that is on an invoice already is taken off what
 * it pays for, and none is on two (docs/decisions/0026). Fines are no sale and on no invoice (interpretation). Invoices
 * are of money: where wallets hold credits, at their price.
 */
export const invoiceLines = (pack: MarketPack, trade: MonthOfTrade): readonly InvoiceLine[] => {
  const used = usageLines(pack, trade);
  const sold = [...creditLines(pack, trade), ...used];
  const before = inMoneyOf(pack, trade)(trade.invoicedBefore);
  // Credit that is bought anew is paid by money alone: what was invoiced before pays what was used, or is brought over.
  const most = sumOf(used) + sumOf(sold.filter(({ kind }) => kind === "brought_in"));
  const { stretches, ...carried } = carriedOf(pack, trade);
  const taken = advanceOf(stretches, { ...carried, goesOn: trade.goesOn });
  const off = taken < most ? taken : most;
  if (before === undefined || off <= 0n) return sold;
  return [...sold, { ...nothing, kind: "advance", amount: money(before.currency, -off) }];
};

const nothing = { operator: "", alphabet: "", quantity: 1n };

const sumOf = (lines: readonly InvoiceLine[]): bigint =>
  lines.reduce((sum, { amount }) => sum + amount.minor, 0n);

const inMoneyOf =
  (pack: MarketPack, { credit, currency }: MonthOfTrade) =>
  (minor: bigint): Money | undefined =>
    inMoney(pack, credit, money(currency, minor));

const creditLines = (pack: MarketPack, trade: MonthOfTrade): readonly InvoiceLine[] => {
  const { orders, otherCredit, paidAgain, broughtIn } = trade;
  const carried = inMoneyOf(pack, trade)(broughtIn);
  const bought = orders.map(({ price }): InvoiceLine => ({
    ...nothing,
    kind: "credit",
    amount: price.price,
  }));
  const again = paidAgain.map((amount): InvoiceLine => ({ ...nothing, kind: "credit", amount }));
  const discounts = orders.flatMap(({ price }) =>
    price.discounts.map(({ amount }): InvoiceLine => ({
      ...nothing,
      kind: "discount",
      amount: { ...amount, minor: -amount.minor },
    })),
  );
  const { count: quantity, minor } = otherCredit;
  // Credits that finance books were paid and invoiced elsewhere: they are no money.
  const others: InvoiceLine[] =
    minor === 0n || pack.currency.isCredit
      ? []
      : [{ ...nothing, kind: "credit", quantity, amount: money(trade.currency, minor) }];
  const kept: InvoiceLine[] =
    carried === undefined || carried.minor <= 0n
      ? []
      : [{ ...nothing, kind: "brought_in", amount: carried }];
  return [...kept, ...bought, ...again, ...others, ...discounts];
};

const usageLines = (pack: MarketPack, trade: MonthOfTrade): readonly InvoiceLine[] => {
  const charged = chargedTogether(trade);
  const fees = trade.afterwards.flatMap((stretch) => stretch.fees);
  const priced = inMoneyOf(pack, trade);
  const line = (of: Omit<InvoiceLine, "amount">, minor: bigint): readonly InvoiceLine[] => {
    const amount = priced(minor);
    return amount === undefined || amount.minor === 0n ? [] : [{ ...of, amount }];
  };
  const messages = charged.flatMap(({ operator, alphabet, parts, minor }) =>
    parts > 0n ? line({ kind: "messages", operator, alphabet, quantity: parts }, minor) : [],
  );
  const byFee = new Map<
    string,
    { readonly of: Omit<InvoiceLine, "amount">; readonly minor: bigint }
  >();
  for (const { kind, operator, amount } of fees) {
    if (kind === "fine") continue;
    const known = byFee.get(`${kind}|${operator}`);
    const quantity = (known?.of.quantity ?? 0n) + 1n;
    byFee.set(`${kind}|${operator}`, {
      of: { kind, operator, alphabet: "", quantity },
      minor: (known?.minor ?? 0n) + amount.minor,
    });
  }
  return [
    ...messages,
    ...[...byFee.values()].flatMap(({ of, minor }) => line(of, minor)),
    ...line({ ...nothing, kind: "discount" }, -monthDiscountOf(pack, minorOf(charged))),
  ];
};

/** What all stretches were charged, each operator and alphabet once. */
const chargedTogether = ({ afterwards }: MonthOfTrade): PaidAfterwards["charged"] => {
  const together = new Map<string, PaidAfterwards["charged"][number]>();
  for (const each of afterwards.flatMap(({ charged }) => charged)) {
    const key = `${each.operator}|${each.alphabet}`;
    const { parts = 0n, minor = 0n } = together.get(key) ?? {};
    together.set(key, { ...each, parts: parts + each.parts, minor: minor + each.minor });
  }
  return [...together.values()];
};

const minorOf = (charged: PaidAfterwards["charged"]): bigint =>
  charged.reduce((sum, { minor }) => sum + minor, 0n);

/** What was used while it paid afterwards, and the credit of before that may pay it; money. */
const carriedOf = (pack: MarketPack, trade: MonthOfTrade) => {
  const priced = (minor: bigint) => inMoneyOf(pack, trade)(minor)?.minor ?? 0n;
  const stretches = trade.afterwards.map(({ charged, fees, own }) => {
    const raised = fees.reduce((sum, { kind, amount }) => {
      return kind === "fine" ? sum : sum + amount.minor;
    }, 0n);
    return { used: priced(minorOf(charged) + raised), own: own === undefined ? own : priced(own) };
  });
  const left = priced(trade.invoicedBefore - trade.takenOff);
  const discount = priced(monthDiscountOf(pack, minorOf(chargedTogether(trade))));
  return { stretches, left, discount };
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
): Omit<Invoice, "number" | "parties"> | undefined => {
  const lines = invoiceLines(pack, trade);
  const [first] = lines;
  if (first === undefined) return undefined;
  const { currency } = first.amount;
  const total = money(currency, sumOf(lines));
  const taxed = taxWithin(pack, total);
  // Credit was paid when it came in; what was used is to be paid, as far as no credit of before pays it.
  const { stretches, ...carried } = carriedOf(pack, trade);
  return {
    ...made,
    kind: "invoice",
    ...{ corrects: "", replaces: "" },
    lines,
    net: taxed?.net ?? total,
    tax: taxed?.tax,
    taxPercent: taxed?.percent,
    total,
    payable: stretches.length > 0 ? money(currency, payableOf(stretches, carried)) : undefined,
    reason: "",
  };
};

/**
 * A credit note but for its number, between the two whom its invoice names. It gives back at most what its invoice is
 * left with.
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
  return { note: noteOf(pack, invoice, { amount, reason, issuedAt, issuedBy }) };
};

/** A note that gives so much of an invoice back. */
export const noteOf = (
  pack: MarketPack,
  { tenantId, providerId, number: corrects, month, parties }: Invoice,
  {
    amount,
    ...said
  }: Pick<Invoice, "reason" | "issuedAt" | "issuedBy"> & { readonly amount: Money },
): Omit<Invoice, "number"> => {
  const total = money(amount.currency, -amount.minor);
  const taxed = taxWithin(pack, total);
  return {
    ...{ tenantId, providerId, corrects, replaces: "", month, parties, ...said, total },
    kind: "credit_note",
    lines: [],
    net: taxed?.net ?? total,
    tax: taxed?.tax,
    taxPercent: taxed?.percent,
    payable: undefined,
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
