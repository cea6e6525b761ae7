import type { Life } from "@whiteline/service-kit";
import { changeCampaign, type Changing } from "./change-campaign.js";
import {
  isClearanceOver,
  mayRelease,
  waitsForSenderUntil,
  type Campaign,
  type Clearance,
  type Funding,
} from "./domain/campaign.js";
import { dropReason } from "./domain/drop-reason.js";
import { sendableFrom } from "./domain/campaign-window.js";
import { dropMask, type Chunk, type ReleasedChunk } from "./domain/chunk.js";
import {
  noFairness,
  pickFairly,
  type Candidate,
  type Credit,
  type Fairness,
} from "./domain/fair-release.js";
import { asideAfter, isAside, nobodyAside, type Aside } from "./domain/step-aside.js";
import { asleepAt, carries, senderAt, SENDER_ASLEEP, SENDER_NOT_ACTIVE } from "./domain/line.js";
import { pricePerPart } from "./domain/money.js";
import { restAfter } from "./domain/pace.js";
import { kindOf, rateOf, reachOf, reachWithout, routesFor, type Route } from "./domain/routes.js";
import type { ChunkPublisher } from "./events/publish-chunks.js";
import type { Measures } from "./metrics.js";
import type { Neighbours } from "./neighbours.js";
import { fromLine } from "./proto.js";
import type { SharedLook } from "./shared-look.js";
import type { ChunkProgressStore } from "./store/chunk-progress.js";
import type { ChunkStore } from "./store/chunks.js";
import type { LineStore } from "./store/lines.js";
import type { SuspendedTenantStore } from "./store/suspended-tenants.js";
import { textDigest } from "./text-digest.js";

export type Releasing = Changing &
  Pick<Neighbours, "lists" | "tokens"> & {
    readonly chunks: ChunkStore;
    readonly progress: ChunkProgressStore;
    readonly lines: LineStore;
    readonly suspended: SuspendedTenantStore;
    readonly publisher: ChunkPublisher;
    readonly share: SharedLook;
    readonly counted: Measures;
    readonly log: Life["log"];
    readonly aheadS: number;
    readonly silenceMs: number;
    /** How long messages wait for an operator at which their sender is suspended. */
    readonly senderWaitMs: number;
  };

/** So many chunks may be under way however slow the route is, or it would stand. */
const FEWEST_CHUNKS = 4;
/** Chunks looked at per campaign and turn; one turn releases no more than that of a tenant. */
const HEADS = 32;
const AT_A_TIME = 8;
const MOST_CAMPAIGNS = 1_000;

/** What one route keeps from turn to turn. */
export type Turn = {
  /** `full`: campaigns wait for credits or for chunks; `idle`: none may send now. */
  readonly kind: "released" | "full" | "idle";
  readonly fairness: Fairness;
  readonly aside: Aside;
};

export const firstTurn: Turn = { kind: "idle", fairness: noFairness, aside: nobodyAside };

/**
 * Releases on one route what its credits allow: parts released and not yet recorded stay within about
 * ten seconds of its rate, the rest waits here (law 11), and tenants take turns. A campaign that a neighbour says nothing
 * about steps aside for a while.
 */
export const releaseTurn = async (
  it: Releasing,
  routes: readonly Route[],
  route: Route,
  before: Turn,
): Promise<Turn> => {
  const sendable = await findSendable(it, route);
  if (sendable.length === 0) return { ...before, kind: "idle" };
  const full = { ...before, kind: "full" } as const;
  // What waits for its own owner must not use up the road of the others.
  const underWay = await it.chunks.underWay(route.route, await it.campaigns.paused());
  const credit: Credit = {
    parts: Math.max(0, rateOf(route) * it.aheadS - underWay.parts),
    chunks: Math.max(0, FEWEST_CHUNKS - underWay.chunks),
  };
  if (credit.parts === 0 && credit.chunks === 0) return full;
  const owners = new Map<string, Sendable>();
  const candidates: Candidate[] = [];
  for (const campaign of sendable) {
    const { pacedUntil, order, campaignId } = campaign;
    if (isAside(before.aside, campaignId, it.now())) continue;
    if (pacedUntil !== undefined && order.pacePerMinute !== undefined && pacedUntil > it.now())
      continue;
    const reach = reachOf(routesFor(routes, kindOf(campaign)), route);
    const awake = reachWithout(reach, sleepingOperators(it, campaign));
    const most = order.pacePerMinute === undefined ? HEADS : 1;
    for (const { chunkId, parts } of await it.chunks.heads(campaign, awake, most)) {
      owners.set(chunkId, campaign);
      candidates.push({ chunkId, parts, tenantId: campaign.tenantId });
    }
  }
  if (candidates.length === 0) return full;
  const { picked, fairness } = pickFairly(before.fairness, candidates, credit);
  for (const campaign of new Set(picked.map(({ chunkId }) => owners.get(chunkId)))) {
    if (campaign?.stage !== "scheduled") continue;
    await changeCampaign(it, campaign.campaignId, { kind: "release_began" });
  }
  const failed = new Set<string>();
  const went = new Set<string>();
  let waiting = picked.map(({ chunkId }) => chunkId);
  while (waiting.length > 0) {
    const done = await releaseChunks(it, route, owners, waiting.slice(0, AT_A_TIME));
    for (const campaignId of done.failed) failed.add(campaignId);
    for (const campaignId of done.went) went.add(campaignId);
    // Its other chunks would fail likewise, after as long a wait.
    waiting = waiting
      .slice(AT_A_TIME)
      .filter((chunkId) => !failed.has(owners.get(chunkId)?.campaignId ?? ""));
  }
  const open = new Set(sendable.map(({ campaignId }) => campaignId));
  const aside = asideAfter(before.aside, { failed, went, open }, it.now());
  return { kind: went.size > 0 ? "released" : "full", fairness, aside };
};

/** Operators at which the sender sleeps, as long as the campaign waits for them. */
const sleepingOperators = (
  { lines, now, senderWaitMs }: Pick<Releasing, "lines" | "now" | "senderWaitMs">,
  campaign: Campaign,
): readonly string[] =>
  waitsForSenderUntil(campaign, senderWaitMs) > now()
    ? asleepAt(lines.get(campaign.line.lineId) ?? campaign.line)
    : [];

/** A campaign of which chunks may be released now. */
type Sendable = Campaign & { readonly clearance: Clearance; readonly funding: Funding };

const isSendable = (campaign: Campaign): campaign is Sendable =>
  campaign.clearance !== undefined && campaign.funding !== undefined;

/** Campaigns that may send now: not paused, cleared, paid, due, tenant and line active, the line declared for it, within the hours of law and owner. */
const findSendable = async (it: Releasing, route: Route): Promise<readonly Sendable[]> => {
  const at = it.now();
  const open = await it.share(`releasable ${route.market}`, () =>
    it.campaigns.releasable(route.market, at, MOST_CAMPAIGNS),
  );
  const sendable: Sendable[] = [];
  for (const campaign of open) {
    const { line } = campaign;
    if (line.market !== route.market || !mayRelease(campaign, at) || !isSendable(campaign))
      continue;
    // Laws 2 and 3: asked again at release, of the line as it is now.
    const known = it.lines.get(line.lineId);
    if (known?.active !== true || it.suspended.has(campaign.tenantId)) continue;
    if (!carries(known, campaign.order.traffic, "campaign")) continue;
    if (sendableFrom(campaign, at) > at) continue;
    if (isClearanceOver(campaign, at)) await askForClearanceAgain(it, campaign);
    else sendable.push(campaign);
  }
  return sendable;
};

/**
 * What is still unsent under a clearance that has run out becomes a new revision: judged and paid for
 * anew. The old reservation is told how many chunks went under it; none can be added any more.
 */
const askForClearanceAgain = async (it: Releasing, campaign: Sendable): Promise<void> => {
  const { campaignId, batch, revision, funding } = campaign;
  const ask = await it.chunks.renew(batch, revision + 1);
  if (ask.recipients === 0) return;
  const { released } = await it.progress.remainder(campaign, funding.reservationId);
  await changeCampaign(it, campaignId, { kind: "clearance_over", revision, released, ask });
};

/** Campaigns of which something was released, and of which a chunk could not be. */
type Done = { readonly went: readonly string[]; readonly failed: readonly string[] };

const releaseChunks = async (
  it: Releasing,
  route: Route,
  owners: ReadonlyMap<string, Sendable>,
  chunkIds: readonly string[],
): Promise<Done> => {
  const failed: string[] = [];
  const released: ReleasedChunk[] = [];
  const went: string[] = [];
  await Promise.all(
    (await it.chunks.prepared(chunkIds)).map(async (chunk) => {
      const campaign = owners.get(chunk.chunkId);
      if (campaign === undefined) return;
      const { campaignId } = campaign;
      try {
        const done = await releaseChunk(it, route, campaign, chunk);
        if (done === undefined) return;
        released.push(done);
        went.push(campaignId);
      } catch (error) {
        failed.push(campaignId);
        it.log.warn({ err: error, route: route.route, campaignId }, "chunk_not_released");
      }
    }),
  );
  if (released.length > 0) await it.publisher.publishNow(released);
  return { went, failed };
};

/**
 * Asks once more whether its recipients may be written to, stamps the chunk with clearance, money and
 * drops, and keeps it as released before anything is published. Undefined when it was cancelled or
 * released meanwhile.
 */
const releaseChunk = async (
  it: Releasing,
  route: Route,
  campaign: Sendable,
  chunk: Chunk,
): Promise<ReleasedChunk | undefined> => {
  const { clearance, funding, line, order, revision } = campaign;
  const price = pricePerPart(funding.quote, chunk.operator, chunk.alphabet);
  if (price === undefined) throw new Error(`the quote does not price ${chunk.operator}`);
  const { pacePerMinute } = order;
  if (pacePerMinute !== undefined) {
    const rest = restAfter(chunk.msisdns.length, pacePerMinute);
    if (!(await it.campaigns.takePace(campaign.campaignId, it.now(), rest))) return undefined;
  }
  const { recipients } = await it.lists.checkRecipients(
    {
      line: fromLine(line),
      numbers: chunk.msisdns.map((msisdn) => `+${msisdn}`),
      traffic: order.traffic,
      textDigests: chunk.texts.map(textDigest),
      // Asked again after a crash it answers the same: what was counted under this name is counted once.
      countAs: chunk.chunkId,
    },
    await it.tokens.forTenant(campaign.tenantId),
  );
  if (recipients.length !== chunk.msisdns.length) throw new Error("lists answered for others");
  const at = it.now();
  // Suspended since it was picked: it waits on.
  if (sleepingOperators(it, campaign).includes(chunk.operator)) return undefined;
  // A name may have been taken from one operator since: nothing goes there, and nothing is charged.
  const now = it.lines.get(line.lineId) ?? line;
  const sender = senderAt(now, chunk.operator);
  const isAsleep = asleepAt(now).includes(chunk.operator);
  const ofSender = sender === undefined ? (isAsleep ? SENDER_ASLEEP : SENDER_NOT_ACTIVE) : "";
  const reasons = recipients.map((recipient) => ofSender || dropReason(recipient));
  const stamp = {
    providerId: line.providerId,
    route: route.route,
    sender: sender ?? line.sender,
    advertising: line.advertising,
    traffic: order.traffic,
    clearanceId: clearance.clearanceId,
    reservationId: funding.reservationId,
    revision,
    pricePerPart: price,
    dropped: dropMask(recipients.length, (slot) => reasons[slot] !== ""),
    droppedReasons: ofSender === "" ? reasons.filter((reason) => reason !== "") : [ofSender],
    expiresAt: new Date(at.getTime() + order.validityMs),
    releasedAt: at,
  };
  const silentAt = new Date(at.getTime() + it.silenceMs);
  if (!(await it.chunks.release(chunk.chunkId, stamp, silentAt))) return undefined;
  it.counted.released.inc({ lane: chunk.lane });
  return { ...chunk, stamp };
};
