import { OrderRefused } from "@whiteline/contracts/pricing/v1/events";
import type { Outbox } from "@whiteline/events";
import type { Order } from "../domain/order.js";

/** Adds that an order ended unpaid to the outbox of its transaction. */
export const tellOrder = async (
  outbox: Pick<Outbox, "add">,
  session: Parameters<Outbox["add"]>[0],
  { orderId, tenantId, status, reason }: Order,
  at: Date,
): Promise<void> => {
  const told = { orderId, tenantId, status, reason, at };
  await outbox.add(session, OrderRefused, told, `order-refused:${orderId}:${status}`);
};
