import { join } from "node:path";

import {
  findMongod,
  findNats,
  startMongod,
  startNats,
  type ManagedProcess,
} from "@whiteline/testkit";

import { mongodbUsers, natsPermissions, ownServices } from "./environment.js";
import type { Secrets } from "./secrets.js";
import type { ServiceEntry } from "./services.js";

export type ServerOptions = {
  readonly root: string;
  readonly dir: string;
  readonly say: (line: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  readonly services: readonly ServiceEntry[];
  readonly secrets: Secrets;
  readonly port: (server: "mongod" | "nats-server") => number;
  /** Runs the start and makes the process known under its name. */
  readonly start: <T extends ManagedProcess>(name: string, start: () => Promise<T>) => Promise<T>;
};

/**
 * Finds mongod and starts it in `dir` with a user for every service and one for whoever operates it, unless MONGODB_URI
 * names one that runs; returns its address, without a login.
 */
export async function provideMongod(options: ServerOptions): Promise<string> {
  const found = await findMongod({
    ...searchOf(options),
    given: options.environment["MONGODB_URI"],
  });
  if (found.kind === "address") return found.address;
  const { uri } = await options.start("mongod", () =>
    startMongod({
      binary: found.path,
      dbPath: join(options.dir, "mongod"),
      logFile: join(options.dir, "logs/mongod.log"),
      port: options.port("mongod"),
      login: {
        key: options.secrets.mongodbKey,
        users: mongodbUsers(options.services, options.secrets.mongodbPasswords),
      },
      ...(options.signal && { signal: options.signal }),
    }),
  );
  return uri;
}

/**
 * Finds nats-server and starts it in `dir` with an encrypted store and a user for every service, unless NATS_URL
 * names one that runs; returns its address.
 */
export async function provideNats(options: ServerOptions): Promise<string> {
  const found = await findNats({ ...searchOf(options), given: options.environment["NATS_URL"] });
  if (found.kind === "address") return found.address;
  const users = ownServices(options.services).map((service) => ({
    user: service.name,
    password: options.secrets.natsPasswords[service.name] ?? "",
    ...natsPermissions(service),
  }));
  const { url } = await options.start("nats-server", () =>
    startNats({
      binary: found.path,
      dir: join(options.dir, "nats"),
      logFile: join(options.dir, "logs/nats-server.log"),
      port: options.port("nats-server"),
      jetstreamKey: options.secrets.jetstreamKey,
      users,
      ...(options.signal && { signal: options.signal }),
    }),
  );
  return url;
}

function searchOf({ root, environment, say }: ServerOptions) {
  return { path: environment["PATH"] ?? "", cacheDir: join(root, ".cache/servers"), say };
}
