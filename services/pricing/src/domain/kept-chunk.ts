import type { SettledChunk } from "./book.js";

/** A settled chunk as its settlement keeps it; minor units of the wallet's currency. */
export type KeptChunk = Pick<
  SettledChunk,
  "chunkId" | "reservationId" | "operator" | "alphabet" | "parts" | "chargedParts" | "place"
> & {
  readonly charged: bigint;
  readonly released: bigint;
  readonly at: Date;
};
