import type { ClientSession, Connection } from "mongoose";
import type { ContentReview } from "../domain/content-review.js";

type ReviewDocument = Omit<ContentReview, "reviewId"> & { readonly _id: string };

/** Texts measured at once: the newest; older rules and habits say less. */
const MOST_MEASURED = 10_000;

/** What experts decided on texts. Written once, in the transaction of the decision. */
export const contentReviewStore = (connection: Connection) => {
  const reviews = connection.collection<ReviewDocument>("contentReviews");
  return {
    ensureIndexes: async (): Promise<void> => {
      await reviews.createIndexes([{ key: { providerId: 1, market: 1, at: -1 } }]);
    },

    add: async (session: ClientSession, { reviewId, ...rest }: ContentReview): Promise<void> => {
      await reviews.insertOne({ _id: reviewId, ...rest }, { session });
    },

    /** The newest of a provider in a market. */
    ofProvider: async (providerId: string, market: string): Promise<readonly ContentReview[]> => {
      const found = reviews.find({ providerId, market }).sort({ at: -1 }).limit(MOST_MEASURED);
      return (await found.toArray()).map(({ _id, ...rest }) => ({ reviewId: _id, ...rest }));
    },
  };
};

export type ContentReviewStore = ReturnType<typeof contentReviewStore>;
