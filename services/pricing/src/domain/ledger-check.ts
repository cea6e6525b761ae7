import { accountsOf, type Entry } from "./ledger.js";
import type { Money } from "./money.js";
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

/**
 * Checks the books as they are read past it, in memory of the number of accounts: give it every wallet
 * and reservation, every entry with those of a cause one after another, and then ask for the report.
 * Everything must be seen at one instant.
 *
 * The invariants (delivery.md §6): the entries of a cause, and so the whole ledger, sum to zero; a
 * balance is the sum of its entries and never negative; held is what open reservations hold; of a
 * closed reservation settled + released = reserved; revenue is what reservations settled.
 */
export const ledgerCheck = () => {
  const broken: string[] = [];
  const sums = new Map<string, bigint>();
  const held = new Map<string, bigint>();
  const settled = new Map<string, bigint>();
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
      add(settled, key(accounts.revenue, currency), reservation.settled.minor);
      if (reserved !== reservation.settled.minor + reservation.released.minor + rest) {
        complain(`Settled, released and held of reservation ${reservationId} are not ${reserved}.`);
      }
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
      for (const wallet of wallets.values()) {
        const accounts = accountsOf(wallet.tenantId, wallet.providerId);
        compare(accounts.available, wallet.available, "The balance");
        compare(accounts.held, wallet.held, "The balance");
        const open = held.get(key(accounts.held, wallet.currency)) ?? 0n;
        if (open !== wallet.held.minor) {
          complain(`${accounts.held} is ${wallet.held.minor}; open reservations hold ${open}.`);
        }
      }
      for (const [account, amount] of settled) {
        const sum = sums.get(account) ?? 0n;
        if (sum !== amount) complain(`${account} is ${sum}; reservations settled ${amount}.`);
      }
      for (const account of sums.keys()) {
        if (account.startsWith("tenant:") && !known.has(account)) {
          complain(`${account} has entries and no wallet.`);
        }
        if (
          !account.startsWith("tenant:") &&
          account.includes(":revenue ") &&
          !settled.has(account)
        ) {
          complain(`${account} has entries and no reservation.`);
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
