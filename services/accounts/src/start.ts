import { randomBytes } from "node:crypto";
import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { PeopleServiceDefinition } from "@whiteline/contracts/accounts/v1/people";
import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { PapersServiceDefinition } from "@whiteline/contracts/lines_registry/v1/papers";
import { connectEvents } from "@whiteline/events";
import {
  closeMongo,
  connectMongo,
  createClient,
  createEnvelope,
  runService,
  signPrincipal,
  type Ports,
  type Principal,
  type Running,
} from "@whiteline/service-kit";
import type { Config } from "./config.js";
import type { Home } from "./domain/person.js";
import { hear } from "./events/hear.js";
import { documentUses } from "./find-document-uses.js";
import { passwordHasher } from "./hash-password.js";
import { secretHasher } from "./hash-secret.js";
import { contentInspector } from "./inspect/inspect-content.js";
import { keyIssuer } from "./issue-key.js";
import { keyUses } from "./key-uses.js";
import { messageWriter } from "./message-to.js";
import { callerMeeting } from "./meet-caller.js";
import { documentCounter, doorCounter, messageCounter, tenantGauge } from "./metrics.js";
import { sessionOpener } from "./open-session.js";
import type { Parts } from "./parts.js";
import { personMeeting } from "./people/meet-person.js";
import { owedResets } from "./people/send-owed-resets.js";
import { peopleService, publicPeopleMethods } from "./people/service.js";
import { doorMessages } from "./send-door-messages.js";
import { accountsService, publicMethods } from "./service.js";
import { apiKeyStore } from "./store/api-keys.js";
import { attemptStore } from "./store/attempts.js";
import { auditTrail } from "./store/audit-trail.js";
import { changeCommitter } from "./store/commit-change.js";
import { companyFileStore } from "./store/company-files.js";
import { doorMessageStore } from "./store/door-messages.js";
import { documentContentStore } from "./store/document-content.js";
import { documentStore } from "./store/documents.js";
import { invitationStore } from "./store/invitations.js";
import { mobileCodeStore } from "./store/mobile-codes.js";
import { passwordResetStore } from "./store/password-resets.js";
import { peopleStore } from "./store/people.js";
import { providerStore } from "./store/providers.js";
import { sessionStore } from "./store/sessions.js";
import { tenantStore } from "./store/tenants.js";
import { traceRefusedCalls } from "./trace-refused-calls.js";

/** How long "last used" may stay unwritten, and how often left uploads are looked for. */
const writeUsesEveryMs = 60_000;
const sweepEveryMs = 600_000;

/** An upload older than this was left behind by a process that died; a stream lives 10 minutes at most. */
const uploadIsLeftAfterMs = 3_600_000;

/** Documents that are looked through at once; each takes a core and up to 1 GiB for a few seconds. */
const inspectionPlaces = 2;

/** Builds and starts accounts. */
export function start(config: Config, { now, newId }: Ports): Promise<Running> {
  return runService(
    config,
    async (life) => {
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

      const envelope = createEnvelope(config.DATA_KEYS);
      const hasher = secretHasher(config.KEY_PEPPER);
      const newSecret = () => randomBytes(32).toString("base64url");
      const sign = (principal: Principal) =>
        signPrincipal(principal, { key: config.PRINCIPAL_PRIVATE_KEY, now: now() });

      const providers = providerStore(connection);
      const tenants = tenantStore(connection);
      const people = peopleStore(connection, { envelope, hasher });
      const sessions = sessionStore(connection);
      const attempts = attemptStore(connection);
      const invitations = invitationStore(connection, { envelope });
      const resets = passwordResetStore(connection);
      const mobileCodes = mobileCodeStore(connection, { envelope });
      const messages = doorMessageStore(connection, { envelope });
      const keys = apiKeyStore(connection);
      const companyFiles = companyFileStore(connection, { envelope });
      const documents = documentStore(connection);
      const content = documentContentStore(connection, { envelope });
      const audit = auditTrail(connection, { now, newId });
      const commit = changeCommitter(connection);
      const stores = [
        providers,
        tenants,
        people,
        sessions,
        attempts,
        invitations,
        resets,
        mobileCodes,
        messages,
        keys,
        companyFiles,
        documents,
        audit,
      ];
      for (const store of stores) await store.ensureIndexes();
      const auditTenantOf = async (home: Home): Promise<string> => {
        if (home.kind === "tenant") return home.tenantId;
        const provider = await providers.byId(home.providerId);
        if (provider !== undefined) return provider.platformTenantId;
        throw new Error("A person of the staff has no provider.");
      };

      const uses = await life.use(keyUses(keys), (kept) => kept.write());
      life.every("key_uses", writeUsesEveryMs, () => uses.write());
      life.every("left_uploads", sweepEveryMs, async () => {
        const swept = await content.sweep(new Date(now().getTime() - uploadIsLeftAfterMs));
        if (swept > 0) log.info({ swept }, "left_uploads_removed");
      });
      life.run("outbox", events.relay);
      life.healthy("nats", () => events.healthy());

      const { LINES_REGISTRY_URL: linesUrl, CAMPAIGNS_URL: campaignsUrl } = config;
      const papers =
        linesUrl === undefined
          ? undefined
          : await life.use(createClient(PapersServiceDefinition, linesUrl));
      const isSending = linesUrl !== undefined && campaignsUrl !== undefined;
      const parts: Parts = {
        now,
        newId,
        newSecret,
        providers,
        tenants,
        people,
        sessions,
        attempts,
        invitations,
        resets,
        mobileCodes,
        doorMessages: messages,
        messageTo: messageWriter({ now, newId, providers, messages, isOffered: isSending }),
        keys,
        companyFiles,
        documents,
        content,
        documentUses: documentUses(papers, { sign }),
        inspect: contentInspector({ places: inspectionPlaces }),
        audit,
        commit,
        outbox: events.outbox,
        hasher,
        passwords: passwordHasher(config.KEY_PEPPER),
        issueKey: keyIssuer({ now, newId, newSecret, hasher }),
        openSession: sessionOpener({ now, newId, newSecret, hasher }),
        uses,
        meet: callerMeeting({ tenants, audit, commit }),
        meetPerson: personMeeting({ people, tenants }),
        auditTenantOf,
        sign,
        countDoor: doorCounter(life.metrics),
        countMessage: messageCounter(life.metrics),
        countDocument: documentCounter(life.metrics),
        installationKey: config.INSTALLATION_KEY,
        serviceSecrets: config.SERVICE_SECRETS,
      };
      if (linesUrl !== undefined && campaignsUrl !== undefined) {
        const linesRegistry = await life.use(
          createClient(LinesRegistryServiceDefinition, linesUrl),
        );
        const campaigns = await life.use(createClient(CampaignsServiceDefinition, campaignsUrl));
        const sending = { ...parts, messages, linesRegistry, campaigns, log };
        life.every("door_messages", config.MESSAGE_SWEEP_MS, doorMessages(sending));
        life.every("owed_resets", config.MESSAGE_SWEEP_MS, owedResets(parts));
      }
      life.every("tenant_metrics", 60_000, tenantGauge(life.metrics, tenants));
      life.refusals(traceRefusedCalls(parts));
      const loops = hear({ now, tenants, providers, audit, commit, events });
      for (const [name, loop] of Object.entries(loops)) life.run(name, loop);
      life.serve(AccountsServiceDefinition, accountsService(parts), { public: publicMethods });
      life.serve(PeopleServiceDefinition, peopleService(parts), { public: publicPeopleMethods });
    },
    { now },
  );
}
