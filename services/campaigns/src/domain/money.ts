/** An amount in integer minor units. */
export type Money = { readonly currency: string; readonly minor: bigint };

/** Messages of one kind: the same operator, alphabet and number of segments cost the same. */
export type PartCount = {
  readonly operator: string;
  readonly alphabet: string;
  readonly segments: number;
  readonly messages: number;
};

export type PriceLine = {
  readonly operator: string;
  readonly alphabet: string;
  readonly parts: bigint;
  readonly perPart: Money;
  /** What is held; what it would cost if everything went now may be less. */
  readonly amount: Money;
  readonly expected: Money;
  readonly source: string;
};

/** The price snapshot under which money was reserved; pricing made it, we only hand it on. */
export type Quote = {
  readonly lines: readonly PriceLine[];
  readonly total: Money;
  readonly expected: Money;
  readonly tariffId: string;
  readonly at: Date;
};

/** What one part to this operator in this alphabet costs by the quote; undefined: the quote does not name it. */
export const pricePerPart = (quote: Quote, operator: string, alphabet: string): Money | undefined =>
  quote.lines.find((line) => line.operator === operator && line.alphabet === alphabet)?.perPart;

/** What these messages cost by the quote; undefined where it does not name them all. */
export const priceOf = (quote: Quote, counts: readonly PartCount[]): Money | undefined => {
  let minor = 0n;
  for (const { operator, alphabet, segments, messages } of counts) {
    const price = pricePerPart(quote, operator, alphabet);
    if (price === undefined) return undefined;
    minor += price.minor * BigInt(segments) * BigInt(messages);
  }
  return { currency: quote.total.currency, minor };
};

/** Sums messages up by operator, alphabet and segments as they come by. */
export const partCounter = () => {
  const places = new Map<string, number>();
  const counts: { -readonly [Key in keyof PartCount]: PartCount[Key] }[] = [];
  return {
    /** Answers the place of its kind in the counts. */
    add(operator: string, alphabet: string, segments: number): number {
      const key = `${operator}|${alphabet}|${segments}`;
      const place = places.get(key) ?? counts.length;
      const known = counts[place];
      if (known === undefined) {
        places.set(key, place);
        counts.push({ operator, alphabet, segments, messages: 1 });
      } else known.messages += 1;
      return place;
    },
    counts: (): readonly PartCount[] => counts.map((count) => ({ ...count })),
  };
};
