import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { bookStore } from "./store/books.js";
import { dueStore } from "./store/dues.js";
import { ledgerStore } from "./store/ledger.js";
import { monthTotalStore } from "./store/month-totals.js";
import { onceStore } from "./store/once.js";
import { orderStore } from "./store/orders.js";
import { reservationStore } from "./store/reservations.js";
import { walletStore } from "./store/wallets.js";

/**
 * `npm run verify-ledger [-- MONGODB_URI]`: checks every invariant of the ledger on a live database as it is at one
 * instant. Reads only. Ends with 0 when all is exact, else with 1 and each broken invariant in words.
 */
const usage = "npm run verify-ledger -- MONGODB_URI (with the name of pricing's database)";

const verify = async (uri: string): Promise<void> => {
  const connection = await connectMongo(uri);
  try {
    const books = bookStore({
      connection,
      wallets: walletStore(connection),
      ledger: ledgerStore(connection),
      reservations: reservationStore(connection),
      once: onceStore(connection),
      monthTotals: monthTotalStore(connection),
      dues: dueStore(connection),
      orders: orderStore(connection),
      now: () => new Date(),
      tell: async () => undefined,
    });
    const { exact, broken, entries, accounts, openReservations } = await books.verify(undefined);
    const seen = `${entries} entries, ${accounts} accounts, ${openReservations} open reservations`;
    if (exact) {
      console.log(`exact: ${seen}`);
    } else {
      console.error(`NOT EXACT: ${seen}\n  ${broken.join("\n  ")}`);
      process.exitCode = 1;
    }
  } finally {
    await closeMongo(connection);
  }
};

try {
  const uri = process.argv[2] ?? process.env["MONGODB_URI"];
  if (uri === undefined || uri === "") throw new Error(`Name a database: ${usage}`);
  await verify(uri);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
