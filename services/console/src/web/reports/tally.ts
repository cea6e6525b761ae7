/** What became of some messages, in the three heaps that a chart shows. */
export type Tally = {
  readonly messages: number;
  readonly parts: number;
  readonly delivered: number;
  readonly notDelivered: number;
  readonly open: number;
};

type Counted = {
  readonly messages: number;
  readonly parts: number;
  readonly messagesByState: Readonly<Record<string, number>>;
};

/** States of messages that are still under way. */
const OPEN: readonly string[] = ["pending", "accepted", "in_doubt"];

/** Sums groups of a report or rows of a timeline; what is not named as final is under way. */
export function tallyOf(rows: readonly Counted[]): Tally {
  let messages = 0;
  let parts = 0;
  let delivered = 0;
  let notDelivered = 0;
  for (const row of rows) {
    messages += row.messages;
    parts += row.parts;
    for (const [state, count] of Object.entries(row.messagesByState)) {
      if (state === "delivered") delivered += count;
      else if (!OPEN.includes(state)) notDelivered += count;
    }
  }
  return { messages, parts, delivered, notDelivered, open: messages - delivered - notDelivered };
}

/** Share of what is final that was delivered; undefined while nothing is. */
export function deliveryRate({ delivered, notDelivered }: Tally): number | undefined {
  const final = delivered + notDelivered;
  return final === 0 ? undefined : delivered / final;
}

/**
 * Messages a minute that became final since the first was released: until the last delivery when the campaign is over,
 * else until `now` (milliseconds since 1970). Undefined before anything is final.
 */
export function ratePerMinute(
  report: Counted & { readonly firstReleasedAt?: string; readonly lastDeliveredAt?: string },
  now: number,
  isOver: boolean,
): number | undefined {
  const { delivered, notDelivered } = tallyOf([report]);
  const { firstReleasedAt, lastDeliveredAt } = report;
  if (firstReleasedAt === undefined || delivered + notDelivered === 0) return undefined;
  const end = isOver && lastDeliveredAt !== undefined ? Date.parse(lastDeliveredAt) : now;
  // Times of deliveries are whole seconds: what took less than one took one.
  const minutes = Math.max(1_000, end - Date.parse(firstReleasedAt)) / 60_000;
  return Math.round((delivered + notDelivered) / minutes);
}
