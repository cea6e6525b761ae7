import type { CampaignLog, GetReportResponse, ReportGroup } from "@whiteline/contracts/dlr/v1/dlr";
import type { DeadLetter, Queue } from "@whiteline/contracts/dlr/v1/queues";
import type {
  CampaignResults,
  GetTimelineRequest,
  GetTimelineResponse,
  ListOutcomesResponse,
} from "@whiteline/contracts/dlr/v1/reports";
import type { z } from "zod";

import type * as shapes from "../shapes/reports.js";
import {
  fromContradiction,
  fromCounts,
  fromTime,
  given,
  maybeMoney,
  toMoney,
  toTime,
} from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function fromReport(report: GetReportResponse): Json<"report"> {
  return {
    chunks: Number(report.chunks),
    chunksFinal: Number(report.chunksFinal),
    messages: Number(report.messages),
    parts: Number(report.parts),
    messagesByState: fromCounts(report.messagesByState),
    partsByState: fromCounts(report.partsByState),
    reasons: fromCounts(report.reasons),
    operators: fromCounts(report.operators),
    duplicatesPossible: Number(report.duplicatesPossible),
    evidence: fromCounts(report.evidence),
    failures: fromCounts(report.failures),
    byOperator: report.byOperator.map(fromGroup),
    byVariant: report.byVariant.map(fromGroup),
    byHour: report.byHour.map(fromGroup),
    finalByHour: report.finalByHour.map(fromGroup),
    firstReleasedAt: fromTime(report.firstReleasedAt),
    firstDeliveredAt: fromTime(report.firstDeliveredAt),
    lastDeliveredAt: fromTime(report.lastDeliveredAt),
    log: fromLog(report.log),
  };
}

function fromGroup(group: ReportGroup): Json<"report">["byOperator"][number] {
  return {
    key: group.key,
    messages: Number(group.messages),
    parts: Number(group.parts),
    messagesByState: fromCounts(group.messagesByState),
    reasons: fromCounts(group.reasons),
    failures: fromCounts(group.failures),
    evidence: given(group.evidence),
  };
}

function fromLog(log: CampaignLog | undefined): Json<"report">["log"] {
  return {
    deliveredAt: fromTime(log?.deliveredAt),
    goal: given(log?.goal ?? ""),
    deliveries: Number(log?.deliveries ?? 0),
    clicks: maybeNumber(log?.clicks),
    conversions: maybeNumber(log?.conversions),
    shareValue: maybeMoney(log?.shareValue),
    deliveryRateBps: log?.deliveryRateBps,
    clickRateBps: log?.clickRateBps,
    conversionRateBps: log?.conversionRateBps,
    replyRateBps: log?.replyRateBps,
  };
}

function maybeNumber(count: bigint | undefined): number | undefined {
  return count === undefined ? undefined : Number(count);
}

export function toResults(said: Json<"campaignResults">): CampaignResults {
  const { goal, clicks, conversions, shareValue } = said;
  return {
    goal,
    clicks: clicks === undefined ? undefined : BigInt(clicks),
    conversions: conversions === undefined ? undefined : BigInt(conversions),
    shareValue: shareValue && toMoney(shareValue),
  };
}

export function fromResults(results: CampaignResults): Json<"campaignResults"> {
  return {
    goal: results.goal,
    clicks: maybeNumber(results.clicks),
    conversions: maybeNumber(results.conversions),
    shareValue: maybeMoney(results.shareValue),
  };
}

export function fromOutcomePage({
  outcomes,
  next,
  more,
}: ListOutcomesResponse): Json<"outcomePage"> {
  return {
    outcomes: outcomes.map((outcome) => ({
      messageId: outcome.messageId,
      campaignId: given(outcome.campaignId),
      lineId: given(outcome.lineId),
      operator: outcome.operator,
      state: outcome.state,
      reason: given(outcome.reason),
      failure: given(outcome.failure),
      parts: outcome.parts,
      variant: outcome.variant === 0 ? undefined : outcome.variant,
      at: fromTime(outcome.at),
      corrected: outcome.corrected,
      contradictedBy: outcome.contradictedBy && fromContradiction(outcome.contradictedBy),
      ...(outcome.test ? { test: true as const } : {}),
    })),
    next,
    more,
  };
}

export function toTimelineQuestion(asked: Json<"timelineQuestion">): GetTimelineRequest {
  return {
    from: toTime(asked.from),
    until: toTime(asked.until),
    unit: asked.unit,
    by: asked.by ?? "",
    zone: asked.zone ?? "",
    lineId: asked.lineId ?? "",
    operator: asked.operator ?? "",
  };
}

export function fromTimeline({ rows, zone }: GetTimelineResponse): Json<"timeline"> {
  return {
    zone,
    rows: rows.map((row) => ({
      from: row.from?.toISOString() ?? "",
      key: given(row.key),
      messages: Number(row.messages),
      parts: Number(row.parts),
      messagesByState: fromCounts(row.messagesByState),
    })),
  };
}

export function fromQueue(queue: Queue): Json<"queueList">["queues"][number] {
  return {
    stream: queue.stream,
    messages: Number(queue.messages),
    bytes: Number(queue.bytes),
    maxBytes: Number(queue.maxBytes),
    oldestAt: fromTime(queue.oldestAt),
    readers: queue.readers.map((reader) => ({
      name: reader.name,
      waiting: Number(reader.waiting),
      inHand: Number(reader.inHand),
      maxInHand: Number(reader.maxInHand),
      redelivered: Number(reader.redelivered),
    })),
  };
}

export function fromLetter(letter: DeadLetter): Json<"deadLetter"> {
  return {
    sequence: Number(letter.sequence),
    service: letter.service,
    type: letter.type,
    reason: letter.reason,
    attempts: letter.attempts,
    occurredAt: fromTime(letter.occurredAt),
    diedAt: fromTime(letter.diedAt),
  };
}
