/** Campaigns whose release failed lately: how often in a row, and until when each lets the others go first. */
export type Aside = ReadonlyMap<string, { readonly failures: number; readonly until: Date }>;

export const nobodyAside: Aside = new Map();

const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;

/** Whether a campaign lets the others go first now. */
export const isAside = (aside: Aside, campaignId: string, at: Date): boolean =>
  (aside.get(campaignId)?.until ?? at) > at;

/**
 * After a turn: who failed waits twice as long as before, up to a quarter of a minute, so that a neighbour that is away for some
 * holds nobody else up and is noticed soon when it is back; who went does not wait any more, and who went in part begins
 * with the shortest wait.
 * @param open ids of the campaigns that may send; others are forgotten
 */
export const asideAfter = (
  before: Aside,
  turn: {
    readonly failed: ReadonlySet<string>;
    readonly went: ReadonlySet<string>;
    readonly open: ReadonlySet<string>;
  },
  at: Date,
): Aside => {
  const after = new Map([...before].filter(([id]) => turn.open.has(id) && !turn.went.has(id)));
  for (const id of turn.failed) {
    const failures = (after.get(id)?.failures ?? 0) + 1;
    const waitMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
    after.set(id, { failures, until: new Date(at.getTime() + waitMs) });
  }
  return after;
};
