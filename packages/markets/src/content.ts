import { Temporal } from "temporal-polyfill";
import type { MarketPack } from "./schema/pack.js";

export type SendGate = MarketPack["gates"][number];
export type GateReason = SendGate["reasons"][number];
export type SendWindow = MarketPack["sendWindows"]["service"];

export type Traffic = MarketPack["content"]["purposes"][number];

/**
 * The kind of traffic as the market knows it, or what it takes for granted when nobody says. A market
 * without kinds knows "none" only.
 */
export function trafficOf(
  { content: { purposes, defaultTraffic } }: MarketPack,
  said: string,
  sentAs: "campaign" | "message",
): Traffic | "none" | "unknown" {
  if (purposes.length === 0 || defaultTraffic === null) return said === "" ? "none" : "unknown";
  const wanted = said === "" ? defaultTraffic[sentAs] : said;
  return purposes.find(({ id }) => id === wanted) ?? "unknown";
}

/**
 * Whether a sender that was declared for these purposes may carry such traffic; one of which no purpose is known is not
 * bound [vn.md §1; VN-BLK-19].
 */
export function isDeclaredFor(purposes: readonly string[], traffic: string): boolean {
  return purposes.length === 0 || purposes.includes(traffic);
}

/** "HH:MM" in the market's own time. */
export function localTimeIn({ timezone }: MarketPack, at: Date): string {
  const local = Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(timezone);
  return local.toPlainTime().toString({ smallestUnit: "minute" });
}

/** The ordered reasons that may block a recipient, such as gate `irSend`; first match decides. */
export function sendGate(pack: MarketPack, name: string): SendGate | undefined {
  return pack.gates.find((gate) => gate.name === name);
}

/**
 * The version of what the gates ask, as cards name it: the day of the pack, or that on which the last rule joined it. A
 * rule that joins lets pass what was judged before; a pack whose rules change otherwise is a new version of the country.
 */
export function rulesVersion({ effectiveFrom, gates }: MarketPack): string {
  const days = gates.flatMap(({ reasons }) => reasons.map(({ joinedOn = "" }) => joinedOn));
  return days.reduce((newest, day) => (day > newest ? day : newest), effectiveFrom);
}

/** The hours of the market's day in which a kind of traffic may arrive. */
export function sendWindow(pack: MarketPack, traffic: keyof MarketPack["sendWindows"]): SendWindow {
  return pack.sendWindows[traffic];
}
