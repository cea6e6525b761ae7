import { generateKeyPairSync, randomBytes } from "node:crypto";
import {
  AccountsServiceDefinition,
  PersonKind,
  type Document,
  type PutDocumentRequest,
  type RegisterTenantRequest,
} from "@whiteline/contracts/accounts/v1/accounts";
import {
  DocumentAdded,
  KeyRevoked,
  TenantRegistered,
  TenantReinstated,
  TenantSuspended,
} from "@whiteline/contracts/accounts/v1/events";
import {
  PeopleServiceDefinition,
  type SignUpRequest,
} from "@whiteline/contracts/accounts/v1/people";
import { connectEvents } from "@whiteline/events";
import {
  bearer,
  connectMongo,
  createClient,
  createLogger,
  DomainError,
  systemPorts,
} from "@whiteline/service-kit";
import { testServiceConfig } from "@whiteline/service-kit/testing";
import { eventually, manualClock, testDatabase, testNats } from "@whiteline/testkit";
import { Metadata } from "nice-grpc-common";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";
import { messageNeighbours } from "./message-neighbours.js";

const installationKey = "the installation key of these tests, long";
export const goodPassword = "four words, not together";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const kid = "2026-11";

export type AccountsEnv = Awaited<ReturnType<typeof accountsEnv>>;

/** accounts on a real mongod and nats-server, called by its own client. */
export async function accountsEnv() {
  const closers: (() => unknown)[] = [];
  const database = await testDatabase();
  closers.push(() => database[Symbol.asyncDispose]());
  const nats = await testNats();
  closers.push(() => nats[Symbol.asyncDispose]());
  const clock = manualClock(new Date());
  const publicKeys = JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid }] });
  const around = await messageNeighbours(publicKeys, () => clock.now());
  closers.push(() => around.stop());
  const environment: Readonly<Record<string, string>> = {
    ...testServiceConfig({
      name: "accounts",
      mongoUri: database.uri,
      natsUrl: nats.url,
      publicKeys,
    }),
    LINES_REGISTRY_URL: around.address,
    CAMPAIGNS_URL: around.address,
    MESSAGE_SWEEP_MS: "20",
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    INSTALLATION_KEY: installationKey,
    PRINCIPAL_PRIVATE_KEY: JSON.stringify({ ...privateKey.export({ format: "jwk" }), kid }),
    SERVICE_SECRETS: JSON.stringify({ lists: "the secret of lists" }),
    KEY_PEPPER: randomBytes(32).toString("base64"),
    DATA_KEYS: JSON.stringify({ current: "k1", keys: { k1: randomBytes(32).toString("base64") } }),
  };
  const running = await start(readConfig(environment), { ...systemPorts, now: () => clock.now() });
  closers.push(() => running.stop());
  const accounts = createClient(AccountsServiceDefinition, running.grpcAddress);
  closers.push(() => accounts[Symbol.dispose]());
  const people = createClient(PeopleServiceDefinition, running.grpcAddress);
  closers.push(() => people[Symbol.dispose]());
  const connection = await connectMongo(database.uri);
  closers.push(() => connection.close());
  if (connection.db === undefined) throw new Error("The database is not open.");
  const { db } = connection;

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
  const following = events.follow(
    [TenantRegistered, TenantSuspended, TenantReinstated, KeyRevoked, DocumentAdded],
    (told) => {
      facts.push(told);
    },
  );
  const loop = following.loop(ending.signal);
  closers.push(async () => {
    ending.abort();
    await loop;
  });

  const env = {
    submitted: around.submitted,
    publish: events.publish,
    neighbours: around.answers,

    /** Waits for the message that was sent to a mobile, the newest last; takes what follows its colon. */
    sentTo: (mobile: string, many = 1) =>
      eventually(
        () => {
          const texts = around.submitted
            .flatMap(({ request }) => request.items)
            .filter(({ to }) => to === mobile);
          return texts.length >= many ? texts.at(-1)?.text.split(": ").at(-1) : undefined;
        },
        { what: `a message to ${mobile}` },
      ),

    accounts,
    people,
    clock,
    db,
    environment,
    grpcAddress: running.grpcAddress,
    metrics: async () => (await fetch(`http://${running.httpAddress}/metrics`)).text(),
    stop: () => running.stop(),

    /** Waits for a fact of this name with these fields. */
    told: (name: string, fields: Readonly<Record<string, unknown>>) =>
      eventually(() =>
        facts.some(({ type, fact }) => {
          const said = new Map<string, unknown>(Object.entries(fact));
          const isAlike = Object.entries(fields).every(
            ([field, value]) => said.get(field) === value,
          );
          return type === `whiteline.accounts.v1.${name}` && isAlike;
        }),
      ),

    provision: (providerId: string, market = "IR", key = installationKey) =>
      accounts.provisionProvider(
        { providerId, name: "", market },
        { metadata: Metadata({ "x-installation-key": key }) },
      ),

    register: (request: Partial<RegisterTenantRequest> = {}) =>
      accounts.registerTenant({
        requestId: systemPorts.newId(),
        providerId: "asanak",
        kind: PersonKind.LEGAL,
        name: "شرکت نمونه",
        ownerName: "Sara Ahmadi",
        ownerEmail: "sara@example.ir",
        ownerMobile: "۰۹۱۲۱۲۳۴۵۶۷",
        termsAccepted: true,
        ...request,
      }),

    signUp: (request: Partial<SignUpRequest> = {}) =>
      people.signUp({
        requestId: systemPorts.newId(),
        providerId: "asanak",
        kind: PersonKind.LEGAL,
        name: "شرکت نمونه",
        ownerName: "Sara Ahmadi",
        ownerEmail: "sara@example.ir",
        ownerMobile: "۰۹۱۲۱۲۳۴۵۶۷",
        termsAccepted: true,
        password: goodPassword,
        language: "fa",
        remoteAddress: "192.0.2.1",
        ...request,
      }),

    /** Call options of a person with this session. */
    in: async (session: { readonly token: string } | undefined) =>
      bearer((await people.authenticateSession({ sessionToken: session?.token ?? "" })).token),

    /** Call options of the holder of a key. */
    as: async (apiKey: string) => bearer((await accounts.authenticate({ apiKey })).token),

    asService: async (tenantId = "") => {
      const request = { service: "lists", secret: "the secret of lists", tenantId };
      return bearer((await accounts.mintServiceToken(request)).token);
    },

    /** A registered tenant with its key and call options. */
    tenant: async () => {
      const { tenant, apiKey } = await env.register();
      const caller = await env.as(apiKey);
      return { tenantId: tenant?.tenantId ?? "", apiKey, caller };
    },

    read: async (documentId: string, caller: ReturnType<typeof bearer>) => {
      const pieces: Uint8Array[] = [];
      let document: Document | undefined;
      for await (const { part } of accounts.getDocument({ documentId }, caller)) {
        if (part?.$case === "document") document = part.value;
        if (part?.$case === "data") pieces.push(part.value);
      }
      return { document, content: Buffer.concat(pieces) };
    },

    /** Everything accounts stored, as one searchable text of raw bytes. */
    rawDatabase: async () => {
      const parts: string[] = [];
      for (const { name } of await db.listCollections().toArray()) {
        for await (const row of db.collection(name).find({}, { raw: true })) {
          parts.push(Buffer.from(row as unknown as Uint8Array).toString("latin1"));
        }
      }
      return parts.join("\n");
    },

    /** How many documents a collection holds. */
    count: (collection: string) => db.collection(collection).countDocuments(),

    async [Symbol.asyncDispose]() {
      for (const close of closers.reverse()) await close();
    },
  };
  return env;
}

/** An upload as a client sends it: header, then 64 KiB pieces. */
export async function* upload(
  content: Buffer,
  header: {
    readonly requestId?: string;
    readonly code?: string;
    readonly fileName?: string;
    readonly expiresAt?: Date;
    readonly replaces?: string;
  } = {},
): AsyncGenerator<{ readonly part: PutDocumentRequest["part"] }> {
  const {
    requestId = systemPorts.newId(),
    code = "commitment_form",
    fileName = "form.pdf",
    expiresAt,
    replaces = "",
  } = header;
  yield { part: { $case: "header", value: { requestId, code, fileName, expiresAt, replaces } } };
  for (let at = 0; at < content.length; at += 65_536) {
    yield { part: { $case: "data", value: content.subarray(at, at + 65_536) } };
  }
}

/** Codes of everything that was wrong with a request. */
export function faultsOf(error: unknown): readonly string[] {
  return error instanceof DomainError ? error.faults.map(({ code }) => code) : [];
}
