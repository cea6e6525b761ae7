import type {
  PlaceOrderRequest,
  PlaceOrderResponse,
  QuoteOrderRequest,
  QuoteOrderResponse,
} from "@whiteline/contracts/pricing/v1/purchases";
import type { TellTrail } from "@whiteline/events";
import { markets } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import type { Finding } from "./domain/finding.js";
import type { Money } from "./domain/money.js";
import { codeOf, type Order, type PaymentMethod } from "./domain/order.js";
import { priceOrder, type OrderPriceAnswer } from "./domain/order-price.js";
import type { Holder } from "./domain/wallet.js";
import { orderDeed } from "./events/order-deed.js";
import type { HolderBook } from "./holders.js";
import type { PortAccount } from "./ports/vnpay.js";
import { priceOfCredit, type ReadingCreditPrices } from "./price-of-credit.js";
import { fromFinding, toMoney, toRequestId } from "./proto.js";
import { fromOrder, fromOrderPrice } from "./proto-orders.js";
import { notPositive, otherCurrency, tooMuch } from "./refuse-amount.js";
import type { OrderStore } from "./store/orders.js";

export type OrderDependencies = ReadingCreditPrices & {
  readonly holders: HolderBook;
  readonly orders: OrderStore;
  readonly ports: readonly PortAccount[];
  /** Where a port may send its payers back to. */
  readonly consoleOrigins: readonly string[];
  readonly tellTrail: TellTrail;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The most that one order brings, in minor units. */
  readonly capMinor: bigint;
  /** How long an order by the port waits for its payer. */
  readonly orderLifeMs: number;
};

const codeSpent: Finding = {
  code: "CODE_SPENT",
  subject: "code",
  rule: "The code holds for the first purchase, and once.",
  source: "001 · Advertising SMS call-out",
  remedy: "Order without a code.",
};

/** What an order costs, or why it cannot be placed. */
const price = async (
  it: OrderDependencies,
  holder: Holder,
  { value, code }: { readonly value: Money; readonly code: string },
): Promise<OrderPriceAnswer> => {
  const { orders, now, capMinor } = it;
  const refused = (finding: Finding): OrderPriceAnswer => ({ kind: "refused", finding });
  if (value.currency !== holder.currency) return refused(otherCurrency(holder.currency));
  if (value.minor <= 0n) return refused(notPositive);
  if (value.minor > capMinor) return refused(tooMuch(capMinor, holder.currency));
  const pack = markets.get(holder.market, now().toISOString());
  const { providerId, tenantId } = holder;
  const credit = await priceOfCredit(it, holder);
  const answer = priceOrder(pack, { providerId, value, code: code.trim(), credit });
  if (answer.kind === "priced" && code.trim() !== "" && (await orders.hasPaid(tenantId))) {
    return refused(codeSpent);
  }
  return answer;
};

const methodsOf = ({ ports }: OrderDependencies, { providerId }: Holder): PaymentMethod[] =>
  ports.some(({ provider }) => provider === providerId) ? ["port", "transfer"] : ["transfer"];

/** Says what an order costs and how it can be paid. */
export const quoteOrder =
  (it: OrderDependencies) =>
  async (request: QuoteOrderRequest, context: CallContextExt): Promise<QuoteOrderResponse> => {
    const holder = await it.holders.meet(context, request.tenantId);
    const value = toMoney(request.value);
    const answer = await price(it, holder, { value, code: request.code });
    return {
      outcome:
        answer.kind === "priced"
          ? { $case: "price", value: fromOrderPrice(answer.price) }
          : { $case: "refused", value: fromFinding(answer.finding) },
      methods: methodsOf(it, holder),
    };
  };

/** Places an order. The same request id gets the first order, whatever it asks for now is refused if it differs. */
export const placeOrder =
  (it: OrderDependencies) =>
  async (request: PlaceOrderRequest, context: CallContextExt): Promise<PlaceOrderResponse> => {
    const { orders, now, newId } = it;
    requireTenant(context);
    const { remoteAddress } = request;
    const requestId = toRequestId(request.requestId);
    const holder = await it.holders.meet(context, request.tenantId);
    const value = toMoney(request.value);
    const method = toMethod(request.method, methodsOf(it, holder));
    const returnUrl = toReturnUrl(request.returnUrl, method, it.consoleOrigins);
    const { tenantId, providerId } = holder;
    const code = request.code.trim().toUpperCase();
    const known = await orders.byRequest(tenantId, requestId);
    const answered = (order: Order): PlaceOrderResponse =>
      isSame(order, { method, code, value })
        ? { outcome: { $case: "order", value: fromOrder(order, { ...it, remoteAddress }) } }
        : refused(reused);
    // Priced anew it might be refused: what it bought may have spent its code.
    if (known !== undefined) return answered(known);
    const answer = await price(it, holder, { value, code });
    if (answer.kind === "refused") return refused(answer.finding);
    const orderId = newId();
    const order: Order = {
      orderId,
      tenantId,
      providerId,
      method,
      status: method === "port" ? "awaiting_payment" : "awaiting_proof",
      price: answer.price,
      code,
      returnUrl,
      paymentReference: method === "transfer" ? `WL${orderId.slice(-8).toUpperCase()}` : "",
      proofDocumentId: "",
      proofNote: "",
      receipt: "",
      reason: "",
      placedAt: now(),
      endedAt: undefined,
      decidedBy: "",
    };
    const by = actorOf(principalOf(context));
    const deed = orderDeed(order, { action: "order.placed", by, at: order.placedAt });
    const placed = await orders.place(order, requestId, (session) => it.tellTrail(session, deed));
    if (placed.kind === "code_spent") return refused(codeSpent);
    return answered(placed.order);
  };

/** An order that is over may have its code no more; its price says which it had. */
const isSame = (
  known: Order,
  asked: { readonly method: PaymentMethod; readonly code: string; readonly value: Money },
): boolean =>
  known.method === asked.method &&
  codeOf(known) === asked.code &&
  known.price.value.minor === asked.value.minor &&
  known.price.value.currency === asked.value.currency;

const refused = (finding: Finding): PlaceOrderResponse => ({
  outcome: { $case: "refused", value: fromFinding(finding) },
});

const reused: Finding = {
  code: "REQUEST_ID_REUSED",
  subject: "request_id",
  rule: "The request id was used for another order.",
  source: "pricing · orders",
  remedy: "Use a fresh request id for each order.",
};

/** @throws DomainError invalid PAYMENT_METHOD_UNKNOWN */
const toMethod = (word: string, offered: readonly PaymentMethod[]): PaymentMethod => {
  const method = offered.find((known) => known === word);
  if (method !== undefined) return method;
  throw new DomainError(
    "precondition",
    "PAYMENT_METHOD_UNKNOWN",
    "No such way to pay is offered.",
    {
      remedy: `Choose one of: ${offered.join(", ")}.`,
    },
  );
};

const LONGEST_URL = 500;

/**
 * The page to which a port sends its payer back; a port takes no order without one. Only the console has such pages: an
 * order must not send people who have just paid to whatever site somebody named.
 *
 * @throws DomainError invalid RETURN_URL_INVALID
 */
const toReturnUrl = (text: string, method: PaymentMethod, origins: readonly string[]): string => {
  if (text === "" && method !== "port") return "";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && url.href.length <= LONGEST_URL && origins.includes(url.origin)) {
    return url.href;
  }
  const [origin] = origins;
  throw new DomainError("invalid", "RETURN_URL_INVALID", "That is no page of the console.", {
    remedy:
      origin === undefined
        ? "Leave it out."
        : `Name a page of the console by its whole address, such as ${origin}/wallet/orders.`,
  });
};
