import type { TopUpRequest, TopUpResponse } from "@whiteline/contracts/pricing/v1/pricing";
import { actorOf, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { bankNumberOf } from "./domain/bank-number.js";
import type { Verdict } from "./domain/book.js";
import type { Finding } from "./domain/finding.js";
import type { HolderBook } from "./holders.js";
import type { MoveMoney } from "./movement-queue.js";
import { fromFinding, fromWallet, toMoney, toReference, toRequestId } from "./proto.js";
import { notPositive, otherCurrency, tooMuch } from "./refuse-amount.js";

type Dependencies = {
  readonly holders: HolderBook;
  readonly moveMoney: MoveMoney;
  /** The most that one top-up brings, in minor units. */
  readonly capMinor: bigint;
};

/**
 * Finance books money that was received. The same request id books it once; with another content it is refused, and so is
 * a bank's number that was booked before, as a top-up or as an order's payment.
 */
export const topUp =
  ({ holders, moveMoney, capMinor }: Dependencies) =>
  async (request: TopUpRequest, context: CallContextExt): Promise<TopUpResponse> => {
    const by = actorOf(requireStaff(context, "finance"));
    const requestId = toRequestId(request.requestId);
    const amount = toMoney(request.amount);
    const holder = await holders.meet(context, request.tenantId);
    if (amount.minor <= 0n) return refused(notPositive);
    if (amount.minor > capMinor) return refused(tooMuch(capMinor, holder.currency));
    const reference = toReference(request.reference).trim();
    if (bankNumberOf(reference) === "") return refused(numberMissing);
    return answer(
      await moveMoney(holder.tenantId, { kind: "top_up", requestId, amount, reference, by }),
      { capMinor, currency: holder.currency },
    );
  };

const answer = (
  verdict: Verdict,
  { capMinor, currency }: { readonly capMinor: bigint; readonly currency: string },
): TopUpResponse => {
  switch (verdict.kind) {
    case "done":
      return { outcome: { $case: "balance", value: fromWallet(verdict.wallet) } };
    case "currency_mismatch":
      return refused(otherCurrency(verdict.expected));
    case "too_large":
      return refused(tooMuch(capMinor, currency));
    case "reused":
      return refused(reused);
    case "receipt_used":
      return refused(numberUsed);
    default:
      throw new Error(`a top-up ended as ${verdict.kind}`);
  }
};

const refused = (finding: Finding): TopUpResponse => ({
  outcome: { $case: "refused", value: fromFinding(finding) },
});

const reused: Finding = {
  code: "REQUEST_ID_REUSED",
  subject: "request_id",
  rule: "The request id was used for another top-up.",
  source: "pricing · top-ups",
  remedy: "Use a fresh request id for each payment.",
};

const numberMissing: Finding = {
  code: "RECEIPT_MISSING",
  subject: "reference",
  rule: "A payment is known by its number at the bank, and booked once.",
  source: "pricing · top-ups",
  remedy: "Give the number that the bank's statement shows.",
};

const numberUsed: Finding = {
  code: "RECEIPT_USED",
  subject: "reference",
  rule: "The payment with this number was booked before, as a top-up or an order's payment.",
  source: "pricing · top-ups",
  remedy: "Check the number; one payment is booked once.",
};
