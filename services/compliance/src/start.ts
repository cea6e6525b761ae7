import { once } from "node:events";
import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { EvidenceServiceDefinition } from "@whiteline/contracts/campaigns/v1/evidence";
import { ComplianceServiceDefinition } from "@whiteline/contracts/compliance/v1/compliance";
import { ComplaintsServiceDefinition } from "@whiteline/contracts/compliance/v1/complaints";
import { TrailExtended } from "@whiteline/contracts/compliance/v1/events";
import { TextDeskServiceDefinition } from "@whiteline/contracts/compliance/v1/text_desk";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { ConsentsServiceDefinition } from "@whiteline/contracts/lists/v1/consents";
import { RecallServiceDefinition } from "@whiteline/contracts/lists/v1/recall";
import { RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
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
import { complaintsService, publicComplaintMethods } from "./complaints-service.js";
import type { Config } from "./config.js";
import { hear } from "./events/hear.js";
import { lineFinder, rebuildLines, takeLineSnapshot } from "./find-line.js";
import { templateFinder, textReader } from "./find-templates.js";
import { keepEvidence } from "./keep-evidence.js";
import { trailKeeper } from "./keep-trail.js";
import { measure } from "./metrics.js";
import { personFinder } from "./same-person.js";
import { complianceService } from "./service.js";
import { attemptStore } from "./store/attempts.js";
import { campaignCaseStore } from "./store/campaign-cases.js";
import { complaintStore } from "./store/complaints.js";
import { contentReviewStore } from "./store/content-reviews.js";
import { deskFactsStore } from "./store/desk-facts.js";
import { lineStore } from "./store/lines.js";
import { templateStore } from "./store/templates.js";
import { trailStore } from "./store/trail.js";
import { verdictInputsStore } from "./store/verdict-inputs.js";
import { verdictStore } from "./store/verdicts.js";
import { textDeskService } from "./text-desk-service.js";

/** How often evidence that a neighbour withheld is asked for again; a new complaint is gathered at once. */
const EVIDENCE_TURN_MS = 1_000;
const MEASURE_TURN_MS = 5_000;

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
    const timeline = trailStore(connection, newId);
    const complaints = complaintStore(connection, envelope);
    const attempts = attemptStore(connection, config.SERVICE_SECRET);
    const ofDesk = [inputs, deskFacts, timeline, contentReviews, complaints, attempts];
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
        metrics: life.metrics,
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
    const accounts = await life.use(createClient(AccountsServiceDefinition, config.ACCOUNTS_URL));
    const registry = await life.use(
      createClient(LinesRegistryServiceDefinition, config.LINES_REGISTRY_URL),
    );
    const messageEvidence = await life.use(
      createClient(EvidenceServiceDefinition, config.CAMPAIGNS_URL),
    );
    const recall = await life.use(createClient(RecallServiceDefinition, config.LISTS_URL));
    const refusals = await life.use(createClient(RefusalsServiceDefinition, config.LISTS_URL));
    const consents = await life.use(createClient(ConsentsServiceDefinition, config.LISTS_URL));
    const dlr = await life.use(createClient(DlrServiceDefinition, config.DLR_URL));
    const pricing = await life.use(createClient(PricingServiceDefinition, config.PRICING_URL));
    const tellTrail = trailTeller(events.outbox, TrailExtended);
    const trail = trailKeeper(timeline, { connection, tell: tellTrail });
    const projection = { lines, registry, tokens };
    const measures = measure(life.metrics);
    const gather = createBell();
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
      tellTrail,
      log,
      tokens,
      messageEvidence,
      pricing,
      recall,
      refusals,
      consents,
      dlr,
      registry,
      complaints,
      attempts,
      gather,
      measures,
      samePerson: personFinder({ accounts, tokens }),
      findLine: lineFinder(projection),
      findTemplates: templateFinder(templates),
      readAsTemplate: textReader(templates, now),
      clearanceMs: config.CLEARANCE_MS,
      holdFreeTextAbove: config.HOLD_FREE_TEXT_ABOVE,
      withoutRefusalService: new Set(config.WITHOUT_REFUSAL_SERVICE),
    };

    life.serve(ComplianceServiceDefinition, complianceService(shared));
    life.serve(TextDeskServiceDefinition, textDeskService(shared));
    life.serve(ComplaintsServiceDefinition, complaintsService(shared), {
      public: publicComplaintMethods,
    });
    life.refusals((refused) =>
      inTransaction(connection, (session) =>
        tellTrail(session, refusedCallsDeed(refused, newId())),
      ),
    );
    life.every("evidence", EVIDENCE_TURN_MS, () => keepEvidence(shared), gather);
    life.every("measures", MEASURE_TURN_MS, async () => {
      measures.ungathered.set(await complaints.countUngathered());
      measures.waiting.set({ kind: "template" }, await templates.countWaiting());
      measures.waiting.set({ kind: "campaign" }, await campaignCases.countWaiting());
    });
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
