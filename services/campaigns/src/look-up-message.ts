import type { Message } from "@whiteline/contracts/campaigns/v1/campaigns";
import { DomainError, type CallOptions } from "@whiteline/service-kit";
import { readMessageId } from "./domain/chunk.js";
import type { DescribeCampaign } from "./describe-campaign.js";
import type { Neighbours } from "./neighbours.js";
import type { CampaignStore } from "./store/campaigns.js";
import type { ChunkProgressStore, ChunkSlot } from "./store/chunk-progress.js";

export type LookingUp = Pick<Neighbours, "dlr"> & {
  readonly progress: ChunkProgressStore;
  readonly campaigns: CampaignStore;
  readonly describe: DescribeCampaign;
};

/** dlr's words for a message in the words of this contract. */
const stateWords: Readonly<Record<string, string>> = {
  pending: "released",
  accepted: "submitted",
  deleted: "undelivered",
};

/**
 * Where a message is and, when it waits, why: from its chunk before release, from dlr afterwards.
 * @throws DomainError not_found MESSAGE_UNKNOWN
 */
export const lookUpMessage = async (
  it: LookingUp,
  tenantId: string,
  messageId: string,
  options: CallOptions,
): Promise<Message> => {
  const place = readMessageId(messageId);
  const slot =
    place === undefined ? undefined : await it.progress.slot(tenantId, place.chunkId, place.slot);
  if (place === undefined || slot === undefined) {
    throw new DomainError("not_found", "MESSAGE_UNKNOWN", "There is no such message.", {
      remedy: "Check the message id; it is the one that the submission answered.",
    });
  }
  const message: Message = {
    messageId,
    campaignId: slot.campaignId,
    lineId: slot.lineId,
    operator: slot.operator,
    state: "waiting",
    reason: "",
    parts: [],
    acceptedAt: slot.acceptedAt,
    cause: "",
    evidence: "",
    failure: "",
  };
  switch (slot.state) {
    case "prepared":
      return { ...message, cause: await causeOf(it, slot, options) };
    case "cancelled":
      return { ...message, state: "withheld", reason: "CAMPAIGN_CANCELLED" };
    case "released":
      if (slot.dropped) {
        return { ...message, state: "withheld", reason: slot.dropReason || "REFUSED_MEANWHILE" };
      }
      return withOutcome(it, message, slot, place.slot, options);
  }
};

/** What its campaign waits for is what its message waits for. */
const causeOf = async (
  { campaigns, describe }: LookingUp,
  { campaignId }: ChunkSlot,
  options: CallOptions,
): Promise<string> => {
  const campaign = await campaigns.byId(campaignId);
  return campaign === undefined ? "" : (await describe(campaign, async () => options)).cause;
};

const withOutcome = async (
  { dlr }: LookingUp,
  message: Message,
  { chunkId, published }: ChunkSlot,
  slot: number,
  options: CallOptions,
): Promise<Message> => {
  try {
    const outcome = await dlr.getOutcome({ chunkId, slot }, options);
    const state = stateWords[outcome.state] ?? outcome.state;
    return {
      ...message,
      state,
      reason: outcome.reason,
      parts: outcome.parts.map((part) => ({
        state: part.state,
        operatorMessageId: part.operatorId,
        code: part.code,
        at: part.at,
        duplicatePossible: part.duplicatePossible,
        evidence: part.evidence,
        failure: part.failure,
      })),
      evidence: outcome.evidence,
      failure: outcome.failure,
      cause: state === "released" ? "Waits for the operator to take it." : "",
    };
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "not_found") throw error;
    const cause = published
      ? "Waits for the operator to take it."
      : "Waits to be handed to the dispatcher.";
    return { ...message, state: "released", cause };
  }
};
