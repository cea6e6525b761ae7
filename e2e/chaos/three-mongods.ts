import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  eventually,
  findMongod,
  freePort,
  startProcess,
  type ManagedProcess,
} from "@whiteline/testkit";
import { mongo } from "mongoose";

const SET = "whiteline";
/** Three of them share this machine: caches and journals stay small. */
const CACHE_GB = 0.25;
const OPLOG_MB = 256;
/** A member that falls silent is missed after so long; MongoDB's own is 10 s. */
const ELECTION_MS = 3_000;

/** A replica set of three processes on loopback. */
export type ThreeMongods = {
  readonly uri: string;
  /** The member that is primary now. */
  readonly primary: () => Promise<ManagedProcess>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Starts three members in `dir` and waits until one of them is primary and the others follow. */
export const startThreeMongods = async (root: string, dir: string): Promise<ThreeMongods> => {
  const path = process.env["PATH"] ?? "";
  const cacheDir = join(root, ".cache/servers");
  const found = await findMongod({ path, cacheDir, say: () => undefined, given: undefined });
  if (found.kind !== "binary") throw new Error("a replica set of our own needs mongod's binary");
  const ports = [await freePort(), await freePort(), await freePort()];
  const members = new Map<string, ManagedProcess>();
  for (const port of ports) {
    const dbPath = join(dir, `mongod-${port}`);
    await mkdir(dbPath, { recursive: true });
    const member = await startProcess({
      name: `mongod-${port}`,
      command: found.path,
      args: [
        ...["--replSet", SET, "--bind_ip", "127.0.0.1", "--port", `${port}`, "--dbpath", dbPath],
        ...["--wiredTigerCacheSizeGB", `${CACHE_GB}`, "--oplogSize", `${OPLOG_MB}`],
        ...["--nounixsocket", "--quiet"],
        ...["--setParameter", "diagnosticDataCollectionEnabled=false"],
      ],
      logFile: join(dir, `mongod-${port}.log`),
      ready: async (pid) =>
        Number((await asked(`127.0.0.1:${port}`, { serverStatus: 1, repl: 0 }))["pid"]) === pid,
    });
    members.set(`127.0.0.1:${port}`, member);
  }
  const hosts = [...members.keys()];
  const [first = ""] = hosts;
  await asked(first, {
    replSetInitiate: {
      _id: SET,
      members: hosts.map((host, _id) => ({ _id, host })),
      settings: { electionTimeoutMillis: ELECTION_MS },
    },
  });
  const uri = `mongodb://${hosts.join(",")}/?replicaSet=${SET}`;
  const states = async (): Promise<
    readonly { readonly name: string; readonly stateStr: string }[]
  > => {
    for (const host of hosts) {
      const status = await asked(host, { replSetGetStatus: 1 }).catch(() => undefined);
      if (status !== undefined) return status["members"] as { name: string; stateStr: string }[];
    }
    return [];
  };
  await eventually(
    async () => {
      const all = (await states()).map(({ stateStr }) => stateStr).toSorted();
      return all.join(" ") === "PRIMARY SECONDARY SECONDARY";
    },
    { within: 120_000, every: 250, what: "a primary and two that follow" },
  );
  return {
    uri,
    primary: () =>
      eventually(
        async () => {
          const leading = (await states()).find(({ stateStr }) => stateStr === "PRIMARY");
          return leading && members.get(leading.name);
        },
        { within: 60_000, every: 250, what: "a primary" },
      ),
    async [Symbol.asyncDispose]() {
      // Together: one alone would wait for somebody to hand over to.
      await Promise.all([...members.values()].map((member) => member.kill("SIGKILL")));
    },
  };
};

/** Asks one member, whoever is primary. */
const asked = async (host: string, command: mongo.Document): Promise<mongo.Document> => {
  const client = new mongo.MongoClient(`mongodb://${host}/?directConnection=true`, {
    serverSelectionTimeoutMS: 2_000,
  });
  try {
    return await client.db("admin").command(command);
  } finally {
    await client.close();
  }
};
