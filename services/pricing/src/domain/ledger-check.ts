import { accountsOf, type Entry } from "./ledger.js";
import type { Money } from "./money.js";
import type { Due } from "./due.js";
import { heldBy, type Reservation } from "./reservation.js";
import type { Wallet } from "./wallet.js";

export type LedgerReport = {
  readonly exact: boolean;
  /** Each broken invariant in words, the first hundred. */
  readonly broken: readonly string[];
  readonly entries: number;
  readonly accounts: number;
  readonly openReservations: number;
};

const MOST_WORDS = 100;

const isMargin = (account: string): boolean => /^tenant:.*:margin /.test(account);
/** Accounts that must be what reservations settled, or what dues were raised. */
const isReckoned = (account: string): boolean =>
  /^provider:.*:(?:revenue|fees|fines) /.test(account);
const booked = (account: string): string =>
  account.includes(":revenue ") ? "reservations settled" : "dues raised";

/**
 * Checks the books as they are read past it, in memory of the number of accounts: give it every wallet
 * and reservation, every entry with those of a cause one after another, and then ask for the report.
 * Everything must be seen at one instant.
 *
 * The invariants (delivery.md §6): the entries of a cause, and so the whole ledger, sum to zero; a
 * balance is the sum of its entries and never negative; held is what open reservations hold; of a
 * closed reservation settled + released = reserved; revenue is what reservations settled, less what resellers earned of
 * it; fees and fines are the dues that were raised and not waived; what is owed is the unpaid ones; a limit stands against its tenant.
 */
export const ledgerCheck = () => {
  const broken: string[] = [];
  const sums = new Map<string, bigint>();
  const held = new Map<string, bigint>();
  /** What provider accounts must be, by what is kept beside the ledger. */
  const expected = new Map<string, bigint>();
  const owed = new Map<string, bigint>();
  const wallets = new Map<string, Wallet>();
  const inCurrencies = new Map<string, bigint>();
  let cause = { name: "", sums: new Map<string, bigint>() };
  let entries = 0;
  let openReservations = 0;

  const complain = (words: string): void => {
    if (broken.length < MOST_WORDS) broken.push(words);
  };
  const add = (to: Map<string, bigint>, key: string, minor: bigint): void =>
    void to.set(key, (to.get(key) ?? 0n) + minor);
  const endCause = (): void => {
    for (const [currency, sum] of cause.sums) {
      if (sum !== 0n) complain(`The entries of ${cause.name} sum to ${sum} ${currency}, not zero.`);
    }
  };
  const key = (account: string, currency: string): string => `${account} ${currency}`;

  return {
    addEntry(entry: Pick<Entry, "cause" | "account" | "amount">): void {
      const { currency, minor } = entry.amount;
      if (entry.cause !== cause.name) {
        endCause();
        cause = { name: entry.cause, sums: new Map() };
      }
      entries += 1;
      add(cause.sums, currency, minor);
      add(inCurrencies, currency, minor);
      add(sums, key(entry.account, currency), minor);
    },

    addWallet(wallet: Wallet): void {
      wallets.set(wallet.tenantId, wallet);
    },

    addReservation(reservation: Reservation): void {
      const { reservationId, tenantId, providerId, quote } = reservation;
      const { currency, minor: reserved } = quote.total;
      const rest = heldBy(reservation).minor;
      const accounts = accountsOf(tenantId, providerId);
      if (!reservation.closed) openReservations += 1;
      add(held, key(accounts.held, currency), rest);
      const kept = reservation.settled.minor - reservation.margin.minor;
      add(expected, key(accounts.revenue, currency), kept);
      if (reserved !== reservation.settled.minor + reservation.released.minor + rest) {
        complain(`Settled, released and held of reservation ${reservationId} are not ${reserved}.`);
      }
    },

    addDue({ tenantId, providerId, kind, status, amount: { currency, minor } }: Due): void {
      const accounts = accountsOf(tenantId, providerId);
      const stands = status === "waived" ? 0n : minor;
      add(expected, key(kind === "fine" ? accounts.fines : accounts.fees, currency), stands);
      if (status === "owed") add(owed, key(accounts.owed, currency), minor);
    },

    finish(): LedgerReport {
      endCause();
      for (const [currency, sum] of inCurrencies) {
        if (sum !== 0n) complain(`The ledger sums to ${sum} ${currency}, not zero.`);
      }
      const known = new Set<string>();
      const compare = (account: string, { currency, minor }: Money, what: string): void => {
        const sum = sums.get(key(account, currency)) ?? 0n;
        known.add(key(account, currency));
        if (sum !== minor)
          complain(`${what} of ${account} is ${minor}; its entries sum to ${sum}.`);
        if (minor < 0n) complain(`${account} is negative: ${minor}.`);
      };
      // Money that stands against the tenant: its account is the negative of what the wallet says.
      const against = (account: string, { currency, minor }: Money, what: string): void => {
        const sum = sums.get(key(account, currency)) ?? 0n;
        known.add(key(account, currency));
        if (sum !== -minor) {
          complain(`${what} of ${account} is ${minor}; its entries sum to ${sum}.`);
        }
        if (minor < 0n) complain(`${account} says less than nothing: ${minor}.`);
      };
      for (const wallet of wallets.values()) {
        const accounts = accountsOf(wallet.tenantId, wallet.providerId);
        compare(accounts.available, wallet.available, "The balance");
        compare(accounts.held, wallet.held, "The balance");
        against(accounts.owed, wallet.owed, "What is owed");
        against(accounts.credit, wallet.limit, "The limit");
        const dues = owed.get(key(accounts.owed, wallet.currency)) ?? 0n;
        if (dues !== wallet.owed.minor) {
          complain(`${accounts.owed} is ${wallet.owed.minor}; unpaid dues are ${dues}.`);
        }
        const open = held.get(key(accounts.held, wallet.currency)) ?? 0n;
        if (open !== wallet.held.minor) {
          complain(`${accounts.held} is ${wallet.held.minor}; open reservations hold ${open}.`);
        }
      }
      for (const [account, amount] of expected) {
        const sum = sums.get(account) ?? 0n;
        if (sum !== amount) complain(`${account} is ${sum}; ${booked(account)} ${amount}.`);
      }
      for (const [account, sum] of sums) {
        if (isMargin(account)) {
          if (sum < 0n) complain(`${account} is negative: ${sum}.`);
        } else if (account.startsWith("tenant:") && !known.has(account)) {
          complain(`${account} has entries and no wallet.`);
        }
        if (isReckoned(account) && !expected.has(account)) {
          complain(`${account} has entries and nothing that made them.`);
        }
      }
      for (const account of held.keys()) {
        if (!known.has(account)) complain(`${account} has reservations and no wallet.`);
      }
      const { length } = broken;
      const accounts = sums.size;
      return { exact: length === 0, broken: [...broken], entries, accounts, openReservations };
    },
  };
};
