import { TenantRegistered } from "@whiteline/contracts/accounts/v1/events";
import { CampaignFinished } from "@whiteline/contracts/campaigns/v1/events";
import { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import { Poison, type Events } from "@whiteline/events";
import { billingRule, localMonth, markets } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { Verdict } from "../domain/book.js";
import { campaignReservationId } from "../domain/reservation.js";
import type { HolderBook } from "../holders.js";
import { standingOf, type ReleaseQuestions } from "../known-releases.js";
import type { MoveMoney } from "../movement-queue.js";
import type { PriceQuestions } from "../price-questions.js";
import { toClearance, toHolder, toOutcome, toQuestion } from "../proto.js";
import type { OnceStore } from "../store/once.js";
import type { ReservationStore } from "../store/reservations.js";

type Dependencies = {
  readonly events: Pick<Events, "subscribe">;
  readonly holders: HolderBook;
  readonly moveMoney: MoveMoney;
  readonly reservations: ReservationStore;
  readonly once: OnceStore;
  readonly price: PriceQuestions;
  readonly releasedOf: ReleaseQuestions["releasedOf"];
  readonly now: () => Date;
  /** Outcomes settled at a time. */
  readonly concurrency: number;
};

/** A fact about something not known yet waits aside; the others go on. */
const ASIDE = { concurrency: 4 };

/** Chunks remembered as settled: their later snapshots cost nothing, not even a look. */
const REMEMBERED = 100_000;

/** The loops that hear what others tell. All may come twice and in any order. */
export const hear = (it: Dependencies) => ({
  tenants: it.events.subscribe(TenantRegistered, async (fact) => {
    await it.holders.open(toHolder(fact));
  }),
  clearances: it.events.subscribe(CampaignCleared, (fact) => fundCampaign(it, fact), ASIDE),
  outcomes: it.events.subscribe(OutcomesRecorded, settleOutcomes(it), {
    concurrency: it.concurrency,
  }),
  finishes: it.events.subscribe(CampaignFinished, (fact) => finishReservation(it, fact), ASIDE),
});

/** Says whether a cleared campaign is paid for, and holds its money once per revision. */
const fundCampaign = async (
  { holders, reservations, moveMoney, price }: Dependencies,
  fact: CampaignCleared,
): Promise<void> => {
  const { materialised } = fact;
  if (materialised === undefined) throw new Poison("a clearance without what was cleared");
  const clearance = toClearance(fact);
  const holder = await holders.find(fact.tenantId);
  const question = toQuestion({ ...materialised, purpose: materialised.traffic });
  const asked = await price(holder, question);
  // What was held before at the price of then stays so.
  const known = await reservations.byId(
    campaignReservationId(clearance.campaignId, clearance.revision),
  );
  const priced =
    known === undefined ? asked.priced : ({ kind: "quoted", quote: known.quote } as const);
  refuseImpossible(await moveMoney(fact.tenantId, { kind: "fund", clearance, ...asked, priced }));
};

/**
 * Settles each chunk once, as soon as its bill is final; later snapshots never change money. A chunk that campaigns never
 * released under the reservation moves none.
 */
export const settleOutcomes = ({
  moveMoney,
  holders,
  now,
  ...questions
}: Pick<Dependencies, "moveMoney" | "now"> &
  ReleaseQuestions & {
    readonly holders: Pick<HolderBook, "find">;
  }) => {
  const ask = standingOf(questions);
  const settled = new Set<string>();
  const remember = (chunkId: string): void => {
    if (settled.size >= REMEMBERED) {
      const [oldest] = settled;
      if (oldest !== undefined) settled.delete(oldest);
    }
    settled.add(chunkId);
  };
  return async (fact: OutcomesRecorded): Promise<void> => {
    if (!fact.allAnswered || settled.has(fact.chunkId)) return;
    const standing = await ask(fact);
    if (standing === "settled") {
      remember(fact.chunkId);
      return;
    }
    const { tenantId, market } = await holders.find(fact.tenantId);
    const told = (fact.at ?? now()).toISOString();
    const outcome = toOutcome(fact, localMonth(markets.get(market, told), told));
    if (standing === "unknown") {
      throw new Poison(`CHUNK_UNKNOWN: nothing such was released under ${outcome.reservationId}`);
    }
    refuseImpossible(await moveMoney(tenantId, { kind: "settle", outcome }));
  };
};

/** The end of a campaign, or of a group that was given up: what is left is set free when its chunks are settled. */
const finishReservation = async (
  { holders, moveMoney, now }: Dependencies,
  { tenantId, reservationId, chunks }: CampaignFinished,
): Promise<void> => {
  if (reservationId === "") return;
  const holder = await holders.find(tenantId);
  const { chargeable, chunkFinal } = billingRule(markets.get(holder.market, now().toISOString()));
  refuseImpossible(
    await moveMoney(tenantId, {
      kind: "finish",
      reservationId,
      chunks: Number(chunks),
      billing: { chargeable, chunkFinal },
    }),
  );
};

/**
 * A fact that overtook what it speaks of comes again later; one that contradicts the books is given up at once,
 * loudly, and changes nothing.
 */
const refuseImpossible = (verdict: Verdict): void => {
  switch (verdict.kind) {
    case "done":
    case "reserved":
    case "insufficient_funds":
      return;
    case "unknown_reservation":
      throw new DomainError("not_found", "RESERVATION_UNKNOWN", "no such reservation yet");
    case "impossible":
      throw new Poison(verdict.reason);
    case "reused":
    case "given_up":
    case "currency_mismatch":
    case "too_large":
    case "paid":
    case "payment_suspended":
    case "payment_unknown":
    case "payment_decided":
    case "payment_decided_otherwise":
    case "payment_proposed":
    case "refund_number_used":
    case "order_unknown":
    case "order_closed":
    case "receipt_used":
    case "limit_in_use":
    case "still_owed":
    case "margin_too_small":
    case "due_invoiced":
    case "due_not_owed":
    case "second_person_needed":
    case "max_cost_exceeded":
    case "proposal_gone":
      throw new Poison(`the books refuse it: ${verdict.kind}`);
  }
};
