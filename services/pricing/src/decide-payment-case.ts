import type {
  DecidePaymentCaseRequest,
  DecidePaymentCaseResponse,
  ListPaymentCasesRequest,
  ListPaymentCasesResponse,
} from "@whiteline/contracts/pricing/v1/purchases";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  type CallContextExt,
} from "@whiteline/service-kit";
import { markets } from "@whiteline/markets";
import type { Verdict } from "./domain/book.js";
import type { Finding } from "./domain/finding.js";
import { inMoney } from "./domain/in-money.js";
import { money } from "./domain/money.js";
import type { PaymentCase } from "./domain/payment-case.js";
import type { HolderBook } from "./holders.js";
import type { MoveMoney } from "./movement-queue.js";
import { priceOfCredit, type ReadingCreditPrices } from "./price-of-credit.js";
import { fromFinding, toPage, toReference, toRequestId } from "./proto.js";
import { fromPaymentCase } from "./proto-orders.js";
import { otherCurrency } from "./refuse-amount.js";
import type { SamePerson } from "./same-person.js";
import { looks, type TraceLook } from "./trace-look.js";
import type { PaymentCaseStore } from "./store/payment-cases.js";

export type PaymentCaseDependencies = ReadingCreditPrices & {
  readonly holders: HolderBook;
  readonly payments: Pick<PaymentCaseStore, "byId" | "list">;
  readonly moveMoney: MoveMoney;
  readonly samePerson: SamePerson;
  readonly traceLook: TraceLook;
};

/** Payments that no order waited for: a customer's own, or for finance those of its provider. */
export const listPaymentCases =
  ({ holders, payments, traceLook }: PaymentCaseDependencies) =>
  async (
    request: ListPaymentCasesRequest,
    context: CallContextExt,
  ): Promise<ListPaymentCasesResponse> => {
    const status = statuses.find((word) => word === request.status);
    const asked = { status, after: request.after, limit: toPage(request.limit) };
    const { kind, providerId = "" } = principalOf(context);
    const isDesk = kind === "staff" && request.tenantId === "";
    if (isDesk) requireStaff(context, "finance");
    const owner = isDesk
      ? { tenantId: "", providerId }
      : await holders.meet(context, request.tenantId);
    const { tenantId } = owner;
    if (status === undefined && request.status !== "") return { cases: [] };
    const subject = isDesk ? `provider:${providerId}` : `tenant:${tenantId}`;
    const seen = { tenantId, providerId: owner.providerId, what: looks.payments, subject };
    await traceLook(context, seen);
    const found = await payments.list({ ...asked, tenantId, providerId: owner.providerId });
    const shown =
      kind === "staff" ? found : found.map((each) => ({ ...each, proposed: undefined }));
    return { cases: shown.map(fromPaymentCase) };
  };

/**
 * Finance says what becomes of such a payment.
 * @throws DomainError not_found PAYMENT_CASE_UNKNOWN, invalid DECISION_UNKNOWN
 */
export const decidePaymentCase =
  (it: PaymentCaseDependencies) =>
  async (
    request: DecidePaymentCaseRequest,
    context: CallContextExt,
  ): Promise<DecidePaymentCaseResponse> => {
    const by = actorOf(requireStaff(context, "finance"));
    const requestId = toRequestId(request.requestId);
    const { payment, largeFrom } = await meetCase(it, request.caseId, context);
    const { caseId, tenantId, orderId, receipt, proposed } = payment;
    const decision = toDecision(request.decision);
    const reference = decision === "refund" ? toReference(request.reference).trim() : "";
    if (decision === "refund" && reference === "") return refused(referenceMissing);
    const first = proposed?.by ?? "";
    const differsFrom = first !== "" && !(await it.samePerson(first, by)) ? first : "";
    const verdict = await it.moveMoney(tenantId, {
      ...{ kind: "decide_payment", requestId, caseId, orderId, receipt, decision, reference, by },
      ...{ largeFrom, differsFrom },
    });
    return answer(verdict);
  };

/** A case of the caller's provider, and from where on two decide it; a stranger's is unknown to it. */
const meetCase = async (
  it: PaymentCaseDependencies,
  caseId: string,
  context: CallContextExt,
): Promise<{ readonly payment: PaymentCase; readonly largeFrom: bigint }> => {
  const { payments, holders, now } = it;
  const payment = await payments.byId(caseId);
  if (payment === undefined) throw caseUnknown();
  const holder = await holders.meet(context, payment.tenantId).catch((error: unknown) => {
    throw error instanceof DomainError && error.reason === "TENANT_UNKNOWN" ? caseUnknown() : error;
  });
  const pack = markets.get(holder.market, now().toISOString());
  const bound = money(holder.currency, pack.fourEyes.cost);
  // Payments are of money: of a bound in credits, their price. Where none is known, two people always decide.
  const credit = await priceOfCredit(it, holder);
  return { payment, largeFrom: inMoney(pack, credit, bound)?.minor ?? 0n };
};

const answer = (verdict: Verdict): DecidePaymentCaseResponse => {
  switch (verdict.kind) {
    case "payment_decided":
    case "payment_proposed":
      return { outcome: { $case: "paymentCase", value: fromPaymentCase(verdict.payment) } };
    case "payment_decided_otherwise":
      return refused(decidedOtherwise(verdict.payment));
    case "refund_number_used":
      return refused(refundNumberUsed);
    case "reused":
      return refused(reused);
    case "receipt_used":
      return refused(receiptUsed);
    case "currency_mismatch":
      return refused(otherCurrency(verdict.expected));
    case "too_large":
      return refused(walletFull);
    default:
      throw new Error(`a payment was decided as ${verdict.kind}`);
  }
};

const statuses = ["open", "credited", "refunded"] as const;

const toDecision = (word: string): "credit" | "refund" => {
  if (word === "credit" || word === "refund") return word;
  throw new DomainError("invalid", "DECISION_UNKNOWN", "It is credited or refunded.");
};

const caseUnknown = (): DomainError =>
  new DomainError("not_found", "PAYMENT_CASE_UNKNOWN", "There is no such payment.", {
    remedy: "List the payments that wait.",
  });

const refused = (finding: Finding): DecidePaymentCaseResponse => ({
  outcome: { $case: "refused", value: fromFinding(finding) },
});

const decidedOtherwise = ({ status, decided }: PaymentCase): Finding => ({
  code: "PAYMENT_CASE_DECIDED",
  subject: "decision",
  rule: `It was ${status} at ${decided?.at.toISOString() ?? ""} by ${decided?.by ?? ""}.`,
  source: "pricing · payments",
  remedy: "Read the case; a payment is decided once.",
});

const referenceMissing: Finding = {
  code: "REFUND_REFERENCE_MISSING",
  subject: "reference",
  rule: "Money that went back is known by its number at the bank.",
  source: "pricing · payments",
  remedy: "Transfer it back first, then give the bank's number of that transfer.",
};

const refundNumberUsed: Finding = {
  code: "REFUND_REFERENCE_USED",
  subject: "reference",
  rule: "The transfer with this number paid another payment back.",
  source: "pricing · payments",
  remedy: "Give the number of this payment's own transfer.",
};

const reused: Finding = {
  code: "REQUEST_ID_REUSED",
  subject: "request_id",
  rule: "The request id decided otherwise before.",
  source: "pricing · payments",
  remedy: "Use a fresh request id for each decision.",
};

const receiptUsed: Finding = {
  code: "RECEIPT_USED",
  subject: "receipt",
  rule: "The payment with this number paid another order.",
  source: "pricing · payments",
  remedy: "Refund it, or ask the port what it is.",
};

const walletFull: Finding = {
  code: "AMOUNT_TOO_LARGE",
  subject: "amount",
  rule: "The wallet cannot hold so much.",
  source: "pricing · payments",
  remedy: "Refund it.",
};
