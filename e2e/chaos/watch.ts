import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import type { Stack } from "@whiteline/local";
import { mongo } from "mongoose";
import { expect } from "vitest";

const LOOK_MS = 2_000;
/** While a server is away there is nothing to see; the next look comes all the same. */
const AWAY_MS = 3_000;

/**
 * Bulk parts of a route that may be released and unanswered [law 11]: ten seconds of what stands for a route without
 * limit (`RELEASE_AHEAD_S`, `UNLIMITED_RATE` of campaigns), and the four chunks that go however slow it is.
 */
const UNDER_WAY = 10 * 5_000 + 4 * 1_000;
/**
 * Parts in open intents of one holder: all of every chunk in its hands. Windows do not bound them: an intent stays open,
 * with all its parts, until its last answer is journalled, and one submit that is never answered keeps its whole
 * sub-batch open until `responseTimeoutMs`, while the places of the others are taken by further sub-batches of the same
 * chunk. The chunks in hand are bounded (`chunksAtATime` of the dispatcher): five of bulk fill the largest window of
 * the table of operators, 500 places, and hold 1,000 parts each (`CHUNK_LIMITS` of campaigns); of single messages there
 * are 64 in each of the two other lanes.
 */
const OPEN_INTENTS = 5 * 1_000 + 2 * 64;
const MIB = 1024 * 1024;

/** Resident megabytes that no process needs, however long it runs: twice what the bench saw at its peak. */
const MOST_MB: Readonly<Record<string, number>> = { mongod: 1_200 };
const MOST_MB_OF_OTHERS = 600;
/** Growth over the second half of a run that is still called flat: beside a share, what a heap does by itself. */
const FLAT = { share: 1.3, mb: 50 };

/** Queues by name: the most that was seen, and what they are bounded by. */
type Level = { readonly most: number; readonly bound: number };

/** Resident megabytes by process, at one moment. */
type Memory = ReadonlyMap<string, number>;

export type Watch = {
  /** Looks no more, says what was seen, and expects every queue and every process to have stayed within its bound. */
  readonly expectBounds: (options: { readonly isFlat: boolean }) => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Looks at every queue and at the memory of every process, every two seconds from now on. */
export const watchHouse = (stack: Stack): Watch => {
  const over = new AbortController();
  const levels = new Map<string, Level>();
  const memory: Memory[] = [];
  const note = (name: string, now: number, bound: number): void => {
    const most = Math.max(now, levels.get(name)?.most ?? 0);
    levels.set(name, { most, bound });
  };
  const looking = (async () => {
    while (!over.signal.aborted) {
      memory.push(await residentOf(stack));
      await Promise.allSettled([lookAtStores(stack, note), lookAtStreams(stack, note)]);
      await pause(LOOK_MS, undefined, { signal: over.signal }).catch(() => undefined);
    }
  })();
  const end = async (): Promise<void> => {
    over.abort();
    await looking;
  };
  return {
    async expectBounds({ isFlat }) {
      await end();
      const seen = [...levels].toSorted(([a], [b]) => a.localeCompare(b));
      for (const [name, { most, bound }] of seen.filter(([, level]) => level.most > 0))
        console.info(`${name}: at most ${most} of ${bound}`);
      expect(
        seen.filter(([, { most, bound }]) => most > bound),
        "queues beyond their bound",
      ).toEqual([]);
      // Without these two nothing was seen of the road.
      expect(seen.map(([name]) => name)).toEqual(
        expect.arrayContaining(["parts under way: mci", "CHUNKS bytes"]),
      );
      const halves = growth(memory);
      for (const [name, [before, after]] of halves)
        console.info(`${name}: ${before} MB, then ${after} MB`);
      expect(
        halves.filter(([name, sizes]) => Math.max(...sizes) > (MOST_MB[name] ?? MOST_MB_OF_OTHERS)),
        "processes larger than any should be",
      ).toEqual([]);
      if (!isFlat) return;
      expect(
        halves.filter(
          ([name, [before, after]]) =>
            MOST_MB[name] === undefined && after > before * FLAT.share + FLAT.mb,
        ),
        "processes that grow",
      ).toEqual([]);
    },
    [Symbol.asyncDispose]: end,
  };
};

type Note = (name: string, now: number, bound: number) => void;

/** What MongoDB holds for later: parts under way, open intents of each holder. */
const lookAtStores = async ({ mongodUri }: Stack, note: Note): Promise<void> => {
  const client = await mongo.MongoClient.connect(mongodUri, { serverSelectionTimeoutMS: AWAY_MS });
  try {
    const underWay = client
      .db("whiteline_campaigns")
      .collection("chunks")
      .aggregate<{ _id: string; parts: number }>([
        { $match: { open: true, lane: "bulk" } },
        { $group: { _id: "$route", parts: { $sum: { $subtract: ["$p", "$recorded"] } } } },
      ]);
    for await (const { _id, parts } of underWay) note(`parts under way: ${_id}`, parts, UNDER_WAY);
    const intents = client
      .db("whiteline_dispatcher")
      .collection("submits")
      .aggregate<{ _id: { bind: string; epoch: number }; parts: number }>([
        { $match: { st: "intent" } },
        {
          $group: { _id: { bind: "$bind", epoch: "$epoch" }, parts: { $sum: { $size: "$parts" } } },
        },
      ]);
    for await (const { _id, parts } of intents)
      note(`parts in open intents of one holder: ${_id.bind}`, parts, OPEN_INTENTS);
  } finally {
    await client.close();
  }
};

/** What NATS holds: octets of each queue, and what each reader has in hand. */
const lookAtStreams = async ({ natsUrl, secrets }: Stack, note: Note): Promise<void> => {
  const pass = secrets.natsPasswords["campaigns"] ?? "";
  const nc = await connect({ servers: natsUrl, user: "campaigns", pass, reconnect: false });
  try {
    const { streams, consumers } = await jetstreamManager(nc, { checkAPI: false });
    for (const name of ["CHUNKS", "RECEIPTS", "FACTS"]) {
      const { state, config } = await streams.info(name);
      // A fault makes it look full for a while: then the bound is not what it holds.
      if (config.max_bytes > MIB) note(`${name} bytes`, state.bytes, config.max_bytes);
      for await (const { config: reader, num_ack_pending: inHand } of consumers.list(name))
        if (reader.durable_name !== undefined && (reader.max_ack_pending ?? 0) > 0)
          note(`in hand: ${name} ${reader.durable_name}`, inHand, reader.max_ack_pending ?? 0);
    }
  } finally {
    await nc.close();
  }
};

const residentOf = async (stack: Stack): Promise<Memory> => {
  const sizes = await Promise.all(
    Object.keys(stack.run.processes).map(async (name) => {
      const status = await readFile(`/proc/${stack.pid(name)}/status`, "utf8").catch(() => "");
      return [name, Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? "0") / 1_024] as const;
    }),
  );
  return new Map(sizes);
};

/** The largest of the first half and the largest of the second. */
const growth = (samples: readonly Memory[]): readonly (readonly [string, [number, number]])[] => {
  const half = Math.floor(samples.length / 2);
  const names = [...new Set(samples.flatMap((sample) => [...sample.keys()]))];
  const largest = (of: readonly Memory[], name: string) =>
    Math.round(Math.max(0, ...of.map((sample) => sample.get(name) ?? 0)));
  return names.map((name) => [
    name,
    [largest(samples.slice(0, half), name), largest(samples.slice(half), name)],
  ]);
};
