import { monthBounds, type MarketPack } from "@whiteline/markets";
import type { Due } from "./due.js";
import type { CreditPrice } from "./credit-price.js";
import { inMoney, ofWallet } from "./in-money.js";
import { monthDiscountOf, type Invoice, type InvoiceLine } from "./invoice.js";
import type { KeptChunk } from "./kept-chunk.js";
import { accountsOf, causes, type Entry } from "./ledger.js";
import { money } from "./money.js";
import { noteFaults, reissueFaults, replacedIn } from "./note-check.js";
import type { Order } from "./order.js";
import { payableOf } from "./payable.js";
import { changesToPostpaid, stretchesOf, type ModeChange, type Stretch } from "./stretches.js";
import { taxWithin } from "./tax.js";
import type { Wallet } from "./wallet.js";

type Sums = {
  readonly invoice: Invoice;
  readonly stretches: readonly Stretch[];
  readonly pack: MarketPack;
  /** What each stretch was charged, and the fees of it; of the wallet's currency. */
  readonly messages: Map<Stretch, bigint>;
  readonly fees: Map<Stretch, bigint>;
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
  {
    packAt,
    creditOf,
    wallet,
  }: {
    readonly packAt: (at: Date) => MarketPack;
    /** What a credit costs the customer in a month, where its wallet holds credits. */
    readonly creditOf: (pack: MarketPack, month: string) => CreditPrice | undefined;
    readonly wallet: Wallet;
  },
  papers: readonly Invoice[],
  changes: readonly ModeChange[],
) => {
  const { tenantId, providerId, currency, mode } = wallet;
  const accounts = accountsOf(tenantId, providerId);
  const own = new Set([accounts.available, accounts.held, accounts.credit]);
  const replaced = replacedIn(papers);
  /** What was issued anew, and the note that took the first one back, are taxed as the first one was. */
  const packOf = ({ replaces, corrects, issuedAt }: Invoice): MarketPack => {
    const first = replaces === "" && replaced.has(corrects) ? corrects : replaces;
    return packAt(papers.find(({ number }) => number === first)?.issuedAt ?? issuedAt);
  };
  const all = papers.flatMap((invoice): readonly Sums[] => {
    if (invoice.kind !== "invoice" || replaced.has(invoice.number)) return [];
    const pack = packOf(invoice);
    const { from, to } = monthBounds(pack, invoice.month);
    const stretches = stretchesOf({ mode, changes }, from, to);
    const none = { broughtIn: 0n, credit: 0n, discounts: 0n };
    return [{ invoice, pack, stretches, messages: new Map(), fees: new Map(), ...none }];
  });
  /** What months' discounts gave, by the cause; minor units of the wallet. */
  const monthDiscounts = new Map<string, bigint>();
  const last = all.reduce((latest, { stretches }) => later(latest, stretches), new Date(0));
  const toPostpaid = changesToPostpaid(changes, last);
  // What was its own when each of these began.
  const ownAt = new Map(toPostpaid.map((change) => [change.getTime(), 0n]));
  const invoicedBefore = (until: Date): bigint =>
    [...ownAt].reduce((sum, [at, own]) => (at < until.getTime() ? sum + own : sum), 0n);
  const pricedBy =
    ({ pack, invoice: { month } }: Sums) =>
    (minor: bigint): bigint =>
      inMoney(pack, creditOf(pack, month), money(currency, minor))?.minor ?? 0n;
  const stretchAt = ({ stretches }: Sums, way: Stretch["mode"], at: Date): Stretch | undefined =>
    stretches.find((each) => each.mode === way && each.from <= at && at < each.to);

  return {
    addEntry({ cause, account, amount, at }: Entry & { readonly at: Date }): void {
      if (cause.startsWith(causes.monthDiscount(tenantId, "")) && account === accounts.available) {
        add(monthDiscounts, cause, amount.minor);
      }
      if (all.length === 0) return;
      if (own.has(account)) {
        for (const change of toPostpaid)
          if (at < change) add(ownAt, change.getTime(), amount.minor);
      }
      for (const sums of all) {
        if (own.has(account)) {
          for (const { mode: way, changed, from } of sums.stretches) {
            if (way === "prepaid" && changed && at < from) sums.broughtIn += amount.minor;
          }
        }
        if (amount.minor <= 0n || stretchAt(sums, "prepaid", at) === undefined) continue;
        const isMoney = amount.currency !== currency || !sums.pack.currency.isCredit;
        if (isMoney && /^(?:top-up|month-discount|paid-again|sale-again):/.test(cause)) {
          sums.credit += amount.minor;
        }
      }
    },

    addSettlement({ charged, at }: KeptChunk): void {
      for (const sums of all) add(sums.messages, stretchAt(sums, "postpaid", at), charged);
    },

    addOrder({ status, endedAt, price }: Order): void {
      if (status !== "paid" || endedAt === undefined) return;
      for (const sums of all) {
        if (stretchAt(sums, "prepaid", endedAt) === undefined) continue;
        sums.credit += price.price.minor;
        for (const { amount } of price.discounts) sums.discounts += amount.minor;
      }
    },

    addDue({ kind, invoice, amount, raisedAt }: Due): void {
      if (kind === "fine") return;
      for (const { invoice: paper, stretches, fees } of all) {
        if (paper.number !== invoice) continue;
        // One that was unpaid when terms changed is of the stretch that began then.
        const since = stretches.find(({ mode: way, to }) => way === "postpaid" && raisedAt < to);
        add(fees, since, amount.minor);
      }
    },

    /** Each paper that says something else, in words. */
    *faults(): Iterable<string> {
      for (const paper of papers) yield* faultsWithin(packOf(paper), paper);
      yield* noteFaults(tenantId, papers);
      yield* reissueFaults(papers);
      let advance = 0n;
      let before = 0n;
      let [asked, lacked] = [0n, 0n];
      for (const sums of inOrderOfMonths(all)) {
        const { invoice, pack, stretches, messages, fees, broughtIn, credit, discounts } = sums;
        const priced = pricedBy(sums);
        const discount = monthDiscountOf(pack, sumIn(messages));
        const say = (what: string, kinds: readonly InvoiceLine["kind"][], is: bigint) => {
          const says = sumOf(invoice, kinds);
          const { number } = invoice;
          return says === is ? [] : [`${number} invoices ${says} of ${what}; the books say ${is}.`];
        };
        yield* say("messages", ["messages"], priced(sumIn(messages)));
        yield* say("fees", ["declaration", "maintenance"], priced(sumIn(fees)));
        yield* say("credit", ["credit"], credit);
        yield* say("discounts", ["discount"], -discounts - priced(discount));
        const cause = causes.monthDiscount(tenantId, invoice.month);
        const given = monthDiscounts.get(cause) ?? 0n;
        monthDiscounts.delete(cause);
        if (given !== discount) {
          yield `${cause} gave ${given}; by what was sent it is ${discount}.`;
        }
        yield* say("credit brought over", ["brought_in"], broughtIn > 0n ? priced(broughtIn) : 0n);
        before = invoicedBefore(last);
        const used = stretches.flatMap((stretch) => {
          if (stretch.mode === "prepaid") return [];
          const own = stretch.changed ? priced(ownAt.get(stretch.from.getTime()) ?? 0n) : undefined;
          return [{ used: priced((messages.get(stretch) ?? 0n) + (fees.get(stretch) ?? 0n)), own }];
        });
        const until = stretches.at(-1)?.to ?? last;
        const left = priced(invoicedBefore(until) - advance);
        asked += invoice.payable?.minor ?? 0n;
        lacked += payableOf(used, { left, discount: priced(discount) });
        const off = -sumOf(invoice, ["advance"]);
        advance += ofWallet(pack, creditOf(pack, invoice.month), off);
      }
      for (const [cause, given] of monthDiscounts) {
        if (given !== 0n) yield `${cause} gave ${given}, and its month is on no invoice.`;
      }
      // Of months that were invoiced in another order one asks what another does not: all of them ask what is lacking.
      if (asked !== lacked) {
        yield `The invoices of tenant ${tenantId} ask for ${asked}; by the books ${lacked} is to be paid.`;
      }
      if (advance > 0n && advance > before) {
        yield `The invoices of tenant ${tenantId} take ${advance} off for credit of before; there was ${before}.`;
      }
    },
  };
};

const add = <Key>(sums: Map<Key, bigint>, key: Key | undefined, minor: bigint): void => {
  if (key !== undefined) sums.set(key, (sums.get(key) ?? 0n) + minor);
};

const sumIn = (sums: ReadonlyMap<unknown, bigint>): bigint =>
  [...sums.values()].reduce((sum, minor) => sum + minor, 0n);

const inOrderOfMonths = (all: readonly Sums[]): readonly Sums[] =>
  [...all].sort((a, b) => (a.invoice.month < b.invoice.month ? -1 : 1));

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
