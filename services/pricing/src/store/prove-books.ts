import { markets } from "@whiteline/markets";
import { mongo, type ClientSession, type Connection } from "mongoose";
import { creditPriceOfMonth } from "../domain/credit-price.js";
import type { KeptChunk } from "../domain/kept-chunk.js";
import {
  ledgerCheck,
  MOST_WORDS,
  type BooksFound,
  type LedgerReport,
} from "../domain/ledger-check.js";
import { replacedIn } from "../domain/note-check.js";
import { numberFaults } from "../domain/number-check.js";
import { paperCheck } from "../domain/paper-check.js";
import type { Reservation } from "../domain/reservation.js";
import { termsCheck } from "../domain/terms-check.js";
import { atOneInstant } from "./at-one-instant.js";
import type { CreditPriceStore } from "./credit-prices.js";
import type { DueStore } from "./dues.js";
import type { DatedEntry, LedgerStore } from "./ledger.js";
import type { MonthTotalStore } from "./month-totals.js";
import type { OnceStore } from "./once.js";
import type { OrderStore } from "./orders.js";
import type { PaymentCaseStore } from "./payment-cases.js";
import type { PaperReader } from "./papers.js";
import type { ReservationStore } from "./reservations.js";
import type { TermsStore } from "./terms.js";
import type { WalletStore } from "./wallets.js";

type Kept = {
  readonly connection: Connection;
  readonly wallets: WalletStore;
  readonly ledger: LedgerStore;
  readonly reservations: ReservationStore;
  readonly once: OnceStore;
  readonly monthTotals: MonthTotalStore;
  readonly dues: DueStore;
  readonly orders: OrderStore;
  readonly payments: PaymentCaseStore;
  readonly terms: TermsStore;
  readonly papers: PaperReader;
  readonly creditPrices: Pick<CreditPriceStore, "atInstant">;
};

/** Reservations whose chunks are read together. */
const AT_ONCE = 100;

/**
 * Checks every invariant of the ledger on the live database. The books of a tenant are read as they are at one instant, one
 * tenant after another: mongod keeps the past for five minutes, which all of a large provider would take longer than.
 * Where one tenant's do, they are read once more without one instant, which proves them if nothing moved meanwhile.
 * @returns what is broken of one provider, or of all, and apart from it what is not proved.
 */
export const bookProof =
  (kept: Kept) =>
  async (providerId: string | undefined): Promise<LedgerReport> => {
    const [broken, unproved]: [string[], string[]] = [[], []];
    const accounts = new Set<string>();
    const counted = { entries: 0, openReservations: 0, settlements: 0 };
    for (const tenantId of await tenantsOf(kept, providerId)) {
      const found = await proveAnyhow(kept, { tenantId, providerId });
      if (found === undefined) continue;
      broken.push(...found.broken);
      unproved.push(...found.unproved);
      for (const account of found.accounts) accounts.add(account);
      counted.entries += found.entries;
      counted.openReservations += found.openReservations;
      counted.settlements += found.settlements;
    }
    const numbers = await atInstant(kept, (session) => kept.papers.numbers(providerId, session));
    broken.push(...numberFaults(numbers.counters, numbers.papers));
    return {
      ...{ ...counted, accounts: accounts.size, papers: numbers.papers.length },
      exact: broken.length === 0 && unproved.length === 0,
      broken: broken.slice(0, MOST_WORDS),
      unproved: unproved.slice(0, MOST_WORDS),
    };
  };

export type BookProof = ReturnType<typeof bookProof>;

const atInstant = async <Seen>(
  { connection }: Kept,
  look: (session: ClientSession) => Promise<Seen>,
): Promise<Seen> => {
  const session = await connection.startSession({ snapshot: true });
  try {
    return await look(session);
  } finally {
    await session.endSession();
  }
};

/** Everybody who has a wallet, and whoever has something else without one. */
const tenantsOf = async (
  { wallets, ledger, ...others }: Kept,
  providerId: string | undefined,
): Promise<ReadonlySet<string>> => {
  const { reservations, once, monthTotals, dues, orders, payments, papers } = others;
  // These do not all say whose customer a tenant is: without a wallet it is nobody's, and seen where all are.
  const unowned =
    providerId === undefined
      ? [reservations, once, monthTotals, dues, orders, payments, papers]
      : [];
  const named = [await wallets.tenants(providerId), await ledger.tenants(providerId)];
  for (const store of unowned) named.push(await store.tenants());
  return new Set(named.flat());
};

type Asked = { readonly tenantId: string; readonly providerId: string | undefined };

/** SnapshotTooOld and SnapshotUnavailable: mongod keeps the past of that instant no more. */
const OUTLIVED = [239, 246];

/** By one instant where mongod keeps it for so long, else by nothing having moved while the books were read. */
const proveAnyhow = async (kept: Kept, asked: Asked): Promise<BooksFound | undefined> => {
  try {
    return await atInstant(kept, (session) => proveTenant(kept, asked, session));
  } catch (error) {
    const isOutlived =
      error instanceof mongo.MongoServerError && OUTLIVED.includes(Number(error.code));
    if (!isOutlived) throw error;
  }
  const session = await kept.connection.startSession();
  try {
    const before = await marksOf(kept, asked.tenantId, session);
    const found = await proveTenant(kept, asked, session);
    if (before === (await marksOf(kept, asked.tenantId, session))) return found;
    const words = `The books of tenant ${asked.tenantId} are not proved: reading them took longer than mongod keeps the past, and they moved meanwhile. Prove them in a quiet hour, or raise mongod's minSnapshotHistoryWindowInSeconds.`;
    // What is seen of books that move need not be broken, and may be: it is told as what it is.
    const seen = found?.broken.map((fault) => `Seen while they moved: ${fault}`) ?? [];
    return found && { ...found, broken: [], unproved: [words, ...seen] };
  } finally {
    await session.endSession();
  }
};

/** What every movement and every paper of a tenant changes. */
const marksOf = async (
  { wallets, papers }: Kept,
  tenantId: string,
  session: ClientSession,
): Promise<string> => {
  const wallet = await wallets.atInstant(tenantId, session);
  return `${wallet?.version ?? 0} ${(await papers.ofTenant(tenantId, session)).length}`;
};

/** @returns undefined: by now it is another provider's. */
const proveTenant = async (
  kept: Kept,
  { tenantId, providerId }: Asked,
  session: ClientSession,
): Promise<BooksFound | undefined> => {
  const { wallets, ledger, once, monthTotals, dues, orders, payments, terms, papers } = kept;
  const wallet = await wallets.atInstant(tenantId, session);
  if (wallet !== undefined && providerId !== undefined && wallet.providerId !== providerId) {
    return undefined;
  }
  const check = ledgerCheck(tenantId, wallet);
  const invoices = await papers.ofTenant(tenantId, session);
  const history = await terms.ofTenant(tenantId, session);
  const paid = wallet && termsCheck(wallet, history);
  const credits = wallet && (await kept.creditPrices.atInstant(wallet, session));
  const printed =
    wallet &&
    paperCheck(
      {
        packAt: (at) => markets.get(wallet.market, at.toISOString()),
        creditOf: (pack, month) => creditPriceOfMonth(pack, credits ?? [], { ...wallet, month }),
        wallet,
      },
      invoices,
      history.filter(({ mode, was }) => mode !== was),
    );
  // What is issued anew moves no money, nor does the note that takes the first one back.
  const replaced = replacedIn(invoices);
  for (const note of invoices) if (!replaced.has(note.corrects)) check.addNote(note);
  await addReservations(kept, tenantId, { check, session });
  for await (const due of dues.ofTenant(tenantId, session)) {
    check.addDue(due);
    printed?.addDue(due);
  }
  for await (const order of orders.paidOf(tenantId, session)) {
    check.addOrder(order);
    printed?.addOrder(order);
  }
  for await (const payment of payments.ofTenant(tenantId, session)) check.addPayment(payment);
  check.addMonthTotals(await monthTotals.ofTenant(tenantId, session));
  const { earned, drawn } = await ledger.marginOf(tenantId, atOneInstant(session));
  check.addMargin(earned - drawn);
  const chunks = once.ofTenant(tenantId, session);
  for await (const moved of inTime(ledger.ofTenant(tenantId, session), chunks)) {
    if ("chunkId" in moved) {
      check.addSettlement(moved);
      printed?.addSettlement(moved);
    } else {
      check.addEntry(moved);
      printed?.addEntry(moved);
      paid?.addEntry(moved);
    }
  }
  return check.finish([...(printed?.faults() ?? []), ...(paid?.faults() ?? [])]);
};

const addReservations = async (
  { reservations, once }: Kept,
  tenantId: string,
  { check, session }: { check: ReturnType<typeof ledgerCheck>; session: ClientSession },
): Promise<void> => {
  const add = async (some: readonly Reservation[]): Promise<void> => {
    const ids = some.map(({ reservationId }) => reservationId);
    const chunks = await once.underReservations(tenantId, ids, session);
    for (const each of some) check.addReservation(each, chunks.get(each.reservationId) ?? []);
  };
  let some: Reservation[] = [];
  for await (const reservation of reservations.ofTenant(tenantId, session)) {
    some.push(reservation);
    if (some.length === AT_ONCE) {
      await add(some);
      some = [];
    }
  }
  await add(some);
};

/** Two streams in the order of time: what was written together is seen together. */
async function* inTime(
  entries: AsyncGenerator<DatedEntry>,
  chunks: AsyncGenerator<KeptChunk>,
): AsyncGenerator<DatedEntry | KeptChunk> {
  let chunk = await chunks.next();
  for await (const entry of entries) {
    while (chunk.done !== true && chunk.value.at <= entry.at) {
      yield chunk.value;
      chunk = await chunks.next();
    }
    yield entry;
  }
  while (chunk.done !== true) {
    yield chunk.value;
    chunk = await chunks.next();
  }
}
