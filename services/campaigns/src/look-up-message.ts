import type { Message, Waiting } from "@whiteline/contracts/campaigns/v1/campaigns";
import type { GetOutcomeResponse } from "@whiteline/contracts/dlr/v1/dlr";
import { DomainError, type CallOptions } from "@whiteline/service-kit";
import { messageId, readMessageId } from "./domain/chunk.js";
import { kindOf, rateNowOf, routeOf, routesFor } from "./domain/routes.js";
import type { DoubtsOnRoad } from "./doubts-on-road.js";
import { doubtCause, operatorAway } from "./domain/waiting-cause.js";
import { stateWord } from "./domain/message-search.js";
import type { DescribeCampaign } from "./describe-campaign.js";
import type { Neighbours } from "./neighbours.js";
import type { RouteBook } from "./route-book.js";
import type { CampaignStore } from "./store/campaigns.js";
import type { ChunkProgressStore, ChunkSlot } from "./store/chunk-progress.js";

export type LookingUp = Pick<Neighbours, "dlr"> & {
  readonly progress: ChunkProgressStore;
  readonly campaigns: CampaignStore;
  readonly describe: DescribeCampaign;
  readonly book: RouteBook;
  readonly doubts: DoubtsOnRoad;
  readonly now: () => Date;
};

type Place = { readonly chunkId: string; readonly slot: number };

/**
 * Where a message is and, when it waits, why: from its chunk before release, from dlr afterwards.
 * @throws DomainError not_found MESSAGE_UNKNOWN
 */
export const lookUpMessage = async (
  it: LookingUp,
  tenantId: string,
  named: string,
  options: CallOptions,
): Promise<Message> => {
  const place = readMessageId(named);
  const [message] = place === undefined ? [] : await lookUpMessages(it, tenantId, [place], options);
  if (message === undefined) {
    throw new DomainError("not_found", "MESSAGE_UNKNOWN", "There is no such message.", {
      remedy: "Check the message id; it is the one that the submission answered.",
    });
  }
  return message;
};

/**
 * Where several messages are, in the order asked for, by one question each to the store and to dlr.
 *
 * @param places at most 100, as many as dlr answers for.
 * @returns undefined in the place of a message that is not there.
 */
export const lookUpMessages = async (
  it: LookingUp,
  tenantId: string,
  places: readonly Place[],
  options: CallOptions,
): Promise<readonly (Message | undefined)[]> => {
  const slots = await it.progress.slots(tenantId, places);
  const sent = places.filter((_, at) => slots[at]?.state === "released" && !slots[at].dropped);
  const told =
    sent.length === 0 ? [] : (await it.dlr.getOutcomes({ messages: sent }, options)).outcomes;
  const outcomes = new Map(told.map((one) => [messageId(one.chunkId, one.slot), one.outcome]));
  /** What a message waits for is what its chunk waits for. */
  const waits = new Map<string, Promise<Waiting | undefined>>();
  const once = (slot: ChunkSlot, ask: () => Promise<Waiting | undefined>) => {
    const known = waits.get(slot.chunkId) ?? ask();
    waits.set(slot.chunkId, known);
    return known;
  };
  const messages: (Message | undefined)[] = [];
  for (const [at, { chunkId, slot: number }] of places.entries()) {
    const slot = slots[at];
    const id = messageId(chunkId, number);
    messages.push(
      slot && (await described(it, slot, { id, outcome: outcomes.get(id), once, options })),
    );
  }
  return messages;
};

type Known = {
  readonly id: string;
  /** What dlr knows of it; undefined: nothing. */
  readonly outcome: GetOutcomeResponse | undefined;
  readonly once: (
    slot: ChunkSlot,
    ask: () => Promise<Waiting | undefined>,
  ) => Promise<Waiting | undefined>;
  readonly options: CallOptions;
};

const described = async (
  it: LookingUp,
  slot: ChunkSlot,
  { id, outcome, once, options }: Known,
): Promise<Message> => {
  const message: Message = {
    messageId: id,
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
    waiting: undefined,
    variant: slot.variant,
    test: slot.test,
    suffix: slot.suffix,
  };
  switch (slot.state) {
    case "prepared":
      return withWaiting(message, await once(slot, () => waitingOfCampaign(it, slot, options)));
    case "cancelled":
      return { ...message, state: "withheld", reason: "CAMPAIGN_CANCELLED" };
    case "released":
      if (slot.dropped) {
        return { ...message, state: "withheld", reason: slot.dropReason || "REFUSED_MEANWHILE" };
      }
      return withOutcome(message, outcome, {
        released: () => once(slot, () => waitingOnRoad(it, slot)),
        in_doubt: () => once(slot, () => waitingInDoubt(it, slot, 1)),
        submitted: async () => awaitsReport(slot),
      });
  }
};

const withWaiting = (message: Message, waiting: Waiting | undefined): Message => ({
  ...message,
  cause: waiting?.cause ?? "",
  waiting,
});

/**
 * What its campaign waits for is what its message waits for. Before it go the parts on its road and, at most, all that
 * its campaign has not released to the same operator.
 */
const waitingOfCampaign = async (
  { campaigns, describe, progress, book, now }: LookingUp,
  { campaignId, batch, operator }: ChunkSlot,
  options: CallOptions,
): Promise<Waiting | undefined> => {
  const campaign = await campaigns.byId(campaignId);
  if (campaign === undefined) return undefined;
  const { waiting } = await describe(campaign, async () => options);
  if (waiting?.partsAhead === undefined) return waiting;
  const own = await progress.partsPrepared(batch, operator);
  const partsAhead = waiting.partsAhead + BigInt(own);
  const route = routeOf(routesFor(await book.get(), kindOf(campaign)), operator);
  const { pacePerMinute } = campaign.order;
  const rate = route === undefined ? undefined : rateNowOf(route);
  const perSecond =
    pacePerMinute === undefined || rate === undefined ? rate : Math.min(rate, pacePerMinute / 60);
  const expectedAt =
    perSecond === undefined
      ? undefined
      : new Date(now().getTime() + (Number(partsAhead) / perSecond) * 1_000);
  return { ...waiting, partsAhead, expectedAt: expectedAt ?? waiting.expectedAt };
};

/** Lanes that a dispatcher serves before, or with, one. */
const lanesBefore = {
  otp: ["otp"],
  transactional: ["otp", "transactional"],
  bulk: ["otp", "transactional", "bulk"],
} as const;

const none = { partsAhead: undefined, expectedAt: undefined, expectedEnd: undefined };
/** A part that was in hand for so long may wait for the account by which it went before. */
const LONG_ON_ROAD_MS = 30_000;

/** Of a message that was released: on its way to the dispatcher, or held there. */
const waitingOnRoad = async (it: LookingUp, slot: ChunkSlot): Promise<Waiting | undefined> => {
  const { progress, book, campaigns, now } = it;
  const { campaignId, released, lane, published, attempts, operator } = slot;
  if (released === undefined) return undefined;
  const campaign = campaignId === "" ? undefined : await campaigns.byId(campaignId);
  if (campaign?.pausedAt !== undefined) {
    const cause =
      "Released when its owner paused the campaign; held by the dispatcher until it is resumed.";
    return { ...none, code: "paused", cause };
  }
  if (!published) {
    return { ...none, code: "hand_over", cause: "Waits to be handed to the dispatcher." };
  }
  const parts = await progress.partsAhead(released.route, lanesBefore[lane], released.at);
  const route = (await book.get()).find((each) => each.route === released.route);
  if (route?.down === true) {
    return { ...none, code: "operator_away", cause: operatorAway([operator]) };
  }
  const isLong = now().getTime() - released.at.getTime() > LONG_ON_ROAD_MS;
  const inDoubt = isLong ? await waitingInDoubt(it, slot, 0) : undefined;
  if (inDoubt !== undefined) return inDoubt;
  const again = attempts === 0 ? "" : ` Handed to the dispatcher ${attempts + 1} times.`;
  return {
    ...none,
    code: "operator_rate",
    cause: `Waits for the operator to take it.${again}`,
    partsAhead: BigInt(parts),
    expectedAt: route && new Date(now().getTime() + (parts / rateNowOf(route)) * 1_000),
  };
};

/** Of what no operator answered for. */
const waitingInDoubt = async (
  { doubts }: LookingUp,
  { chunkId }: ChunkSlot,
  inDoubt: number,
): Promise<Waiting | undefined> => {
  const why = doubtCause((await doubts({ chunkId })) ?? {}, inDoubt);
  return why && { ...none, ...why };
};

/** States in which a message waits, and for what. */
type Waits = Readonly<
  Record<"released" | "in_doubt" | "submitted", () => Promise<Waiting | undefined>>
>;

const withOutcome = async (
  message: Message,
  outcome: GetOutcomeResponse | undefined,
  waits: Waits,
): Promise<Message> => {
  if (outcome === undefined)
    return withWaiting({ ...message, state: "released" }, await waits.released());
  const state = stateWord(outcome.state);
  const known = {
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
      networkCode: part.networkCode,
      contradictions: part.contradictions,
    })),
    evidence: outcome.evidence,
    failure: outcome.failure,
  };
  return state === "released" || state === "in_doubt" || state === "submitted"
    ? withWaiting(known, await waits[state]())
    : known;
};

/** The operator may try until the validity ends; what it says of that comes about then. */
const awaitsReport = ({ expiresAt }: ChunkSlot): Waiting => ({
  ...none,
  code: "operator_reports",
  cause: "The operator took it; its report is awaited.",
  expectedAt: expiresAt,
});
