import {
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamConfig,
  type StreamInfo,
} from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";
import type { EventLog } from "./bus.js";

export type WorkStream = "CHUNKS" | "RECEIPTS";
export type StreamName = "FACTS" | WorkStream | "DLQ";

export type StreamLimits = {
  /** How long facts can be followed and late subscribers still get them; 7 if absent. */
  readonly factsMaxAgeDays?: number | undefined;
  /** 4 GiB if absent; beyond it the oldest facts go. */
  readonly factsMaxBytes?: number | undefined;
  /** CHUNKS refuses more (back-pressure to the releaser); 256 MiB if absent. */
  readonly chunksMaxBytes?: number | undefined;
  /** RECEIPTS refuses more (back-pressure to the dispatcher); 256 MiB if absent. */
  readonly receiptsMaxBytes?: number | undefined;
  /** DLQ refuses more: what should be given up stays where it is and is tried again; 512 MiB if absent. */
  readonly dlqMaxBytes?: number | undefined;
  /** Copies of each stream in a cluster; 1 if absent. */
  readonly replicas?: number | undefined;
};

type Wanted = Partial<StreamConfig> & Pick<StreamConfig, "name" | "subjects">;

const DAY_MS = 86_400_000;
const MIB = 1024 * 1024;
const NAME_IN_USE = 10058;

/** Where work of a stream is published; the tail of tokens follows. */
export const workPrefix: Readonly<Record<WorkStream, string>> = {
  CHUNKS: "whiteline.work.chunks",
  RECEIPTS: "whiteline.work.receipts",
};

/**
 * Creates the streams that are missing and leaves the others alone, also when several services do it
 * at once. A stream that differs from what we want is reported in the log and used as it is, so that
 * two versions of a service do not fight over it.
 */
export async function ensureStreams(
  jsm: JetStreamManager,
  limits: StreamLimits,
  log: EventLog,
): Promise<StreamInfo> {
  const { facts, others } = wantedStreams(limits);
  for (const wanted of others) await ensureStream(jsm, wanted, log);
  return ensureStream(jsm, facts, log);
}

/** Whether JetStream said that the stream does not exist (a wiped store, or a server never used). */
export function isStreamMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}

function wantedStreams(limits: StreamLimits): {
  readonly facts: Wanted;
  readonly others: readonly Wanted[];
} {
  const common = {
    storage: StorageType.File,
    num_replicas: limits.replicas ?? 1,
    duplicate_window: nanos(120_000),
  };
  const work = (stream: WorkStream, bytes: number | undefined): Wanted => ({
    ...common,
    name: stream,
    subjects: [`${workPrefix[stream]}.>`],
    retention: RetentionPolicy.Workqueue,
    discard: DiscardPolicy.New,
    max_bytes: bytes ?? 256 * MIB,
  });
  return {
    facts: {
      ...common,
      name: "FACTS",
      subjects: ["whiteline.*.v1.*"],
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      max_age: nanos((limits.factsMaxAgeDays ?? 7) * DAY_MS),
      // The oldest facts give way before the disk is full, which would stop the queues as well.
      max_bytes: limits.factsMaxBytes ?? 4_096 * MIB,
    },
    others: [
      work("CHUNKS", limits.chunksMaxBytes),
      work("RECEIPTS", limits.receiptsMaxBytes),
      {
        ...common,
        name: "DLQ",
        // Exactly six tokens: `whiteline.dead.>` would also match `whiteline.dead.v1.x` and is
        // therefore refused by the server beside the `whiteline.*.v1.*` of FACTS.
        subjects: ["whiteline.dead.*.*.*.*"],
        retention: RetentionPolicy.Limits,
        // What was given up may be all that is left of it: nothing of it makes room for more.
        discard: DiscardPolicy.New,
        max_bytes: limits.dlqMaxBytes ?? 512 * MIB,
        max_age: nanos(7 * DAY_MS),
        // Browsing asks for "the next after this one", which only direct access answers.
        allow_direct: true,
      },
    ],
  };
}

async function ensureStream(
  jsm: JetStreamManager,
  wanted: Wanted,
  log: EventLog,
): Promise<StreamInfo> {
  const existing = (await findStream(jsm, wanted.name)) ?? (await addStream(jsm, wanted));
  // Another service created it with other settings between our look and our attempt.
  const info = existing ?? (await jsm.streams.info(wanted.name));
  const differences = differencesOf(wanted, info.config);
  if (differences.length > 0) {
    log.warn({ stream: wanted.name, differences }, "stream_configured_differently");
  }
  return info;
}

async function findStream(jsm: JetStreamManager, name: string): Promise<StreamInfo | undefined> {
  try {
    return await jsm.streams.info(name);
  } catch (error) {
    if (isStreamMissing(error)) return undefined;
    throw error;
  }
}

async function addStream(jsm: JetStreamManager, wanted: Wanted): Promise<StreamInfo | undefined> {
  try {
    return await jsm.streams.add(wanted);
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === NAME_IN_USE) return undefined;
    throw error;
  }
}

function differencesOf(wanted: Wanted, actual: StreamConfig): readonly string[] {
  const found = new Map<string, unknown>(Object.entries(actual));
  return Object.entries(wanted)
    .filter(([key, value]) => JSON.stringify(found.get(key)) !== JSON.stringify(value))
    .map(
      ([key, value]) =>
        `${key}: wanted ${JSON.stringify(value)}, is ${JSON.stringify(found.get(key))}`,
    );
}
