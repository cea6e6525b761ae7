/**
 * How many binds one dispatcher may hold while so many of them run: an even part, rounded up, so that
 * no bind is left without a holder and nobody who joins finds them all taken. Pure.
 *
 * @param binds of all accounts.
 * @param members dispatchers that run, ourselves among them.
 */
export const fairShare = (binds: number, members: number): number =>
  Math.ceil(binds / Math.max(1, members));
