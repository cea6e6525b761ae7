import type { measure } from "./metrics.js";
import type { DueStore } from "./store/dues.js";
import type { OrderStore } from "./store/orders.js";
import type { PaymentCaseStore } from "./store/payment-cases.js";
import type { ProposalStore } from "./store/proposals.js";
import type { ResaleInvitationStore } from "./store/resale-invitations.js";
import type { ReconciliationStore } from "./store/reconciliations.js";
import type { ReservationStore } from "./store/reservations.js";
import type { WalletStore } from "./store/wallets.js";
import { freshSince } from "./two-people.js";

/** Sets the gauges of what is owed, ordered, low and left to people. What is counted no more is zero, not gone. */
export const moneyCount =
  ({
    dues,
    orders,
    payments,
    reservations,
    wallets,
    proposals,
    invitations,
    reconciliations,
    now,
    gauges,
  }: {
    readonly dues: Pick<DueStore, "countOwed">;
    readonly orders: Pick<OrderStore, "countOpen">;
    readonly payments: Pick<PaymentCaseStore, "countOpen">;
    readonly reservations: Pick<ReservationStore, "oldestOpen">;
    readonly wallets: Pick<WalletStore, "countLow">;
    readonly proposals: Pick<ProposalStore, "countWaiting">;
    readonly invitations: Pick<ResaleInvitationStore, "countWaiting">;
    readonly reconciliations: Pick<ReconciliationStore, "allOpen">;
    readonly now: () => Date;
    readonly gauges: Pick<
      ReturnType<typeof measure>,
      | ("owed" | "openOrders" | "openPayments" | "oldestPayment" | "oldestReservation")
      | ("lowBalances" | "proposals" | "joinings" | "openCases")
    >;
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
    const waiting = await proposals.countWaiting(freshSince(now()));
    for (const kind of ["terms", "price_group", "credit_price"]) {
      gauges.proposals.set({ kind }, waiting.get(kind) ?? 0);
    }
    gauges.joinings.set(await invitations.countWaiting());
    gauges.openCases.set(await reconciliations.allOpen());
    const cases = await payments.countOpen();
    gauges.openPayments.set(cases.open);
    const ageOf = (since: Date | undefined): number =>
      since === undefined ? 0 : Math.max(0, now().getTime() - since.getTime()) / 1_000;
    gauges.oldestPayment.set(ageOf(cases.oldest));
    gauges.oldestReservation.set(ageOf(await reservations.oldestOpen()));
    gauges.lowBalances.set(await wallets.countLow());
  };
