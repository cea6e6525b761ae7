import type { Ask, Audience, Campaign, Clearance, Stage } from "./campaign.js";
import { spentAfter } from "./ceiling.js";
import type { Finding } from "./finding.js";
import type { Quote } from "./money.js";
import { deadlineOf, patience } from "./patience.js";

export type CampaignEvent =
  | { readonly kind: "materialised"; readonly batch: string; readonly audience: Audience }
  | { readonly kind: "not_materialised"; readonly batch: string; readonly finding: Finding }
  | { readonly kind: "cleared"; readonly revision: number; readonly clearance: Clearance }
  | {
      readonly kind: "held";
      readonly revision: number;
      readonly verdictId: string;
      readonly reason: string;
    }
  | {
      readonly kind: "refused";
      readonly revision: number;
      readonly verdictId: string;
      readonly finding: Finding;
    }
  | {
      readonly kind: "funded";
      readonly revision: number;
      readonly clearanceId: string;
      readonly reservationId: string;
      readonly quote: Quote;
    }
  | { readonly kind: "unfunded"; readonly revision: number; readonly finding: Finding }
  | { readonly kind: "pause" | "resume" | "cancel" | "release_began" | "asked_again" }
  /** Another start, hours and pace for what is not released yet. */
  | {
      readonly kind: "reschedule";
      readonly times: Pick<Campaign["order"], "notBefore" | "hours" | "pacePerMinute">;
    }
  /** `released`: chunks released under the clearance that is over; `ask`: what is still unsent. */
  | {
      readonly kind: "clearance_over";
      /** The releasers of several routes see the same end: the first moves the campaign on. */
      readonly revision: number;
      readonly released: number;
      readonly ask: Ask;
    }
  /** No chunk is unreleased or under way any more. */
  | { readonly kind: "all_final"; readonly released: number };

/** What must be told in the same write (law 7). */
export type Tell =
  | { readonly kind: "materialised" | "paused" | "resumed" | "cancelled" }
  | { readonly kind: "finished"; readonly reservationId: string; readonly chunks: number };

export type Step =
  | { readonly kind: "moved"; readonly campaign: Campaign; readonly tells: readonly Tell[] }
  /** Late or repeated: nothing changes. */
  | { readonly kind: "unchanged" }
  | { readonly kind: "impossible"; readonly finding: Finding };

const unchanged: Step = { kind: "unchanged" };

/** Stages in which money may still be asked for or promised. */
const beforeFunds: ReadonlySet<Stage> = new Set([
  "waiting_for_clearance",
  "held",
  "waiting_for_funds",
  "unfunded",
]);
const ended: ReadonlySet<Stage> = new Set(["refused", "finished", "forecast"]);

/**
 * The one machine of a campaign. Facts of compliance and pricing travel on different subjects, so
 * they may overtake each other; what is late, repeated or of another revision changes nothing.
 */
export const advance = (campaign: Campaign, event: CampaignEvent, now: Date): Step => {
  const { stage } = campaign;
  const moveTo = (next: Stage, change: Partial<Campaign> = {}, ...tells: readonly Tell[]): Step =>
    moved(
      campaign,
      {
        stage: next,
        since: now,
        asks: 0,
        cause: patience[next].cause,
        deadline: deadlineOf(next, now, campaign.order.notBefore),
        ...change,
      },
      ...tells,
    );
  if ("revision" in event && event.revision !== campaign.revision) return unchanged;

  switch (event.kind) {
    case "materialised":
      if (stage !== "materialising" || event.batch !== campaign.batch) return unchanged;
      return materialised(campaign, event.audience, moveTo, now);
    case "not_materialised":
      if (stage !== "materialising" || event.batch !== campaign.batch) return unchanged;
      return moveTo("refused", refusal(event.finding));
    case "cleared":
      return cleared(campaign, event.clearance, moveTo);
    case "held":
      if (stage !== "waiting_for_clearance" || campaign.clearance !== undefined) return unchanged;
      return moveTo("held", {
        verdictId: event.verdictId,
        cause: `${patience.held.cause} ${event.reason}`.trim(),
      });
    case "refused":
      if (stage !== "waiting_for_clearance" && stage !== "held") return unchanged;
      return moveTo("refused", { ...refusal(event.finding), verdictId: event.verdictId });
    case "funded":
      return funded(campaign, event, moveTo, now);
    case "unfunded":
      if (!beforeFunds.has(stage)) return unchanged;
      // Another top-up does not lower a price over the owner's ceiling, also when it was poor before.
      if (campaign.order.dryRun || event.finding.code === "MAX_COST_EXCEEDED") {
        return moveTo("refused", { ...refusal(event.finding), closed: true });
      }
      return stage === "unfunded" ? unchanged : moveTo("unfunded", refusal(event.finding));
    case "pause":
      if (ended.has(stage) || stage === "cancelled") return impossible(campaign, "paused");
      if (campaign.pausedAt !== undefined) return unchanged;
      return moved(campaign, { pausedAt: now }, { kind: "paused" });
    case "resume":
      if (ended.has(stage) || stage === "cancelled") return impossible(campaign, "resumed");
      if (campaign.pausedAt === undefined) return unchanged;
      return moved(campaign, { pausedAt: undefined, since: now }, { kind: "resumed" });
    case "cancel":
      if (stage === "cancelled") return unchanged;
      if (ended.has(stage)) return impossible(campaign, "cancelled");
      return moveTo("cancelled", { pausedAt: undefined }, { kind: "cancelled" });
    case "reschedule": {
      if (ended.has(stage) || stage === "cancelled") return impossible(campaign, "rescheduled");
      const order = { ...campaign.order, ...event.times };
      return moved(campaign, { order, deadline: deadlineOf(stage, now, order.notBefore) });
    }
    case "release_began":
      return stage === "scheduled" ? moveTo("sending") : unchanged;
    case "asked_again": {
      const deadline = deadlineOf(stage, now, campaign.order.notBefore);
      const tells: Tell[] = stage === "waiting_for_clearance" ? [{ kind: "materialised" }] : [];
      return moved(campaign, { asks: campaign.asks + 1, deadline }, ...tells);
    }
    case "clearance_over":
      if (stage !== "scheduled" && stage !== "sending") return unchanged;
      return moveTo(
        "waiting_for_clearance",
        {
          revision: campaign.revision + 1,
          ask: event.ask,
          spent: spentAfter(campaign, event.ask),
          clearance: undefined,
          funding: undefined,
        },
        ...finishedOf(campaign, event.released),
        { kind: "materialised" },
      );
    case "all_final":
      return allFinal(campaign, event.released, moveTo, now);
  }
};

type MoveTo = (next: Stage, change?: Partial<Campaign>, ...tells: readonly Tell[]) => Step;

const moved = (campaign: Campaign, change: Partial<Campaign>, ...tells: readonly Tell[]): Step => ({
  kind: "moved",
  campaign: { ...campaign, ...change, version: campaign.version + 1 },
  tells,
});

const refusal = (finding: Finding): Partial<Campaign> => ({
  refusal: finding,
  cause: `${finding.rule} ${finding.remedy}`.trim(),
});

const materialised = ({ order }: Campaign, audience: Audience, moveTo: MoveTo, now: Date): Step => {
  const ask = { recipients: audience.recipients, counts: audience.counts };
  if (audience.recipients > 0) {
    return moveTo("waiting_for_clearance", { audience, ask }, { kind: "materialised" });
  }
  if (order.dryRun) return moveTo("forecast", { audience, ask, closed: true, finishedAt: now });
  return moveTo("refused", {
    audience,
    ...refusal({
      code: "NO_RECIPIENTS",
      subject: "audience",
      rule: "No recipient was left to send to.",
      source: "campaign",
      remedy: "Look at the reasons of the dropped recipients, correct them and submit again.",
    }),
  });
};

const cleared = (campaign: Campaign, clearance: Clearance, moveTo: MoveTo): Step => {
  const change = { clearance, verdictId: clearance.verdictId };
  switch (campaign.stage) {
    case "waiting_for_clearance":
    case "held":
      return moveTo("waiting_for_funds", change);
    case "waiting_for_funds":
    case "unfunded":
    case "scheduled":
    case "sending":
      // Pricing's fact was faster; only what it does not say is still missing.
      return campaign.clearance?.expiresAt === undefined ? moved(campaign, change) : unchanged;
    default:
      return unchanged;
  }
};

const funded = (
  campaign: Campaign,
  event: Extract<CampaignEvent, { kind: "funded" }>,
  moveTo: MoveTo,
  now: Date,
): Step => {
  const { stage, order } = campaign;
  if (campaign.funding !== undefined) return unchanged;
  const funding = { reservationId: event.reservationId, quote: event.quote };
  if (order.dryRun) {
    if (!beforeFunds.has(stage)) return unchanged;
    return moveTo("forecast", { funding, closed: true, finishedAt: now, refusal: undefined });
  }
  if (beforeFunds.has(stage)) {
    const clearance = campaign.clearance ?? {
      clearanceId: event.clearanceId,
      verdictId: "",
      expiresAt: undefined,
    };
    return moveTo("scheduled", { funding, clearance, refusal: undefined });
  }
  // Money that came for a campaign which is over is given back when it is wound up.
  if (stage === "cancelled" || stage === "refused") {
    return moved(campaign, { funding, closed: false });
  }
  return unchanged;
};

const allFinal = (campaign: Campaign, released: number, moveTo: MoveTo, now: Date): Step => {
  if (campaign.closed) return unchanged;
  const change = { closed: true, finishedAt: campaign.finishedAt ?? now, deadline: undefined };
  const tells = finishedOf(campaign, released);
  switch (campaign.stage) {
    case "scheduled":
    case "sending":
      return moveTo("finished", { ...change, pausedAt: undefined }, ...tells);
    case "cancelled":
    case "refused":
      return moved(
        campaign,
        { ...change, cause: campaign.refusal?.rule ?? "Cancelled." },
        ...tells,
      );
    default:
      return unchanged;
  }
};

const finishedOf = ({ funding }: Campaign, chunks: number): readonly Tell[] =>
  funding === undefined || funding.reservationId === ""
    ? []
    : [{ kind: "finished", reservationId: funding.reservationId, chunks }];

const impossible = (campaign: Campaign, word: string): Step => ({
  kind: "impossible",
  finding: {
    code: "CAMPAIGN_ENDED",
    subject: campaign.campaignId,
    rule: `A campaign that is ${campaign.stage} cannot be ${word}.`,
    source: "campaign",
    remedy: "Submit a new campaign if more is to be sent.",
  },
});
