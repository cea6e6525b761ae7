/**
 * The month that runs and those before it, the newest first, as the API names them: "2026-11".
 *
 * @param now by the reader's own clock, near enough: the API knows which month is over.
 */
export function lastMonths(now: Date, count: number): readonly string[] {
  return Array.from({ length: count }, (_, back) => {
    const month = new Date(Date.UTC(now.getFullYear(), now.getMonth() - back, 1));
    return month.toISOString().slice(0, "2026-11".length);
  });
}
