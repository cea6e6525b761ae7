import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { PapersServiceDefinition } from "@whiteline/contracts/lines_registry/v1/papers";
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
import { blockProviderLines } from "./block-provider-lines.js";
import type { Config } from "./config.js";
import { papersService } from "./papers-service.js";
import { openPrinter } from "./print/printer.js";
import { packsOf } from "./domain/packs.js";
import { activationNotices } from "./send-activation-notices.js";
import { linesRegistryService } from "./service.js";
import { applicationStore } from "./store/applications.js";
import { committer } from "./store/commit.js";
import { dossierExportStore } from "./store/dossier-exports.js";
import { lineStore } from "./store/lines.js";
import { originalPaperStore } from "./store/original-papers.js";
import { providerStore } from "./store/providers.js";

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
    const stores = [applications, lines, providers, originalPapers, dossierExports];
    for (const store of stores) await store.ensureIndexes();

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
      commit: committer(connection),
      outbox: events.outbox,
      accounts,
      lists,
      campaigns,
      tokens,
      log,
    };
    life.serve(LinesRegistryServiceDefinition, linesRegistryService(parts));
    life.serve(PapersServiceDefinition, papersService(parts));
    life.run("outbox", events.relay);
    life.every("activation_notices", config.NOTICE_SWEEP_MS, activationNotices(parts));
    life.every("provider_lines", config.PROVIDER_SWEEP_MS, blockProviderLines(parts).sweep);
    life.healthy("mongo", async () => (await connection.db?.command({ ping: 1 }))?.["ok"] === 1);
    life.healthy("nats", () => events.healthy());
  });
}
