import { ledgerAddress } from "./config.js";
import { verifyBooks } from "./verify-books.js";

/**
 * `npm run verify-ledger [-- MONGODB_URI]`: ends with 0 when all is exact, else with 1 and each broken invariant in
 * words, and whose books are not proved.
 */
try {
  const report = await verifyBooks(ledgerAddress(process.argv.slice(2)));
  const { exact, broken, unproved, entries, accounts, openReservations, settlements, papers } =
    report;
  const seen = `${entries} entries, ${accounts} accounts, ${openReservations} open reservations, ${settlements} settled chunks, ${papers} papers`;
  if (exact) {
    console.log(`exact: ${seen}`);
  } else {
    const found = broken.length > 0 ? "NOT EXACT" : "NOT PROVED";
    console.error(`${found}: ${seen}\n  ${[...broken, ...unproved].join("\n  ")}`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
