import { inTransaction } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import type { Order, OrderStatus } from "../domain/order.js";
import type { OrderStore } from "./orders.js";

/**
 * Ends an order unpaid and tells it, as one write (law 7).
 * @returns undefined when it has none of the statuses any more.
 */
export const refuseOrder =
  (
    connection: Connection,
    orders: OrderStore,
    tell: (session: ClientSession, order: Order) => Promise<void>,
  ) =>
  (
    orderId: string,
    from: readonly OrderStatus[],
    to: Parameters<OrderStore["change"]>[2],
  ): Promise<Order | undefined> =>
    inTransaction(connection, async (session) => {
      const refused = await orders.change(orderId, from, to, session);
      if (refused !== undefined) await tell(session, refused);
      return refused;
    });

export type RefuseOrder = ReturnType<typeof refuseOrder>;
