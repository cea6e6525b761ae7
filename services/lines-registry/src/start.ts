import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { DeskServiceDefinition } from "@whiteline/contracts/lines_registry/v1/desk";
import { LineLifeServiceDefinition } from "@whiteline/contracts/lines_registry/v1/line_life";
import { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { PapersServiceDefinition } from "@whiteline/contracts/lines_registry/v1/papers";
import { VisitorsServiceDefinition } from "@whiteline/contracts/lines_registry/v1/visitors";
import { ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import { connectEvents } from "@whiteline/events";
import { markets, type MarketRegistry } from "@whiteline/markets";
import {
  closeMongo,
  connectMongo,
  createClient,
  createEnvelope,
  runService,
  serviceTokens,
  type Ports,
  type Running,
} from "@whiteline/service-kit";
import { admitWhatWaits } from "./admit-at-once.js";
import { blockProviderLines } from "./block-provider-lines.js";
import type { Config } from "./config.js";
import { deskCases } from "./desk-cases.js";
import { deskMetrics } from "./desk-metrics.js";
import { deskService } from "./desk-service.js";
import { hear } from "./events/hear.js";
import { trailKeeper } from "./keep-trail.js";
import { lineLifeService } from "./line-life-service.js";
import { papersService } from "./papers-service.js";
import { openPrinter } from "./print/printer.js";
import { applicationCounter, lineGauges } from "./metrics.js";
import { packsOf } from "./domain/packs.js";
import { activationNotices } from "./send-activation-notices.js";
import { termNotices } from "./send-term-notices.js";
import { linesRegistryService } from "./service.js";
import { applicationStore } from "./store/applications.js";
import { consultationStore } from "./store/consultations.js";
import { committer } from "./store/commit.js";
import { dossierExportStore } from "./store/dossier-exports.js";
import { deskDayStore } from "./store/desk-days.js";
import { lineLifeStore } from "./store/line-lives.js";
import { feeWordStore } from "./store/fee-words.js";
import { lineVolumeStore } from "./store/line-volumes.js";
import { lineStore } from "./store/lines.js";
import { termNoticeStore } from "./store/notices.js";
import { originalPaperStore } from "./store/original-papers.js";
import { providerStore } from "./store/providers.js";
import { trailStore } from "./store/trail.js";
import { traceRefusedCalls } from "./trace-refused-calls.js";
import { publicVisitorMethods, visitorsService } from "./visitors-service.js";
import { watchTerms } from "./watch-terms.js";

/**
 * Builds lines-registry and lets it answer.
 * @param registry the countries of the installation
 */
export function start(
  config: Config,
  { now, newId }: Ports,
  registry: MarketRegistry = markets,
): Promise<Running> {
  return runService(config, async (life) => {
    const { log } = life;
    const connection = await life.use(connectMongo(config.MONGODB_URI), closeMongo);
    const events = await life.use(
      connectEvents({
        url: config.NATS_URL,
        user: config.NATS_USER,
        password: config.NATS_PASSWORD,
        service: config.SERVICE_NAME,
        connection,
        metrics: life.metrics,
        log,
        now,
        newId,
      }),
    );
    const tokens = await life.use(
      serviceTokens({
        accountsUrl: config.ACCOUNTS_URL,
        service: config.SERVICE_NAME,
        secret: config.SERVICE_SECRET,
        now,
      }),
    );
    const accounts = await life.use(createClient(AccountsServiceDefinition, config.ACCOUNTS_URL));
    const lists = await life.use(createClient(ListsServiceDefinition, config.LISTS_URL));
    const campaigns = await life.use(
      createClient(CampaignsServiceDefinition, config.CAMPAIGNS_URL),
    );
    const envelope = createEnvelope(config.DATA_KEYS);
    const applications = applicationStore(connection, { envelope });
    const lines = lineStore(connection);
    const originalPapers = originalPaperStore(connection);
    const dossierExports = dossierExportStore(connection);
    const providers = providerStore(connection);
    const lives = lineLifeStore(connection);
    const volumes = lineVolumeStore(connection);
    const feeWords = feeWordStore(connection);
    const notices = termNoticeStore(connection);
    const days = deskDayStore(connection);
    const entries = trailStore(connection, newId);
    const consultations = consultationStore(connection, { envelope });
    const kept = [lives, volumes, feeWords, notices, days, entries, consultations];
    const stores = [applications, lines, providers, originalPapers, dossierExports, ...kept];
    for (const store of stores) await store.ensureIndexes();

    const commit = committer(connection);
    const { outbox } = events;

    const parts = {
      now,
      newId,
      packs: packsOf(registry),
      applications,
      lines,
      originalPapers,
      dossierExports,
      printer: await openPrinter(),
      providers,
      lives,
      volumes,
      feeWords,
      notices,
      days,
      trail: trailKeeper(entries, { applications, lines, commit, outbox }),
      consultations,
      commit,
      outbox,
      accounts,
      lists,
      campaigns,
      tokens,
      log,
    };
    const countApplications = applicationCounter(life.metrics);
    const registryService = linesRegistryService({ ...parts, countApplications });
    life.serve(LinesRegistryServiceDefinition, registryService);
    life.serve(PapersServiceDefinition, papersService(parts));
    life.serve(DeskServiceDefinition, deskService(parts));
    life.serve(LineLifeServiceDefinition, lineLifeService(parts));
    life.serve(VisitorsServiceDefinition, visitorsService(parts), {
      public: publicVisitorMethods,
    });
    life.refusals(traceRefusedCalls(parts));
    life.run("outbox", events.relay);
    life.every("activation_notices", config.NOTICE_SWEEP_MS, activationNotices(parts));
    life.every("term_notices", config.NOTICE_SWEEP_MS, termNotices(parts));
    life.every("at_once", config.TERM_SWEEP_MS, admitWhatWaits(parts));
    life.every("terms", config.TERM_SWEEP_MS, watchTerms(parts));
    const measured = { ...parts, registry: life.metrics, cases: deskCases(parts) };
    life.every("desk_metrics", config.TERM_SWEEP_MS, deskMetrics(measured));
    life.every("line_metrics", config.TERM_SWEEP_MS, lineGauges(life.metrics, lines));
    for (const [name, loop] of Object.entries(hear({ ...parts, events }))) life.run(name, loop);
    life.every("provider_lines", config.PROVIDER_SWEEP_MS, blockProviderLines(parts).sweep);
    life.healthy("mongo", async () => (await connection.db?.command({ ping: 1 }))?.["ok"] === 1);
    life.healthy("nats", () => events.healthy());
  });
}
