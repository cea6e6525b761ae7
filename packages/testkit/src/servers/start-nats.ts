import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";

import { freePort, isPortFree, PortTakenError } from "../free-port.js";
import { startProcess } from "../process.js";
import type { RunningServer } from "./start-mongod.js";

/** A NATS user who may publish and hear only these subjects. */
export type NatsUser = {
  readonly user: string;
  readonly password: string;
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
};

/** A NATS account: streams and subjects of its own, invisible to the others. One user, no limits. */
export type NatsAccount = { readonly user: string; readonly password: string };

export type NatsOptions = {
  /** Path of the binary, as `findNats` gave it. */
  readonly binary: string;
  /** Keeps configuration (mode 600) and JetStream's files; made when absent. */
  readonly dir: string;
  readonly logFile: string;
  /** A port that must be used; a free one if absent. */
  readonly port?: number;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
  /** Users of one common account. */
  readonly users?: readonly NatsUser[];
  /** Separate accounts instead of users. */
  readonly accounts?: readonly NatsAccount[];
  /** Encrypts JetStream's store with AES. The same key must be given at every later start. */
  readonly jetstreamKey?: string;
};

export type RunningNats = RunningServer & { readonly url: string };

/**
 * Starts nats-server on loopback with JetStream on disk, every write synced before it is acknowledged.
 * The server's name is a random word written only into our own configuration, and the greeting must
 * repeat it: so nobody else can be taken for our child. `restart` keeps port and data.
 * @throws PortTakenError when `port` is asked for and occupied; Error with the end of the log otherwise.
 */
export async function startNats(options: NatsOptions): Promise<RunningNats> {
  if (options.port !== undefined && !(await isPortFree(options.port)))
    throw new PortTakenError("nats-server", options.port);
  const port = options.port ?? (await freePort());
  const serverName = `whiteline-${randomUUID()}`;
  await mkdir(options.dir, { recursive: true });
  const file = join(options.dir, "nats-server.conf");
  // The server reads JSON as its own configuration language.
  await writeFile(file, JSON.stringify(configuration(options, port, serverName), undefined, 2), {
    mode: 0o600,
  });

  const server = await startProcess({
    name: "nats-server",
    command: options.binary,
    args: ["--config", file],
    logFile: options.logFile,
    ...(options.signal && { signal: options.signal }),
    ready: async () => (await greeting(port))?.includes(`"server_name":"${serverName}"`) === true,
  });
  return Object.assign(server, { port, url: `nats://127.0.0.1:${port}` });
}

function configuration(
  options: NatsOptions,
  port: number,
  serverName: string,
): Record<string, unknown> {
  const encryption =
    options.jetstreamKey === undefined ? {} : { cipher: "aes", key: options.jetstreamKey };
  return {
    server_name: serverName,
    host: "127.0.0.1",
    port,
    jetstream: {
      store_dir: join(options.dir, "jetstream"),
      sync_interval: "always",
      ...encryption,
    },
    ...(options.users === undefined
      ? {}
      : { authorization: { users: options.users.map(permitted) } }),
    ...(options.accounts === undefined ? {} : { accounts: separate(options.accounts) }),
  };
}

function permitted({ user, password, publish, subscribe }: NatsUser): Record<string, unknown> {
  return {
    user,
    password,
    permissions: { publish: { allow: publish }, subscribe: { allow: subscribe } },
  };
}

function separate(accounts: readonly NatsAccount[]): Record<string, unknown> {
  return Object.fromEntries(
    accounts.map(({ user, password }) => [
      user,
      { jetstream: "enabled", users: [{ user, password }] },
    ]),
  );
}

/** The line with which a NATS server greets every connection, before any login. */
function greeting(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect({ port, host: "127.0.0.1" });
    const finish = (answer: string | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => finish(undefined));
    socket.once("error", () => finish(undefined));
    socket.once("end", () => finish(undefined));
    socket.on("data", (data) => {
      heard += data.toString("utf8");
      if (heard.includes("\r\n")) finish(heard);
    });
  });
}
