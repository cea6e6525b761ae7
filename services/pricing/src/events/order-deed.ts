import type { TrailDeed } from "@whiteline/events";
import type { Order } from "../domain/order.js";

/** What somebody did with an order of credit, for the customer's audit trail; no word that somebody wrote. */
export const orderDeed = (
  { orderId, tenantId, providerId, method, status, code, price, proofDocumentId }: Order,
  did: {
    readonly action:
      ("order.placed" | "order.proved" | "order.rejected" | "order.failed") | "order.expired";
    readonly by: string;
    readonly at: Date;
    /** Of what may be done again: a customer may go back to a proof of before. */
    readonly entryId?: string;
  },
): TrailDeed => ({
  entryId: did.entryId ?? ["order", orderId, did.action].join(":"),
  ...{ tenantId, providerId, actor: did.by, action: did.action, at: did.at },
  subject: `order:${orderId}`,
  after: {
    ...{ status, method, amount: price.toPay.minor.toString(), currency: price.toPay.currency },
    ...(code !== "" && { code }),
    ...(proofDocumentId !== "" && { proof: `document:${proofDocumentId}` }),
  },
});
