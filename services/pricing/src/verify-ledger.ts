import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { ledgerAddress } from "./config.js";
import { openBooks } from "./open-books.js";

/**
 * `npm run verify-ledger [-- MONGODB_URI]`: checks every invariant of the ledger on a live database as it is at one
 * instant. Reads only. Ends with 0 when all is exact, else with 1 and each broken invariant in words.
 */
const verify = async (uri: string): Promise<void> => {
  const connection = await connectMongo(uri);
  try {
    const tell = async () => undefined;
    const { books } = openBooks(connection, { now: () => new Date(), tell });
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
  await verify(ledgerAddress(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
