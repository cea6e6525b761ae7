import {
  BalanceLow,
  CampaignFunded,
  CampaignUnfunded,
  ReservationSettled,
  ToppedUp,
} from "@whiteline/contracts/pricing/v1/events";
import { changedFields, type Outbox, type TellTrail } from "@whiteline/events";
import { clearanceKey, type MoneyFact } from "../domain/book.js";
import { fromMoney, fromQuote } from "../proto.js";
import { tellDue } from "./tell-due.js";
import { tellPayment } from "./tell-payment.js";

type Session = Parameters<Outbox["add"]>[0];

/** Adds what a movement has to tell to the outbox of its transaction (law 7), each under its natural name. */
export const tellMoney = async (
  {
    outbox,
    tellTrail,
  }: { readonly outbox: Pick<Outbox, "add" | "addAll">; readonly tellTrail: TellTrail },
  session: Session,
  {
    tenantId,
    providerId,
    at,
  }: { readonly tenantId: string; readonly providerId: string; readonly at: Date },
  facts: readonly MoneyFact[],
): Promise<void> => {
  for (const fact of facts) {
    switch (fact.kind) {
      case "deed": {
        const { by: actor, ...deed } = fact.deed;
        const changed = changedFields(deed.before, deed.after);
        await tellTrail(session, { ...deed, ...changed, tenantId, providerId, actor, at });
        break;
      }
      case "topped_up": {
        const { cause, available, amount, orderId } = fact;
        const told = {
          tenantId,
          available: fromMoney(available),
          amount: fromMoney(amount),
          orderId,
          at,
        };
        await outbox.add(session, ToppedUp, told, `topped-up:${cause}`);
        break;
      }
      case "payment_suspended":
      case "payment_refunded":
        await tellPayment(outbox, session, fact, at);
        break;
      case "due_raised":
      case "due_paid":
      case "due_waived":
      case "waiver_proposed":
      case "waiver_recalled":
      case "maintenance_unpaid":
      case "maintenance_paid":
        await tellDue({ outbox, tellTrail }, session, fact, at);
        break;
      case "balance_low": {
        const { available, threshold, version } = fact;
        const told = {
          tenantId,
          available: fromMoney(available),
          threshold: fromMoney(threshold),
          at,
        };
        await outbox.add(session, BalanceLow, told, `balance-low:${tenantId}:${version}`);
        break;
      }
      case "campaign_funded": {
        const { clearance, reservationId, quote } = fact;
        await outbox.add(
          session,
          CampaignFunded,
          {
            campaignId: clearance.campaignId,
            tenantId,
            revision: clearance.revision,
            reservationId,
            clearanceId: clearance.clearanceId,
            dryRun: clearance.dryRun,
            quote: fromQuote(quote),
          },
          `funded:${clearanceKey(clearance)}`,
        );
        break;
      }
      case "campaign_unfunded": {
        const { clearance, needed, available, code, remedy } = fact;
        await outbox.add(
          session,
          CampaignUnfunded,
          {
            campaignId: clearance.campaignId,
            tenantId,
            revision: clearance.revision,
            needed: needed && fromMoney(needed),
            available: fromMoney(available),
            code,
            remedy,
          },
          `unfunded:${clearanceKey(clearance)}`,
        );
        break;
      }
      case "reservation_settled":
        // One for each group of single messages: all of them with one write, below.
        break;
    }
  }
  await tellSettled(outbox, session, { tenantId, at }, facts);
};

const tellSettled = async (
  outbox: Pick<Outbox, "addAll">,
  session: Session,
  { tenantId, at }: { readonly tenantId: string; readonly at: Date },
  facts: readonly MoneyFact[],
): Promise<void> => {
  const told = facts.flatMap((fact) => {
    if (fact.kind !== "reservation_settled") return [];
    const { reservationId, campaignId, settled, released } = fact.reservation;
    const amounts = { settled: fromMoney(settled), released: fromMoney(released) };
    return [
      {
        fact: { reservationId, tenantId, campaignId, ...amounts, at },
        eventId: `settled:${reservationId}`,
      },
    ];
  });
  await outbox.addAll(session, ReservationSettled, told);
};
