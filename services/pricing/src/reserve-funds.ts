import type {
  ReserveRequest,
  ReserveResponse,
  Unpaid as UnpaidMessage,
} from "@whiteline/contracts/pricing/v1/pricing";
import { requireService, type CallContextExt } from "@whiteline/service-kit";
import type { Verdict } from "./domain/book.js";
import type { Finding } from "./domain/finding.js";
import { withPrice, type Unpaid } from "./domain/one-by-one.js";
import { knownReservation, topUpRemedy } from "./domain/reserve.js";
import type { HolderBook } from "./holders.js";
import type { MoveMoney } from "./movement-queue.js";
import type { PriceQuestions } from "./price-questions.js";
import { fromFinding, fromQuote, toMoney, toOrder, toQuestion, toReservationId } from "./proto.js";
import type { ReservationStore } from "./store/reservations.js";

type Dependencies = {
  readonly holders: HolderBook;
  readonly reservations: ReservationStore;
  readonly moveMoney: MoveMoney;
  readonly price: PriceQuestions;
};

/**
 * Holds the price of parts for a tenant, for one of our services. A known id gets its first answer, at the
 * price of then.
 */
export const reserveFunds =
  ({ holders, reservations, moveMoney, price }: Dependencies) =>
  async (request: ReserveRequest, context: CallContextExt): Promise<ReserveResponse> => {
    requireService(context);
    const reservationId = toReservationId(request.reservationId);
    const question = toQuestion(request);
    const holder = await holders.meet(context, request.tenantId);
    const { tenantId } = holder;
    const order = toOrder(request.order, question.counts);
    const { priceOf, billing, ...asked } = await price(holder, question);
    const { counts } = question;
    const oneByOne = order.length === 0 ? undefined : { counts, order, priceOf };
    const { unpriced, ...priced } = withPrice(asked, oneByOne);
    const withoutPrice = unpriced.map(({ place, finding }) => ({
      place,
      finding: fromFinding(finding),
    }));
    if (priced.kind === "refused") {
      const known = await reservations.byId(reservationId);
      if (known === undefined) return refused(priced.finding, withoutPrice);
      return answer(knownReservation(known, tenantId, asked.sums), withoutPrice);
    }
    const { sums, quote } = priced;
    // The books know an id that was used before: nobody looks for it beforehand.
    const maxCost = request.maxCost && toMoney(request.maxCost);
    const held = { reservationId, sums, quote, billing, maxCost, oneByOne };
    return answer(await moveMoney(tenantId, { kind: "reserve", ...held }), withoutPrice);
  };

const answer = (verdict: Verdict, withoutPrice: readonly UnpaidMessage[]): ReserveResponse => {
  switch (verdict.kind) {
    case "reserved": {
      const { reservationId, quote } = verdict.reservation;
      return {
        outcome: { $case: "reserved", value: { reservationId, quote: fromQuote(quote) } },
        unpaid: [...withoutPrice, ...fromUnpaid(verdict.unpaid)],
      };
    }
    case "insufficient_funds": {
      const unpaid = [...withoutPrice, ...fromUnpaid(verdict.unpaid)];
      return refused(insufficient(verdict), unpaid);
    }
    case "max_cost_exceeded": {
      const { needed, remedy } = verdict;
      return refused({
        code: "MAX_COST_EXCEEDED",
        subject: "max_cost",
        rule: `It may cost ${needed.minor} ${needed.currency}, more than was allowed.`,
        source,
        remedy,
      });
    }
    case "reused":
      return refused({
        code: "REQUEST_ID_REUSED",
        subject: "reservation_id",
        rule: "The reservation id was used for something else.",
        source,
        remedy: "Use a fresh id for each reservation.",
      });
    case "given_up":
      return refused({
        code: "RESERVATION_CLOSED",
        subject: "reservation_id",
        rule: "The reservation was given up before it was made.",
        source,
        remedy: "Submit again under a fresh id.",
      });
    default:
      throw new Error(`a reservation ended as ${verdict.kind}`);
  }
};

const source = "pricing · reservations";

const insufficient = ({ needed, available }: Omit<Unpaid, "place">): Finding => ({
  code: "INSUFFICIENT_FUNDS",
  subject: "wallet",
  rule: `It costs ${needed.minor} ${needed.currency}; ${available.minor} are available.`,
  source,
  remedy: topUpRemedy,
});

const fromUnpaid = (unpaid: readonly Unpaid[] = []): UnpaidMessage[] =>
  unpaid.map(({ place, ...amounts }) => ({ place, finding: fromFinding(insufficient(amounts)) }));

const refused = (finding: Finding, unpaid: readonly UnpaidMessage[] = []): ReserveResponse => ({
  outcome: { $case: "refused", value: fromFinding(finding) },
  unpaid: [...unpaid],
});
