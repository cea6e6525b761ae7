import { DomainError, inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import { localMonth, markets, monthBounds } from "@whiteline/markets";
import type { ClientSession, Connection } from "mongoose";
import { bankNumberOf, numberInReceipt } from "../domain/bank-number.js";
import {
  clearanceKey,
  type Book,
  type MoneyFact,
  type Movement,
  type Verdict,
} from "../domain/book.js";
import { causes } from "../domain/ledger.js";
import { deedOf } from "../domain/money-deed.js";
import { move } from "../domain/movement.js";
import { campaignReservationId, dependsOnMonth, type Reservation } from "../domain/reservation.js";
import type { Wallet } from "../domain/wallet.js";
import type { BankNumberStore } from "./bank-numbers.js";
import type { DueStore } from "./dues.js";
import type { LedgerStore } from "./ledger.js";
import type { MonthTotalStore } from "./month-totals.js";
import type { OnceStore } from "./once.js";
import type { OrderStore } from "./orders.js";
import type { PaymentCaseStore } from "./payment-cases.js";
import type { ProposalStore } from "./proposals.js";
import type { ReservationStore } from "./reservations.js";
import type { TermsStore } from "./terms.js";
import type { WalletStore } from "./wallets.js";

export type BookDependencies = {
  readonly connection: Connection;
  readonly wallets: WalletStore;
  readonly ledger: LedgerStore;
  readonly reservations: ReservationStore;
  readonly once: OnceStore;
  readonly monthTotals: MonthTotalStore;
  readonly dues: DueStore;
  readonly orders: OrderStore;
  readonly bankNumbers: BankNumberStore;
  readonly payments: PaymentCaseStore;
  readonly terms: TermsStore;
  readonly proposals: Pick<ProposalStore, "ofTerms" | "withdraw" | "decide">;
  /** Adds facts to the outbox of the transaction. */
  readonly tell: (
    session: ClientSession,
    told: { readonly tenantId: string; readonly providerId: string; readonly at: Date },
    facts: readonly MoneyFact[],
  ) => Promise<void>;
  readonly now: () => Date;
};

/** A race for a permanent key is lost once; then the key is read. More is a fault. */
const ATTEMPTS = 5;

/** The books: every movement of money is one transaction of entries, wallet, reservations and facts. */
export const bookStore = (dependencies: BookDependencies) => {
  const { connection, wallets, ledger, reservations, once, monthTotals, tell, now } = dependencies;
  const { dues, orders, bankNumbers, payments, terms, proposals } = dependencies;

  const load = async (
    wallet: Wallet,
    movements: readonly Movement[],
    session: ClientSession,
  ): Promise<Book> => {
    const keys = movements.map((movement) => keysOf(movement, wallet));
    const all = (of: (key: Keys) => string | undefined): readonly string[] => [
      ...new Set(keys.flatMap((key) => of(key) ?? [])),
    ];
    // One after another: a transaction has one thread.
    const known = await reservations.byIds(
      all((key) => key.reservationId),
      session,
    );
    return {
      wallet,
      reservations: known,
      settledChunks: await once.settledOf(
        all((key) => key.chunkId),
        session,
      ),
      monthTotals: await monthTotals.of(
        wallet.tenantId,
        [...known.values()].some(dependsOnMonth) ? all((key) => key.month) : [],
        session,
      ),
      topUps: await ledger.topUps(
        all((key) => key.topUp),
        session,
      ),
      clearances: await once.clearedOf(
        all((key) => key.clearance),
        session,
      ),
      dues: keys.some((key) => key.collects)
        ? await dues.forMovements(
            wallet.tenantId,
            all((key) => key.due),
            session,
          )
        : new Map(),
      ...(await orders.forMovements(
        wallet,
        { orderIds: all((key) => key.order), receipts: all((key) => key.receipt) },
        session,
      )),
      bankNumbers: await bankNumbers.of(
        wallet.providerId,
        all((key) => key.bankNumber || undefined),
        session,
      ),
      payments: await payments.byIds(
        all((key) => key.payment),
        session,
      ),
      refunds: await payments.byRefund(
        wallet.providerId,
        all((key) => key.refund),
        session,
      ),
      made: await madeOf(
        all((key) => key.made),
        session,
      ),
      terms: await terms.of(
        all((key) => key.terms),
        session,
      ),
      proposed: movements.some(({ kind }) => kind === "set_terms")
        ? await proposals.ofTerms(wallet.tenantId, session)
        : undefined,
      margin: movements.some(({ kind }) => kind === "draw_margin")
        ? await undrawn(wallet, session)
        : 0n,
      waived: movements.some(({ kind }) => kind === "waive_due")
        ? await waivedThisMonth(wallet, session)
        : 0n,
    };
  };

  const madeOf = async (
    wanted: readonly string[],
    session: ClientSession,
  ): Promise<ReadonlySet<string>> => {
    const booked = await ledger.madeOf(wanted, session);
    return new Set([...booked, ...(await once.silentOf(wanted, session))]);
  };

  const undrawn = async ({ tenantId }: Wallet, session: ClientSession): Promise<bigint> => {
    const { earned, drawn } = await ledger.marginOf(tenantId, { session });
    return earned - drawn;
  };

  const waivedThisMonth = async (
    { tenantId, market }: Wallet,
    session: ClientSession,
  ): Promise<bigint> => {
    const at = now().toISOString();
    const pack = markets.get(market, at);
    const { from, to } = monthBounds(pack, localMonth(pack, at));
    return dues.waivedWithin(tenantId, from, to, session);
  };

  /** Decides and writes movements in a transaction of the caller's. */
  const commitWithin = async (
    session: ClientSession,
    tenantId: string,
    movements: readonly Movement[],
  ): Promise<readonly Verdict[]> => {
    const before = await wallets.byTenant(tenantId, session);
    if (before === undefined) {
      throw new DomainError("not_found", "WALLET_UNKNOWN", "The tenant has no wallet yet.");
    }
    const at = now();
    const month = monthOf(before, at);
    const first = await load(before, movements, session);
    let book = first;
    const steps = movements.map((movement) => {
      const step = move(book, movement, at);
      const deed = deedOf(book, movement, step);
      book = step.book;
      return deed === undefined
        ? step
        : { ...step, facts: [...step.facts, { kind: "deed" as const, deed }] };
    });
    const entries = steps.flatMap((step) => step.entries);
    const settled = steps.flatMap((step) => step.settled);
    const cleared = steps.flatMap((step) => step.cleared);
    const facts = steps.flatMap((step) => step.facts);
    // The wallet first: whoever loses the race for it loses before doing the rest.
    if (book.wallet.version !== before.version) {
      await wallets.save(before, { ...book.wallet, month }, session);
    }
    await ledger.add(book.wallet, entries, at, session);
    const named = new Set(entries.map(({ cause }) => cause));
    const silent = [...book.made].filter((cause) => !first.made.has(cause) && !named.has(cause));
    const set = [...book.terms].filter(([cause]) => !first.terms.has(cause));
    await terms.add(tenantId, new Map(set), session);
    // Whoever takes it back at the same time makes this a conflict, and it is read again.
    if (first.proposed !== undefined && book.proposed === undefined) {
      const ended = first.proposed;
      const agreed = movements.find(
        (it, i) => decides(it, ended) && steps[i]?.verdict.kind === "done",
      );
      if (agreed?.kind !== "set_terms") await proposals.withdraw(ended, session);
      else {
        const decidedBy = agreed.by.split(",").at(-1) ?? "";
        await proposals.decide(ended, { decidedBy, decidedAt: at }, session);
      }
    }
    await once.add(tenantId, { settled, cleared, silent, at }, session);
    const holds = changed(first.reservations, book.reservations);
    const wasHeld = ({ reservationId }: Reservation): boolean =>
      first.reservations.has(reservationId);
    await reservations.add(
      holds.filter((each) => !wasHeld(each)),
      session,
    );
    await reservations.save(holds.filter(wasHeld), session);
    await dues.save(changed(first.dues, book.dues), session);
    await orders.save(changed(first.orders, book.orders), session);
    const numbered = [...book.bankNumbers].filter(([number]) => !first.bankNumbers.has(number));
    await bankNumbers.add(before.providerId, new Map(numbered), session);
    await payments.save(changed(first.payments, book.payments), session);
    const counted = [...book.monthTotals].filter(
      ([name, parts]) => first.monthTotals.get(name) !== parts,
    );
    await monthTotals.save(tenantId, new Map(counted), session);
    await tell(session, { tenantId, providerId: before.providerId, at }, facts);
    return steps.map((step) => step.verdict);
  };

  const commitOnce = (
    tenantId: string,
    movements: readonly Movement[],
  ): Promise<readonly Verdict[]> =>
    inTransaction(connection, (session) => commitWithin(session, tenantId, movements));

  return {
    commitWithin,

    /**
     * Decides movements of one tenant's money in their order and writes all of them or none.
     * @returns a verdict each. A refusal is a verdict; it does not keep the others from happening.
     * @throws DomainError not_found WALLET_UNKNOWN.
     */
    commit: async (
      tenantId: string,
      movements: readonly Movement[],
    ): Promise<readonly Verdict[]> => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await commitOnce(tenantId, movements);
        } catch (error) {
          // Another process used a key in the meantime; read again, it is known now.
          if (!isDuplicateKey(error) || attempt === ATTEMPTS) throw error;
        }
      }
    },
  };
};

export type BookStore = ReturnType<typeof bookStore>;

/** What must be read to decide a movement. */
type Keys = {
  readonly reservationId?: string;
  readonly chunkId?: string;
  readonly month?: string;
  readonly topUp?: string;
  readonly clearance?: string;
  readonly due?: string;
  readonly order?: string;
  readonly receipt?: string;
  /** The bank's number of a payment; empty: it has none. */
  readonly bankNumber?: string;
  /** A payment that no order waited for. */
  readonly payment?: string;
  /** The bank's number of a transfer back. */
  readonly refund?: string;
  /** A cause that may have been made before. */
  readonly made?: string;
  /** Terms that may have been set before. */
  readonly terms?: string;
  /** Money comes in and pays what is owed. */
  readonly collects?: true;
};

const decides = (movement: Movement, { proposalId }: { readonly proposalId: string }): boolean =>
  movement.kind === "set_terms" && movement.proposalId === proposalId;

/** What is in the second map and not, or otherwise, in the first. */
const changed = <Kept>(
  before: ReadonlyMap<string, Kept>,
  after: ReadonlyMap<string, Kept>,
): readonly Kept[] => [...after].flatMap(([id, kept]) => (before.get(id) === kept ? [] : [kept]));

/**
 * The market's local month of an instant. A month that had begun for a wallet is not left again: what is booked into a
 * month that is over would change papers that were issued.
 * @throws DomainError unavailable CLOCK_WENT_BACK
 */
const monthOf = ({ market, month }: Wallet, at: Date): string => {
  const current = localMonth(markets.get(market, at.toISOString()), at.toISOString());
  if (current >= month) return current;
  throw new DomainError("unavailable", "CLOCK_WENT_BACK", `It is ${current}, after ${month}.`, {
    remedy: "Set the clock right; nothing was booked.",
  });
};

/** Requests of before their content was kept are known by their entries only. */
const termsKeys = (cause: string): Keys => ({ made: cause, terms: cause, collects: true });

const keysOf = (movement: Movement, { tenantId, providerId }: Wallet): Keys => {
  switch (movement.kind) {
    case "top_up":
      return {
        ...{ topUp: causes.topUp(providerId, movement.requestId), collects: true },
        bankNumber: bankNumberOf(movement.reference),
      };
    case "pay_order":
      return {
        ...{ order: movement.orderId, receipt: movement.receipt, collects: true },
        bankNumber: numberInReceipt(movement.receipt),
        made: causes.paidAgain(providerId, movement.receipt),
        payment: causes.suspense(providerId, movement.receipt),
      };
    case "decide_payment": {
      const { orderId: order, receipt, caseId: payment, reference } = movement;
      const refund = movement.decision === "refund" ? { refund: reference } : {};
      return { order, receipt, payment, ...refund, collects: true };
    }
    case "raise_due":
      return { due: movement.due.dueId, collects: true };
    case "waive_due":
    case "recall_waiver":
      return { due: movement.dueId, collects: true };
    case "collect":
      return { collects: true };
    case "set_terms":
      return termsKeys(causes.terms(tenantId, movement.requestId));
    case "month_discount":
      return { made: causes.monthDiscount(tenantId, movement.month), collects: true };
    case "credit_note":
      return { made: causes.creditNote(movement.number), collects: true };
    case "draw_margin":
      return { made: causes.draw(tenantId, movement.requestId), collects: true };
    case "set_low_balance":
      return {};
    case "reserve":
    case "finish":
      return { reservationId: movement.reservationId };
    case "fund": {
      const { clearance } = movement;
      const { campaignId, revision } = clearance;
      return {
        reservationId: campaignReservationId(campaignId, revision),
        clearance: clearanceKey(clearance),
      };
    }
    case "settle":
      return {
        reservationId: movement.outcome.reservationId,
        chunkId: movement.outcome.chunkId,
        month: movement.outcome.month,
      };
  }
};
