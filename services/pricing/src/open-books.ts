import type { Connection } from "mongoose";
import { bookStore, type BookDependencies } from "./store/books.js";
import { dueStore } from "./store/dues.js";
import { ledgerStore } from "./store/ledger.js";
import { monthTotalStore } from "./store/month-totals.js";
import { onceStore } from "./store/once.js";
import { orderStore } from "./store/orders.js";
import { reservationStore } from "./store/reservations.js";
import { walletStore } from "./store/wallets.js";

/** The books of a database with the stores that they write. */
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
  };
  return { ...stores, stores, books: bookStore({ connection, ...stores, tell, now }) };
};
