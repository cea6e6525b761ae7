import type { MarketPack } from "@whiteline/markets";
import { classifyText, isForbidden } from "./content-class.js";

/** What an expert decided on a text, kept so that the rules can be measured against it. */
export type ContentReview = {
  readonly reviewId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  /** What was decided on: "template:<id>" or "campaign:<id>:<revision>". */
  readonly subject: string;
  /** A template with its variables in braces, or the one text of a campaign: nobody's data (law 12). */
  readonly text: string;
  readonly approved: boolean;
  /** What the expert found the text to be; empty when nothing was said. */
  readonly category: string;
  readonly at: Date;
};

export type ContentMeasure = {
  readonly reviewed: number;
  readonly rightlyAdvertising: number;
  readonly wronglyAdvertising: number;
  readonly rightlyAllowed: number;
  readonly wronglyAllowed: number;
  readonly uncertain: number;
};

/**
 * Whether the expert took the text for advertising: an approval says no; a refusal says so only by naming a category,
 * since a text is refused for other reasons too. Undefined: nothing was said about that.
 */
export const isFoundAdvertising = (
  pack: MarketPack,
  { approved, category }: Pick<ContentReview, "approved" | "category">,
): boolean | undefined => {
  if (category !== "") return isForbidden(pack, category);
  return approved ? false : undefined;
};

/** How the rules of a pack answer what experts decided; what they leave to the desk is counted apart. */
export const measureReviews = (
  pack: MarketPack,
  reviews: Iterable<ContentReview>,
): ContentMeasure => {
  const counted = {
    reviewed: 0,
    rightlyAdvertising: 0,
    wronglyAdvertising: 0,
    rightlyAllowed: 0,
    wronglyAllowed: 0,
    uncertain: 0,
  };
  for (const review of reviews) {
    const isMeant = isFoundAdvertising(pack, review);
    if (isMeant === undefined) continue;
    counted.reviewed += 1;
    const { advertising, certain } = classifyText(pack, review.text);
    if (!certain) counted.uncertain += 1;
    else if (advertising) counted[isMeant ? "rightlyAdvertising" : "wronglyAdvertising"] += 1;
    else counted[isMeant ? "wronglyAllowed" : "rightlyAllowed"] += 1;
  }
  return counted;
};
