import { changedFields, type Events, type TellTrail, type TrailFields } from "@whiteline/events";
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
export const resultStore = (
  connection: Connection,
  outbox: Events["outbox"],
  tellTrail: TellTrail,
) => {
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

    /** Keeps it in place of what was said before, and tells that it was, to the audit trail with its numbers alone. */
    keep: async (
      of: {
        readonly tenantId: string;
        readonly providerId: string;
        readonly campaignId: string;
        readonly actor: string;
      },
      said: CampaignResults,
      { at, eventId }: { readonly at: Date; readonly eventId: string },
    ): Promise<void> => {
      const { tenantId, providerId, campaignId, actor } = of;
      await inTransaction(connection, async (session) => {
        const { goal, clicks = null, conversions = null, shareValue } = said;
        const share =
          shareValue === undefined
            ? null
            : { currency: shareValue.currency, minor: shareValue.minor.toString() };
        const numbers = { clicks, conversions, share };
        const before = await results.findOneAndReplace(
          { _id: `${tenantId}:${campaignId}` },
          { tenant: tenantId, campaign: campaignId, goal, ...numbers, actor, at },
          { session, upsert: true, returnDocument: "before" },
        );
        const about = { entryId: `results:${eventId}`, tenantId, providerId, actor, at };
        const what = { action: "campaign.results_recorded", subject: `campaign:${campaignId}` };
        const change = changedFields(before === null ? {} : fieldsOf(before), fieldsOf(numbers));
        await tellTrail(session, { ...about, ...what, ...change });
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

/** Its goal is what somebody wrote. */
const fieldsOf = ({
  clicks,
  conversions,
  share,
}: Pick<ResultsDocument, "clicks" | "conversions" | "share">): TrailFields => ({
  clicks: clicks === null ? "" : String(clicks),
  conversions: conversions === null ? "" : String(conversions),
  share: share === null ? "" : `${share.minor} ${share.currency}`,
});

export type ResultStore = ReturnType<typeof resultStore>;
