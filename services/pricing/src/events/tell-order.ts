import { OrderRefused } from "@whiteline/contracts/pricing/v1/events";
import type { Outbox, TellTrail } from "@whiteline/events";
import type { Order } from "../domain/order.js";
import { orderDeed } from "./order-deed.js";

/** Adds that an order ended unpaid to the outbox of its transaction. */
export const tellOrder = async (
  { outbox, tellTrail }: { readonly outbox: Pick<Outbox, "add">; readonly tellTrail: TellTrail },
  session: Parameters<Outbox["add"]>[0],
  order: Order,
  at: Date,
): Promise<void> => {
  const { orderId, tenantId, status, reason, decidedBy } = order;
  const told = { orderId, tenantId, status, reason, at };
  await outbox.add(session, OrderRefused, told, `order-refused:${orderId}:${status}`);
  const action = status === "rejected" ? "order.rejected" : "order.failed";
  const by = decidedBy.includes(":") ? decidedBy : `port:${decidedBy}`;
  await tellTrail(session, orderDeed(order, { action, by, at }));
};
