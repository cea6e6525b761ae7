import {
  CampaignState,
  type Campaign as CampaignMessage,
  type Count,
  type Forecast,
  type Progress as ProgressMessage,
  type SendingWindow,
  type VariantProgress,
  type Waiting,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import type { CampaignMoney } from "@whiteline/contracts/pricing/v1/pricing";
import type { CallOptions, Life } from "@whiteline/service-kit";
import {
  reservationIdOf,
  waitsForSenderUntil,
  type Campaign,
  type Stage,
} from "./domain/campaign.js";
import { endOf, sendableFrom, windowOf } from "./domain/campaign-window.js";
import { asleepAt, carries } from "./domain/line.js";
import { sumProgress, type ChunkProgress } from "./domain/progress.js";
import { priceOf } from "./domain/money.js";
import {
  kindOf,
  rateNowOf,
  routeOf,
  routesFor,
  sendingSeconds,
  type Route,
} from "./domain/routes.js";
import { waitingCause } from "./domain/waiting-cause.js";
import type { Neighbours } from "./neighbours.js";
import { fromCounts, fromQuote } from "./proto.js";
import type { DoubtsOnRoad } from "./doubts-on-road.js";
import type { RouteBook } from "./route-book.js";
import type { ChunkProgressStore } from "./store/chunk-progress.js";
import type { ChunkStore } from "./store/chunks.js";
import type { LineStore } from "./store/lines.js";
import type { SuspendedTenantStore } from "./store/suspended-tenants.js";

export type Describing = Pick<Neighbours, "pricing"> & {
  readonly progress: ChunkProgressStore;
  readonly chunks: Pick<ChunkStore, "underWay">;
  readonly lines: LineStore;
  readonly suspended: SuspendedTenantStore;
  readonly book: RouteBook;
  readonly doubts: DoubtsOnRoad;
  readonly now: () => Date;
  readonly log: Life["log"];
  readonly senderWaitMs: number;
};

const states: Readonly<Record<Stage, CampaignState>> = {
  materialising: CampaignState.MATERIALISING,
  waiting_for_clearance: CampaignState.WAITING_FOR_CLEARANCE,
  held: CampaignState.HELD,
  refused: CampaignState.REFUSED,
  waiting_for_funds: CampaignState.WAITING_FOR_FUNDS,
  unfunded: CampaignState.UNFUNDED,
  scheduled: CampaignState.SCHEDULED,
  sending: CampaignState.SENDING,
  cancelled: CampaignState.CANCELLED,
  finished: CampaignState.FINISHED,
  forecast: CampaignState.FORECAST,
};

/** A campaign without its progress: for the answer to a submission. */
export const fromCampaign = (campaign: Campaign): CampaignMessage => ({
  campaignId: campaign.campaignId,
  tenantId: campaign.tenantId,
  name: campaign.order.name,
  lineId: campaign.line.lineId,
  state: campaign.pausedAt === undefined ? states[campaign.stage] : CampaignState.PAUSED,
  revision: BigInt(campaign.revision),
  cause: campaign.cause,
  since: campaign.pausedAt ?? campaign.since,
  deadline: campaign.closed ? undefined : campaign.deadline,
  forecast: undefined,
  progress: undefined,
  refusal: campaign.refusal,
  verdictId: campaign.verdictId,
  reservationId: campaign.funding?.reservationId ?? "",
  createdAt: campaign.createdAt,
  finishedAt: campaign.finishedAt,
  dryRun: campaign.order.dryRun,
  maxCost: campaign.order.maxCost,
  window: undefined,
  pacePerMinute: campaign.order.pacePerMinute ?? 0,
  notBefore: campaign.order.notBefore,
  validitySeconds: campaign.order.validityMs / 1_000,
  variants: variantsOf(campaign, []),
  test: campaign.order.test,
  planId: campaign.order.occurrence?.planId ?? "",
  planDay: campaign.order.occurrence?.day ?? "",
  waiting: undefined,
  traffic: campaign.order.traffic,
  messageType: campaign.order.messageType,
  warnings: [...(campaign.audience?.warnings ?? [])],
});

/** A campaign in a list: to how many it goes, without its progress. */
export const fromListed = (campaign: Campaign, routes: readonly Route[]): CampaignMessage => ({
  ...fromCampaign(campaign),
  forecast: forecastOf(campaign, routes),
});

/** pricing is waited for no longer than this: what is known goes without its money. */
const PRICING_DEADLINE_MS = 2_000;

/**
 * A campaign with its forecast beside what came of it. Money is pricing's to tell, of all revisions together; the
 * answer of those that are closed does not change and is kept. While pricing is away its money is absent.
 *
 * @param ask options of a call in our own name for the campaign's tenant; asked for only when pricing is.
 */
export const campaignDescriber = (it: Describing) => {
  const closed = new Map<string, CampaignMoney>();
  return async (campaign: Campaign, ask: () => Promise<CallOptions>): Promise<CampaignMessage> => {
    const [chunks, spent, all] = await Promise.all([
      it.progress.ofCampaign({ ...campaign, hasVariants: campaign.order.variants.length > 0 }),
      findMoney(it, campaign, ask, closed),
      it.book.get(),
    ]);
    const routes = routesFor(all, kindOf(campaign));
    const waiting = await explain(it, campaign, chunks, routes);
    return {
      ...fromCampaign(campaign),
      cause: waiting?.cause ?? campaign.cause,
      waiting,
      variants: variantsOf(campaign, chunks),
      forecast: forecastOf(campaign, routes),
      progress: progressOf(chunks, spent),
      window: fromWindow(campaign, it.now()),
    };
  };
};

export type DescribeCampaign = ReturnType<typeof campaignDescriber>;

const MOST_KEPT = 1_000;

const findMoney = async (
  { pricing, log }: Describing,
  { funding, campaignId, revision }: Campaign,
  ask: () => Promise<CallOptions>,
  closed: Map<string, CampaignMoney>,
): Promise<CampaignMoney | undefined> => {
  // One that is to be judged and paid for anew has the money of before still.
  const before = revision > 1 ? reservationIdOf(campaignId, revision - 1) : "";
  const reservationId = funding?.reservationId ?? before;
  if (reservationId === "") return undefined;
  const known = closed.get(reservationId);
  if (known !== undefined) return known;
  try {
    const options = { ...(await ask()), deadline: PRICING_DEADLINE_MS };
    const { reservation, campaign } = await pricing.getReservation({ reservationId }, options);
    // A pricing of before knows of one reservation only.
    const spent = campaign ?? reservation;
    if (spent?.closed === true) {
      const [oldest] = closed.keys();
      if (closed.size >= MOST_KEPT && oldest !== undefined) closed.delete(oldest);
      closed.set(reservationId, spent);
    }
    return spent;
  } catch (error) {
    // Progress without money is better than none.
    log.warn({ err: error, campaignId }, "reservation_not_read");
    return undefined;
  }
};

/** Operators of what is not final, when the road to every one of them is down. */
const awayAt = (chunks: readonly ChunkProgress[], routes: readonly Route[]): readonly string[] => {
  const left = chunks.filter(({ state, final }) => state === "prepared" || !final);
  const operators = [...new Set(left.map(({ operator }) => operator))];
  return operators.every((operator) => routeOf(routes, operator)?.down === true) ? operators : [];
};

/** Why the campaign waits and until when, from what is known of it and of the road. */
const explain = async (
  it: Describing,
  campaign: Campaign,
  chunks: readonly ChunkProgress[],
  routes: readonly Route[],
): Promise<Waiting | undefined> => {
  const { lines, suspended, now, senderWaitMs } = it;
  const { line } = campaign;
  const at = now();
  const asleep = asleepAt(lines.get(line.lineId) ?? line);
  const prepared = chunks.filter(({ state }) => state === "prepared");
  const underWay = chunks.filter(({ state, final }) => state === "released" && !final);
  // Until all of it is with the operators, what is in doubt keeps nothing back.
  const isLast = prepared.length === 0 && underWay.length > 0;
  const why = waitingCause(campaign, {
    now: at,
    windowOpensAt: sendableFrom(campaign, at),
    withoutRoute: [...new Set(prepared.map(({ operator }) => operator))].filter(
      (operator) => routeOf(routes, operator) === undefined,
    ),
    awayAt: awayAt(chunks, routes),
    asleepAt: asleep.filter((operator) => prepared.some((chunk) => chunk.operator === operator)),
    waitsForSenderUntil: waitsForSenderUntil(campaign, senderWaitMs),
    unreleased: prepared.filter(({ operator }) => !asleep.includes(operator)).length,
    underWay: underWay.length,
    inDoubt: underWay.reduce((sum, { messages }) => sum + (messages["in_doubt"] ?? 0), 0),
    doubts: isLast ? await it.doubts({ campaignId: campaign.campaignId }) : undefined,
    triedUntil: isLast ? await it.progress.triedUntil(campaign) : undefined,
    lineIsActive: lines.get(line.lineId)?.active ?? line.active,
    lineCarriesIt: carries(lines.get(line.lineId) ?? line, campaign.order.traffic, "campaign"),
    tenantIsSuspended: suspended.has(campaign.tenantId),
  });
  if (why === undefined) return undefined;
  const { code, cause, expectedAt } = why;
  const isDue = code === "operator_rate" || code === "turn" || code === "pace";
  const ahead = isDue ? await partsAheadOf(it, prepared, routes) : undefined;
  const next = expectedAt ?? (ahead && new Date(at.getTime() + ahead.seconds * 1_000));
  const seconds = secondsLeft(campaign, prepared, routes);
  return {
    code,
    cause,
    partsAhead: ahead === undefined ? undefined : BigInt(ahead.parts),
    expectedAt: next,
    expectedEnd:
      next === undefined || seconds === 0
        ? undefined
        : endOf(campaign, next > at ? next : at, seconds),
  };
};

/** What goes before its next parts on its fullest road, and how long that takes there. */
const partsAheadOf = async (
  { chunks }: Pick<Describing, "chunks">,
  prepared: readonly ChunkProgress[],
  routes: readonly Route[],
): Promise<{ readonly parts: number; readonly seconds: number }> => {
  const used = new Set(prepared.map(({ operator }) => routeOf(routes, operator)));
  const loads = await Promise.all(
    [...used].map(async (route) => {
      if (route === undefined) return { parts: 0, seconds: 0 };
      const { parts } = await chunks.underWay(route.route);
      return { parts, seconds: parts / rateNowOf(route) };
    }),
  );
  return loads.reduce((most, load) => (load.seconds > most.seconds ? load : most), {
    parts: 0,
    seconds: 0,
  });
};

/** Seconds that what is unreleased takes at the roads' rates, or at its own pace where that is slower. */
const secondsLeft = (
  { order }: Campaign,
  prepared: readonly ChunkProgress[],
  routes: readonly Route[],
): number => {
  const counts = prepared.map(({ operator, parts }) => ({
    operator,
    alphabet: "",
    segments: 1,
    messages: parts,
  }));
  const recipients = prepared.reduce((sum, chunk) => sum + chunk.recipients, 0);
  const { pacePerMinute } = order;
  const paced = pacePerMinute === undefined ? 0 : (recipients * 60) / pacePerMinute;
  return Math.ceil(Math.max(paced, sendingSeconds(routes, counts, rateNowOf)));
};

/** Each variant with what it costs and what came of it. */
const variantsOf = (
  { order, audience, funding }: Campaign,
  chunks: readonly ChunkProgress[],
): VariantProgress[] =>
  order.variants.map(({ name, templateId, text, share, count }, place) => {
    const part = audience?.variants?.[place];
    const own = chunks.filter(({ variant }) => variant === place + 1);
    return {
      ...{ variant: place + 1, name, templateId, text, share, count: BigInt(count) },
      recipients: BigInt(part?.recipients ?? 0),
      price: part && funding && priceOf(funding.quote, part.counts),
      messages: countsOf(sumProgress(own).messages),
    };
  });

const countsOf = (of: Readonly<Record<string, number>>): Count[] =>
  Object.entries(of).map(([key, value]) => ({ key, value: BigInt(value) }));

/** What is over has no window any more; a forecast keeps the one it was made for. */
const fromWindow = (campaign: Campaign, now: Date): SendingWindow | undefined => {
  if (campaign.closed && !campaign.order.dryRun) return undefined;
  const { pack, legal, own, effective } = windowOf(campaign);
  const opensAt = sendableFrom(campaign, now);
  return {
    timezone: pack.timezone,
    legal: { opens: legal.opens, closes: legal.closes },
    source: legal.source,
    own,
    effective: [...effective],
    opensAt,
    open: opensAt <= now,
  };
};

const forecastOf = (campaign: Campaign, routes: readonly Route[]): Forecast | undefined => {
  const { audience, funding, since } = campaign;
  if (audience === undefined) return undefined;
  const { pacePerMinute } = campaign.order;
  const paced = pacePerMinute === undefined ? 0 : (audience.recipients * 60) / pacePerMinute;
  const atTheirRates = sendingSeconds(routes, audience.counts);
  const seconds = Math.ceil(Math.max(paced, atTheirRates));
  return {
    recipientsKept: BigInt(audience.recipients),
    dropped: countsOf(audience.dropped),
    counts: fromCounts(audience.counts),
    quote: funding === undefined ? undefined : fromQuote(funding.quote),
    durationSeconds: BigInt(seconds),
    earliestFinish: endOf(campaign, since, seconds),
  };
};

const progressOf = (
  chunks: readonly ChunkProgress[],
  spent: CampaignMoney | undefined,
): ProgressMessage => {
  const progress = sumProgress(chunks);
  return {
    recipients: BigInt(progress.recipients),
    chunks: BigInt(progress.chunks),
    chunksReleased: BigInt(progress.chunksReleased),
    chunksFinal: BigInt(progress.chunksFinal),
    messages: countsOf(progress.messages),
    parts: countsOf(progress.parts),
    duplicatesPossible: BigInt(progress.duplicatesPossible),
    reserved: spent?.reserved,
    settled: spent?.settled,
    released: spent?.released,
  };
};
