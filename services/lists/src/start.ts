import { once } from "node:events";
import { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import { connectEvents } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createBell,
  createClient,
  createEnvelope,
  runService,
  serviceTokens,
  type Ports,
  type Running,
} from "@whiteline/service-kit";
import type { Config } from "./config.js";
import { fileLimits } from "./domain/file-limits.js";
import { hearEnforcement } from "./events/hear-enforcement.js";
import { hearLines } from "./events/hear-lines.js";
import { hearRefusals } from "./events/hear-refusals.js";
import { lineFinder } from "./find-lines.js";
import { importJobs } from "./import-jobs.js";
import { measure } from "./metrics.js";
import { listsService } from "./service.js";
import { startReach } from "./start-reach.js";
import { fileStore } from "./store/files.js";
import { importStore } from "./store/imports.js";
import { lineStore } from "./store/lines.js";
import { listStore } from "./store/lists.js";
import { memberStore } from "./store/members.js";
import { membershipCache } from "./store/membership.js";

const LOOK_MS = 2_000;
/** Files up to here have a reader of their own: nobody's sample waits behind somebody's million. */
const SMALL_FILE = 1024 * 1024;
const HOUR_MS = 3_600_000;

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
    const envelope = createEnvelope(config.DATA_KEYS);
    const files = fileStore(connection);
    const lists = listStore(connection);
    const imports = importStore(connection);
    const members = memberStore(connection);
    const lines = lineStore(connection);
    const membership = membershipCache(members, config.MEMBERSHIP_CACHE_MEMBERS);
    for (const store of [lists, imports, members, lines]) await store.ensureIndexes();

    const arrivals = createBell();
    const shared = {
      connection,
      arrivals,
      events,
      envelope,
      files,
      lists,
      imports,
      members,
      ...ports,
    };
    const { SPOOL_DIR: spoolDirectory, IMPORT_LEASE_MS: leaseMs } = config;
    const finder = lineFinder({ lines, registry, tokens, now: ports.now });
    const counted = measure(life.metrics);
    const reach = await startReach({ life, config, lines, counted, ...shared });
    const jobs = importJobs({ ...shared, log, spoolDirectory, leaseMs });

    life.serve(ListsServiceDefinition, listsService({ ...shared, ...reach, membership }));
    life.run("outbox", events.relay);
    life.run("lines", hearLines({ events, lines }));
    // Taken once per start, again and again until the registry answers; then the facts suffice.
    life.run("line_snapshot", async (signal) => {
      await finder.takeSnapshot(signal);
      if (!signal.aborted) await once(signal, "abort");
    });
    life.projection("lines", config.SERVICE_SECRET, finder.rebuild);
    life.run("enforcement", hearEnforcement({ ...reach, counted }));
    life.run("refusals", hearRefusals({ ...reach, counted, findLines: finder.find }));
    life.every("imports", LOOK_MS, (signal) => jobs.runWaiting(fileLimits.bytes, signal), arrivals);
    life.every("small imports", LOOK_MS, (signal) => jobs.runWaiting(SMALL_FILE, signal), arrivals);
    life.every("stale uploads", HOUR_MS, () =>
      jobs.sweep(new Date(ports.now().getTime() - HOUR_MS)),
    );
    life.healthy("mongo", async () => (await connection.db?.command({ ping: 1 }))?.["ok"] === 1);
    life.healthy("events", () => events.healthy());
  });
}
