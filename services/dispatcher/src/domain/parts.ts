import { split, type Alphabet, type SmsPart, type Suffix } from "@whiteline/sms";

/** What of a released chunk decides what goes on the air. */
export type ChunkContent = {
  readonly chunkId: string;
  readonly msisdns: readonly bigint[];
  /** One text for all, or one per recipient. */
  readonly texts: readonly string[];
  /** Parts per recipient as campaigns counted and pricing reserved them. */
  readonly parts: Uint8Array;
  readonly alphabet: Alphabet;
  /** Message class 0. */
  readonly flash: boolean;
  /** What stands behind each text, as campaigns counted it. */
  readonly suffix: Suffix;
};

/** A part of the chunk: whose it is and what it carries. */
export type ChunkPart = { readonly recipient: number; readonly content: SmsPart };

export type ChunkParts =
  | { readonly kind: "ok"; readonly parts: readonly ChunkPart[] }
  /** The chunk does not say what was reserved and cleared: nothing of it may leave. */
  | { readonly kind: "broken"; readonly reason: string };

/** Concatenation reference: the same for every attempt, so that a retry is byte-identical (delivery.md §4). */
export const referenceOf = (chunkId: string, recipient: number): number => {
  let hash = 0x811c9dc5 ^ recipient;
  for (let i = 0; i < chunkId.length; i += 1)
    hash = Math.imul(hash ^ chunkId.charCodeAt(i), 0x01000193);
  return (hash >>> 0) & 0xffff;
};

/**
 * Where a chunk becomes parts on the air. Its own split must give exactly the parts that were
 * counted and paid; otherwise the chunk is broken.
 */
export const partsOfChunk = (chunk: ChunkContent, concat: "8bit" | "16bit"): ChunkParts => {
  const parts: ChunkPart[] = [];
  const { alphabet, flash, suffix } = chunk;
  const common = chunk.texts.length === 1;
  if (!common && chunk.texts.length !== chunk.msisdns.length)
    return { kind: "broken", reason: "texts_do_not_match_recipients" };
  if (chunk.parts.length !== chunk.msisdns.length)
    return { kind: "broken", reason: "parts_do_not_match_recipients" };
  for (let recipient = 0; recipient < chunk.msisdns.length; recipient += 1) {
    const text = chunk.texts[common ? 0 : recipient] ?? "";
    const reference = referenceOf(chunk.chunkId, recipient);
    // A printed table may count a part more than the air needs: what is paid is sent.
    const atLeast = chunk.parts[recipient] ?? 0;
    const result = split(text, { alphabet, concat, reference, flash, suffix, atLeast });
    if (result.kind === "refused") return { kind: "broken", reason: result.code.toLowerCase() };
    if (result.parts.length !== atLeast)
      return { kind: "broken", reason: "parts_differ_from_reservation" };
    for (const content of result.parts) parts.push({ recipient, content });
  }
  return { kind: "ok", parts };
};

/** Absolute validity of SMPP 3.4 §7.1.1 in UTC, the same for every attempt. */
export const validityPeriod = (expiresAt: Date): string => {
  const digits = expiresAt.toISOString().replace(/\D/g, "");
  return `${digits.slice(2, 14)}000+`;
};
