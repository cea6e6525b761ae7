import mongoose from "mongoose";
import type { Chunk, ReleasedChunk, Stamp } from "../domain/chunk.js";

const { Binary } = mongoose.mongo;
export type Bytes = InstanceType<typeof Binary>;

/** One document per chunk; hot path, so the native driver and short names (delivery.md §3). */
export type ChunkDocument = {
  _id: string;
  tenant: string;
  campaign: string;
  batch: string;
  /** Revision under which it may be released; a release names it, so that none slips past a renewal. */
  rev: number;
  line: string;
  market: string;
  lane: Chunk["lane"];
  operator: string;
  alphabet: string;
  /** Absent: no. */
  flash?: boolean;
  /** What we append to each text, and the room left for what the operator appends; absent: none. */
  sfx?: string;
  room?: number;
  /** Present: its parts were counted with a reference of two octets. */
  wide?: true;
  /** Absent: none. */
  variant?: number;
  /** Absent: no. */
  test?: boolean;
  state: "prepared" | "released" | "cancelled";
  /** Recipients and parts. */
  n: number;
  p: number;
  msisdns: Bytes;
  texts: string[];
  parts: Bytes;
  requests: string[];
  verdict: string;
  at: Date;
  stamp: StampDocument | null;
  route: string | null;
  reservation: string | null;
  /** The document is its own outbox (law 7): false until JetStream has stored the work. */
  published: boolean | null;
  attempts: number;
  /** Released and the dispatcher has not answered for every part. */
  open: boolean;
  /** dlr knows the answer of every part; absent until then. */
  answered?: boolean;
  /** If nothing was heard until then, the work is published again: MongoDB is the truth. Null when all is answered. */
  silentAt: Date | null;
  /** Version of the latest SubmitsRecorded, and parts it had answered. */
  sv: number;
  recorded: number;
  /** Version of the latest OutcomesRecorded, and what it counted. */
  ov: number;
  messages: Record<string, number>;
  partStates: Record<string, number>;
  dup: number;
  final: boolean;
};

/** Money is kept as text: exact, and whole beyond 2^53. */
type StampDocument = {
  /** Absent in what was released before it was kept. */
  provider?: string;
  sender: string;
  advertising: boolean;
  /** Absent in what was released before kinds of traffic were asked for. */
  traffic?: string;
  clearance: string;
  rev: number;
  currency: string;
  price: string;
  dropped: Bytes;
  /** Absent where nobody is dropped, and in what was released before reasons were kept. */
  why?: string[];
  expiresAt: Date;
  releasedAt: Date;
};

export const bytes = (binary: Bytes): Uint8Array =>
  new Uint8Array(binary.buffer.subarray(0, binary.position));

const packNumbers = (msisdns: readonly bigint[]): Bytes => {
  const packed = Buffer.allocUnsafe(msisdns.length * 8);
  msisdns.forEach((msisdn, i) => packed.writeBigUInt64LE(msisdn, i * 8));
  return new Binary(packed);
};

export const unpackNumbers = (binary: Bytes): readonly bigint[] => {
  const packed = Buffer.from(bytes(binary));
  return Array.from({ length: packed.length / 8 }, (_, i) => packed.readBigUInt64LE(i * 8));
};

/** The chunk as it is first written; a stamp makes it a released one. */
export const toDocument = (
  chunk: Chunk,
  revision: number,
  stamp?: Stamp,
  silentAt?: Date,
): ChunkDocument => ({
  _id: chunk.chunkId,
  tenant: chunk.tenantId,
  campaign: chunk.campaignId,
  batch: chunk.batch,
  rev: revision,
  line: chunk.lineId,
  market: chunk.market,
  lane: chunk.lane,
  operator: chunk.operator,
  alphabet: chunk.alphabet,
  ...(chunk.flash ? { flash: true } : {}),
  ...(chunk.suffix.text === "" ? {} : { sfx: chunk.suffix.text }),
  ...(chunk.suffix.room === 0 ? {} : { room: chunk.suffix.room }),
  ...(chunk.wideReference ? { wide: true } : {}),
  ...(chunk.variant > 0 ? { variant: chunk.variant } : {}),
  ...(chunk.test ? { test: true } : {}),
  n: chunk.msisdns.length,
  p: chunk.parts.reduce((sum, parts) => sum + parts, 0),
  msisdns: packNumbers(chunk.msisdns),
  texts: [...chunk.texts],
  parts: new Binary(chunk.parts),
  requests: [...chunk.requestIds],
  verdict: chunk.verdictId,
  at: chunk.acceptedAt,
  attempts: 0,
  sv: 0,
  recorded: 0,
  ov: 0,
  messages: {},
  partStates: {},
  dup: 0,
  final: false,
  ...(stamp === undefined || silentAt === undefined
    ? {
        state: "prepared" as const,
        stamp: null,
        route: null,
        reservation: null,
        published: null,
        open: false,
        silentAt: null,
      }
    : released(stamp, silentAt)),
});

/** What a release sets. */
export const released = (stamp: Stamp, silentAt: Date) => ({
  state: "released" as const,
  stamp: {
    provider: stamp.providerId,
    sender: stamp.sender,
    advertising: stamp.advertising,
    traffic: stamp.traffic,
    clearance: stamp.clearanceId,
    rev: stamp.revision,
    currency: stamp.pricePerPart.currency,
    price: stamp.pricePerPart.minor.toString(),
    dropped: new Binary(stamp.dropped),
    ...(stamp.droppedReasons.length === 0 ? {} : { why: [...stamp.droppedReasons] }),
    expiresAt: stamp.expiresAt,
    releasedAt: stamp.releasedAt,
  },
  route: stamp.route,
  reservation: stamp.reservationId,
  published: false,
  open: true,
  silentAt,
});

export const toChunk = (d: ChunkDocument): Chunk => ({
  chunkId: d._id,
  tenantId: d.tenant,
  campaignId: d.campaign,
  batch: d.batch,
  lineId: d.line,
  market: d.market,
  lane: d.lane,
  operator: d.operator,
  alphabet: d.alphabet,
  flash: d.flash ?? false,
  suffix: { text: d.sfx ?? "", room: d.room ?? 0 },
  wideReference: d.wide ?? false,
  variant: d.variant ?? 0,
  test: d.test ?? false,
  msisdns: unpackNumbers(d.msisdns),
  texts: d.texts,
  parts: bytes(d.parts),
  requestIds: d.requests,
  verdictId: d.verdict,
  acceptedAt: d.at,
});

/** The chunk with its stamp; undefined when it was never released. */
export const toReleased = (d: ChunkDocument): ReleasedChunk | undefined => {
  const { stamp, route, reservation } = d;
  if (stamp === null || route === null || reservation === null) return undefined;
  return {
    ...toChunk(d),
    stamp: {
      providerId: stamp.provider ?? "",
      route,
      sender: stamp.sender,
      advertising: stamp.advertising,
      traffic: stamp.traffic ?? "",
      clearanceId: stamp.clearance,
      reservationId: reservation,
      revision: stamp.rev,
      pricePerPart: { currency: stamp.currency, minor: BigInt(stamp.price) },
      dropped: bytes(stamp.dropped),
      droppedReasons: stamp.why ?? [],
      expiresAt: stamp.expiresAt,
      releasedAt: stamp.releasedAt,
    },
  };
};
