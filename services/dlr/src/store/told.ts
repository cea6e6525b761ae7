import type { Connection } from "mongoose";
import type { HeadDocument } from "./changes.js";
import { fromEntry, type EntryDocument, type ToldOutcome } from "./feed-entries.js";

/** How far a tenant's feed goes. */
export type FeedHead = { readonly tenantId: string; readonly position: number };

/** What the feed told after a position: the campaigns that moved, and outcomes of single messages. */
export type Told = {
  readonly campaignIds: readonly string[];
  /** By chunk, each in slot order. */
  readonly messages: readonly (readonly ToldOutcome[])[];
  /** Position to ask after next. */
  readonly next: number;
  readonly more: boolean;
};

const MOST_HEADS = 1_000;
/** Entries looked at per answer, and outcomes of single messages in it: half a megabyte. */
const MOST_ENTRIES = 1_000;
const MOST_OUTCOMES = 5_000;

/** The feed as services read it that learn from it: whole entries, so that a position is always between two. */
export const toldStore = (connection: Connection) => {
  const heads = connection.collection<HeadDocument>("feed_heads");
  const entries = connection.collection<EntryDocument>("feed");

  return {
    heads: async (afterTenant: string): Promise<readonly FeedHead[]> =>
      (
        await heads
          .find({ _id: { $gt: afterTenant } })
          .sort({ _id: 1 })
          .limit(MOST_HEADS)
          .toArray()
      ).map(({ _id, n }) => ({ tenantId: _id, position: n })),

    /**
     * The head is read first: all up to it can be read by then. Who asks after what is not kept any more gets the oldest
     * that is; who is ahead, because the feed was lost, begins anew.
     */
    after: async (tenantId: string, asked: number): Promise<Told> => {
      const head = (await heads.findOne({ _id: tenantId }))?.n ?? 0;
      const after = asked > head ? 0 : asked;
      const cursor = entries
        .find({ tenant: tenantId, last: { $gt: after, $lte: head } })
        .sort({ last: 1 })
        .limit(MOST_ENTRIES)
        .batchSize(100);
      const campaignIds = new Set<string>();
      const messages: (readonly ToldOutcome[])[] = [];
      let [outcomes, looked, next] = [0, 0, after];
      for await (const entry of cursor) {
        looked += 1;
        next = entry.last;
        if (entry.campaign !== "") campaignIds.add(entry.campaign);
        else {
          messages.push(fromEntry(entry));
          outcomes += entry.n;
        }
        if (outcomes >= MOST_OUTCOMES) break;
      }
      const isAll = outcomes < MOST_OUTCOMES && looked < MOST_ENTRIES;
      if (isAll) next = head;
      return { campaignIds: [...campaignIds], messages, next, more: next < head };
    },
  };
};

export type ToldStore = ReturnType<typeof toldStore>;
