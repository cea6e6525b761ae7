import { hash } from "node:crypto";

import { zeroReference } from "./domain/zero-reference.js";

const zero = () => ({
  /** submit_sm accepted. */
  submitted: 0,
  /** Different destination and text among them; the concatenation reference does not count. */
  unique: 0,
  duplicates: 0,
  throttled: 0,
  /** Not accepted: a passing fault, and for good. */
  faulted: 0,
  rejected: 0,
  /** Connections broken on purpose instead of an answer. */
  dropped: 0,
  /** Submits that got no answer on a connection that stayed, and such that got octets that are no SMPP. */
  unanswered: 0,
  garbled: 0,
  undeliverable: 0,
  binds: 0,
  bindsRefused: 0,
  receiptsSent: 0,
  receiptsAcked: 0,
  /** Answered with an error, or not answered: sent again. */
  receiptsRefused: 0,
  receiptsUnanswered: 0,
  receiptsLost: 0,
  /** Words that a message is tried again, that were taken. */
  enroute: 0,
  /** Receipts that said the opposite of an earlier one, and were taken. */
  contradictions: 0,
  /** Receipts for messages that never were. */
  strays: 0,
  straysAcked: 0,
  inboundSent: 0,
  inboundAcked: 0,
});

export type Counts = ReturnType<typeof zero>;
export type Tally = ReturnType<typeof startTally>;

/** Counts what happened. */
export const startTally = () => {
  let counts = zero();
  let seen = new Set<number>();
  return {
    add(what: Exclude<keyof Counts, "unique" | "duplicates">): void {
      counts[what] += 1;
    },
    /** Counts an accepted submit by its fingerprint. */
    addSubmit(fingerprint: number): void {
      counts.submitted += 1;
      const before = seen.size;
      seen.add(fingerprint);
      counts[seen.size === before ? "duplicates" : "unique"] += 1;
    },
    read: (): Readonly<Counts> => ({ ...counts }),
    reset(): void {
      counts = zero();
      seen = new Set();
    },
  };
};

/**
 * 53 bits over destination and text: a number, because a million strings would weigh a hundred
 * megabytes. Among a million messages, two different ones collide with a chance of 1 in 18,000.
 */
export const fingerprintOf = (
  destination: string,
  esmClass: number,
  shortMessage: Buffer,
): number => {
  const text = zeroReference(esmClass, shortMessage);
  const digest = hash("sha1", Buffer.concat([Buffer.from(`${destination}\0`), text]), "buffer");
  return digest.readUInt32BE(0) * 0x20_0000 + (digest.readUInt32BE(4) >>> 11);
};
