import type { ContentMeasure } from "@whiteline/contracts/compliance/v1/compliance";
import { markets } from "@whiteline/markets";
import { measureReviews } from "./domain/content-review.js";
import { packInForce } from "./pack-in-force.js";
import type { ContentReviewStore } from "./store/content-reviews.js";

/** How the rules in force answer the texts that a provider's experts decided on, by market. */
export const measureContentRules = async (
  {
    contentReviews,
    now,
  }: {
    readonly contentReviews: Pick<ContentReviewStore, "ofProvider">;
    readonly now: () => Date;
  },
  providerId: string,
  market: string,
): Promise<ContentMeasure[]> => {
  const wanted = market === "" ? markets.codes : [market];
  const measures: ContentMeasure[] = [];
  for (const code of wanted) {
    const pack = packInForce(code, now());
    if (pack === undefined) continue;
    const measured = measureReviews(pack, await contentReviews.ofProvider(providerId, code));
    if (measured.reviewed === 0) continue;
    measures.push({
      market: code,
      rulesVersion: pack.effectiveFrom,
      reviewed: BigInt(measured.reviewed),
      rightlyAdvertising: BigInt(measured.rightlyAdvertising),
      wronglyAdvertising: BigInt(measured.wronglyAdvertising),
      rightlyAllowed: BigInt(measured.rightlyAllowed),
      wronglyAllowed: BigInt(measured.wronglyAllowed),
      uncertain: BigInt(measured.uncertain),
    });
  }
  return measures;
};
