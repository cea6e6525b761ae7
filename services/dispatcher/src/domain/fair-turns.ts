/**
 * What tenants were given of a lane in which somebody waits. Whoever had least is next, and who comes later begins
 * with what the one had that is served now: a long backlog keeps back nobody who has little, and nobody saves up turns
 * by staying away (start-time fair queueing).
 */
export type Turns = { readonly given: ReadonlyMap<string, number>; readonly begun: number };

export const noTurns: Turns = { given: new Map(), begun: 0 };

const hadBy = ({ given, begun }: Turns, tenantId: string): number =>
  Math.max(begun, given.get(tenantId) ?? 0);

/** Who is next; of those who had the same, the first. Pure. */
export const nextInTurn = <Waiting extends { readonly tenantId: string }>(
  turns: Turns,
  waiting: readonly Waiting[],
): Waiting | undefined => {
  let next = waiting[0];
  for (const one of waiting)
    if (next !== undefined && hadBy(turns, one.tenantId) < hadBy(turns, next.tenantId)) next = one;
  return next;
};

/** So many parts went to a tenant; who had no more than it before is remembered no longer. Pure. */
export const afterTurn = (turns: Turns, tenantId: string, parts: number): Turns => {
  const begun = hadBy(turns, tenantId);
  const ahead = [...turns.given].filter(([, had]) => had > begun);
  return { given: new Map([...ahead, [tenantId, begun + parts]]), begun };
};
