import { inTransaction, isDuplicateKey, type Bell } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import type { Campaign, Stage } from "../domain/campaign.js";
import { fromDocument, toDocument, type CampaignDocument } from "./campaign-document.js";

/** Who works on a campaign until when, by the server's clock. */
const heldBy = (holder: string, ms: number) => ({
  holder,
  until: { $add: ["$$NOW", ms] },
});

const withoutNumbers = { projection: { "order.numbers": 0 } };

/** More paused campaigns than this on one installation are not told apart from running ones. */
const MOST_PAUSED = 10_000;

/**
 * Campaigns; each save is judged by the version it was decided on. Only `byId`, `byRequest` and
 * `takeToMaterialise` read the numbers of an order; the others answer it without them.
 *
 * @param changed rings whenever a campaign was kept or saved, for the loops that wait for such.
 */
export const campaignStore = (connection: Connection, changed?: Bell) => {
  const campaigns = connection.collection<CampaignDocument>("campaigns");
  const find = async (filter: object, limit: number): Promise<readonly Campaign[]> =>
    (
      await campaigns.find(filter, withoutNumbers).sort({ createdAt: 1 }).limit(limit).toArray()
    ).map(fromDocument);

  return {
    ensureIndexes: async (): Promise<void> => {
      await campaigns.createIndexes([
        { key: { tenantId: 1, "order.requestId": 1 }, unique: true },
        { key: { tenantId: 1, createdAt: -1, _id: -1 } },
        {
          key: { stage: 1, createdAt: 1 },
          partialFilterExpression: { closed: false },
          name: "open",
        },
        {
          key: { deadline: 1 },
          partialFilterExpression: { closed: false },
          name: "deadlines",
        },
        {
          key: { closed: 1, stage: 1, asks: 1 },
          partialFilterExpression: { closed: false },
          name: "stages",
        },
        {
          key: { closed: 1, pausedAt: 1 },
          partialFilterExpression: { closed: false },
          name: "paused",
        },
      ]);
    },

    /** Keeps a new campaign with what `tell` adds, or answers the one that came under its request id first. */
    insert: async (
      campaign: Campaign,
      tell: (session: ClientSession) => Promise<void>,
    ): Promise<Campaign> => {
      try {
        await inTransaction(connection, async (session) => {
          await campaigns.insertOne(toDocument(campaign), { session });
          await tell(session);
        });
        changed?.ring();
        return campaign;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const first = await campaigns.findOne({
          tenantId: campaign.tenantId,
          "order.requestId": campaign.order.requestId,
        });
        if (first === null) throw error;
        return fromDocument(first);
      }
    },

    byId: async (campaignId: string): Promise<Campaign | undefined> => {
      const found = await campaigns.findOne({ _id: campaignId });
      return found === null ? undefined : fromDocument(found);
    },

    byRequest: async (tenantId: string, requestId: string): Promise<Campaign | undefined> => {
      const found = await campaigns.findOne({ tenantId, "order.requestId": requestId });
      return found === null ? undefined : fromDocument(found);
    },

    /**
     * A page of the tenant's campaigns, newest first.
     * @param page `after`: the last campaign of the page before; empty for the first.
     * @returns undefined when `after` is none of the tenant's.
     */
    page: async (
      tenantId: string,
      {
        after,
        limit,
        withForecasts,
      }: { readonly after: string; readonly limit: number; readonly withForecasts: boolean },
    ): Promise<readonly Campaign[] | undefined> => {
      const last =
        after === ""
          ? undefined
          : await campaigns.findOne({ _id: after, tenantId }, { projection: { createdAt: 1 } });
      if (last === null) return undefined;
      const older = last && [
        { createdAt: { $lt: last.createdAt } },
        { createdAt: last.createdAt, _id: { $lt: last._id } },
      ];
      const found = await campaigns
        .find(
          {
            tenantId,
            ...(older && { $or: older }),
            ...(!withForecasts && { "order.dryRun": { $ne: true } }),
          },
          withoutNumbers,
        )
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(fromDocument);
    },

    /**
     * State and facts in one write (law 7): saves the campaign if it still has the version before it
     * and lets `tell` add its facts. False when somebody else changed it meanwhile.
     */
    save: async (
      campaign: Campaign,
      tell: (session: ClientSession) => Promise<void>,
    ): Promise<boolean> => {
      const isSaved = await inTransaction(connection, async (session) => {
        // Of an order only its times and its pace change, and what was read in bulk came without its numbers.
        const { _id, order, ...fields } = toDocument(campaign);
        const { notBefore, hours = null, pacePerMinute = null } = order;
        const times = {
          "order.notBefore": notBefore,
          "order.hours": hours,
          "order.pacePerMinute": pacePerMinute,
        };
        const result = await campaigns.updateOne(
          { _id, version: campaign.version - 1 },
          { $set: { ...fields, ...times } },
          { session },
        );
        if (result.matchedCount === 0) return false;
        await tell(session);
        return true;
      });
      if (isSaved) changed?.ring();
      return isSaved;
    },

    /** Campaigns of a market that are due and not paused, longest waiting first. */
    releasable: (market: string, at: Date, limit: number): Promise<readonly Campaign[]> =>
      find(
        {
          closed: false,
          stage: { $in: ["scheduled", "sending"] },
          "line.market": market,
          pausedAt: null,
          "order.notBefore": { $not: { $gt: at } },
        },
        limit,
      ),

    /**
     * Takes so many milliseconds of a campaign's pace from now on; false while what left before still counts. One
     * update, so that releasers of several routes share one pace.
     */
    takePace: async (campaignId: string, at: Date, ms: number): Promise<boolean> => {
      const result = await campaigns.updateOne(
        {
          _id: campaignId,
          $or: [{ pacedUntil: { $exists: false } }, { pacedUntil: { $lte: at } }],
        },
        { $set: { pacedUntil: new Date(at.getTime() + ms) } },
      );
      return result.modifiedCount === 1;
    },

    /** Open campaigns that their owners have paused. */
    paused: async (): Promise<readonly string[]> =>
      (
        await campaigns
          .find({ closed: false, pausedAt: { $ne: null } }, { projection: { _id: 1 } })
          .limit(MOST_PAUSED)
          .toArray()
      ).map(({ _id }) => _id),

    /** Open campaigns in these stages, oldest first. */
    inStages: (stages: readonly Stage[], limit: number): Promise<readonly Campaign[]> =>
      find({ closed: false, stage: { $in: [...stages] } }, limit),

    unfundedOf: (tenantId: string, limit: number): Promise<readonly Campaign[]> =>
      find({ tenantId, closed: false, stage: "unfunded" }, limit),

    /** Open campaigns whose deadline has passed. */
    overdue: (at: Date, limit: number): Promise<readonly Campaign[]> =>
      find({ closed: false, deadline: { $lte: at } }, limit),

    /** How many open campaigns stand in each stage, and for how many the deadline passed. */
    countOpen: async (): Promise<
      readonly { readonly stage: Stage; readonly open: number; readonly overdue: number }[]
    > => {
      const counts = await campaigns
        .aggregate<{ _id: Stage; open: number; overdue: number }>([
          { $match: { closed: false } },
          {
            $group: {
              _id: "$stage",
              open: { $sum: 1 },
              overdue: { $sum: { $cond: [{ $gt: ["$asks", 0] }, 1, 0] } },
            },
          },
        ])
        .toArray();
      return counts.map(({ _id, open, overdue }) => ({ stage: _id, open, overdue }));
    },

    /**
     * Takes a campaign that waits to be materialised and that nobody works on, under a fresh batch.
     * What an earlier attempt wrote belongs to another batch and is never seen.
     */
    takeToMaterialise: async (
      holder: string,
      batch: string,
      ms: number,
    ): Promise<Campaign | undefined> => {
      const taken = await campaigns.findOneAndUpdate(
        {
          stage: "materialising",
          closed: false,
          $or: [{ lease: null }, { $expr: { $lt: ["$lease.until", "$$NOW"] } }],
        },
        [{ $set: { lease: heldBy(holder, ms), batch, version: { $add: ["$version", 1] } } }],
        { sort: { createdAt: 1 }, returnDocument: "after" },
      );
      return taken === null ? undefined : fromDocument(taken);
    },

    /** Renews the right to materialise; false when it was lost or the campaign is no longer wanted. */
    keepMaterialising: async (
      campaignId: string,
      batch: string,
      holder: string,
      ms: number,
    ): Promise<boolean> => {
      const result = await campaigns.updateOne({ _id: campaignId, batch, stage: "materialising" }, [
        { $set: { lease: heldBy(holder, ms) } },
      ]);
      return result.matchedCount === 1;
    },
  };
};

export type CampaignStore = ReturnType<typeof campaignStore>;
