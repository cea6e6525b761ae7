import type { measure } from "./metrics.js";
import type { DueStore } from "./store/dues.js";
import type { OrderStore } from "./store/orders.js";
import type { WalletStore } from "./store/wallets.js";

/** Sets the gauges of what is owed, ordered and low. What is counted no more is zero, not gone. */
export const moneyCount =
  ({
    dues,
    orders,
    wallets,
    gauges,
  }: {
    readonly dues: Pick<DueStore, "countOwed">;
    readonly orders: Pick<OrderStore, "countOpen">;
    readonly wallets: Pick<WalletStore, "countLow">;
    readonly gauges: Pick<ReturnType<typeof measure>, "owed" | "openOrders" | "lowBalances">;
  }) =>
  async (): Promise<void> => {
    const owed = await dues.countOwed();
    for (const kind of ["declaration", "maintenance", "fine"]) {
      gauges.owed.set({ kind }, owed.get(kind) ?? 0);
    }
    const open = await orders.countOpen();
    for (const status of ["awaiting_payment", "awaiting_proof", "awaiting_review"]) {
      gauges.openOrders.set({ status }, open.get(status) ?? 0);
    }
    gauges.lowBalances.set(await wallets.countLow());
  };
