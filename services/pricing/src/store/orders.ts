import { inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import { money, type Money } from "../domain/money.js";
import type { Order, OrderStatus, PaymentMethod } from "../domain/order.js";
import type { OrderDiscount } from "../domain/order-price.js";
import { atOneInstant } from "./at-one-instant.js";
import { countBy } from "./count-by.js";
import { openCollection } from "./open-collection.js";

type Amount = { currency: string; minor: bigint };

type OrderDocument = {
  _id: string;
  tenant: string;
  provider: string;
  /** The caller's name for it, unique per tenant. */
  request: string;
  method: PaymentMethod;
  status: OrderStatus;
  value: Amount;
  price: Amount;
  toPay: Amount;
  tax: Amount | null;
  taxPercent: number | null;
  discounts: (Omit<OrderDiscount, "amount"> & { amount: Amount })[];
  source: string;
  /** Absent: none. While it is there, nobody else's order of the tenant has the code. */
  code?: string;
  returnUrl: string;
  reference: string;
  proof: string;
  proofNote: string;
  /** Absent until it is paid. */
  receipt?: string;
  reason: string;
  at: Date;
  endedAt: Date | null;
  by: string;
};

const amountOf = ({ currency, minor }: Money): Amount => ({ currency, minor });
const moneyOf = ({ currency, minor }: Amount): Money => money(currency, minor);

const toDocument = (order: Order, request: string): OrderDocument => ({
  _id: order.orderId,
  tenant: order.tenantId,
  provider: order.providerId,
  request,
  method: order.method,
  status: order.status,
  value: amountOf(order.price.value),
  price: amountOf(order.price.price),
  toPay: amountOf(order.price.toPay),
  tax: order.price.tax === undefined ? null : amountOf(order.price.tax),
  taxPercent: order.price.taxPercent ?? null,
  discounts: order.price.discounts.map((each) => ({ ...each, amount: amountOf(each.amount) })),
  source: order.price.source,
  ...(order.code !== "" && { code: order.code }),
  returnUrl: order.returnUrl,
  reference: order.paymentReference,
  proof: order.proofDocumentId,
  proofNote: order.proofNote,
  ...(order.receipt !== "" && { receipt: order.receipt }),
  reason: order.reason,
  at: order.placedAt,
  endedAt: order.endedAt ?? null,
  by: order.decidedBy,
});

const fromDocument = (d: OrderDocument): Order => ({
  orderId: d._id,
  tenantId: d.tenant,
  providerId: d.provider,
  method: d.method,
  status: d.status,
  price: {
    value: moneyOf(d.value),
    price: moneyOf(d.price),
    discounts: d.discounts.map((each) => ({ ...each, amount: moneyOf(each.amount) })),
    toPay: moneyOf(d.toPay),
    tax: d.tax === null ? undefined : moneyOf(d.tax),
    taxPercent: d.taxPercent ?? undefined,
    source: d.source,
  },
  code: d.code ?? "",
  returnUrl: d.returnUrl,
  paymentReference: d.reference,
  proofDocumentId: d.proof,
  proofNote: d.proofNote,
  receipt: d.receipt ?? "",
  reason: d.reason,
  placedAt: d.at,
  endedAt: d.endedAt ?? undefined,
  decidedBy: d.by,
});

/** What came of placing: the order, the first one under the same name, or that its code is taken. */
export type Placed =
  { readonly kind: "placed" | "known"; readonly order: Order } | { readonly kind: "code_spent" };

const waiting: readonly Order["status"][] = [
  "awaiting_payment",
  "awaiting_proof",
  "awaiting_review",
];

/** Orders of credit. Only the payment of one moves money; it is written by the books. */
export const orderStore = (connection: Connection) => {
  const orders = openCollection<OrderDocument>(connection, "orders");

  const byId = async (orderId: string): Promise<Order | undefined> => {
    const found = await orders.findOne({ _id: orderId });
    return found === null ? undefined : fromDocument(found);
  };

  return {
    ensureIndexes: async (): Promise<void> => {
      await orders.createIndexes([
        { key: { tenant: 1, request: 1 }, unique: true },
        {
          key: { tenant: 1, code: 1 },
          unique: true,
          partialFilterExpression: { code: { $exists: true } },
        },
        {
          key: { provider: 1, receipt: 1 },
          unique: true,
          partialFilterExpression: { receipt: { $exists: true } },
        },
        { key: { provider: 1, status: 1, _id: -1 } },
        { key: { status: 1, at: 1 } },
      ]);
    },

    byId,

    /** The order that a tenant placed under a name of its own. */
    byRequest: async (tenantId: string, request: string): Promise<Order | undefined> => {
      const found = await orders.findOne({ tenant: tenantId, request });
      return found === null ? undefined : fromDocument(found);
    },

    /** How many wait, by what they wait for. */
    countOpen: async (): Promise<ReadonlyMap<string, number>> =>
      countBy(orders, { status: { $in: [...waiting] } }, "status"),

    /** Keeps a new order with what `tell` adds; the index says whose name or code it is. */
    place: async (
      order: Order,
      request: string,
      tell: (session: ClientSession) => Promise<void>,
    ): Promise<Placed> => {
      try {
        await inTransaction(connection, async (session) => {
          await orders.insertOne(toDocument(order, request), { session });
          await tell(session);
        });
        return { kind: "placed", order };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const known = await orders.findOne({ tenant: order.tenantId, request });
        return known === null
          ? { kind: "code_spent" }
          : { kind: "known", order: fromDocument(known) };
      }
    },

    /** Whether the tenant has bought before. */
    hasPaid: async (tenantId: string): Promise<boolean> =>
      (await orders.findOne({ tenant: tenantId, status: "paid" })) !== null,

    /** Orders, the newest first: of a tenant, of a provider, or both. */
    list: async (asked: {
      readonly tenantId: string;
      readonly providerId: string;
      readonly status: string;
      readonly after: string;
      readonly limit: number;
    }): Promise<readonly Order[]> => {
      const last = asked.after === "" ? undefined : await byId(asked.after);
      const found = await orders
        .find({
          provider: asked.providerId,
          ...(asked.tenantId !== "" && { tenant: asked.tenantId }),
          ...(asked.status !== "" && { status: asked.status as OrderStatus }),
          ...(last && {
            $or: [
              { at: { $lt: last.placedAt } },
              { at: last.placedAt, _id: { $lt: last.orderId } },
            ],
          }),
        })
        .sort({ at: -1, _id: -1 })
        .limit(asked.limit)
        .toArray();
      return found.map(fromDocument);
    },

    /** Orders that were paid in a stretch of time. */
    paidWithin: async (
      tenantId: string,
      from: Date,
      to: Date,
      session?: ClientSession,
    ): Promise<readonly Order[]> => {
      const within = { tenant: tenantId, status: "paid" as const };
      const found = await orders
        .find({ ...within, endedAt: { $gte: from, $lt: to } }, { ...(session && { session }) })
        .toArray();
      return found.map(fromDocument);
    },

    /** Every order of a tenant that was paid. */
    paidOf: async function* (tenantId: string, session: ClientSession): AsyncGenerator<Order> {
      const paid = { tenant: tenantId, status: "paid" as const };
      for await (const d of orders.find(paid, atOneInstant(session))) yield fromDocument(d);
    },

    /** Who ever ordered. */
    tenants: (): Promise<readonly string[]> => orders.distinct("tenant"),

    /** Those that movements pay, those that these receipts paid, and who of the tenant's has a code. */
    forMovements: async (
      { tenantId, providerId }: Pick<Order, "tenantId" | "providerId">,
      asked: { readonly orderIds: readonly string[]; readonly receipts: readonly string[] },
      session: ClientSession,
    ): Promise<{
      readonly orders: ReadonlyMap<string, Order>;
      readonly receipts: ReadonlyMap<string, string>;
      readonly codes: ReadonlyMap<string, string>;
    }> => {
      if (asked.orderIds.length === 0) {
        return { orders: new Map(), receipts: new Map(), codes: new Map() };
      }
      const coded = await orders
        .find({ tenant: tenantId, code: { $exists: true } }, { session })
        .toArray();
      const paid = { provider: providerId, receipt: { $in: [...asked.receipts] } };
      const found = await orders
        .find({ $or: [{ _id: { $in: [...asked.orderIds] } }, paid] }, { session })
        .toArray();
      return {
        orders: new Map(found.map((d) => [d._id, fromDocument(d)])),
        receipts: new Map(
          found.flatMap(({ _id, receipt }) => (receipt === undefined ? [] : [[receipt, _id]])),
        ),
        codes: new Map(
          coded.flatMap(({ _id, code }) => (code === undefined ? [] : [[code, _id] as const])),
        ),
      };
    },

    /** Writes what became of orders, in the transaction that moved their money. */
    save: async (changed: readonly Order[], session: ClientSession): Promise<void> => {
      for (const { orderId, status, receipt, reason, endedAt, decidedBy, code } of changed) {
        const ended = { status, receipt, reason, endedAt: endedAt ?? null, by: decidedBy };
        await orders.updateOne(
          { _id: orderId },
          // Paid late, it takes its code back, so that no other order has it.
          { $set: { ...ended, ...(code !== "" && { code }) } },
          { session },
        );
      }
    },

    /**
     * Changes an order that still has one of these statuses; its code is free again where it ends unpaid.
     * @returns undefined when it has another one by now.
     */
    change: async (
      orderId: string,
      from: readonly OrderStatus[],
      to: Pick<Order, "status"> &
        Partial<Pick<Order, "proofDocumentId" | "proofNote" | "reason" | "endedAt" | "decidedBy">>,
      session?: ClientSession,
    ): Promise<Order | undefined> => {
      const ends = to.status === "rejected" || to.status === "failed" || to.status === "expired";
      const found = await orders.findOneAndUpdate(
        { _id: orderId, status: { $in: [...from] } },
        {
          $set: {
            status: to.status,
            ...(to.proofDocumentId !== undefined && { proof: to.proofDocumentId }),
            ...(to.proofNote !== undefined && { proofNote: to.proofNote }),
            ...(to.reason !== undefined && { reason: to.reason }),
            ...(to.endedAt !== undefined && { endedAt: to.endedAt }),
            ...(to.decidedBy !== undefined && { by: to.decidedBy }),
          },
          ...(ends && { $unset: { code: "" } }),
        },
        { returnDocument: "after", ...(session && { session }) },
      );
      return found === null ? undefined : fromDocument(found);
    },

    /** Orders by the port that were placed before then and not paid. */
    unpaidBefore: async (before: Date): Promise<readonly Order[]> =>
      (
        await orders
          .find({ status: "awaiting_payment", at: { $lt: before } })
          .limit(500)
          .toArray()
      ).map(fromDocument),
  };
};

export type OrderStore = ReturnType<typeof orderStore>;
