import type { Finding } from "./finding.js";
import type { Line } from "./line.js";
import type { Money, PartCount, Quote } from "./money.js";
import type { Hours } from "./send-window.js";
import type { Variant } from "./variant.js";

/** How far a campaign is on its way. Being paused is beside it: facts still arrive meanwhile. */
export type Stage =
  | "materialising"
  | "waiting_for_clearance"
  | "held"
  | "refused"
  | "waiting_for_funds"
  | "unfunded"
  | "scheduled"
  | "sending"
  | "cancelled"
  | "finished"
  | "forecast";

/** The occurrence of a plan that a campaign is: its local day, and the plan. */
export type OccurrenceOf = { readonly planId: string; readonly day: string };

/** What the customer asked for; only its times and its pace may change until it is sent. */
export type Order = {
  readonly requestId: string;
  /** Fingerprint of the content, so that a request id is not used for two things. */
  readonly fingerprint: string;
  readonly name: string;
  readonly listId: string;
  /** Instead of a list: a segment of one. */
  readonly segmentId: string;
  readonly numbers: readonly string[];
  readonly templateId: string;
  readonly text: string;
  readonly constants: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  readonly notBefore: Date | undefined;
  /** Hours of each day that the customer wants, in the market's time; undefined: all that the law allows. */
  readonly hours: Hours | undefined;
  readonly validityMs: number;
  /** Kind of traffic as the market's pack knows it; empty where it knows none. */
  readonly traffic: string;
  /** Kind of message of the market's pack; empty: what the text makes of it. */
  readonly messageType: string;
  readonly expectReply: boolean;
  /** The most that it may cost, in minor units; undefined: no ceiling. */
  readonly maxCost: { readonly currency: string; readonly minor: bigint } | undefined;
  /** At most so many messages a minute, over all operators; undefined: as fast as they are taken. */
  readonly pacePerMinute: number | undefined;
  /** Tried against each other instead of `text` and `templateId`; none: there is one text. */
  readonly variants: readonly Variant[];
  /** To people of the company: each gets every variant. */
  readonly test: boolean;
  readonly occurrence: OccurrenceOf | undefined;
  /** Of the list only those whose column names this day, "2026-11-30"; undefined: everybody. */
  readonly due: { readonly column: string; readonly day: string } | undefined;
  /** "person:…" or "key:…". */
  readonly submittedBy: string;
};

/** What materialising found: the left side of every forecast. */
export type Audience = {
  readonly recipients: number;
  readonly chunks: number;
  /** The list, also of a segment; empty for numbers alone. */
  readonly listId: string;
  readonly listVersion: number;
  readonly counts: readonly PartCount[];
  /** What of it is each variant's, in their order; empty without variants, absent of audiences from before. */
  readonly variants?: readonly Ask[];
  /** Recipients left out by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly samples: readonly string[];
  /** What its sender should know and what stops nothing; absent of audiences from before. */
  readonly warnings?: readonly Finding[];
};

/** What the present revision asks compliance and pricing for. */
export type Ask = { readonly recipients: number; readonly counts: readonly PartCount[] };

export type Clearance = {
  readonly clearanceId: string;
  readonly verdictId: string;
  /** Undefined until compliance's own fact has come. */
  readonly expiresAt: Date | undefined;
};

/** A dry run has a quote and no reservation: its id is empty. */
export type Funding = { readonly reservationId: string; readonly quote: Quote };

export type Campaign = {
  readonly campaignId: string;
  readonly tenantId: string;
  readonly version: number;
  /** Rises when what is still unsent must be cleared and paid for anew. */
  readonly revision: number;
  readonly order: Order;
  /** As it was when the campaign was submitted; whether it may send is asked again at release. */
  readonly line: Line;
  readonly stage: Stage;
  readonly pausedAt: Date | undefined;
  /** Why it waits, in words, and since when. */
  readonly cause: string;
  readonly since: Date;
  /** When we ask again, or look again, if nothing has come. */
  readonly deadline: Date | undefined;
  /** How often we have asked again in this stage. */
  readonly asks: number;
  /** Names the chunks of the attempt at materialising that counts. */
  readonly batch: string;
  readonly audience: Audience | undefined;
  readonly ask: Ask | undefined;
  readonly clearance: Clearance | undefined;
  readonly verdictId: string;
  readonly funding: Funding | undefined;
  /** What earlier revisions cost at most; absent: there were none that were paid. */
  readonly spent?: Money | undefined;
  readonly refusal: Finding | undefined;
  readonly createdAt: Date;
  readonly finishedAt: Date | undefined;
  /** Until when its pace lets no more leave; written by releases alone. */
  readonly pacedUntil?: Date | undefined;
  /** Nothing more will happen: no chunk is under way and pricing has been told. */
  readonly closed: boolean;
};

/** The reservation of a campaign's revision; pricing makes the same name from the fact it hears. */
export const reservationIdOf = (campaignId: string, revision: number): string =>
  `campaign:${campaignId}:${revision}`;

/** Whether chunks of this campaign may be released, as far as the campaign itself is concerned. */
export const mayRelease = (campaign: Campaign, now: Date): boolean =>
  (campaign.stage === "scheduled" || campaign.stage === "sending") &&
  campaign.pausedAt === undefined &&
  campaign.clearance !== undefined &&
  campaign.funding !== undefined &&
  (campaign.order.notBefore === undefined || campaign.order.notBefore <= now);

/** Until when its messages wait for an operator at which the sender is suspended. */
export const waitsForSenderUntil = (
  { createdAt, order: { notBefore } }: Pick<Campaign, "createdAt" | "order">,
  waitMs: number,
): Date => {
  const from = notBefore !== undefined && notBefore > createdAt ? notBefore : createdAt;
  return new Date(from.getTime() + waitMs);
};

/** Whether its clearance has run out: what is unsent must be judged again. */
export const isClearanceOver = ({ clearance }: Campaign, now: Date): boolean =>
  clearance?.expiresAt !== undefined && clearance.expiresAt <= now;
