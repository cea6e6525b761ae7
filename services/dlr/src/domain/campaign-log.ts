/** What the owner of a campaign documents about it [tr.md §5; 003 · Document and track]. */
export type CampaignResults = {
  /** The wanted action, in the owner's words. */
  readonly goal: string;
  readonly clicks: number | undefined;
  readonly conversions: number | undefined;
  /** Money value that is put down to the campaign. */
  readonly shareValue: { readonly currency: string; readonly minor: bigint } | undefined;
};

export type Funnel = {
  readonly sends: number;
  readonly deliveries: number;
  readonly clicks: number;
  readonly conversions: number;
};

export type Rates = {
  readonly deliveryRateBps: number | null;
  readonly clickRateBps: number | null;
  readonly conversionRateBps: number | null;
};

/** Basis points, half up; null where there is nothing to divide by. Counts are whole and not negative. */
const basisPoints = (part: number, whole: number): number | null =>
  whole === 0 ? null : Number((BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole)));

/**
 * The three rates that the seed names, which it calls by one word [003 · Conversion rate; interpretation]:
 * deliveries of sends, clicks of sends, conversions of clicks.
 */
export const ratesOf = ({ sends, deliveries, clicks, conversions }: Funnel): Rates => ({
  deliveryRateBps: basisPoints(deliveries, sends),
  clickRateBps: basisPoints(clicks, sends),
  conversionRateBps: basisPoints(conversions, clicks),
});

/** Of campaigns that are answered: nobody clicks, so conversions are held against deliveries. */
export const replyRateBps = ({ deliveries, conversions }: Funnel): number | null =>
  basisPoints(conversions, deliveries);

/** Letters as Turkish folds them: İ and i are one, I and ı are one. */
const folded = (text: string): string => text.trim().toLocaleLowerCase("tr");

/** Whether an answer is the wanted action [003 · What is a conversion]: case and outer blanks do not count. */
export const isReplyConversion = (keyword: string, reply: string): boolean =>
  folded(keyword) !== "" && folded(keyword) === folded(reply);
