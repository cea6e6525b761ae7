import { once } from "node:events";
import { EvidenceServiceDefinition } from "@whiteline/contracts/campaigns/v1/evidence";
import { ComplianceServiceDefinition } from "@whiteline/contracts/compliance/v1/compliance";
import { TextDeskServiceDefinition } from "@whiteline/contracts/compliance/v1/text_desk";
import { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
import { connectEvents } from "@whiteline/events";
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
import type { Config } from "./config.js";
import { hear } from "./events/hear.js";
import { lineFinder, rebuildLines, takeLineSnapshot } from "./find-line.js";
import { templateFinder } from "./find-templates.js";
import { complianceService } from "./service.js";
import { campaignCaseStore } from "./store/campaign-cases.js";
import { contentReviewStore } from "./store/content-reviews.js";
import { deskFactsStore } from "./store/desk-facts.js";
import { lineStore } from "./store/lines.js";
import { templateStore } from "./store/templates.js";
import { trailStore } from "./store/trail.js";
import { verdictInputsStore } from "./store/verdict-inputs.js";
import { verdictStore } from "./store/verdicts.js";
import { textDeskService } from "./text-desk-service.js";

/** compliance: what may be said. */
export const start = (config: Config, { now, newId }: Ports): Promise<Running> =>
  runService(config, async (life) => {
    const { log } = life;
    const connection = await life.use(connectMongo(config.MONGODB_URI), closeMongo);
    const lines = lineStore(connection, now);
    const templates = templateStore(connection);
    const verdicts = verdictStore(connection);
    const campaignCases = campaignCaseStore(connection);
    const contentReviews = contentReviewStore(connection);
    const envelope = createEnvelope(config.DATA_KEYS);
    const keepDays = config.INPUTS_KEPT_DAYS;
    const inputs = verdictInputsStore(connection, { envelope, keepDays });
    const deskFacts = deskFactsStore(connection);
    const trail = trailStore(connection, newId);
    const ofDesk = [inputs, deskFacts, trail, contentReviews];
    for (const store of [templates, verdicts, campaignCases, ...ofDesk])
      await store.ensureIndexes();
    await lines.load();
    const events = await life.use(
      connectEvents({
        url: config.NATS_URL,
        user: config.NATS_USER,
        password: config.NATS_PASSWORD,
        service: "compliance",
        connection,
        log,
        now,
        newId,
      }),
      (bus) => bus.close(),
    );
    const tokens = await life.use(
      serviceTokens({
        accountsUrl: config.ACCOUNTS_URL,
        service: "compliance",
        secret: config.SERVICE_SECRET,
        now,
      }),
    );
    const registry = await life.use(
      createClient(LinesRegistryServiceDefinition, config.LINES_REGISTRY_URL),
    );
    const messageEvidence = await life.use(
      createClient(EvidenceServiceDefinition, config.CAMPAIGNS_URL),
    );
    const pricing = await life.use(createClient(PricingServiceDefinition, config.PRICING_URL));
    const projection = { lines, registry, tokens };
    const shared = {
      now,
      newId,
      connection,
      events,
      lines,
      templates,
      verdicts,
      campaignCases,
      contentReviews,
      inputs,
      deskFacts,
      trail,
      log,
      tokens,
      messageEvidence,
      pricing,
      findLine: lineFinder(projection),
      findTemplates: templateFinder(templates),
      clearanceMs: config.CLEARANCE_MS,
      holdFreeTextAbove: config.HOLD_FREE_TEXT_ABOVE,
    };

    life.serve(ComplianceServiceDefinition, complianceService(shared));
    life.serve(TextDeskServiceDefinition, textDeskService(shared));
    life.run("outbox", events.relay);
    for (const [name, loop] of Object.entries(hear(shared))) life.run(name, loop);
    // Taken once per start, again and again until the registry answers; then the facts suffice.
    life.run("line_snapshot", async (signal) => {
      await takeLineSnapshot(projection, signal);
      if (!signal.aborted) await once(signal, "abort");
    });
    life.projection("lines", config.SERVICE_SECRET, (signal) => rebuildLines(projection, signal));
    life.healthy("mongo", async () => (await connection.db?.command({ ping: 1 }))?.["ok"] === 1);
    life.healthy("nats", () => events.healthy());
  });
