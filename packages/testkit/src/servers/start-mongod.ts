import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";

import { mongo } from "mongoose";
import { z } from "zod";

import { eventually } from "../eventually.js";
import { freePort, isPortFree, PortTakenError } from "../free-port.js";
import { startProcess, type ManagedProcess } from "../process.js";
import { admitUsers, asMember, type MongodLogin } from "./mongod-login.js";

const REPLICA_SET = "whiteline";

const replicaSetConfig = z.object({
  config: z.object({
    version: z.number(),
    members: z.tuple([z.object({ host: z.string() })]),
  }),
});

export type MongodOptions = {
  /** Path of the binary, as `findMongod` gave it. */
  readonly binary: string;
  /** Data directory; made when absent. Data found there is served again, also on another port. */
  readonly dbPath: string;
  /** The server's log is appended here. */
  readonly logFile: string;
  /** A port that must be used; a free one if absent. */
  readonly port?: number;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
  /** WiredTiger cache; 0.5 GB if absent. */
  readonly cacheGb?: number;
  /** Lets in only who logs in; absent: everybody on this machine may do everything. */
  readonly login?: MongodLogin;
  /** Deletes nothing by age: where what is written has other times than this machine. */
  readonly keepsExpired?: boolean;
};

export type RunningServer = ManagedProcess & { readonly port: number };

/** `uri` carries no database: see `databaseUri`. */
export type RunningMongod = RunningServer & { readonly uri: string };

/**
 * Starts mongod on loopback as a replica set of one member and waits until it is primary. Nothing is
 * written before `serverStatus` proved that the answering process is the one we started. `restart`
 * keeps port and data.
 * @throws PortTakenError when `port` is asked for and occupied; Error with the end of the log otherwise.
 */
export async function startMongod({
  binary,
  dbPath,
  logFile,
  port: asked,
  cacheGb = 0.5,
  login,
  keepsExpired = false,
  signal,
}: MongodOptions): Promise<RunningMongod> {
  if (asked !== undefined && !(await isPortFree(asked))) throw new PortTakenError("mongod", asked);
  await mkdir(dbPath, { recursive: true });
  const port = asked ?? (await freePort());
  const keyFile = `${dbPath}.key`;
  if (login !== undefined) await writeFile(keyFile, login.key, { mode: 0o600 });
  const server = await startProcess({
    name: "mongod",
    command: binary,
    args: [
      ...[
        "--replSet",
        REPLICA_SET,
        "--bind_ip",
        "127.0.0.1",
        "--port",
        String(port),
        "--dbpath",
        dbPath,
      ],
      ...[
        "--wiredTigerCacheSizeGB",
        String(cacheGb),
        "--oplogSize",
        "512",
        "--nounixsocket",
        "--quiet",
      ],
      ...(login === undefined ? [] : ["--keyFile", keyFile]),
      ...(keepsExpired ? ["--setParameter", "ttlMonitorEnabled=false"] : []),
      // A member alone has nobody to hand over to: do not wait the default 15 s for that at SIGTERM.
      ...["--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"],
      ...["--setParameter", "diagnosticDataCollectionEnabled=false"],
    ],
    logFile,
    stopWithinMs: 30_000,
    ready: (pid) => becomesPrimary(port, pid, login),
    ...(signal && { signal }),
  });
  return Object.assign(server, {
    port,
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}`,
  });
}

async function becomesPrimary(
  port: number,
  pid: number,
  login: MongodLogin | undefined,
): Promise<boolean> {
  if (!(await accepts(port))) return false;
  const client = new mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 5_000,
    ...(login && asMember(login)),
  });
  try {
    const admin = client.db("admin");
    const status = await admin.command({ serverStatus: 1, repl: 0, metrics: 0, wiredTiger: 0 });
    if (Number(status["pid"]) !== pid)
      throw new Error(`port ${port} is answered by pid ${String(status["pid"])}, not by ${pid}`);
    await formReplicaSet(admin, `127.0.0.1:${port}`);
    await eventually(
      async () => (await admin.command({ hello: 1 }))["isWritablePrimary"] === true,
      {
        within: 30_000,
        what: "mongod to become primary",
      },
    );
    if (login !== undefined) await admitUsers(admin, login.users);
    return true;
  } finally {
    await client.close();
  }
}

async function formReplicaSet(admin: mongo.Db, host: string): Promise<void> {
  const config = await readConfig(admin);
  if (config === undefined) {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  } else if (config.host !== host) {
    const replSetReconfig = {
      _id: REPLICA_SET,
      version: config.version + 1,
      members: [{ _id: 0, host }],
    };
    await admin.command({ replSetReconfig, force: true });
  }
}

async function readConfig(
  admin: mongo.Db,
): Promise<{ readonly host: string; readonly version: number } | undefined> {
  try {
    const answer = await admin.command({ replSetGetConfig: 1 });
    const { config } = replicaSetConfig.parse(answer);
    return { host: config.members[0].host, version: config.version };
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.codeName === "NotYetInitialized")
      return undefined;
    throw error;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
