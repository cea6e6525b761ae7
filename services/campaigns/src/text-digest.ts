import { createHash } from "node:crypto";

/** The first eight bytes of a text's SHA-256: lists compares what was sent by it and never sees a text. */
export const textDigest = (text: string): bigint =>
  createHash("sha256").update(text).digest().readBigUInt64LE(0);
