import { DomainError, inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import {
  clearanceKey,
  type Book,
  type MoneyFact,
  type Movement,
  type Verdict,
} from "../domain/book.js";
import { ledgerCheck, type LedgerReport } from "../domain/ledger-check.js";
import { causes } from "../domain/ledger.js";
import { move } from "../domain/movement.js";
import { campaignReservationId, dependsOnMonth } from "../domain/reservation.js";
import type { Wallet } from "../domain/wallet.js";
import type { LedgerStore } from "./ledger.js";
import type { MonthTotalStore } from "./month-totals.js";
import type { OnceStore } from "./once.js";
import type { ReservationStore } from "./reservations.js";
import type { WalletStore } from "./wallets.js";

type Dependencies = {
  readonly connection: Connection;
  readonly wallets: WalletStore;
  readonly ledger: LedgerStore;
  readonly reservations: ReservationStore;
  readonly once: OnceStore;
  readonly monthTotals: MonthTotalStore;
  /** Adds facts to the outbox of the transaction. */
  readonly tell: (
    session: ClientSession,
    told: { readonly tenantId: string; readonly at: Date },
    facts: readonly MoneyFact[],
  ) => Promise<void>;
  readonly now: () => Date;
};

/** A race for a permanent key is lost once; then the key is read. More is a fault. */
const ATTEMPTS = 5;

/** The books: every movement of money is one transaction of entries, wallet, reservations and facts. */
export const bookStore = (dependencies: Dependencies) => {
  const { connection, wallets, ledger, reservations, once, monthTotals, tell, now } = dependencies;

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
    };
  };

  const commitOnce = (
    tenantId: string,
    movements: readonly Movement[],
  ): Promise<readonly Verdict[]> =>
    inTransaction(connection, async (session) => {
      const before = await wallets.byTenant(tenantId, session);
      if (before === undefined) {
        throw new DomainError("not_found", "WALLET_UNKNOWN", "The tenant has no wallet yet.");
      }
      const at = now();
      const first = await load(before, movements, session);
      let book = first;
      const steps = movements.map((movement) => {
        const step = move(book, movement, at);
        book = step.book;
        return step;
      });
      const entries = steps.flatMap((step) => step.entries);
      const settled = steps.flatMap((step) => step.settled);
      const cleared = steps.flatMap((step) => step.cleared);
      const facts = steps.flatMap((step) => step.facts);
      // The wallet first: whoever loses the race for it loses before doing the rest.
      if (book.wallet.version !== before.version) await wallets.save(before, book.wallet, session);
      await ledger.add(book.wallet, entries, at, session);
      await once.add(tenantId, { settled, cleared, at }, session);
      const changed = [...book.reservations.values()].filter(
        (reservation) => first.reservations.get(reservation.reservationId) !== reservation,
      );
      await reservations.save(changed, session);
      const counted = [...book.monthTotals].filter(
        ([name, parts]) => first.monthTotals.get(name) !== parts,
      );
      await monthTotals.save(tenantId, new Map(counted), session);
      await tell(session, { tenantId, at }, facts);
      return steps.map((step) => step.verdict);
    });

  return {
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

    /** Checks every invariant on the live database as it was at one instant; of one provider, or of all. */
    verify: async (providerId: string | undefined): Promise<LedgerReport> => {
      const session = await connection.startSession({ snapshot: true });
      try {
        const check = ledgerCheck();
        for await (const wallet of wallets.each(providerId, session)) check.addWallet(wallet);
        for await (const reservation of reservations.each(providerId, session)) {
          check.addReservation(reservation);
        }
        for await (const entry of ledger.each(providerId, session)) check.addEntry(entry);
        return check.finish();
      } finally {
        await session.endSession();
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
};

const keysOf = (movement: Movement, { providerId }: Wallet): Keys => {
  switch (movement.kind) {
    case "top_up":
      return { topUp: causes.topUp(providerId, movement.requestId) };
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
