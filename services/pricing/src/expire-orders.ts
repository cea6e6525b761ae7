import type { OrderStore } from "./store/orders.js";

/** Closes orders by the port whose payer did not come; a payment that is made later all the same is a case of finance's. */
export const expireOrders =
  ({
    orders,
    now,
    orderLifeMs,
  }: {
    readonly orders: OrderStore;
    readonly now: () => Date;
    readonly orderLifeMs: number;
  }) =>
  async (): Promise<void> => {
    const at = now();
    for (const { orderId } of await orders.unpaidBefore(new Date(at.getTime() - orderLifeMs))) {
      await orders.change(orderId, ["awaiting_payment"], { status: "expired", endedAt: at });
    }
  };
