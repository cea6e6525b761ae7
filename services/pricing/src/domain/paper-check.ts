import { monthBounds, type MarketPack } from "@whiteline/markets";
import type { Due } from "./due.js";
import { inMoney } from "./in-money.js";
import { monthDiscountOf, type Invoice, type InvoiceLine } from "./invoice.js";
import type { KeptChunk } from "./kept-chunk.js";
import { accountsOf, type Entry } from "./ledger.js";
import { money } from "./money.js";
import type { Order } from "./order.js";
import { changesToPostpaid, stretchesOf, type ModeChange, type Stretch } from "./stretches.js";
import { taxWithin } from "./tax.js";
import type { Wallet } from "./wallet.js";

type Sums = {
  readonly invoice: Invoice;
  readonly stretches: readonly Stretch[];
  readonly pack: MarketPack;
  /** Of the wallet's currency. */
  messages: bigint;
  fees: bigint;
  /** What was its own when it began to pay before. */
  broughtIn: bigint;
  /** Money. */
  credit: bigint;
  discounts: bigint;
};

/**
 * Holds one customer's papers against what they invoice: the entries, settlements, orders and fees of their months as they
 * are read past. Everything must be seen at one instant.
 */
export const paperCheck = (
  { packAt, wallet }: { readonly packAt: (at: Date) => MarketPack; readonly wallet: Wallet },
  papers: readonly Invoice[],
  changes: readonly ModeChange[],
) => {
  const { tenantId, providerId, currency, mode } = wallet;
  const accounts = accountsOf(tenantId, providerId);
  const own = new Set([accounts.available, accounts.held, accounts.credit]);
  const all = papers.flatMap((invoice): readonly Sums[] => {
    if (invoice.kind !== "invoice") return [];
    const pack = packAt(invoice.issuedAt);
    const { from, to } = monthBounds(pack, invoice.month);
    const stretches = stretchesOf({ mode, changes }, from, to);
    const none = { messages: 0n, fees: 0n, broughtIn: 0n, credit: 0n, discounts: 0n };
    return [{ invoice, pack, stretches, ...none }];
  });
  const last = all.reduce((latest, { stretches }) => later(latest, stretches), new Date(0));
  const toPostpaid = changesToPostpaid(changes, last);
  let invoicedBefore = 0n;
  const pricedBy =
    (pack: MarketPack) =>
    (minor: bigint): bigint =>
      inMoney(pack, providerId, money(currency, minor))?.minor ?? 0n;
  const isIn = ({ stretches }: Sums, way: Stretch["mode"], at: Date): boolean =>
    stretches.some((each) => each.mode === way && each.from <= at && at < each.to);

  return {
    addEntry({ cause, account, amount, at }: Entry & { readonly at: Date }): void {
      if (all.length === 0) return;
      if (own.has(account)) {
        for (const change of toPostpaid) if (at < change) invoicedBefore += amount.minor;
      }
      for (const sums of all) {
        if (own.has(account)) {
          for (const { mode: way, changed, from } of sums.stretches) {
            if (way === "prepaid" && changed && at < from) sums.broughtIn += amount.minor;
          }
        }
        if (amount.minor <= 0n || !isIn(sums, "prepaid", at)) continue;
        const isMoney = amount.currency !== currency || !sums.pack.currency.isCredit;
        if (isMoney && /^(?:top-up|month-discount|paid-again|sale-again):/.test(cause)) {
          sums.credit += amount.minor;
        }
      }
    },

    addSettlement({ charged, at }: KeptChunk): void {
      for (const sums of all) if (isIn(sums, "postpaid", at)) sums.messages += charged;
    },

    addOrder({ status, endedAt, price }: Order): void {
      if (status !== "paid" || endedAt === undefined) return;
      for (const sums of all) {
        if (!isIn(sums, "prepaid", endedAt)) continue;
        sums.credit += price.price.minor;
        for (const { amount } of price.discounts) sums.discounts += amount.minor;
      }
    },

    addDue({ kind, invoice, amount }: Due): void {
      if (kind === "fine") return;
      for (const sums of all) {
        if (sums.invoice.number === invoice) sums.fees += amount.minor;
      }
    },

    /** Each paper that says something else, in words. */
    *faults(): Iterable<string> {
      for (const paper of papers) yield* faultsWithin(packAt(paper.issuedAt), paper);
      let advance = 0n;
      let before = 0n;
      for (const { invoice, pack, messages, fees, broughtIn, credit, discounts } of all) {
        const priced = pricedBy(pack);
        const charged = [{ operator: "", alphabet: "", parts: 0n, minor: messages }];
        const off = monthDiscountOf(pack, { postpaid: invoice.payable !== undefined, charged });
        const say = (what: string, kinds: readonly InvoiceLine["kind"][], is: bigint) => {
          const says = sumOf(invoice, kinds);
          const { number } = invoice;
          return says === is ? [] : [`${number} invoices ${says} of ${what}; the books say ${is}.`];
        };
        yield* say("messages", ["messages"], priced(messages));
        yield* say("fees", ["declaration", "maintenance"], priced(fees));
        yield* say("credit", ["credit"], credit);
        yield* say("discounts", ["discount"], -discounts - priced(off));
        yield* say("credit brought over", ["brought_in"], broughtIn > 0n ? priced(broughtIn) : 0n);
        advance -= sumOf(invoice, ["advance"]);
        before = priced(invoicedBefore);
      }
      if (advance > 0n && advance > before) {
        yield `The invoices of tenant ${tenantId} take ${advance} off for credit of before; there was ${before}.`;
      }
    },
  };
};

const later = (latest: Date, stretches: readonly Stretch[]): Date =>
  stretches.reduce((last, { to }) => (to > last ? to : last), latest);

const sumOf = ({ lines }: Invoice, kinds: readonly InvoiceLine["kind"][]): bigint =>
  lines.reduce((sum, { kind, amount }) => (kinds.includes(kind) ? sum + amount.minor : sum), 0n);

/** Whether the sums of a paper are those of its lines, and its tax that of its total. */
const faultsWithin = (pack: MarketPack, paper: Invoice): readonly string[] => {
  const { number, kind, lines, total, net, tax } = paper;
  const sum = lines.reduce((all, { amount }) => all + amount.minor, 0n);
  const taxed = taxWithin(pack, total);
  const isTaxed = net.minor === (taxed?.net ?? total).minor && tax?.minor === taxed?.tax.minor;
  return [
    ...(kind === "invoice" && sum !== total.minor
      ? [`${number} comes to ${total.minor}; its lines to ${sum}.`]
      : []),
    ...(isTaxed ? [] : [`${number}: net and tax are not those of ${total.minor}.`]),
  ];
};
