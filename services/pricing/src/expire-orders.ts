import { orderDeed } from "./events/order-deed.js";
import type { OrderStore } from "./store/orders.js";
import type { WithDeed } from "./with-deed.js";

/** Closes orders by the port whose payer did not come; a payment that is made later all the same is a case of finance's. */
export const expireOrders =
  ({
    orders,
    withDeed,
    now,
    orderLifeMs,
  }: {
    readonly orders: OrderStore;
    readonly withDeed: WithDeed;
    readonly now: () => Date;
    readonly orderLifeMs: number;
  }) =>
  async (): Promise<void> => {
    const at = now();
    for (const { orderId } of await orders.unpaidBefore(new Date(at.getTime() - orderLifeMs))) {
      const ended = { status: "expired", endedAt: at } as const;
      await withDeed(async (session) => {
        const done = await orders.change(orderId, ["awaiting_payment"], ended, session);
        const did = { action: "order.expired", by: "service:pricing", at } as const;
        return { done, deed: done && orderDeed(done, did) };
      });
    }
  };
