import { databaseUri, type MongodUser } from "@whiteline/testkit";

import { publicKeysOf, type Secrets } from "./secrets.js";
import type { ServiceEntry, StackFacts } from "./services.js";

/** The variables of the machine, not of Whiteline, that are handed on. */
const INHERITED: readonly string[] = ["PATH", "HOME", "LANG", "TMPDIR", "LOG_LEVEL"];

export type EnvironmentFacts = StackFacts & {
  /** The whole table: a service learns the addresses of all, started here or not. */
  readonly services: readonly ServiceEntry[];
  readonly mongodUri: string;
  readonly natsUrl: string;
  /** Our own environment. */
  readonly ours: Readonly<Record<string, string | undefined>>;
};

/** The whole environment of a service's process: the same names everywhere, then what only this one is told. */
export function environmentOf(
  service: ServiceEntry,
  facts: EnvironmentFacts,
): Readonly<Record<string, string>> {
  const { secrets, port, services, natsUrl, ours } = facts;
  const { name: process, of: name = process } = service;
  const inherited = Object.entries(ours).flatMap(([variable, value]) =>
    value !== undefined && (INHERITED.includes(variable) || variable.startsWith("OTEL_"))
      ? [[variable, value] as const]
      : [],
  );
  const peers = ownServices(services).map(
    (peer) =>
      [`${variableName(peer.name)}_URL`, `127.0.0.1:${port(peer.name, "GRPC_PORT")}`] as const,
  );
  const ownPorts = portVariables(service).map(
    (variable) => [variable, String(port(process, variable))] as const,
  );
  return {
    LOG_LEVEL: "info",
    ...Object.fromEntries([...inherited, ...peers, ...ownPorts]),
    SERVICE_NAME: name,
    MONGODB_URI: databaseUri(mongodUriAs(name, facts), databaseOf(name)),
    NATS_URL: natsUrl,
    ...natsLogin(name, facts),
    PRINCIPAL_PUBLIC_KEYS: JSON.stringify(publicKeysOf(secrets)),
    SERVICE_SECRET: secrets.serviceSecrets[name] ?? "",
    ...service.env?.(facts),
  };
}

/** Without the further processes of one that is in the table already. */
export const ownServices = (services: readonly ServiceEntry[]): readonly ServiceEntry[] =>
  services.filter(({ of }) => of === undefined);

/** Each service may read and write its own database and no other [architecture · law 12]; the operator all. */
export function mongodbUsers(
  services: readonly ServiceEntry[],
  passwords: Secrets["mongodbPasswords"],
): readonly MongodUser[] {
  const own = ownServices(services).map(({ name }) => ({
    user: name,
    password: passwords[name] ?? "",
    roles: [{ role: "readWrite", db: databaseOf(name) }],
  }));
  const operator = {
    user: "operator",
    password: passwords["operator"] ?? "",
    roles: [{ role: "root", db: "admin" }],
  };
  return [...own, operator];
}

/** The address of mongod with a user's login; at one that we did not start, everybody uses what MONGODB_URI says. */
export function mongodUriAs(
  user: string,
  { mongodUri, ours, secrets }: Pick<EnvironmentFacts, "mongodUri" | "ours" | "secrets">,
): string {
  if (ours["MONGODB_URI"]) return mongodUri;
  const password = secrets.mongodbPasswords[user] ?? "";
  return mongodUri.replace("mongodb://", `mongodb://${user}:${encodeURIComponent(password)}@`);
}

/** The variables that name the ports of a service. */
export function portVariables({ ports = [] }: ServiceEntry): readonly string[] {
  return ["GRPC_PORT", "HTTP_PORT", ...ports];
}

/**
 * What a service may say and hear at NATS: its own facts, its work queues, dead letters, and JetStream's
 * API except what deletes or purges facts and work (a dead letter may be taken out). What consumers deliver arrives in inboxes.
 */
export function natsPermissions({ name, publishes = [] }: ServiceEntry): {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
} {
  const streamCalls = ["NAMES", "LIST", "INFO.*", "CREATE.*", "UPDATE.*", "MSG.GET.*"];
  return {
    publish: [
      `whiteline.${packageName(name)}.v1.>`,
      "whiteline.dead.>",
      ...publishes,
      "$JS.API.INFO",
      ...streamCalls.map((call) => `$JS.API.STREAM.${call}`),
      "$JS.API.STREAM.MSG.DELETE.DLQ",
      "$JS.API.DIRECT.GET.>",
      "$JS.API.CONSUMER.>",
      "$JS.ACK.>",
      "$JS.FC.>",
    ],
    subscribe: ["_INBOX.>"],
  };
}

/** At a NATS server that we did not start, everybody uses the login we were given. */
function natsLogin(
  name: string,
  { ours, secrets }: EnvironmentFacts,
): Readonly<Record<string, string>> {
  if (!ours["NATS_URL"])
    return { NATS_USER: name, NATS_PASSWORD: secrets.natsPasswords[name] ?? "" };
  return { NATS_USER: ours["NATS_USER"] ?? "", NATS_PASSWORD: ours["NATS_PASSWORD"] ?? "" };
}

function databaseOf(service: string): string {
  return `whiteline_${packageName(service)}`;
}

/** "lines-registry" → "LINES_REGISTRY". */
function variableName(service: string): string {
  return packageName(service).toUpperCase();
}

/** "lines-registry" → "lines_registry", as in proto packages and database names. */
function packageName(service: string): string {
  return service.replaceAll("-", "_");
}
