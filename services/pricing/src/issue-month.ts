import { markets, monthBounds, type MarketPack } from "@whiteline/markets";
import { creditPriceOfMonth, type CreditPrice } from "./domain/credit-price.js";
import type { Due } from "./domain/due.js";
import { ofWallet } from "./domain/in-money.js";
import {
  invoiceOf,
  monthDiscountOf,
  type MonthOfTrade,
  type PaidAfterwards,
} from "./domain/invoice.js";
import type { Parties } from "./domain/party.js";
import { changesToPostpaid, stretchesOf, type Stretch } from "./domain/stretches.js";
import type { Wallet } from "./domain/wallet.js";
import type { NameParties } from "./name-parties.js";
import { requireBooked } from "./require-booked.js";
import type { BookStore } from "./store/books.js";
import type { CreditPriceStore } from "./store/credit-prices.js";
import type { DueStore } from "./store/dues.js";
import type { InvoiceStore } from "./store/invoices.js";
import type { OnceStore } from "./store/once.js";
import type { OrderStore } from "./store/orders.js";
import type { StatementStore, StatementSum } from "./store/statements.js";
import type { TermsStore } from "./store/terms.js";

export type IssuingMonth = {
  readonly invoices: InvoiceStore;
  readonly statements: StatementStore;
  readonly once: OnceStore;
  readonly dues: DueStore;
  readonly orders: OrderStore;
  readonly terms: TermsStore;
  readonly books: Pick<BookStore, "commitWithin">;
  readonly nameParties: NameParties;
  readonly creditPrices: Pick<CreditPriceStore, "of">;
  readonly now: () => Date;
};

type Session = Parameters<InvoiceStore["takenOff"]>[2];

/** What became of a month; refused: why, as a stable code. */
export type Outcome =
  { readonly kind: "issued" | "nothing" } | { readonly kind: "refused"; readonly code: string };

export const invoiceRequest = (tenantId: string, month: string): string =>
  `invoice:${tenantId}:${month}`;

/**
 * Issues the invoice of one month of a customer, once. Those that must come before it are the caller's to see to.
 * Nothing is issued where settlements and ledger do not say the same of it.
 */
export const issueOfMonth =
  (it: IssuingMonth) =>
  async (wallet: Wallet, month: string, by: string): Promise<Outcome> => {
    const of = await monthOf(it, wallet, month);
    const sums = await it.statements.sums(wallet.tenantId, of.from, of.to);
    if (!(await isChargedAsBooked(it, of, sums))) {
      return { kind: "refused", code: "MONTH_BOOKS_DIFFER" };
    }
    if (await isIdle(it, of, sums)) return { kind: "nothing" };
    const name = {
      providerId: wallet.providerId,
      request: invoiceRequest(wallet.tenantId, month),
      year: month.slice(0, 4),
    };
    const { decide, mark } = paperOf(it, of, await readTrade(it, of), by);
    const asked = await it.invoices.issue(name, decide(undefined), mark);
    if (!("refused" in asked)) return { kind: "issued" };
    if (asked.refused === "nothing") {
      await it.invoices.keepNothing(name);
      return { kind: "nothing" };
    }
    // Asked once there is something to invoice, and in no transaction: others of the tenant's would wait for accounts.
    const parties = await it.nameParties(wallet);
    const answer = await it.invoices.issue(name, decide(parties), mark);
    return { kind: "refused" in answer ? "nothing" : "issued" };
  };

/** A month of a customer, in the stretches in which it paid before or afterwards. */
type CustomerMonth = {
  readonly wallet: Wallet;
  readonly month: string;
  readonly pack: MarketPack;
  readonly from: Date;
  readonly to: Date;
  readonly stretches: readonly Stretch[];
  /** Each time until its end that the customer began to pay afterwards. */
  readonly begunPostpaid: readonly Date[];
  /** What a credit costs the customer in a month, where its wallet holds credits. */
  readonly creditOf: (month: string) => CreditPrice | undefined;
};

const monthOf = async (it: IssuingMonth, wallet: Wallet, month: string): Promise<CustomerMonth> => {
  const pack = markets.get(wallet.market, it.now().toISOString());
  const { from, to } = monthBounds(pack, month);
  const changes = await it.terms.changesOf(wallet.tenantId);
  const stretches = stretchesOf({ mode: wallet.mode, changes }, from, to);
  const known = pack.currency.isCredit ? await it.creditPrices.of(wallet) : [];
  return {
    wallet,
    month,
    pack,
    from,
    to,
    stretches,
    begunPostpaid: changesToPostpaid(changes, to),
    creditOf: (each) => creditPriceOfMonth(pack, known, { ...wallet, month: each }),
  };
};

/** Whether the settlements of a month were charged what the ledger says of its messages. */
const isChargedAsBooked = async (
  { once }: IssuingMonth,
  { wallet, from, to }: CustomerMonth,
  sums: readonly StatementSum[],
): Promise<boolean> => {
  const settled = await once.chargedWithin([wallet.tenantId], [{ from, to }]);
  const sent = sums.find(({ kind }) => kind === "messages")?.minor ?? 0n;
  return settled.reduce((sum, { minor }) => sum + minor, 0n) === -sent;
};

/** Nothing moved and nothing changed: only a fee that was raised and is unpaid would be to be invoiced. */
const isIdle = async (
  { dues }: IssuingMonth,
  { wallet, from, to, stretches }: CustomerMonth,
  sums: readonly StatementSum[],
): Promise<boolean> => {
  if (sums.length > 0 || stretches.some(({ changed }) => changed)) return false;
  const raised = await dues.feesRaised(wallet.tenantId, { from, to, unpaidBefore: false });
  return raised.length === 0;
};

/** What the paper of a month says, decided where it is written, and the fees that it demands. */
const paperOf = (it: IssuingMonth, of: CustomerMonth, trade: Trade, by: string) => {
  const { pack, month, stretches } = of;
  const { tenantId, providerId } = of.wallet;
  const { used, invoicedBefore, ...bought } = trade;
  const made = { tenantId, providerId, month, issuedAt: it.now(), issuedBy: by };
  const charged = used.flatMap((stretch) => stretch.charged);
  const discount = monthDiscountOf(
    pack,
    charged.reduce((sum, { minor }) => sum + minor, 0n),
  );
  const goesOn = stretches.at(-1)?.mode === "postpaid";
  // Its fees are read and marked where it is written: one that is waived meanwhile is not on it.
  let demanded: readonly Due[] = [];
  return {
    /** @param parties undefined: only whether there is something to invoice. */
    decide: (parties: Parties | undefined) => async (session: Session) => {
      // The discount is given with the paper that says so, or not at all; first, while nothing else waits for the wallet.
      if (parties !== undefined && discount > 0n) await giveDiscount(it, of, discount, session);
      const afterwards = await withFees(it, tenantId, used, session);
      const advances = await it.invoices.takenOff(tenantId, providerId, session);
      const takenOff = advances.reduce((sum, { month: on, minor }) => {
        return sum + ofWallet(pack, of.creditOf(on), minor);
      }, 0n);
      const sold = { ...bought, afterwards, goesOn, invoicedBefore, takenOff };
      const paper = invoiceOf(pack, sold, made);
      if (paper === undefined) {
        if (parties !== undefined && discount > 0n) throw new Error("a discount without a paper");
        return { refused: "nothing" as const };
      }
      if (parties === undefined) return { refused: "unnamed" as const };
      demanded = afterwards.flatMap(({ fees }) => fees);
      return { paper: { ...paper, parties } };
    },
    mark: (session: Session, { number }: { readonly number: string }): Promise<void> =>
      it.dues.invoiced(
        demanded.map(({ dueId }) => dueId),
        number,
        session,
      ),
  };
};

const giveDiscount = async (
  { books }: IssuingMonth,
  { wallet, month }: CustomerMonth,
  minor: bigint,
  session: Session,
): Promise<void> => {
  const amount = { currency: wallet.currency, minor };
  const movement = { kind: "month_discount", month, amount } as const;
  const booked = await books.commitWithin(session, wallet.tenantId, [movement]);
  requireBooked(booked, "Make room in the wallet for the month's discount, and issue it again.");
};

const withFees = async (
  { dues }: IssuingMonth,
  tenantId: string,
  used: Trade["used"],
  session: Session,
): Promise<readonly PaidAfterwards[]> => {
  const afterwards: PaidAfterwards[] = [];
  // One after another: a transaction has one thread.
  for (const { stretch, ...each } of used) {
    const asked = { ...stretch, unpaidBefore: stretch.changed };
    afterwards.push({ ...each, fees: await dues.feesRaised(tenantId, asked, session) });
  }
  return afterwards;
};

/** What a month's paper depends on, but for what is read where it is written. */
type Trade = Omit<MonthOfTrade, "afterwards" | "goesOn" | "takenOff"> & {
  readonly used: readonly (Omit<PaidAfterwards, "fees"> & { readonly stretch: Stretch })[];
};

/** What came in while a customer paid before, and what was used while it paid afterwards. */
const readTrade = async (
  it: IssuingMonth,
  { pack, month, wallet, stretches, begunPostpaid, creditOf }: CustomerMonth,
): Promise<Trade> => {
  const { tenantId, currency } = wallet;
  const before = stretches.filter(({ mode }) => mode === "prepaid");
  const afterwards = stretches.filter(({ mode }) => mode === "postpaid");
  const each = <Read>(of: readonly Stretch[], read: (from: Date, to: Date) => Promise<Read>) =>
    Promise.all(of.map(({ from, to }) => read(from, to)));
  const others = await each(before, (from, to) =>
    it.statements.creditWithoutOrder(tenantId, from, to),
  );
  const again = (
    await each(before, (from, to) => it.statements.paidAgain(tenantId, from, to))
  ).flat();
  const used = afterwards.map(async (stretch) => ({
    stretch,
    charged: await it.once.chargedWithin([tenantId], [stretch]),
    own: stretch.changed ? await ownAt(it, tenantId, [stretch.from]) : undefined,
  }));
  const begun = before.flatMap(({ changed, from }) => (changed ? [from] : []));
  return {
    ...{ currency, credit: creditOf(month) },
    used: await Promise.all(used),
    orders: (await each(before, (from, to) => it.orders.paidWithin(tenantId, from, to))).flat(),
    otherCredit: {
      count: others.reduce((sum, { count }) => sum + count, 0n),
      minor: others.reduce((sum, { minor }) => sum + minor, 0n),
    },
    // Credits are no money: what was paid for them is.
    paidAgain: again.filter(({ currency: paid }) => paid !== currency || !pack.currency.isCredit),
    broughtIn: await ownAt(it, tenantId, begun),
    invoicedBefore: await ownAt(it, tenantId, begunPostpaid),
  };
};

/** What a customer had of its own at some instants, together. */
const ownAt = async (
  { statements }: IssuingMonth,
  tenantId: string,
  instants: readonly Date[],
): Promise<bigint> => {
  const own = await Promise.all(instants.map((at) => statements.before(tenantId, at)));
  return own.reduce((sum, minor) => sum + minor, 0n);
};
