import { localMonth, markets, monthBounds, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { Due } from "./domain/due.js";
import {
  invoiceOf,
  monthDiscountOf,
  type MonthOfTrade,
  type PaidAfterwards,
} from "./domain/invoice.js";
import { changesToPostpaid, stretchesOf, type Stretch } from "./domain/stretches.js";
import type { Wallet } from "./domain/wallet.js";
import type { Parties } from "./domain/party.js";
import type { NameParties } from "./name-parties.js";
import { requireBooked } from "./require-booked.js";
import type { BookStore } from "./store/books.js";
import type { DueStore } from "./store/dues.js";
import type { InvoiceStore } from "./store/invoices.js";
import type { OnceStore } from "./store/once.js";
import type { OrderStore } from "./store/orders.js";
import type { StatementStore } from "./store/statements.js";
import type { TermsStore } from "./store/terms.js";
import type { WalletStore } from "./store/wallets.js";

export type IssueDependencies = {
  readonly wallets: WalletStore;
  readonly invoices: InvoiceStore;
  readonly statements: StatementStore;
  readonly once: OnceStore;
  readonly dues: DueStore;
  readonly orders: OrderStore;
  readonly terms: TermsStore;
  readonly books: Pick<BookStore, "commitWithin">;
  readonly nameParties: NameParties;
  readonly now: () => Date;
};

type Session = Parameters<InvoiceStore["takenOff"]>[2];

/** A movement that was under way at midnight is in the ledger by then. */
const SETTLED_AFTER_MS = 600_000;

/** @throws DomainError invalid MONTH_INVALID, precondition MONTH_NOT_OVER */
export const requireOver = (market: string, month: string, at: Date): void => {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) {
    throw new DomainError("invalid", "MONTH_INVALID", "That is no month.", {
      remedy: "Send one such as 2026-11.",
    });
  }
  const pack = markets.get(market, at.toISOString());
  const settled = new Date(at.getTime() - SETTLED_AFTER_MS);
  if (month >= localMonth(pack, settled.toISOString())) {
    throw new DomainError("precondition", "MONTH_NOT_OVER", "The month is not over.", {
      remedy: "Ask again ten minutes after its last day.",
    });
  }
};

type Outcome = "issued" | "nothing" | "refused";

/** What came of it. */
type Issued = {
  /** How many invoices, those of earlier months with them. */
  readonly issued: number;
  /** The month for which none was: the one asked for, or one before it. */
  readonly refused: string | undefined;
};

/**
 * Issues the invoice of a customer's month, once, and before it those of earlier months that are still to come: one that
 * was refused is forgotten by no later round, and what one takes off the next cannot (docs/decisions/0026). What the settlements say was charged must be
 * what the ledger says; where it is not, nothing is issued and somebody looks.
 * @returns `refused` where a month does not add up; what was issued before it stays.
 */
export const issueInvoice = (it: IssueDependencies) => issueMonths(it, issueOfMonth(it));

const issueMonths =
  (it: IssueDependencies, issue: ReturnType<typeof issueOfMonth>) =>
  async (wallet: Wallet, month: string, by: string): Promise<Issued> => {
    requireOver(wallet.market, month, it.now());
    let issued = 0;
    for (const each of await openMonths(it, wallet, month)) {
      const outcome = await issue(wallet, each, by);
      if (outcome === "refused") return { issued, refused: each };
      if (outcome === "issued") issued += 1;
    }
    return { issued, refused: undefined };
  };

/**
 * A month and those before it that are not dealt with, the oldest first. Where one is, all before it are: by an invoice, or
 * because there was nothing to invoice. Nothing more is booked into a month that is over, so that stays so.
 */
const openMonths = async (
  it: IssueDependencies,
  { tenantId, providerId, market }: Wallet,
  month: string,
): Promise<readonly string[]> => {
  const pack = markets.get(market, it.now().toISOString());
  const isDone = (of: string) => it.invoices.isDone(providerId, invoiceRequest(tenantId, of));
  if (await isDone(month)) return [];
  const beginnings = [
    (await it.statements.beginning(tenantId)) ?? [],
    changesToPostpaid(await it.terms.changesOf(tenantId), monthBounds(pack, month).from),
  ].flat();
  const since = beginnings.map((at) => localMonth(pack, at.toISOString())).sort()[0] ?? month;
  const open = [month];
  let earlier = monthBefore(pack, month);
  for (; earlier >= since && !(await isDone(earlier)); earlier = monthBefore(pack, earlier)) {
    open.unshift(earlier);
  }
  return open;
};

const invoiceRequest = (tenantId: string, month: string): string => `invoice:${tenantId}:${month}`;

const monthBefore = (pack: MarketPack, month: string): string =>
  localMonth(pack, new Date(monthBounds(pack, month).from.getTime() - 1).toISOString());

const issueOfMonth =
  (it: IssueDependencies) =>
  async (wallet: Wallet, month: string, by: string): Promise<Outcome> => {
    const { tenantId, providerId, market } = wallet;
    const at = it.now();
    const pack = markets.get(market, at.toISOString());
    const { from, to } = monthBounds(pack, month);
    const request = invoiceRequest(tenantId, month);
    const terms = { mode: wallet.mode, changes: await it.terms.changesOf(tenantId) };
    const stretches = stretchesOf(terms, from, to);
    const [sums, settled] = await Promise.all([
      it.statements.sums(tenantId, from, to),
      it.once.chargedWithin([tenantId], [{ from, to }]),
    ]);
    const sent = sums.find(({ kind }) => kind === "messages")?.minor ?? 0n;
    if (settled.reduce((sum, { minor }) => sum + minor, 0n) !== -sent) return "refused";
    if (sums.length === 0 && stretches.every(({ changed }) => !changed)) {
      // Nothing moved and nothing changed: only a fee that was raised and is unpaid is to be invoiced.
      const raised = await it.dues.feesRaised(tenantId, { from, to, unpaidBefore: false });
      if (raised.length === 0) return "nothing";
    }
    const { used, ...bought } = await readTrade(it, pack, wallet, stretches);
    const discount = monthDiscountOf(
      pack,
      used.flatMap(({ charged }) => charged).reduce((sum, { minor }) => sum + minor, 0n),
    );
    const invoicedBefore = await ownAt(it, tenantId, changesToPostpaid(terms.changes, to));
    const made = { tenantId, providerId, month, issuedAt: at, issuedBy: by };
    // Its fees are read and marked where it is written: one that is waived meanwhile is not on it.
    let demanded: readonly Due[] = [];
    // The discount is given with the paper that says so, or not at all; first, while nothing else waits for the wallet.
    const give = async (session: Session): Promise<void> => {
      if (discount === 0n) return;
      const amount = { currency: wallet.currency, minor: discount };
      const movement = { kind: "month_discount", month, amount } as const;
      const booked = await it.books.commitWithin(session, tenantId, [movement]);
      requireBooked(
        booked,
        "Make room in the wallet for the month's discount, and issue it again.",
      );
    };
    const name = { providerId, request, year: month.slice(0, 4) };
    const decide = (parties: Parties | undefined) => async (session: Session) => {
      if (parties !== undefined) await give(session);
      const afterwards: PaidAfterwards[] = [];
      for (const { stretch, ...each } of used) {
        const asked = { ...stretch, unpaidBefore: stretch.changed };
        afterwards.push({ ...each, fees: await it.dues.feesRaised(tenantId, asked, session) });
      }
      const takenOff = await it.invoices.takenOff(tenantId, providerId, session);
      const goesOn = stretches.at(-1)?.mode === "postpaid";
      const sold = { ...bought, afterwards, goesOn, invoicedBefore, takenOff };
      const paper = invoiceOf(pack, sold, made);
      if (paper === undefined) {
        if (parties !== undefined && discount > 0n) throw new Error("a discount without a paper");
        return { refused: "nothing" as const };
      }
      if (parties === undefined) return { refused: "unnamed" as const };
      demanded = afterwards.flatMap(({ fees }) => fees);
      return { paper: { ...paper, parties } };
    };
    const mark = (session: Session, { number }: { readonly number: string }) =>
      it.dues.invoiced(
        demanded.map(({ dueId }) => dueId),
        number,
        session,
      );
    const asked = await it.invoices.issue(name, decide(undefined), mark);
    if (!("refused" in asked)) return "issued";
    if (asked.refused === "nothing") {
      await it.invoices.keepNothing(name);
      return "nothing";
    }
    // Asked once there is something to invoice, and in no transaction: others of the tenant's would wait for accounts.
    const parties = await it.nameParties({ tenantId, providerId });
    const answer = await it.invoices.issue(name, decide(parties), mark);
    return "refused" in answer ? "nothing" : "issued";
  };

/** A month of a customer for which no invoice could be issued. */
export type RefusedMonth = { readonly tenantId: string; readonly month: string };

/** Issues an invoice; one that fails is refused and told, so that the others' go on. */
export const issueOrRefuse = (
  it: IssueDependencies & { readonly failed: (which: RefusedMonth, error: unknown) => void },
): ReturnType<typeof issueInvoice> => {
  const issue = issueOfMonth(it);
  return issueMonths(it, async (wallet, month, by) => {
    try {
      return await issue(wallet, month, by);
    } catch (error) {
      it.failed({ tenantId: wallet.tenantId, month }, error);
      return "refused";
    }
  });
};

/** What came in while a customer paid before, and what was used while it paid afterwards. */
const readTrade = async (
  it: IssueDependencies,
  pack: MarketPack,
  { tenantId, providerId, currency }: Wallet,
  stretches: readonly Stretch[],
): Promise<
  Omit<MonthOfTrade, "afterwards" | "goesOn" | "invoicedBefore" | "takenOff"> & {
    readonly used: readonly (Omit<PaidAfterwards, "fees"> & { readonly stretch: Stretch })[];
  }
> => {
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
    ...{ providerId, currency },
    used: await Promise.all(used),
    orders: (await each(before, (from, to) => it.orders.paidWithin(tenantId, from, to))).flat(),
    otherCredit: {
      count: others.reduce((sum, { count }) => sum + count, 0n),
      minor: others.reduce((sum, { minor }) => sum + minor, 0n),
    },
    // Credits are no money: what was paid for them is.
    paidAgain: again.filter(({ currency: paid }) => paid !== currency || !pack.currency.isCredit),
    broughtIn: await ownAt(it, tenantId, begun),
  };
};

/** What a customer had of its own at some instants, together. */
const ownAt = async (
  { statements }: IssueDependencies,
  tenantId: string,
  instants: readonly Date[],
): Promise<bigint> => {
  const own = await Promise.all(instants.map((at) => statements.before(tenantId, at)));
  return own.reduce((sum, minor) => sum + minor, 0n);
};

/** Issues the invoices of the month before the present one, for every market's customers. */
export const invoiceRound =
  (
    it: Parameters<typeof issueOrRefuse>[0] & {
      readonly providers: () => readonly string[];
      readonly told: (refused: readonly RefusedMonth[]) => void;
    },
  ) =>
  async (): Promise<void> => {
    const issue = issueOrRefuse(it);
    const refused: RefusedMonth[] = [];
    for (const providerId of it.providers()) {
      for (const wallet of await it.wallets.ofProvider(providerId)) {
        const at = new Date(it.now().getTime() - SETTLED_AFTER_MS);
        const pack = markets.get(wallet.market, at.toISOString());
        const before = monthBefore(pack, localMonth(pack, at.toISOString()));
        const { refused: month } = await issue(wallet, before, "platform");
        if (month !== undefined) refused.push({ tenantId: wallet.tenantId, month });
      }
    }
    it.told(refused);
  };
