import { Temporal } from "temporal-polyfill";
import type { MarketPack } from "./schema/pack.js";

/**
 * The calendar month of an instant by the market's clock, e.g. "2026-11"; prices of a month count in it.
 * @param at ISO instant.
 */
export function localMonth({ timezone }: Pick<MarketPack, "timezone">, at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timezone).toString().slice(0, 7);
}
