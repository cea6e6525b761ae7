import { closeMongo, connectMongo } from "@whiteline/service-kit";
import type { LedgerReport } from "./domain/ledger-check.js";
import { openBooks } from "./store/open-books.js";

/**
 * Checks every invariant of the ledger on a live database each tenant as it is at one instant. Reads only.
 * @param uri with the name of pricing's database.
 */
export const verifyBooks = async (uri: string): Promise<LedgerReport> => {
  const connection = await connectMongo(uri);
  try {
    const tell = async () => undefined;
    const { prove } = openBooks(connection, { now: () => new Date(), tell });
    return await prove(undefined);
  } finally {
    await closeMongo(connection);
  }
};
