import {
  CampaignState,
  type Campaign,
  type Forecast,
  type Progress,
  type SendingWindow,
  type RescheduleCampaignRequest,
  type SubmitCampaignRequest,
  type SubmitTestRequest,
  type Variant,
  type VariantProgress,
  type Waiting,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import type { StreamOutcomesResponse } from "@whiteline/contracts/dlr/v1/dlr";
import type { z } from "zod";

import type * as shapes from "../shapes/campaigns.js";
import { fromQuote } from "./pricing.js";
import { fromCounts, fromFinding, fromTime, given, maybeMoney, toMoney, toTime } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

const stateNames = {
  [CampaignState.MATERIALISING]: "materialising",
  [CampaignState.WAITING_FOR_CLEARANCE]: "waiting_for_clearance",
  [CampaignState.HELD]: "held",
  [CampaignState.REFUSED]: "refused",
  [CampaignState.WAITING_FOR_FUNDS]: "waiting_for_funds",
  [CampaignState.UNFUNDED]: "unfunded",
  [CampaignState.SCHEDULED]: "scheduled",
  [CampaignState.SENDING]: "sending",
  [CampaignState.PAUSED]: "paused",
  [CampaignState.CANCELLED]: "cancelled",
  [CampaignState.FINISHED]: "finished",
  [CampaignState.FORECAST]: "forecast",
  [CampaignState.UNSPECIFIED]: "unknown",
  [CampaignState.UNRECOGNIZED]: "unknown",
} as const satisfies Record<CampaignState, string>;

export function toSubmitCampaign(
  body: Json<"newCampaign">,
  requestId: string,
): SubmitCampaignRequest {
  const { notBefore, hours, maxCost, variants, ...order } = body;
  return {
    ...order,
    variants: variants.map(toVariant),
    requestId,
    hours,
    notBefore: toTime(notBefore),
    maxCost: maxCost && toMoney(maxCost),
  };
}

export function toReschedule(
  { notBefore, hours, pacePerMinute }: Json<"newSchedule">,
  campaignId: string,
): RescheduleCampaignRequest {
  return { campaignId, notBefore: toTime(notBefore), hours, pacePerMinute };
}

export function toSubmitTest(body: Json<"newTest">, requestId: string): SubmitTestRequest {
  const { personIds, ...order } = body;
  const campaign = { ...order, listId: "", segmentId: "", numbers: [], dryRun: false };
  return { campaign: toSubmitCampaign(campaign, requestId), personIds };
}

function toVariant({ count, ...variant }: Json<"newCampaign">["variants"][number]): Variant {
  return { ...variant, count: BigInt(count) };
}

export function fromWaiting({ code, cause, partsAhead, ...times }: Waiting): Json<"waiting"> {
  return {
    code,
    cause,
    partsAhead: partsAhead === undefined ? undefined : Number(partsAhead),
    expectedAt: fromTime(times.expectedAt),
    expectedEnd: fromTime(times.expectedEnd),
  };
}

export function fromCampaign(campaign: Campaign): Json<"campaign"> {
  return {
    campaignId: campaign.campaignId,
    name: campaign.name,
    lineId: campaign.lineId,
    state: stateNames[campaign.state],
    revision: Number(campaign.revision),
    cause: given(campaign.cause),
    since: fromTime(campaign.since),
    deadline: fromTime(campaign.deadline),
    forecast: campaign.forecast && fromForecast(campaign.forecast),
    progress: campaign.progress && fromProgress(campaign.progress),
    refusal: campaign.refusal && fromFinding(campaign.refusal),
    verdictId: given(campaign.verdictId),
    reservationId: given(campaign.reservationId),
    createdAt: fromTime(campaign.createdAt),
    finishedAt: fromTime(campaign.finishedAt),
    dryRun: campaign.dryRun,
    maxCost: maybeMoney(campaign.maxCost),
    window: campaign.window && fromWindow(campaign.window),
    traffic: given(campaign.traffic),
    messageType: given(campaign.messageType),
    waiting: campaign.waiting && fromWaiting(campaign.waiting),
    pacePerMinute: some(campaign.pacePerMinute),
    notBefore: fromTime(campaign.notBefore),
    validitySeconds: some(campaign.validitySeconds),
    test: campaign.test || undefined,
    plan: campaign.planId === "" ? undefined : { planId: campaign.planId, day: campaign.planDay },
    variants: campaign.variants.length === 0 ? undefined : campaign.variants.map(fromVariant),
    warnings: campaign.warnings.map(fromFinding),
  };
}

const some = (number: number): number | undefined => (number === 0 ? undefined : number);

function fromVariant(variant: VariantProgress): NonNullable<Json<"campaign">["variants"]>[number] {
  return {
    variant: variant.variant,
    name: variant.name,
    templateId: given(variant.templateId),
    text: given(variant.text),
    share: some(variant.share),
    count: some(Number(variant.count)),
    recipients: Number(variant.recipients),
    price: maybeMoney(variant.price),
    messages: fromCounts(variant.messages),
  };
}

function fromWindow({ timezone, source, ...window }: SendingWindow): Json<"campaign">["window"] {
  return {
    timezone,
    legal: window.legal,
    source,
    own: window.own,
    effective: [...window.effective],
    opensAt: fromTime(window.opensAt),
    open: window.open,
  };
}

function fromForecast(forecast: Forecast): Json<"campaign">["forecast"] {
  return {
    recipientsKept: Number(forecast.recipientsKept),
    dropped: fromCounts(forecast.dropped),
    counts: forecast.counts.map(({ operator, alphabet, segments, messages }) => ({
      operator,
      alphabet,
      segments,
      messages: Number(messages),
    })),
    quote: forecast.quote && fromQuote(forecast.quote),
    durationSeconds: Number(forecast.durationSeconds),
    earliestFinish: fromTime(forecast.earliestFinish),
  };
}

function fromProgress(progress: Progress): Json<"campaign">["progress"] {
  return {
    recipients: Number(progress.recipients),
    chunks: Number(progress.chunks),
    chunksReleased: Number(progress.chunksReleased),
    chunksFinal: Number(progress.chunksFinal),
    messages: fromCounts(progress.messages),
    parts: fromCounts(progress.parts),
    duplicatesPossible: Number(progress.duplicatesPossible),
    reserved: maybeMoney(progress.reserved),
    settled: maybeMoney(progress.settled),
    released: maybeMoney(progress.released),
  };
}

/**
 * The slots of a chunk as lines of the feed. Part counts are per slot, operator ids and doubtful parts are numbered
 * through the chunk, as the dispatcher sent them.
 */
export function fromOutcomes(chunk: StreamOutcomesResponse): readonly Json<"outcome">[] {
  const doubtful = new Set(chunk.duplicatePossible);
  let first = 0;
  return chunk.states.map((state, slot) => {
    const parts = chunk.parts[slot] ?? 1;
    const numbers = Array.from({ length: parts }, (_, part) => first + part);
    first += parts;
    return {
      messageId: `${chunk.chunkId}-${slot}`,
      operator: chunk.operator,
      state,
      parts,
      operatorIds: numbers.map((number) => chunk.operatorIds[number] ?? ""),
      duplicatePossible: numbers.some((number) => doubtful.has(number)),
    };
  });
}
