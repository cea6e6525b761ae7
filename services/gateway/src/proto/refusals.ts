import type { RecordOptOutRequest } from "@whiteline/contracts/lists/v1/lists";
import type {
  LiftRefusalRequest,
  ListRefusalsRequest,
  RecordComplaintRefusalRequest,
  Refusal,
  Stopwatch,
} from "@whiteline/contracts/lists/v1/refusals";
import type { z } from "zod";

import type * as shapes from "../shapes/refusals.js";
import { fromTime, given, toTime } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function toOptOut(
  { heardAt, ...body }: Json<"newOptOut">,
  requestId: string,
  channel: "api" | "console",
): RecordOptOutRequest {
  return { ...body, requestId, channel, heardAt: toTime(heardAt) };
}

export function toRefusalQuestion(query: Json<"refusalQuery">): ListRefusalsRequest {
  return { ...query, withLifted: query.withLifted === "true" };
}

export function fromRefusal(refusal: Refusal): Json<"refusal"> {
  const { lift } = refusal;
  return {
    refusalId: refusal.refusalId,
    number: `+${refusal.msisdn}`,
    lineId: given(refusal.lineId),
    channel: refusal.channel,
    heardAt: fromTime(refusal.heardAt),
    recordedAt: fromTime(refusal.recordedAt),
    enforcedAt: fromTime(refusal.enforcedAt),
    tookMs: Number(refusal.tookMs),
    stops: [...refusal.stops],
    reference: given(refusal.reference),
    ...(lift && {
      lift: {
        saidAt: fromTime(lift.saidAt),
        source: lift.source,
        wording: lift.wording,
        evidence: lift.evidence,
        liftedAt: fromTime(lift.liftedAt),
      },
    }),
    version: Number(refusal.version),
  };
}

export function toLift(
  { saidAt, ...proof }: Json<"newLift">,
  refusalId: string,
  requestId: string,
): LiftRefusalRequest {
  return { ...proof, refusalId, requestId, saidAt: toTime(saidAt) };
}

export function toComplaintRefusal(
  { saidAt, ...body }: Json<"newComplaintRefusal">,
  requestId: string,
): RecordComplaintRefusalRequest {
  return { ...body, requestId, saidAt: toTime(saidAt) };
}

export function fromStopwatch(watch: Stopwatch): Json<"stopwatch"> {
  return {
    refusals: Number(watch.refusals),
    enforced: Number(watch.enforced),
    overdue: Number(watch.overdue),
    medianMs: Number(watch.medianMs),
    p99Ms: Number(watch.p99Ms),
    slowestMs: Number(watch.slowestMs),
    limitSeconds: Number(watch.limitSeconds),
  };
}
