import type { Received, ReceivedStore, UnreadableReceipt } from "./store/received.js";
import { deliverOf, receiptReader, type ReceiptRules } from "./smpp/read-receipt.js";

/**
 * Reads what could not be read of an account once more, by what it declares now: somebody may have given words for its
 * states meanwhile. What can be read is told as a batch of its own, at the time at which it came. Repeating it is harmless.
 */
export const rereadReceipts = async (
  account: string,
  rules: ReceiptRules,
  {
    received,
    publish,
  }: {
    readonly received: Pick<ReceivedStore, "unreadable" | "keepUnreadable">;
    readonly publish: (batch: Received) => Promise<void>;
  },
): Promise<number> => {
  const read = receiptReader(rules);
  let found = 0;
  for await (const batch of received.unreadable(account)) {
    const rest: UnreadableReceipt[] = [];
    const receipts = batch.unreadable.flatMap((kept) => {
      const again = read(deliverOf(kept), batch.at);
      if (again.kind === "receipt") return again.receipt;
      rest.push(kept);
      return [];
    });
    if (receipts.length === 0) continue;
    const receivedId = `${batch.receivedId}:again:${rest.length}`;
    const told = { receivedId, receipts, inbound: [], unreadable: [], idForm: rules.receiptIds };
    await publish({ ...batch, ...told });
    // After it was told, so that a process that dies in between tells it again.
    await received.keepUnreadable(batch.receivedId, rest);
    found += receipts.length;
  }
  return found;
};
