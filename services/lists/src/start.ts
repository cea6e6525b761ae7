import { once } from "node:events";
import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { TrailExtended } from "@whiteline/contracts/lists/v1/events";
import { ImportsServiceDefinition } from "@whiteline/contracts/lists/v1/imports";
import { ListVersionsServiceDefinition } from "@whiteline/contracts/lists/v1/list_versions";
import { NumberPlanServiceDefinition } from "@whiteline/contracts/lists/v1/number_plan";
import { SegmentsServiceDefinition } from "@whiteline/contracts/lists/v1/segments";
import { RecallServiceDefinition } from "@whiteline/contracts/lists/v1/recall";
import { ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import { connectEvents, refusedCallsDeed, trailTeller } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createBell,
  createClient,
  createEnvelope,
  inTransaction,
  runService,
  serviceTokens,
  type Ports,
  type Running,
} from "@whiteline/service-kit";
import { listCleaner } from "./clean-list.js";
import type { Config } from "./config.js";
import { fileLimits } from "./domain/file-limits.js";
import { hearEnforcement } from "./events/hear-enforcement.js";
import { hearFinished, hearMaterialised } from "./events/hear-campaigns.js";
import { hearLines } from "./events/hear-lines.js";
import { hearRefusals } from "./events/hear-refusals.js";
import { lineFinder } from "./find-lines.js";
import { importJobs } from "./import-jobs.js";
import { outcomeFollower } from "./follow-outcomes.js";
import { outcomeLearner } from "./learn-outcomes.js";
import { importsService } from "./imports-service.js";
import { listVersionsService } from "./list-versions-service.js";
import { numberPlanService } from "./number-plan-service.js";
import { recallService } from "./recall-recipients.js";
import { segmentsService } from "./segments-service.js";
import { countOutcomes, measure } from "./metrics.js";
import { listsService } from "./service.js";
import { buildSweeper } from "./sweep-builds.js";
import { startReach } from "./start-reach.js";
import { adoptEarlyImports } from "./store/adopt-early-imports.js";
import { behaviourStore } from "./store/behaviours.js";
import { feedPositionStore } from "./store/feed-positions.js";
import { fileStore } from "./store/files.js";
import { importStore } from "./store/imports.js";
import { lineStore } from "./store/lines.js";
import { listStore } from "./store/lists.js";
import { memberStore } from "./store/members.js";
import { portabilityStore } from "./store/portability.js";
import { replyStore } from "./store/replies.js";
import { rejectStore } from "./store/rejects.js";
import { segmentStore } from "./store/segments.js";
import { taughtOperatorStore } from "./store/taught-operators.js";
import { versionUseStore } from "./store/version-uses.js";
import { membershipCache } from "./store/membership.js";
import { numberFileWatch } from "./watch-number-files.js";

const LOOK_MS = 2_000;
const WATCH_FILES_MS = 30_000;
/** Files up to here have a reader of their own: nobody's sample waits behind somebody's million. */
const SMALL_FILE = 1024 * 1024;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long a file waits for its user to look at its columns. */
const HELD_MS = 7 * DAY_MS;

/** Builds the service and lets it answer. */
export function start(config: Config, ports: Ports): Promise<Running> {
  return runService(config, async (life) => {
    const { log } = life;
    const connection = await life.use(connectMongo(config.MONGODB_URI), closeMongo);
    const events = await life.use(
      connectEvents({
        url: config.NATS_URL,
        ...(config.NATS_USER === undefined ? {} : { user: config.NATS_USER }),
        ...(config.NATS_PASSWORD === undefined ? {} : { password: config.NATS_PASSWORD }),
        service: config.SERVICE_NAME,
        connection,
        metrics: life.metrics,
        log,
        ...ports,
      }),
    );
    const tokens = await life.use(
      serviceTokens({
        accountsUrl: config.ACCOUNTS_URL,
        service: config.SERVICE_NAME,
        secret: config.SERVICE_SECRET,
        now: ports.now,
      }),
    );
    const registry = await life.use(
      createClient(LinesRegistryServiceDefinition, config.LINES_REGISTRY_URL),
    );
    const campaigns = await life.use(
      createClient(CampaignsServiceDefinition, config.CAMPAIGNS_URL),
    );
    const dlr = await life.use(createClient(DlrServiceDefinition, config.DLR_URL));
    const envelope = createEnvelope(config.DATA_KEYS);
    const files = fileStore(connection);
    const lists = listStore(connection);
    const imports = importStore(connection);
    const rejects = rejectStore(connection, envelope);
    const members = memberStore(connection);
    const lines = lineStore(connection);
    const membership = membershipCache(members, config.MEMBERSHIP_CACHE_MEMBERS);
    const uses = versionUseStore(connection);
    const segments = segmentStore(connection);
    const portability = portabilityStore(connection);
    const behaviours = behaviourStore(connection, config.LEARN_AGAIN_MS);
    const taughtOperators = taughtOperatorStore(connection);
    const replies = replyStore(connection);
    const past = { behaviours, replies };
    const audiences = { lists, imports, rejects, members, lines, uses, segments, portability };
    await adoptEarlyImports(connection);
    for (const store of Object.values({ ...audiences, ...past, taughtOperators }))
      await store.ensureIndexes();

    const tellTrail = trailTeller(events.outbox, TrailExtended);
    life.refusals((refused) =>
      inTransaction(connection, (session) =>
        tellTrail(session, refusedCallsDeed(refused, ports.newId())),
      ),
    );
    const arrivals = createBell();
    const shared = {
      connection,
      arrivals,
      events,
      tellTrail,
      envelope,
      files,
      lists,
      imports,
      rejects,
      members,
      ...ports,
    };
    const { SPOOL_DIR: spoolDirectory, IMPORT_LEASE_MS: leaseMs } = config;
    const finder = lineFinder({ lines, registry, tokens, now: ports.now });
    const counted = measure(life.metrics);
    const reach = await startReach({ life, config, lines, counted, ...shared });
    const cleanList = listCleaner({ lists, lines, optOuts: reach.optOuts });
    const jobs = importJobs({ ...shared, log, counted, cleanList, spoolDirectory, leaseMs });

    const audience = { membership, segments, portability, optOuts: reach.optOuts, ...past };
    const askLine = async (tenantId: string, lineId: string) =>
      (await registry.getLine({ lineId }, await tokens.forTenant(tenantId))).line;
    const countAudience = (kept: number, dropped: ReadonlyMap<string, number>): void =>
      countOutcomes((outcome, rows) => counted.recipients.inc({ outcome }, rows), kept, dropped);
    life.serve(
      ListsServiceDefinition,
      listsService({ ...shared, ...reach, ...audience, askLine, lines, countAudience }),
    );
    life.serve(RecallServiceDefinition, recallService({ ...shared, ...reach, ...audience }));
    const opening = { files, envelope, spoolDirectory };
    life.serve(ImportsServiceDefinition, importsService({ ...shared, ...opening }));
    const versioned = {
      ...{ ...shared, ...audience, optOuts: reach.optOuts, lines, uses, registry, tokens, askLine },
      publicUrl: config.PUBLIC_LINK_URL,
    };
    life.serve(ListVersionsServiceDefinition, listVersionsService(versioned));
    life.serve(SegmentsServiceDefinition, segmentsService({ ...shared, ...audience }));
    life.serve(
      NumberPlanServiceDefinition,
      numberPlanService({ ...shared, ...audience, taughtOperators, counted }),
    );
    life.run("outbox", events.relay);
    life.run("campaigns_materialised", hearMaterialised({ ...shared, uses }));
    const endings = createBell();
    const arrived = (): void => endings.ring();
    life.run("campaigns_finished", hearFinished({ ...shared, uses, behaviours, arrived }));
    const learning = { ...shared, behaviours, campaigns, dlr, tokens, counted, log };
    life.every("outcomes", config.LEARN_EVERY_MS, outcomeLearner(learning), endings);
    const positions = feedPositionStore(connection);
    const follow = outcomeFollower({ ...learning, taughtOperators, positions });
    life.every("feed", config.LEARN_EVERY_MS, follow);
    life.run("lines", hearLines({ events, lines }));
    // Taken once per start, again and again until the registry answers; then the facts suffice.
    life.run("line_snapshot", async (signal) => {
      await finder.takeSnapshot(signal);
      if (!signal.aborted) await once(signal, "abort");
    });
    life.projection("lines", config.SERVICE_SECRET, finder.rebuild);
    life.run("enforcement", hearEnforcement({ ...reach, counted }));
    life.run("refusals", hearRefusals({ ...reach, counted, replies, findLines: finder.find }));
    life.every("imports", LOOK_MS, (signal) => jobs.runWaiting(fileLimits.bytes, signal), arrivals);
    life.every("small imports", LOOK_MS, (signal) => jobs.runWaiting(SMALL_FILE, signal), arrivals);
    const { blockLists } = reach;
    const watchFiles = numberFileWatch({ ...ports, blockLists, portability, counted });
    life.every("number files", WATCH_FILES_MS, watchFiles);
    life.every("left builds", DAY_MS, buildSweeper({ ...shared, counted, log }));
    life.every("stale uploads", HOUR_MS, () =>
      jobs.sweep(
        new Date(ports.now().getTime() - HOUR_MS),
        new Date(ports.now().getTime() - HELD_MS),
      ),
    );
    life.healthy("mongo", async () => (await connection.db?.command({ ping: 1 }))?.["ok"] === 1);
    life.healthy("events", () => events.healthy());
  });
}
