import type { Basis } from "./schema/entry.js";
import type { MarketPack } from "./schema/pack.js";

/** How often one person may be written to, as the market sets it. */
export type SendingRule = {
  /** e.g. "frequency_cap:advertising". */
  readonly rule: string;
  readonly reason: "frequency_cap" | "same_text_same_day";
  readonly traffic: string;
  readonly enabled: boolean;
  readonly messages: number;
  /** 0 = the calendar day of the market. */
  readonly hours: number;
  readonly source: string;
  readonly basis: Basis;
};

/** The kinds of traffic that a market tells apart. */
export function kindsOfTraffic({ content, reach }: MarketPack): ReadonlySet<string> {
  const { service, advertising } = reach.unnamedTraffic;
  return new Set([service, advertising, ...content.purposes.map(({ id }) => id)]);
}

/** Whether a refusal on file stops this traffic; a market that names none has all of it stopped. */
export function isStoppedByRefusal({ reach }: MarketPack, traffic: string): boolean {
  const { stops } = reach.refusal;
  return stops.length === 0 || stops.includes(traffic);
}

/** Whether this traffic goes to those only who agreed. */
export function needsConsent({ reach }: MarketPack, traffic: string): boolean {
  return reach.consent?.traffic.includes(traffic) ?? false;
}

/** Whether a number of a block list bars this traffic. An advertising line is barred whatever it carries [law 3]. */
export function isBarredByBlockList(
  { reach }: MarketPack,
  { traffic, advertising }: { readonly traffic: string; readonly advertising: boolean },
): boolean {
  return advertising || reach.blockList.traffic.includes(traffic);
}

/** The market's rules on how often, switched on or off. */
export function sendingRules({ frequencyCaps, reach }: MarketPack): readonly SendingRule[] {
  return [
    ...frequencyCaps.map(({ traffic, messages, hours, enabled, source, basis }) => ({
      rule: `frequency_cap:${traffic}`,
      reason: "frequency_cap" as const,
      ...{ traffic, messages, hours, enabled, source, basis },
    })),
    ...reach.sameTextSameDay.map(({ traffic, enabled, source, basis }) => ({
      rule: `same_text_same_day:${traffic}`,
      reason: "same_text_same_day" as const,
      ...{ traffic, messages: 1, hours: 0, enabled, source, basis },
    })),
  ];
}
