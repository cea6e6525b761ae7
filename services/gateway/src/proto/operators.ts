import {
  InDoubtDecision,
  type Bind,
  type InDoubt,
  type ListInDoubtRequest,
  type ListInDoubtResponse,
  type Route,
} from "@whiteline/contracts/dispatcher/v1/dispatcher";
import type { ListOrphansResponse } from "@whiteline/contracts/dlr/v1/dlr";
import type { z } from "zod";

import * as shapes from "../shapes/operators.js";
import { fromTime, given } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

/** Absent where it was not declared, or is of a newer version. */
export function fromEvidence(word: string): Json<"evidence"> | undefined {
  return shapes.evidence.safeParse(word).data;
}

export function fromRoute(route: Route): Json<"routeList">["routes"][number] {
  return {
    route: route.route,
    operators: [...route.operators],
    rate: route.rate,
    market: given(route.market),
    accounts: [...route.accounts],
    carrier: given(route.carrier),
    senders: [...route.senders],
    traffic: [...route.traffic],
    evidence: fromEvidence(route.evidence),
    latin1: route.latin1,
    wideReference: route.wideReference,
    suffix: given(route.suffix),
    // A dispatcher of before does not say.
    currentRate: route.currentRate === 0 ? route.rate : route.currentRate,
  };
}

export function fromBind(bind: Bind): Json<"bindList">["binds"][number] {
  return {
    bindId: bind.bindId,
    type: bind.type,
    account: bind.account,
    operator: bind.operator,
    up: bind.up,
    holder: given(bind.holder),
    epoch: Number(bind.epoch),
    window: bind.window,
    inFlight: bind.inFlight,
    submitted: Number(bind.submitted),
    throttled: Number(bind.throttled),
    since: fromTime(bind.since),
    lastError: given(bind.lastError),
    rate: bind.rate,
    currentRate: bind.currentRate,
    evidence: fromEvidence(bind.evidence),
  };
}

export function toInDoubtQuestion(query: Json<"inDoubtQuery">): ListInDoubtRequest {
  return {
    held: query.held === "true",
    tenantId: query.tenantId ?? "",
    limit: query.limit,
    pageToken: query.pageToken ?? "",
  };
}

export function fromInDoubtList(list: ListInDoubtResponse): Json<"inDoubtList"> {
  return {
    inDoubt: list.inDoubt.map(fromInDoubt),
    nextPageToken: given(list.nextPageToken),
    held: Number(list.held),
  };
}

export function fromInDoubt(doubt: InDoubt): Json<"inDoubt"> {
  const { cause, policy, state } = shapes.inDoubtWords.parse(doubt);
  return {
    inDoubtId: doubt.inDoubtId,
    chunkId: doubt.chunkId,
    tenantId: doubt.tenantId,
    campaignId: given(doubt.campaignId),
    account: doubt.account,
    bindId: doubt.bindId,
    operator: doubt.operator,
    traffic: given(doubt.traffic),
    lane: doubt.lane,
    parts: [...doubt.parts],
    cause,
    policy,
    state,
    at: fromTime(doubt.at),
    settledBy: given(doubt.settledBy),
    settledAt: fromTime(doubt.settledAt),
  };
}

export const decisions = {
  release: InDoubtDecision.RELEASE,
  drop: InDoubtDecision.DROP,
} as const;

export function fromOrphans(orphans: ListOrphansResponse): Json<"orphanSummary"> {
  return {
    waiting: Number(orphans.waiting),
    givenUp: Number(orphans.givenUp),
    sample: [...orphans.sampleIds],
    oldestAt: fromTime(orphans.oldestAt),
    receipts: orphans.orphans.map(({ at, nextTryAt, rawId, ...orphan }) => ({
      ...orphan,
      rawId: given(rawId),
      at: fromTime(at),
      nextTryAt: fromTime(nextTryAt),
    })),
    nextPageToken: given(orphans.nextPageToken),
  };
}
