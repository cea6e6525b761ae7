import type { CampaignsServiceImplementation } from "@whiteline/contracts/campaigns/v1/campaigns";
import { markets, trafficOf } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  forward,
  principalOf,
  requireService,
  requireTenant,
  type CallContext,
  type CallContextExt,
  type CallOptions,
} from "@whiteline/service-kit";
import { changeCampaign, type Changing } from "./change-campaign.js";
import {
  fromCampaign,
  fromListed,
  type DescribeCampaign,
  type Describing,
} from "./describe-campaign.js";
import type { Campaign } from "./domain/campaign.js";
import type { CampaignEvent } from "./domain/campaign-machine.js";
import { findHoursFault } from "./domain/campaign-window.js";
import type { Finding } from "./domain/finding.js";
import { trafficUnknown } from "./domain/message-refusals.js";
import { findLineFault, findStartFault, findTypeFault } from "./domain/order.js";
import { findPaceFault } from "./domain/pace.js";
import { routesFor } from "./domain/routes.js";
import { textRoads } from "./domain/text-rules.js";
import { findValidityFault, validityMsOf } from "./domain/validity.js";
import type { FindLine } from "./find-line.js";
import { foreseeParts } from "./foresee-parts.js";
import { lookUpMessage, type LookingUp } from "./look-up-message.js";
import type { Neighbours } from "./neighbours.js";
import { fromAnswer, toItem, toMessageLane } from "./proto.js";
import type { ChunkStore } from "./store/chunks.js";
import { submitCampaign } from "./submit-campaign.js";
import { submitTest } from "./submit-test.js";
import { submitMessages, type SubmittingMessages } from "./submit-messages.js";

type Dependencies = Changing &
  LookingUp &
  SubmittingMessages &
  Pick<Neighbours, "segments" | "tokens" | "people" | "listVersions"> &
  Pick<Describing, "book"> & {
    readonly chunks: Pick<ChunkStore, "recipients" | "recipientsOf">;
    readonly describe: DescribeCampaign;
    readonly findLine: FindLine;
    /** This campaign may be at its end. */
    readonly noticeEnd: (campaignId: string) => void;
  };

const USUALLY_LISTED = 100;
const MOST_LISTED = 200;
/** Of one group [campaigns.proto, SubmitMessages]. */
const MOST_MESSAGES = 1_000;
/** Of one question [campaigns.proto, ListChunkRecipients, CheckChunks]. */
const MOST_CHUNKS = 500;

/** What campaigns answers; everything belongs to the tenant that asks, or that a service acts for. */
export const campaignsService = (
  it: Dependencies,
): CampaignsServiceImplementation<CallContextExt> => {
  /** In our own name for the tenant, with the caller's deadline and signal. */
  const inOurName = async (context: CallContext, tenantId: string): Promise<CallOptions> => ({
    ...forward(context),
    ...(await it.tokens.forTenant(tenantId)),
  });

  const ownCampaign = async (context: CallContext, campaignId: string): Promise<Campaign> => {
    const tenantId = requireTenant(context);
    const campaign = await it.campaigns.byId(campaignId);
    if (campaign?.tenantId !== tenantId) throw campaignUnknown();
    return campaign;
  };

  const describe = async (context: CallContext, campaign: Campaign) => ({
    campaign: await it.describe(campaign, () => inOurName(context, campaign.tenantId)),
  });

  const steer = async (context: CallContext, campaignId: string, event: OwnersEvent) => {
    await ownCampaign(context, campaignId);
    const by = actorOf(principalOf(context));
    const changed = await changeCampaign(it, campaignId, event, by);
    if (changed.kind === "unknown") throw campaignUnknown();
    if (changed.kind === "impossible") throw refuse(changed.finding);
    it.noticeEnd(campaignId);
    return describe(context, changed.campaign);
  };

  return {
    async submitCampaign(request, context) {
      const tenantId = requireTenant(context);
      const options = await inOurName(context, tenantId);
      const submittedBy = actorOf(principalOf(context));
      const submitted = await submitCampaign(it, tenantId, request, { options, submittedBy });
      return submitted.kind === "kept"
        ? { outcome: { $case: "campaign", value: fromCampaign(submitted.campaign) } }
        : { outcome: { $case: "refused", value: submitted.finding } };
    },

    async getCampaign({ campaignId }, context) {
      return describe(context, await ownCampaign(context, campaignId));
    },

    async listCampaigns({ limit, pageToken, withoutForecasts }, context) {
      const most = Math.min(limit === 0 ? USUALLY_LISTED : limit, MOST_LISTED);
      const page = { after: pageToken, limit: most, withForecasts: !withoutForecasts };
      const [campaigns, routes] = await Promise.all([
        it.campaigns.page(requireTenant(context), page),
        it.book.get(),
      ]);
      if (campaigns === undefined) throw cursorUnknown();
      return {
        campaigns: campaigns.map((campaign) => fromListed(campaign, routes)),
        nextPageToken: campaigns.length < most ? "" : (campaigns.at(-1)?.campaignId ?? ""),
      };
    },

    pauseCampaign: ({ campaignId }, context) => steer(context, campaignId, { kind: "pause" }),
    resumeCampaign: ({ campaignId }, context) => steer(context, campaignId, { kind: "resume" }),
    cancelCampaign: ({ campaignId }, context) => steer(context, campaignId, { kind: "cancel" }),

    async rescheduleCampaign({ campaignId, notBefore, hours, pacePerMinute }, context) {
      const { order, line } = await ownCampaign(context, campaignId);
      const times = { notBefore, hours, pacePerMinute };
      const fault =
        findStartFault(times, it.now()) ??
        findPaceFault(pacePerMinute) ??
        findHoursFault({ hours, traffic: order.traffic }, line);
      if (fault !== undefined) throw refuse(fault);
      return steer(context, campaignId, { kind: "reschedule", times });
    },

    async submitTest(request, context) {
      const tenantId = requireTenant(context);
      const options = await inOurName(context, tenantId);
      const submittedBy = actorOf(principalOf(context));
      const submitted = await submitTest(it, tenantId, request, { options, submittedBy });
      return submitted.kind === "kept"
        ? { outcome: { $case: "campaign", value: fromCampaign(submitted.campaign) } }
        : { outcome: { $case: "refused", value: submitted.finding } };
    },

    async submitMessages(request, context) {
      const tenantId = requireTenant(context);
      const { items } = request;
      if (items.length === 0 || items.length > MOST_MESSAGES) throw groupSize();
      const lane = toMessageLane(request.lane);
      const line = await it.findLine(tenantId, request.lineId);
      const fault = findLineFault(line, tenantId);
      if (line === undefined || fault?.code === "LINE_UNKNOWN") {
        throw lineUnknown();
      }
      if (fault !== undefined) {
        const refused = { kind: "refused" as const, finding: fault, verdictId: "" };
        return { answers: items.map(() => fromAnswer(refused)) };
      }
      const pack = markets.get(line.market);
      const traffic = trafficOf(pack, request.traffic, "message");
      if (traffic === "unknown") {
        const refused = { kind: "refused" as const, finding: trafficUnknown(pack), verdictId: "" };
        return { answers: items.map(() => fromAnswer(refused)) };
      }
      const typeFault = findTypeFault(pack, request, line);
      if (typeFault !== undefined) {
        const refused = { kind: "refused" as const, finding: typeFault, verdictId: "" };
        return { answers: items.map(() => fromAnswer(refused)) };
      }
      const validityMs = validityMsOf(request.validitySeconds, lane);
      const validityFault = findValidityFault(validityMs, lane);
      if (validityFault !== undefined) {
        const refused = { kind: "refused" as const, finding: validityFault, verdictId: "" };
        return { answers: items.map(() => fromAnswer(refused)) };
      }
      const answers = await submitMessages(it, {
        tenantId,
        line,
        lane,
        traffic: traffic === "none" ? "" : traffic.id,
        messageType: request.messageType,
        validityMs,
        items: items.map(toItem),
        options: await inOurName(context, tenantId),
      });
      return { answers: answers.map(fromAnswer) };
    },

    async *streamChunkRecipients({ campaignId }, context) {
      const { batch } = await ownCampaign(context, campaignId);
      yield* it.chunks.recipients(batch);
    },

    async listChunkRecipients({ chunkIds }, context) {
      requireService(context);
      if (chunkIds.length > MOST_CHUNKS) throw tooManyChunks();
      return { chunks: await it.chunks.recipientsOf(requireTenant(context), chunkIds) };
    },

    async checkChunk({ chunkId, reservationId }, context) {
      const tenantId = requireTenant(context);
      const [released] = await it.progress.releasedOf(tenantId, [{ chunkId, reservationId }]);
      return { released: released !== undefined };
    },

    async checkChunks({ chunks }, context) {
      // One that was left out would look as if it had never been released.
      if (chunks.length > MOST_CHUNKS) throw tooManyChunks();
      return {
        releasedChunkIds: [...(await it.progress.releasedOf(requireTenant(context), chunks))],
      };
    },

    async getTextRules({ lineId, traffic: asked }, context) {
      const tenantId = requireTenant(context);
      const line = await it.findLine(tenantId, lineId);
      if (line?.tenantId !== tenantId) throw lineUnknown();
      const pack = markets.get(line.market);
      const traffic = trafficOf(pack, asked, "campaign");
      if (traffic === "unknown") throw refuse(trafficUnknown(pack));
      const kind = { ...line, traffic: traffic === "none" ? "" : traffic.id };
      const roads = textRoads(pack, routesFor(await it.book.known(), kind));
      return {
        roads: roads.map(({ operators, latin1, suffix, wideReference }) => ({
          operators: [...operators],
          latin1,
          wideReference,
          suffix: suffix.text,
          suffixRoom: suffix.room,
        })),
      };
    },

    async foreseeParts(request, context) {
      const tenantId = requireTenant(context);
      return foreseeParts(it, tenantId, request, await inOurName(context, tenantId));
    },

    async getMessage({ messageId }, context) {
      const tenantId = requireTenant(context);
      const options = await inOurName(context, tenantId);
      return { message: await lookUpMessage(it, tenantId, messageId, options) };
    },
  };
};

/** What the owner of a campaign may do with it. */
type OwnersEvent =
  | { readonly kind: "pause" | "resume" | "cancel" }
  | Extract<CampaignEvent, { readonly kind: "reschedule" }>;

const refuse = ({ code, rule, remedy }: Finding): DomainError =>
  new DomainError("precondition", code, rule, { remedy });

const campaignUnknown = (): DomainError =>
  new DomainError("not_found", "CAMPAIGN_UNKNOWN", "There is no such campaign.", {
    remedy: "Check the campaign id; you see your own campaigns.",
  });

const lineUnknown = (): DomainError =>
  new DomainError("not_found", "LINE_UNKNOWN", "The line is not one of this tenant.", {
    remedy: "Take the id of the line from the list of your lines.",
  });

const groupSize = (): DomainError =>
  new DomainError("invalid", "GROUP_SIZE", `A group has 1 to ${MOST_MESSAGES} messages.`, {
    remedy: "Divide the messages among several groups.",
  });

const tooManyChunks = (): DomainError =>
  new DomainError("invalid", "GROUP_SIZE", `At most ${MOST_CHUNKS} chunks are asked for at once.`, {
    remedy: "Ask for them in several questions.",
  });

const cursorUnknown = (): DomainError =>
  new DomainError("invalid", "CURSOR_UNKNOWN", "No page begins there.", {
    remedy: "Send back `next_page_token` of the last answer as it was, or begin without one.",
  });
