import type { MarketPackData } from "./schema/pack.js";

/**
 * Public holidays as pack data, from a table of lines "ISO date, name". The tables are written by
 * `npm run holidays` from the library date-holidays; a test holds them against it.
 * @param note what a reader must know, such as that lunar dates are predictions
 */
export function holidaysOf(
  table: string,
  note?: string,
): NonNullable<MarketPackData["calendar"]["holidays"]> {
  return table
    .trim()
    .split("\n")
    .map((line) => ({
      date: line.slice(0, 10),
      name: line.slice(11),
      source: "date-holidays 3.37.0",
      basis: "regulation" as const,
      ...(note !== undefined && { note }),
    }));
}
