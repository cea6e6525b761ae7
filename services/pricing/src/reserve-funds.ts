import type { ReserveRequest, ReserveResponse } from "@whiteline/contracts/pricing/v1/pricing";
import { requireService, type CallContextExt } from "@whiteline/service-kit";
import type { Verdict } from "./domain/book.js";
import type { Finding } from "./domain/finding.js";
import { knownReservation, topUpRemedy } from "./domain/movement.js";
import type { HolderBook } from "./holders.js";
import type { MoveMoney } from "./movement-queue.js";
import type { PriceQuestions } from "./price-questions.js";
import { fromFinding, fromQuote, toMoney, toQuestion, toReservationId } from "./proto.js";
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
    const { sums, priced, billing } = await price(holder, question);
    if (priced.kind === "refused") {
      const known = await reservations.byId(reservationId);
      if (known === undefined) return refused(priced.finding);
      return answer(knownReservation(known, tenantId, sums));
    }
    const { quote } = priced;
    // The books know an id that was used before: nobody looks for it beforehand.
    const maxCost = request.maxCost && toMoney(request.maxCost);
    const asked = { kind: "reserve", reservationId, sums, quote, billing, maxCost } as const;
    return answer(await moveMoney(tenantId, asked));
  };

const answer = (verdict: Verdict): ReserveResponse => {
  switch (verdict.kind) {
    case "reserved": {
      const { reservationId, quote } = verdict.reservation;
      return {
        outcome: { $case: "reserved", value: { reservationId, quote: fromQuote(quote) } },
      };
    }
    case "insufficient_funds": {
      const { needed, available } = verdict;
      return refused({
        code: "INSUFFICIENT_FUNDS",
        subject: "wallet",
        rule: `It costs ${needed.minor} ${needed.currency}; ${available.minor} are available.`,
        source,
        remedy: topUpRemedy,
      });
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

const refused = (finding: Finding): ReserveResponse => ({
  outcome: { $case: "refused", value: fromFinding(finding) },
});
