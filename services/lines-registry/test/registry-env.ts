import { randomBytes } from "node:crypto";
import {
  ApplicationApproved,
  ApplicationReturned,
  ApplicationSubmitted,
  LineActivated,
  LineExpiring,
  LineRevoked,
  LineSuspended,
  TrailExtended,
} from "@whiteline/contracts/lines_registry/v1/events";
import {
  ApplicantKind,
  LinesRegistryServiceDefinition,
  LineType,
  type Application,
  type ApplyRequest,
  type ApplyResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { DeskServiceDefinition } from "@whiteline/contracts/lines_registry/v1/desk";
import { LineLifeServiceDefinition } from "@whiteline/contracts/lines_registry/v1/line_life";
import { VisitorsServiceDefinition } from "@whiteline/contracts/lines_registry/v1/visitors";
import { PapersServiceDefinition } from "@whiteline/contracts/lines_registry/v1/papers";
import { connectEvents } from "@whiteline/events";
import type { MarketRegistry } from "@whiteline/markets";
import {
  connectMongo,
  createClient,
  createLogger,
  systemPorts,
  type CallOptions,
} from "@whiteline/service-kit";
import { testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import { eventually, manualClock, testDatabase, testNats } from "@whiteline/testkit";
import { readConfig } from "../src/config.js";
import { goodForm } from "../src/domain/samples.testdata.js";
import { start } from "../src/start.js";
import { neighbours, platformTenantId, type Customer } from "./neighbours.js";

export type RegistryEnv = Awaited<ReturnType<typeof registryEnv>>;

/** lines-registry on a real mongod and nats-server, with small real servers for its neighbours. */
export async function registryEnv(countries?: MarketRegistry) {
  const closers: (() => unknown)[] = [];
  const database = await testDatabase();
  closers.push(() => database[Symbol.asyncDispose]());
  const nats = await testNats();
  closers.push(() => nats[Symbol.asyncDispose]());
  const around = await neighbours();
  closers.push(() => around.stop());
  const principals = testPrincipals();
  const clock = manualClock("2026-11-22T08:00:00Z");
  const config = readConfig({
    ...testServiceConfig({
      name: "lines-registry",
      mongoUri: database.uri,
      natsUrl: nats.url,
      accountsUrl: around.address,
    }),
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    LISTS_URL: around.address,
    CAMPAIGNS_URL: around.address,
    DATA_KEYS: JSON.stringify({ current: "k1", keys: { k1: randomBytes(32).toString("base64") } }),
    NOTICE_SWEEP_MS: "20",
    PROVIDER_SWEEP_MS: "20",
    TERM_SWEEP_MS: "50",
    LOG_LEVEL: "silent",
  });
  const ports = { ...systemPorts, now: () => clock.now() };
  let running = await start(config, ports, countries);
  const connectAll = () => ({
    desk: createClient(DeskServiceDefinition, running.grpcAddress),
    lineLife: createClient(LineLifeServiceDefinition, running.grpcAddress),
    visitors: createClient(VisitorsServiceDefinition, running.grpcAddress),
  });
  let registry = createClient(LinesRegistryServiceDefinition, running.grpcAddress);
  let papers = createClient(PapersServiceDefinition, running.grpcAddress);
  let others = connectAll();
  const leave = () => {
    for (const client of Object.values(others)) client[Symbol.dispose]();
  };
  closers.push(async () => {
    registry[Symbol.dispose]();
    papers[Symbol.dispose]();
    leave();
    await running.stop();
  });
  const connection = await connectMongo(database.uri);
  closers.push(() => connection.close());

  const facts: { readonly type: string; readonly fact: object }[] = [];
  const events = await connectEvents({
    url: nats.url,
    user: nats.user,
    password: nats.password,
    service: "observer",
    connection,
    log: createLogger("observer", "silent"),
    ...systemPorts,
  });
  closers.push(() => events.close());
  const ending = new AbortController();
  const types = [
    ApplicationSubmitted,
    ApplicationReturned,
    ApplicationApproved,
    LineActivated,
    LineExpiring,
    LineSuspended,
    LineRevoked,
    TrailExtended,
  ] as const;
  const following = events.follow(types, ({ type, fact }) => {
    facts.push({ type: type.split(".").at(-1) ?? "", fact });
  });
  const loop = following.loop(ending.signal);
  closers.push(async () => {
    ending.abort();
    await loop;
  });

  const expert = principals.staff("expert", "asanak", { keyId: "expert-1" });
  const operations = principals.staff("operations", "asanak", { keyId: "operations-1" });
  const colleague = principals.staff("operations", "asanak", { keyId: "operations-2" });
  const tenant = principals.tenant("tenant-a", { market: "IR", providerId: "asanak" });
  const env = {
    ...around,
    clock,
    principals,
    expert,
    operations,
    colleague,
    tenant,
    stranger: principals.tenant("tenant-b", { market: "IR", providerId: "asanak" }),
    get registry() {
      return registry;
    },

    get papers() {
      return papers;
    },

    get desk() {
      return others.desk;
    },

    get lineLife() {
      return others.lineLife;
    },

    get visitors() {
      return others.visitors;
    },

    rpcs: () => running.rpcs,

    publish: events.publish,

    metrics: async () => (await fetch(`http://${running.httpAddress}/metrics`)).text(),

    restart: async () => {
      registry[Symbol.dispose]();
      papers[Symbol.dispose]();
      leave();
      await running.stop();
      running = await start(config, ports, countries);
      registry = createClient(LinesRegistryServiceDefinition, running.grpcAddress);
      papers = createClient(PapersServiceDefinition, running.grpcAddress);
      others = connectAll();
    },

    /** Waits for a fact of this name. */
    told: (name: string, where: (fact: object) => boolean = () => true) =>
      eventually(() => facts.find(({ type, fact }) => type === name && where(fact))?.fact, {
        what: name,
      }),
    allTold: (name: string) => facts.filter(({ type }) => type === name).map(({ fact }) => fact),
    count: (name: string) => facts.filter(({ type }) => type === name).length,

    apply: (request: Partial<ApplyRequest> = {}, caller: CallOptions = tenant) =>
      registry.apply(request021(request), caller),

    /** A customer of a provider, known to accounts. */
    customer: (tenantId: string, about: Customer): CallOptions => {
      around.answers.customers.set(tenantId, about);
      const { providerId, market } = about;
      return principals.tenant(tenantId, { providerId, market });
    },

    /** Staff of a provider take steps one after the other, each by whom it belongs to. */
    steps: async (
      providerId: string,
      applicationId: string,
      ...steps: readonly (readonly ["expert" | "operations", string])[]
    ): Promise<Application> => {
      const seen = await registry.getApplication(
        { applicationId },
        principals.staff("expert", providerId),
      );
      let application = seen.application!;
      for (const [role, event] of steps) {
        const answer = await registry.advanceApplication(
          {
            applicationId,
            event,
            expectedVersion: application.version,
            note: `${event} it is`,
            findings: [],
            originals: [],
          },
          principals.staff(role, providerId),
        );
        application = answer.application!;
      }
      return application;
    },

    /** Takes a case whose one original is the form to its line. @returns the line's id */
    activate: async ({ applicationId, providerId }: Application): Promise<string> => {
      const staff = (role: "expert" | "operations", who = {}) =>
        principals.staff(role, providerId, who);
      const read = async () =>
        (await registry.getApplication({ applicationId }, staff("operations"))).application!;
      for (const event of toTheWhiteList) {
        const originals = event === "originals_arrive" ? ["commitment_form"] : [];
        const said = { applicationId, event, note: event, findings: [], originals };
        const role = event === "approve" ? "expert" : "operations";
        for (const who of [{ keyId: "first" }, { keyId: "second" }]) {
          const { version: expectedVersion } = await read();
          await registry.advanceApplication({ ...said, expectedVersion }, staff(role, who));
          if ((await read()).pendingDecision === undefined) break;
        }
      }
      return (await read()).lineId;
    },

    /** Takes steps one after the other, each by whom it belongs to. */
    advance: async (applicationId: string, ...steps: readonly string[]): Promise<Application> => {
      let application = (await registry.getApplication({ applicationId }, operations)).application!;
      const take = async (event: string, caller: CallOptions) => {
        const originals =
          event === "originals_arrive" ? ["commitment_form", "promissory_note"] : [];
        const said = { event, note: `${event} it is`, findings: [], originals };
        const decided = { applicationId, expectedVersion: application.version, ...said };
        application = (await registry.advanceApplication(decided, caller)).application!;
      };
      for (const event of steps) {
        await take(event, event === "approve" ? expert : operations);
        // What cannot be taken back waits for a second person.
        if (application.pendingDecision !== undefined) await take(event, colleague);
      }
      return application;
    },

    provisionPlatformLine: () =>
      registry.provisionLine(
        {
          tenantId: platformTenantId,
          providerId: "asanak",
          market: "IR",
          family: "landline_021",
          number: "021000000",
          type: LineType.SERVICE,
        },
        operations,
      ),

    /** Rows as the service stored them. */
    collection: (name: string) =>
      connection.db!.collection<{ readonly _id: string; readonly [field: string]: unknown }>(name),

    /** Everything the service stored, as one searchable text. */
    rawDatabase: async () => {
      const parts: string[] = [];
      for (const { name } of await connection.db!.listCollections().toArray())
        for await (const row of connection.db!.collection(name).find())
          parts.push(JSON.stringify(row));
      return parts.join("\n");
    },

    async [Symbol.asyncDispose]() {
      for (const close of closers.reverse()) await close();
    },
  };
  return env;
}

export const toTheWhiteList = [
  "approve",
  "originals_arrive",
  "forward",
  "start_review",
  "whitelist",
] as const;

/** A complete application for a 021 number at Asanak. */
export function request021(over: Partial<ApplyRequest> = {}): ApplyRequest {
  return {
    requestId: systemPorts.newId(),
    applicationId: "",
    providerId: "asanak",
    family: "landline_021",
    lineNumber: "۰۲۱۹۱۰۰۱۲۳۴",
    applicant: {
      kind: ApplicantKind.LEGAL,
      representativeIsSignatory: true,
      nationalCardIsSmart: true,
      sector: "general",
      facts: {},
    },
    lineType: LineType.UNSPECIFIED,
    spellings: [],
    form: goodForm,
    note: {
      amount: { currency: "IRR", minor: 100_000_000n },
      beneficiaryCode: "payam_afzar_peyk_asa",
      stampedAndSigned: true,
    },
    documentIds: { commitment_form: "d-form", promissory_note: "d-note" },
    customerListImportId: "i-1",
    ...over,
  };
}

/** An application without form, note and list, as most families take it. */
export function plainRequest(
  over: Partial<ApplyRequest> & { readonly facts?: Readonly<Record<string, string>> },
): ApplyRequest {
  const { facts = {}, ...rest } = over;
  return request021({
    applicant: {
      kind: ApplicantKind.LEGAL,
      representativeIsSignatory: true,
      nationalCardIsSmart: true,
      sector: "general",
      facts,
    },
    form: undefined,
    note: undefined,
    documentIds: {},
    customerListImportId: "",
    lineNumber: "",
    ...rest,
  });
}

export function filedIn({ outcome }: ApplyResponse): Application {
  if (outcome?.$case !== "filed") throw new Error(JSON.stringify(outcome?.value));
  return outcome.value.application!;
}

export function deficienciesIn({ outcome }: ApplyResponse): readonly string[] {
  if (outcome?.$case !== "deficient") throw new Error("the application was filed");
  return outcome.value.deficiencies.map(({ code }) => code);
}
