import type { Connection } from "mongoose";
import { bankNumberStore } from "./bank-numbers.js";
import { bookStore, type BookDependencies } from "./books.js";
import { creditPriceStore } from "./credit-prices.js";
import { dueStore } from "./dues.js";
import { ledgerStore } from "./ledger.js";
import { monthTotalStore } from "./month-totals.js";
import { onceStore } from "./once.js";
import { orderStore } from "./orders.js";
import { paymentCaseStore } from "./payment-cases.js";
import { proposalStore } from "./proposals.js";
import { paperReader } from "./papers.js";
import { bookProof } from "./prove-books.js";
import { reservationStore } from "./reservations.js";
import { termsStore } from "./terms.js";
import { walletStore } from "./wallets.js";

/** The books of a database with the stores that they write, and their proof. */
export const openBooks = (
  connection: Connection,
  { tell, now }: Pick<BookDependencies, "tell" | "now">,
) => {
  const stores = {
    wallets: walletStore(connection),
    ledger: ledgerStore(connection),
    reservations: reservationStore(connection),
    once: onceStore(connection),
    monthTotals: monthTotalStore(connection),
    dues: dueStore(connection),
    orders: orderStore(connection),
    bankNumbers: bankNumberStore(connection),
    payments: paymentCaseStore(connection),
    terms: termsStore(connection),
    proposals: proposalStore(connection),
    creditPrices: creditPriceStore(connection),
  };
  const papers = paperReader(connection);
  return {
    ...stores,
    stores,
    books: bookStore({ connection, ...stores, tell, now }),
    prove: bookProof({ connection, ...stores, papers }),
  };
};
