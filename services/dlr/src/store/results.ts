import type { Events } from "@whiteline/events";
import { CampaignResultsRecorded } from "@whiteline/contracts/dlr/v1/events";
import { inTransaction } from "@whiteline/service-kit";
import type { Connection } from "mongoose";
import type { CampaignResults } from "../domain/campaign-log.js";

type ResultsDocument = {
  _id: string;
  tenant: string;
  campaign: string;
  goal: string;
  clicks: number | null;
  conversions: number | null;
  /** Money is kept as text: exact, and whole beyond 2^53. */
  share: { currency: string; minor: string } | null;
  actor: string;
  at: Date;
};

/** What owners documented about their campaigns, the latest word of each. */
export const resultStore = (connection: Connection, outbox: Events["outbox"]) => {
  const results = connection.collection<ResultsDocument>("results");
  return {
    of: async (tenantId: string, campaignId: string): Promise<CampaignResults | undefined> => {
      const d = await results.findOne({ _id: `${tenantId}:${campaignId}` });
      if (d === null) return undefined;
      return {
        goal: d.goal,
        clicks: d.clicks ?? undefined,
        conversions: d.conversions ?? undefined,
        shareValue:
          d.share === null
            ? undefined
            : { currency: d.share.currency, minor: BigInt(d.share.minor) },
      };
    },

    /** Keeps it in place of what was said before, and tells that it was. */
    keep: async (
      of: { readonly tenantId: string; readonly campaignId: string; readonly actor: string },
      said: CampaignResults,
      { at, eventId }: { readonly at: Date; readonly eventId: string },
    ): Promise<void> => {
      const { tenantId, campaignId, actor } = of;
      await inTransaction(connection, async (session) => {
        await results.replaceOne(
          { _id: `${tenantId}:${campaignId}` },
          {
            tenant: tenantId,
            campaign: campaignId,
            goal: said.goal,
            clicks: said.clicks ?? null,
            conversions: said.conversions ?? null,
            share:
              said.shareValue === undefined
                ? null
                : {
                    currency: said.shareValue.currency,
                    minor: said.shareValue.minor.toString(),
                  },
            actor,
            at,
          },
          { session, upsert: true },
        );
        await outbox.add(
          session,
          CampaignResultsRecorded,
          { tenantId, campaignId, actor, at },
          eventId,
        );
      });
    },
  };
};

export type ResultStore = ReturnType<typeof resultStore>;
