import { markets, sendWindow, type MarketPack, type SendWindow } from "@whiteline/markets";
import type { Campaign } from "./campaign.js";
import type { Finding } from "./finding.js";
import type { Line } from "./line.js";
import { finishesAt, inBoth, opensAt, type Hours } from "./send-window.js";

/** When a campaign may be sent: by law, by its owner's wish, and by both. */
export type CampaignWindow = {
  readonly pack: MarketPack;
  readonly legal: SendWindow;
  readonly own: Hours | undefined;
  readonly effective: readonly Hours[];
};

export const windowOf = ({
  line,
  order,
}: {
  readonly line: Pick<Line, "market" | "advertising">;
  readonly order: Pick<Campaign["order"], "hours" | "traffic">;
}): CampaignWindow => {
  const pack = markets.get(line.market);
  const traffic = pack.content.purposes.find(({ id }) => id === order.traffic);
  const advertises = line.advertising || traffic?.advertising === true;
  const legal = sendWindow(pack, advertises ? "advertising" : "service");
  return { pack, legal, own: order.hours, effective: inBoth(legal, order.hours) };
};

/** When it may be sent: not before its start, and within the hours. */
export const sendableFrom = (campaign: Pick<Campaign, "line" | "order">, now: Date): Date => {
  const { pack, effective } = windowOf(campaign);
  const { notBefore } = campaign.order;
  return opensAt(pack, effective, notBefore !== undefined && notBefore > now ? notBefore : now);
};

/** When so many seconds of sending are over, from `since` on. */
export const endOf = (
  campaign: Pick<Campaign, "line" | "order">,
  since: Date,
  seconds: number,
): Date => {
  const { pack, effective } = windowOf(campaign);
  return finishesAt(pack, effective, sendableFrom(campaign, since), seconds);
};

const LOCAL_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;
const isHours = ({ opens, closes }: Hours): boolean =>
  LOCAL_TIME.test(opens) && (LOCAL_TIME.test(closes) || closes === "24:00") && opens !== closes;

/** Faults of the owner's hours on this line: not hours, or none that the law leaves. */
export const findHoursFault = (
  order: Pick<Campaign["order"], "hours" | "traffic">,
  line: Pick<Line, "market" | "advertising">,
): Finding | undefined => {
  const { hours } = order;
  if (hours === undefined) return undefined;
  if (!isHours(hours)) {
    return {
      code: "WINDOW_INVALID",
      subject: "hours",
      rule: "Hours of sending are two different times of the day, as HH:MM.",
      source: "campaign order",
      remedy: 'Give hours such as {"opens": "09:00", "closes": "18:00"}, or none.',
    };
  }
  const { legal, effective, pack } = windowOf({ line, order });
  if (effective.length > 0) return undefined;
  return {
    code: "WINDOW_NEVER_OPENS",
    subject: "hours",
    rule: `This line may send from ${legal.opens} to ${legal.closes} (${pack.timezone}), and the hours asked for lie outside.`,
    source: legal.source,
    remedy: `Give hours that lie, at least in part, between ${legal.opens} and ${legal.closes}.`,
  };
};
