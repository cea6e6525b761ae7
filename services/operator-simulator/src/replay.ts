import { type Entry, type SubmitEntry } from "./ground-truth.js";

/** A receipt of an earlier run that nobody took yet. */
export type Debt = { readonly entry: SubmitEntry; readonly receipts: number };

/**
 * Goes through the log of earlier runs: tells of each submit, and returns what receipts are still
 * owed. Only a receipt answered with ESME_ROK is paid.
 */
export const replay = async (
  entries: AsyncIterable<Entry>,
  onSubmit: (entry: SubmitEntry) => void,
): Promise<readonly Debt[]> => {
  const debts = new Map<string, { readonly entry: SubmitEntry; receipts: number }>();
  for await (const entry of entries) {
    if (entry.what === "submit") {
      onSubmit(entry);
      if (entry.receipts > 0) debts.set(entry.receiptId, { entry, receipts: entry.receipts });
      continue;
    }
    const debt = debts.get(entry.receiptId);
    if (debt === undefined || entry.status !== 0) continue;
    debt.receipts -= 1;
    if (debt.receipts === 0) debts.delete(entry.receiptId);
  }
  return [...debts.values()];
};
