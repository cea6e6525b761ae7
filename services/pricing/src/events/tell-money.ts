import {
  CampaignFunded,
  CampaignUnfunded,
  ReservationSettled,
  ToppedUp,
} from "@whiteline/contracts/pricing/v1/events";
import type { Outbox } from "@whiteline/events";
import { clearanceKey, type MoneyFact } from "../domain/book.js";
import { fromMoney, fromQuote } from "../proto.js";

type Session = Parameters<Outbox["add"]>[0];

/** Adds what a movement has to tell to the outbox of its transaction (law 7), each under its natural name. */
export const tellMoney = async (
  outbox: Pick<Outbox, "add">,
  session: Session,
  { tenantId, at }: { readonly tenantId: string; readonly at: Date },
  facts: readonly MoneyFact[],
): Promise<void> => {
  for (const fact of facts) {
    switch (fact.kind) {
      case "topped_up": {
        const told = {
          tenantId,
          available: fromMoney(fact.available),
          at,
          amount: undefined,
          orderId: "",
        };
        await outbox.add(session, ToppedUp, told, `topped-up:${fact.cause}`);
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
      case "reservation_settled": {
        const { reservationId, campaignId, settled, released } = fact.reservation;
        await outbox.add(
          session,
          ReservationSettled,
          {
            reservationId,
            tenantId,
            campaignId,
            settled: fromMoney(settled),
            released: fromMoney(released),
            at,
          },
          `settled:${reservationId}`,
        );
      }
    }
  }
};
