import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { MessageSearchServiceDefinition } from "@whiteline/contracts/campaigns/v1/message_search";
import { TrailExtended } from "@whiteline/contracts/campaigns/v1/events";
import { EvidenceServiceDefinition } from "@whiteline/contracts/campaigns/v1/evidence";
import { PlansServiceDefinition } from "@whiteline/contracts/campaigns/v1/plans";
import { connectEvents, refusedCallsDeed, trailTeller } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createBell,
  inTransaction,
  runService,
  type Ports,
  type Running,
} from "@whiteline/service-kit";
import { askAgain } from "./ask-again.js";
import type { Config } from "./config.js";
import { campaignDescriber } from "./describe-campaign.js";
import { doubtsOnRoad } from "./doubts-on-road.js";
import { hear } from "./events/hear.js";
import { evidenceService } from "./evidence-service.js";
import { chunkPublisher } from "./events/publish-chunks.js";
import { lineFinder, rebuildLines, takeLineSnapshot } from "./find-line.js";
import { giveUpAbandoned } from "./give-up-group.js";
import { materialiseLoop } from "./materialise-loop.js";
import { measure } from "./metrics.js";
import { meetNeighbours } from "./neighbours.js";
import { plansService } from "./plans-service.js";
import { releaseLoop } from "./release-loop.js";
import { routeBook } from "./route-book.js";
import { runPlans } from "./run-plans.js";
import { searchService } from "./search-service.js";
import { campaignsService } from "./service.js";
import { sharedLook } from "./shared-look.js";
import { campaignStore } from "./store/campaigns.js";
import { chunkEvidenceStore } from "./store/chunk-evidence.js";
import { chunkProgressStore } from "./store/chunk-progress.js";
import { chunkSearchStore } from "./store/chunk-search.js";
import { chunkStore } from "./store/chunks.js";
import { lineStore } from "./store/lines.js";
import { messageRequestStore } from "./store/message-requests.js";
import { planStore } from "./store/plans.js";
import { releaseLeaseStore } from "./store/release-leases.js";
import { tenantBacklog } from "./tenant-backlog.js";
import { suspendedTenantStore } from "./store/suspended-tenants.js";
import { templateCache } from "./template-cache.js";
import { windUpAll, windUpCampaign } from "./wind-up-campaign.js";

/** Room of a tenant on the slowest of routes, in parts; of codes what a dispatcher has in hand, which go by tenant in turn. */
const LEAST_BACKLOG = 1_000;
const LEAST_CODES = 64;
/** How often it is counted what single messages are open. */
const BACKLOG_MS = 2_000;

/** campaigns: the process manager of sending. */
export const start = (config: Config, { now, newId }: Ports): Promise<Running> =>
  runService(config, async (life) => {
    const { log } = life;
    const connection = await life.use(connectMongo(config.MONGODB_URI), closeMongo);
    const bell = createBell();
    const campaigns = campaignStore(connection, bell);
    const chunks = chunkStore(connection);
    const progress = chunkProgressStore(connection);
    const evidence = chunkEvidenceStore(connection);
    const searched = chunkSearchStore(connection);
    const requests = messageRequestStore(connection);
    const plans = planStore(connection);
    const lines = lineStore(connection);
    const suspended = suspendedTenantStore(connection);
    await Promise.all([
      campaigns.ensureIndexes(),
      chunks.ensureIndexes(),
      evidence.ensureIndexes(),
      searched.ensureIndexes(),
      requests.ensureIndexes(),
      plans.ensureIndexes(),
      lines.load(),
      suspended.load(),
    ]);
    const events = await life.use(
      connectEvents({
        url: config.NATS_URL,
        user: config.NATS_USER,
        password: config.NATS_PASSWORD,
        service: "campaigns",
        connection,
        metrics: life.metrics,
        log,
        now,
        newId,
        onStoreLost: () => chunks.endPatience(now()),
      }),
      (bus) => bus.close(),
    );
    const neighbours = await meetNeighbours(life, config, now);
    const counted = measure(life.metrics);
    const { SILENCE_MS: silenceMs, SENDER_WAIT_MS: senderWaitMs } = config;
    const book = routeBook({ ...neighbours, now, log });
    const stores = { campaigns, chunks, progress, requests, plans, lines, suspended };
    const { outbox } = events;
    const tellTrail = trailTeller(outbox, TrailExtended);
    life.refusals((refused) =>
      inTransaction(connection, (session) =>
        tellTrail(session, refusedCallsDeed(refused, newId())),
      ),
    );
    const shared = {
      ...neighbours,
      ...stores,
      bell,
      share: sharedLook(bell, () => performance.now()),
      outbox,
      tellTrail,
      counted,
      book,
      doubts: doubtsOnRoad({ ...neighbours, log }),
      silenceMs,
      senderWaitMs,
      now,
      newId,
      log,
    };
    const limits = {
      codes: { seconds: config.CODES_BACKLOG_S, least: LEAST_CODES },
      notices: { seconds: config.BACKLOG_S, least: LEAST_BACKLOG },
      most: config.BACKLOG_MOST_PARTS,
    };
    const backlog = tenantBacklog(progress, limits, () => performance.now());
    const publisher = chunkPublisher({ ...shared, events, noteQueue: backlog.noteQueue });
    const describe = campaignDescriber(shared);
    const findLine = lineFinder(shared);
    const findTemplate = templateCache(shared);

    const mayBeFinal = new Set<string>();
    const noticeEnd = (campaignId: string): void => void mayBeFinal.add(campaignId);

    life.serve(
      CampaignsServiceDefinition,
      campaignsService({
        ...shared,
        publisher,
        backlog,
        describe,
        findLine,
        findTemplate,
        noticeEnd,
      }),
    );
    life.serve(PlansServiceDefinition, plansService({ ...shared, findLine }));
    life.serve(MessageSearchServiceDefinition, searchService({ ...shared, describe, searched }));
    life.serve(EvidenceServiceDefinition, evidenceService({ campaigns, evidence, now }));
    life.healthy("nats", events.healthy);
    life.run("outbox", events.relay);

    for (const [name, loop] of Object.entries(
      hear({ ...shared, ...publisher, events, noticeEnd }),
    )) {
      life.run(name, loop);
    }
    for (let worker = 1; worker <= config.MATERIALISERS; worker += 1) {
      const leaseMs = config.MATERIALISE_LEASE_MS;
      life.run(`materialise-${worker}`, materialiseLoop({ ...shared, leaseMs }));
    }
    const leases = releaseLeaseStore(connection);
    const leaseMs = config.RELEASE_LEASE_MS;
    const aheadS = config.RELEASE_AHEAD_S;
    life.run("release", releaseLoop({ ...shared, publisher, leases, leaseMs, aheadS }));

    let hasSnapshot = false;
    life.every("line-snapshot", 5_000, async () => {
      if (hasSnapshot) return;
      await takeLineSnapshot(shared);
      hasSnapshot = true;
    });
    life.projection("lines", config.SERVICE_SECRET, () => rebuildLines(shared));
    life.every("mark-published", 1_000, publisher.markPublished);
    life.every("backlog", BACKLOG_MS, async () => {
      counted.largestBacklog.reset();
      const largest = new Map<string, number>();
      for (const { route, parts } of await backlog.refresh())
        largest.set(route, Math.max(parts, largest.get(route) ?? 0));
      for (const [route, parts] of largest) counted.largestBacklog.set({ route }, parts);
    });
    life.every("unpublished", 1_000, publisher.sweepUnpublished);
    life.every("silent", 2_000, publisher.sweepSilent);
    life.every("deadlines", 1_000, () => askAgain(shared));
    const planHolder = newId();
    life.every("plans", 1_000, () => runPlans({ ...shared, findLine, planHolder }));
    life.every("abandoned-groups", 5_000, () => giveUpAbandoned(shared, config.GROUP_ABANDONED_MS));
    life.every("wind-up", 200, async () => {
      for (const campaignId of mayBeFinal) {
        mayBeFinal.delete(campaignId);
        await windUpCampaign(shared, campaignId);
      }
    });
    life.every("wind-up-all", 5_000, () => windUpAll(shared));
    life.every("measures", 5_000, async () => {
      counted.open.reset();
      counted.overdue.reset();
      for (const { stage, open, overdue } of await campaigns.countOpen()) {
        counted.open.set({ stage }, open);
        counted.overdue.set({ stage }, overdue);
      }
      for (const { route } of await book.get()) {
        counted.underWay.set({ route }, (await chunks.underWay(route)).parts);
      }
    });
  });
