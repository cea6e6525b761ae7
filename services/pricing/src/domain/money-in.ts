import { bankNumberOf, numberInReceipt } from "./bank-number.js";
import { unchanged, withWallet, type Book, type Movement, type Step } from "./book.js";
import { collectDues } from "./dues.js";
import { accountsOf, causes, transfer, type Accounts, type Entry } from "./ledger.js";
import { isMismatch, isStorable, money, plus, type Money } from "./money.js";
import { codeOf, giftOf, isPayable, worthOf, type Order } from "./order.js";
import { whySuspended } from "./payment-case.js";
import { suspend } from "./suspense.js";
import type { Wallet } from "./wallet.js";

type Of<Kind extends Movement["kind"]> = Extract<Movement, { kind: Kind }>;

/** Money that finance received and books by hand: once per request, and once per number of the bank. */
export const topUp = (
  book: Book,
  { requestId, amount, reference }: Of<"top_up">,
  at: Date,
): Step => {
  const { wallet } = book;
  const cause = causes.topUp(wallet.providerId, requestId);
  const known = book.topUps.get(cause);
  if (known !== undefined) {
    const same =
      known.tenantId === wallet.tenantId &&
      known.amount.minor === amount.minor &&
      known.amount.currency === amount.currency &&
      known.reference === reference;
    return unchanged(book, same ? { kind: "done", wallet } : { kind: "reused" });
  }
  const number = bankNumberOf(reference);
  if (book.bankNumbers.has(number)) return unchanged(book, { kind: "receipt_used" });
  const step = credit(book, { cause, from: "payments", amount, reference, orderId: "" }, at);
  if (step.verdict.kind !== "done") return step;
  const made = { tenantId: wallet.tenantId, amount, reference };
  const topUps = new Map([...book.topUps, [cause, made]]);
  return { ...step, book: { ...withBankNumber(step.book, number, cause), topUps } };
};

const withBankNumber = (book: Book, number: string, cause: string): Book =>
  number === "" ? book : { ...book, bankNumbers: new Map([...book.bankNumbers, [number, cause]]) };

/**
 * The payment of an order. What was paid and what discounts add enter the wallet together, under causes of their own;
 * for credits the money stands beside them in its own currency, and the two never mix.
 */
export const payOrder = (book: Book, payment: Of<"pay_order">, at: Date): Step => {
  const { orderId, receipt, by, paidAt } = payment;
  const { wallet } = book;
  const order = book.orders.get(orderId);
  if (order?.tenantId !== wallet.tenantId) return unchanged(book, { kind: "order_unknown" });
  if (isHeard(book, receipt)) {
    const used = book.receipts.get(receipt) ?? paymentOf(book, receipt)?.orderId;
    return unchanged(
      book,
      used === undefined || used === orderId
        ? { kind: "order_closed", order }
        : { kind: "receipt_used" },
    );
  }
  const bookedAs = book.bankNumbers.get(numberInReceipt(receipt)) ?? causes.order(orderId);
  if (bookedAs !== causes.order(orderId)) return unchanged(book, { kind: "receipt_used" });
  const { amount = order.price.toPay } = payment;
  const why = isWhole(order, amount) ? whySuspended(order, paidAt) : "amount_differs";
  if (why !== undefined) return suspend(book, { order, receipt, amount, why }, at);
  if (!isPayable(order)) return unchanged(book, { kind: "order_closed", order });
  return bookOrder(book, { order, receipt, by, from: "payments" }, at);
};

/** Whether the payment with this number did what it does: it paid an order, or is a case. */
const isHeard = (book: Book, receipt: string): boolean =>
  book.receipts.has(receipt) ||
  paymentOf(book, receipt) !== undefined ||
  // Second payments of before they were cases.
  book.made.has(causes.paidAgain(book.wallet.providerId, receipt));

const paymentOf = (book: Book, receipt: string) =>
  book.payments.get(causes.suspense(book.wallet.providerId, receipt));

type Paying = {
  readonly order: Order;
  readonly receipt: string;
  readonly by: string;
  /** Where the money stands; credits themselves come from outside. */
  readonly from: "payments" | "suspense";
};

/** An order becomes paid. */
export const bookOrder = (book: Book, paying: Paying, at: Date): Step => {
  const { order, from } = paying;
  const { orderId, price } = order;
  const { wallet } = book;
  const code = codeOf(order);
  const holder = book.codes.get(code);
  // It ran out, its code went to another order, and its payer came all the same: a code counts once.
  if (holder !== undefined && holder !== orderId) return bookPlainly(book, paying, at);
  const gift = giftOf(order);
  const bought = money(price.value.currency, price.value.minor - gift.minor);
  const extra = [
    ...transfer(accountsOf(wallet.tenantId, wallet.providerId), {
      cause: causes.orderDiscount(orderId),
      from: "discounts",
      to: "available",
      amount: gift,
    }),
    ...saleOf(wallet, { from, cause: causes.sale(orderId), paid: price.toPay }),
  ];
  const given = { from: sourceOf(order, from), amount: bought, gift, reference: paying.receipt };
  const step = credit(book, { ...given, cause: causes.order(orderId), orderId, extra }, at);
  return step.verdict.kind === "done" ? closeOrder(step, { ...order, code }, paying, at) : step;
};

const closeOrder = (step: Step, order: Order, { receipt, by }: Paying, at: Date): Step => {
  const { book } = step;
  const { orderId, code } = order;
  const paid: Order = { ...order, status: "paid", receipt, endedAt: at, decidedBy: by, reason: "" };
  return {
    ...step,
    book: {
      ...withBankNumber(book, numberInReceipt(receipt), causes.order(orderId)),
      orders: new Map([...book.orders, [orderId, paid]]),
      receipts: new Map([...book.receipts, [receipt, orderId]]),
      codes: code === "" ? book.codes : new Map([...book.codes, [code, orderId]]),
    },
    verdict: { kind: "paid", order: paid },
  };
};

/** What was paid, without what discounts would add: an order whose code another one has by now. */
const bookPlainly = (book: Book, paying: Paying, at: Date): Step => {
  const { order, from, receipt: reference } = paying;
  const { orderId } = order;
  const { toPay } = order.price;
  const extra = saleOf(book.wallet, { from, cause: causes.sale(orderId), paid: toPay });
  const given = { from: sourceOf(order, from), amount: worthOf(order), reference, orderId };
  const step = credit(book, { ...given, cause: causes.order(orderId), extra }, at);
  return step.verdict.kind === "done" ? closeOrder(step, { ...order, code: "" }, paying, at) : step;
};

/** Whether so much is what an order asks for. */
export const isWhole = ({ price: { toPay } }: Order, { currency, minor }: Money): boolean =>
  currency === toPay.currency && minor === toPay.minor;

/** A further payment of a paid order, or one of another amount, enters the wallet under its own name, without a discount. */
export const bookAgain = (
  book: Book,
  { order, receipt, from, amount }: Omit<Paying, "by"> & { readonly amount: Money },
  at: Date,
): Step => {
  const { wallet } = book;
  const { providerId } = wallet;
  const cause = causes.paidAgain(providerId, receipt);
  const extra = saleOf(wallet, {
    from,
    cause: causes.saleAgain(providerId, receipt),
    paid: amount,
  });
  const { orderId } = order;
  const worth = worthOf(order, amount);
  const given = { from: sourceOf(order, from), amount: worth, reference: receipt };
  const step = credit(book, { ...given, orderId, cause, extra }, at);
  return step.verdict.kind === "done"
    ? { ...step, book: { ...step.book, made: new Set([...book.made, cause]) } }
    : step;
};

/** Whether an order buys credits, which are no money. */
const buysCredits = ({ price }: Order): boolean => price.toPay.currency !== price.value.currency;

const sourceOf = (order: Order, from: Paying["from"]): Paying["from"] =>
  buysCredits(order) ? "payments" : from;

/** What was paid for credits stands beside them. */
const saleOf = (
  { tenantId, providerId, currency }: Wallet,
  sale: { readonly from: Paying["from"]; readonly cause: string; readonly paid: Money },
): readonly Entry[] => {
  const { from, cause, paid: amount } = sale;
  if (amount.currency === currency) return [];
  return transfer(accountsOf(tenantId, providerId), { cause, from, to: "sales", amount });
};

/** What a postpaid month's discount takes off; once per month. */
export const monthDiscount = (
  book: Book,
  { month, amount }: Of<"month_discount">,
  at: Date,
): Step =>
  once(book, causes.monthDiscount(book.wallet.tenantId, month), {
    from: "discounts",
    amount,
    at,
  });

/** What a credit note gives back; once per number. */
export const creditNote = (book: Book, { number, amount }: Of<"credit_note">, at: Date): Step =>
  once(book, causes.creditNote(number), { from: "corrections", amount, at });

/** A reseller takes what it earned into its wallet. */
export const drawMargin = (
  book: Book,
  { requestId, amount }: Of<"draw_margin">,
  at: Date,
): Step => {
  const { wallet, margin } = book;
  const cause = causes.draw(wallet.tenantId, requestId);
  if (book.made.has(cause)) return unchanged(book, { kind: "done", wallet });
  if (amount.currency === wallet.currency && amount.minor > margin) {
    return unchanged(book, { kind: "margin_too_small", margin: money(wallet.currency, margin) });
  }
  const step = once(book, cause, { from: "margin", amount, at });
  return step.verdict.kind === "done"
    ? { ...step, book: { ...step.book, margin: margin - amount.minor } }
    : step;
};

const once = (
  book: Book,
  cause: string,
  { from, amount, at }: { from: keyof Accounts; amount: Money; at: Date },
): Step => {
  if (book.made.has(cause)) return unchanged(book, { kind: "done", wallet: book.wallet });
  const step = credit(book, { cause, from, amount, reference: "", orderId: undefined }, at);
  return step.verdict.kind === "done"
    ? { ...step, book: { ...step.book, made: new Set([...book.made, cause]) } }
    : step;
};

/** Money enters the wallet, and pays what is owed first. */
const credit = (
  book: Book,
  given: {
    readonly cause: string;
    readonly from: keyof Accounts;
    readonly amount: Money;
    /** Enters beside the amount, under a cause of its own among `extra`. */
    readonly gift?: Money;
    readonly reference: string;
    /** Undefined: it is no top-up, and none is told. */
    readonly orderId: string | undefined;
    readonly extra?: readonly Entry[];
  },
  at: Date,
): Step => {
  const { wallet } = book;
  const { cause, from, amount, reference, orderId } = given;
  const into = given.gift === undefined ? amount : plus(amount, given.gift);
  const available = isMismatch(into) ? into : plus(wallet.available, into);
  if (isMismatch(into) || isMismatch(available)) {
    return unchanged(book, { kind: "currency_mismatch", expected: wallet.currency });
  }
  const all = plus(available, wallet.held);
  if (isMismatch(all) || !isStorable(all)) return unchanged(book, { kind: "too_large" });
  const entries = [
    ...transfer(accountsOf(wallet.tenantId, wallet.providerId), {
      cause,
      from,
      to: "available",
      amount,
      reference,
    }),
    ...(given.extra ?? []),
  ];
  const paid = collectDues(withWallet(book, { available }), at);
  const told =
    orderId === undefined
      ? []
      : [{ kind: "topped_up", cause, available, amount: into, orderId } as const];
  return {
    ...paid,
    entries: [...entries, ...paid.entries],
    facts: [...told, ...paid.facts],
    verdict: { kind: "done", wallet: paid.book.wallet },
  };
};
