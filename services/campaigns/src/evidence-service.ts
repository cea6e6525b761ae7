import type {
  EvidenceServiceImplementation,
  MessageProof,
} from "@whiteline/contracts/campaigns/v1/evidence";
import {
  DomainError,
  requireService,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import { maskNumber } from "@whiteline/markets";
import { isDropped, messageId, readMessageId } from "./domain/chunk.js";
import type { CampaignStore } from "./store/campaigns.js";
import type { ChunkEvidenceStore } from "./store/chunk-evidence.js";

type Dependencies = {
  readonly campaigns: Pick<CampaignStore, "byId">;
  readonly evidence: ChunkEvidenceStore;
  readonly now: () => Date;
};

const SAMPLES = 5;
const MOST_SAMPLES = 20;
const MOST_FOUND = 20;
const DAY_MS = 24 * 3_600_000;

/** What compliance alone asks, for the tenant whose messages they are. */
export const evidenceService = ({
  campaigns,
  evidence,
  now,
}: Dependencies): EvidenceServiceImplementation<CallContextExt> => ({
  async sampleCampaign({ campaignId, limit }, context) {
    const tenantId = tenantOf(context);
    const batch = await batchOf(campaigns, tenantId, campaignId);
    const most = Math.min(limit > 0 ? limit : SAMPLES, MOST_SAMPLES);
    const chunks = await evidence.spread(tenantId, batch, most);
    const perChunk = Math.ceil(most / Math.max(1, chunks.length));
    const messages = chunks.flatMap(({ msisdns, texts, parts, operator }) =>
      msisdns.slice(0, perChunk).map((msisdn, slot) => ({
        maskedNumber: maskNumber(msisdn),
        operator,
        text: texts.length === 1 ? (texts[0] ?? "") : (texts[slot] ?? ""),
        parts: parts[slot] ?? 0,
      })),
    );
    return { messages: messages.slice(0, most) };
  },

  async getMessageProof({ messageId: id }, context) {
    const tenantId = tenantOf(context);
    const place = readMessageId(id);
    const found = place && (await evidence.proof(tenantId, place.chunkId));
    const msisdn = found?.chunk.msisdns[place?.slot ?? -1];
    if (place === undefined || found === undefined || msisdn === undefined) {
      throw new DomainError("not_found", "MESSAGE_UNKNOWN", "There is no such message.", {
        remedy: "Check the message id.",
      });
    }
    const { chunk, released } = found;
    const { slot } = place;
    const campaign = chunk.campaignId === "" ? undefined : await campaigns.byId(chunk.campaignId);
    const proof: MessageProof = {
      messageId: id,
      tenantId,
      campaignId: chunk.campaignId,
      lineId: chunk.lineId,
      sender: released?.stamp.sender ?? "",
      msisdn,
      operator: chunk.operator,
      text: chunk.texts.length === 1 ? (chunk.texts[0] ?? "") : (chunk.texts[slot] ?? ""),
      parts: chunk.parts[slot] ?? 0,
      suffix: chunk.suffix.text,
      clearanceId: released?.stamp.clearanceId ?? campaign?.clearance?.clearanceId ?? "",
      verdictId: chunk.verdictId === "" ? (campaign?.verdictId ?? "") : chunk.verdictId,
      reservationId: released?.stamp.reservationId ?? "",
      revision: BigInt(released?.stamp.revision ?? 0),
      acceptedAt: chunk.acceptedAt,
      releasedAt: released?.stamp.releasedAt,
      withheld: released !== undefined && isDropped(released.stamp.dropped, slot),
      listVersion: BigInt(campaign?.audience?.listVersion ?? 0),
      listId: campaign?.order.listId ?? "",
    };
    return { proof };
  },

  async findMessages({ lineId, msisdn, from, until }, context) {
    const tenantId = tenantOf(context);
    const end = until ?? now();
    const begin = from ?? new Date(end.getTime() - DAY_MS);
    const ids: string[] = [];
    const { signal } = context;
    const asked = { msisdn, from: begin, until: end, signal };
    const found = evidence.withNumber(tenantId, lineId, asked);
    for await (const { chunkId, slots } of found) {
      ids.push(...slots.map((slot) => messageId(chunkId, slot)));
      if (ids.length >= MOST_FOUND) break;
    }
    return { messageIds: ids.slice(0, MOST_FOUND) };
  },

  async *streamRecipients({ campaignId }, context) {
    const tenantId = tenantOf(context);
    const batch = await batchOf(campaigns, tenantId, campaignId);
    for await (const released of evidence.releasedOf(tenantId, batch)) {
      const { msisdns, dropped, releasedAt } = released;
      const view = new DataView(msisdns.buffer, msisdns.byteOffset, msisdns.byteLength);
      const slots = Array.from({ length: msisdns.byteLength / 8 }, (_, slot) => slot);
      const sent = slots.filter((slot) => !isDropped(dropped, slot));
      yield { msisdns: sent.map((slot) => view.getBigUint64(slot * 8, true)), releasedAt };
    }
  },
});

const batchOf = async (
  campaigns: Dependencies["campaigns"],
  tenantId: string,
  campaignId: string,
): Promise<string> => {
  const campaign = await campaigns.byId(campaignId);
  if (campaign?.tenantId === tenantId) return campaign.batch;
  throw new DomainError("not_found", "CAMPAIGN_UNKNOWN", "There is no such campaign.", {
    remedy: "Check the campaign id.",
  });
};

const tenantOf = (context: CallContextExt): string => {
  requireService(context);
  return requireTenant(context);
};
