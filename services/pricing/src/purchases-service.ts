import type {
  DecideOrderRequest,
  DecideOrderResponse,
  HearPortRequest,
  HearPortResponse,
  PurchasesServiceImplementation,
} from "@whiteline/contracts/pricing/v1/purchases";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import { bankNumberOf, bankReceipt, numberInReceipt } from "./domain/bank-number.js";
import type { Verdict } from "./domain/book.js";
import {
  decidePaymentCase,
  listPaymentCases,
  type PaymentCaseDependencies,
} from "./decide-payment-case.js";
import { currencyDigits } from "./domain/currency-digits.js";
import type { Finding } from "./domain/finding.js";
import { isStorable, money } from "./domain/money.js";
import type { Order } from "./domain/order.js";
import { orderDeed } from "./events/order-deed.js";
import { placeOrder, quoteOrder, type OrderDependencies } from "./place-order.js";
import { hundredthsOf, minorOf, portAnswers, readPortMessage } from "./ports/vnpay.js";
import { fromFinding, toPage, toReference } from "./proto.js";
import { fromOrder } from "./proto-orders.js";
import type { RefuseOrder } from "./store/refuse-order.js";
import { looks } from "./trace-look.js";
import type { WithDeed } from "./with-deed.js";

type Dependencies = OrderDependencies &
  PaymentCaseDependencies & {
    readonly refuseOrder: RefuseOrder;
    readonly withDeed: WithDeed;
    /** Whether a document is in a tenant's file, as the proof of a transfer. */
    readonly hasProof: (tenantId: string, documentId: string) => Promise<boolean>;
    /** Counts what ports say. */
    readonly countPort: (port: string, code: string) => void;
  };

const orderUnknown = (): DomainError =>
  new DomainError("not_found", "ORDER_UNKNOWN", "There is no such order.");

/** How credit is bought. */
export const purchasesService = (
  it: Dependencies,
): PurchasesServiceImplementation<CallContextExt> => {
  /** An order that the caller may see; a stranger's is unknown to it. */
  const meetOrder = async (orderId: string, context: CallContextExt): Promise<Order> => {
    const order = await it.orders.byId(orderId);
    if (order === undefined) throw orderUnknown();
    try {
      await it.holders.meet(context, order.tenantId);
    } catch (error) {
      throw error instanceof DomainError && error.reason === "TENANT_UNKNOWN"
        ? orderUnknown()
        : error;
    }
    return order;
  };

  return {
    quoteOrder: quoteOrder(it),
    placeOrder: placeOrder(it),

    async getOrder({ orderId }, context) {
      const order = await meetOrder(orderId, context);
      const { tenantId, providerId } = order;
      const subject = `order:${orderId}`;
      await it.traceLook(context, { tenantId, providerId, what: looks.orders, subject });
      return { order: fromOrder(order, it) };
    },

    async listOrders(request, context) {
      const { status, after } = request;
      const asked = { status, after, limit: toPage(request.limit) };
      const { kind, providerId = "" } = principalOf(context);
      const isDesk = kind === "staff" && request.tenantId === "";
      if (isDesk) requireStaff(context, "finance");
      const owner = isDesk
        ? { tenantId: "", providerId }
        : await it.holders.meet(context, request.tenantId);
      const { tenantId } = owner;
      const subject = isDesk ? `provider:${providerId}` : `tenant:${tenantId}`;
      const seen = { tenantId, providerId: owner.providerId, what: looks.orders, subject };
      await it.traceLook(context, seen);
      const found = await it.orders.list({ ...asked, tenantId, providerId: owner.providerId });
      return { orders: found.map((order) => fromOrder(order, it)) };
    },

    async proveTransfer({ orderId, documentId, note }, context) {
      requireTenant(context);
      const order = await meetOrder(orderId, context);
      if (order.method !== "transfer") throw methodWrong();
      if (documentId === "") {
        throw new DomainError("invalid", "TRANSFER_PROOF_MISSING", "A proof is a document.", {
          remedy: "Put it into the company file and name it.",
        });
      }
      if (!(await it.hasProof(order.tenantId, documentId))) {
        throw new DomainError("not_found", "DOCUMENT_UNKNOWN", "There is no such document.", {
          remedy: "Put the proof into the company file as transfer_proof and name it.",
        });
      }
      const by = actorOf(principalOf(context));
      const given = {
        status: "awaiting_review",
        proofDocumentId: documentId,
        proofNote: toReference(note),
      } as const;
      const open = ["awaiting_proof", "awaiting_review"] as const;
      const proved = await it.withDeed(async (session) => {
        const done = await it.orders.change(orderId, open, given, session);
        const isNew = done !== undefined && order.proofDocumentId !== documentId;
        const did = { action: "order.proved", by, at: it.now(), entryId: it.newId() } as const;
        return { done, deed: isNew ? orderDeed(done, did) : undefined };
      });
      if (proved === undefined) throw closed();
      return { order: fromOrder(proved, it) };
    },

    decideOrder: decideOrder(it, meetOrder),
    hearPort: hearPort(it),
    listPaymentCases: listPaymentCases(it),
    decidePaymentCase: decidePaymentCase(it),
  };
};

const decideOrder =
  (it: Dependencies, meetOrder: (orderId: string, context: CallContextExt) => Promise<Order>) =>
  async (request: DecideOrderRequest, context: CallContextExt): Promise<DecideOrderResponse> => {
    const actor = actorOf(requireStaff(context, "finance"));
    const order = await meetOrder(request.orderId, context);
    if (order.method !== "transfer") throw methodWrong();
    const { orderId, tenantId } = order;
    const receipt = toReference(request.receipt).trim();
    switch (request.decision) {
      case "confirm": {
        if (bankNumberOf(receipt) === "") return refused(receiptMissing);
        if (order.status === "awaiting_proof") return refused(notProved);
        const payment = {
          kind: "pay_order",
          orderId,
          receipt: bankReceipt(receipt),
          by: actor,
        } as const;
        return answer(await it.moveMoney(tenantId, payment), payment, it);
      }
      case "reject": {
        const reason = toReference(request.reason).trim();
        if (reason === "") throw reasonMissing();
        const rejected = await it.refuseOrder(orderId, ["awaiting_proof", "awaiting_review"], {
          status: "rejected",
          reason,
          endedAt: it.now(),
          decidedBy: actor,
        });
        if (rejected === undefined) throw closed();
        return { outcome: { $case: "order", value: fromOrder(rejected, it) } };
      }
      default:
        throw new DomainError("invalid", "DECISION_UNKNOWN", "It is confirmed or rejected.");
    }
  };

const answer = (
  verdict: Verdict,
  { receipt }: { readonly receipt: string },
  it: Dependencies,
): DecideOrderResponse => {
  switch (verdict.kind) {
    case "paid":
      return { outcome: { $case: "order", value: fromOrder(verdict.order, it) } };
    case "order_closed":
      // Its own payment, said again.
      if (numberInReceipt(verdict.order.receipt) !== numberInReceipt(receipt)) throw closed();
      return { outcome: { $case: "order", value: fromOrder(verdict.order, it) } };
    case "receipt_used":
      return refused(receiptUsed);
    default:
      throw new Error(`an order ended as ${verdict.kind}`);
  }
};

/**
 * What a port says of a payment. The signature is the proof; an amount other than the order's is no payment of it, and
 * where it was paid a case of finance's.
 * The port repeats until it gets an answer; a repetition books nothing.
 */
const hearPort =
  (it: Dependencies) =>
  async ({ providerId, port, parameters }: HearPortRequest): Promise<HearPortResponse> => {
    const account = it.ports.find((each) => each.provider === providerId && each.port === port);
    if (account === undefined) {
      throw new DomainError("not_found", "PAYMENT_PORT_UNKNOWN", "There is no such payment port.");
    }
    const said = (answered: (typeof portAnswers)[keyof typeof portAnswers]): HearPortResponse => {
      it.countPort(port, answered.code);
      return { ...answered };
    };
    const message = readPortMessage(account, parameters);
    if (message?.terminal !== account.terminal) return said(portAnswers.forged);
    const { orderId, receipt, paidAt } = message;
    const order = await it.orders.byId(orderId);
    if (order?.providerId !== providerId || order.method !== "port") {
      return said(portAnswers.unknown);
    }
    const { toPay } = order.price;
    const digits = currencyDigits(toPay.currency);
    const isWhole = message.hundredths === hundredthsOf(toPay, digits);
    if (!message.paid) {
      if (!isWhole) return said(portAnswers.amount);
      const reason = `vnpay ${message.code}`;
      const ended = { status: "failed", reason, endedAt: it.now(), decidedBy: port } as const;
      const failed = await it.refuseOrder(orderId, ["awaiting_payment"], ended);
      return said(failed === undefined ? portAnswers.before : portAnswers.booked);
    }
    if (receipt === undefined) return said(portAnswers.malformed);
    const amount = isWhole ? toPay : money(toPay.currency, minorOf(message.hundredths, digits));
    if (amount.minor === 0n || !isStorable(amount)) return said(portAnswers.amount);
    const payment = { kind: "pay_order", orderId, receipt, by: port, paidAt, amount } as const;
    const verdict = await it.moveMoney(order.tenantId, payment);
    switch (verdict.kind) {
      case "paid":
        return said(portAnswers.booked);
      case "payment_suspended":
        it.countPort(port, verdict.payment.why);
        return said(isWhole ? portAnswers.before : portAnswers.amount);
      case "order_closed":
      case "receipt_used":
        return said(isWhole ? portAnswers.before : portAnswers.amount);
      default:
        throw new Error(`a payment ended as ${verdict.kind}`);
    }
  };

const refused = (finding: Finding): DecideOrderResponse => ({
  outcome: { $case: "refused", value: fromFinding(finding) },
});

const closed = (): DomainError =>
  new DomainError("precondition", "ORDER_CLOSED", "The order is over.", {
    remedy: "Look at what became of it; place a new one.",
  });

const methodWrong = (): DomainError =>
  new DomainError("precondition", "ORDER_METHOD_WRONG", "The order is not paid by transfer.", {
    remedy: "The port tells of its payments itself.",
  });

const reasonMissing = (): DomainError =>
  new DomainError("invalid", "REASON_MISSING", "A rejection says why.", {
    remedy: "Give a reason that the customer understands.",
  });

const receiptMissing: Finding = {
  code: "RECEIPT_MISSING",
  subject: "receipt",
  rule: "A payment is confirmed by its number at the bank.",
  source: "pricing · orders",
  remedy: "Give the number that the bank's statement shows.",
};

const notProved: Finding = {
  code: "TRANSFER_NOT_PROVED",
  subject: "orderId",
  rule: "A bank transfer is confirmed on a proof that finance has looked at.",
  source: "pricing · orders",
  remedy:
    "Ask the customer for the proof. Money that came without one is booked as a top-up, and its order rejected.",
};

const receiptUsed: Finding = {
  code: "RECEIPT_USED",
  subject: "receipt",
  rule: "The payment with this number paid another order, or was booked as a top-up.",
  source: "pricing · orders",
  remedy: "Check the number; one payment is booked once.",
};
