import type { ConsentState, RecipientKind } from "../domain/consent.js";

/** One entry of a registry: what a recipient said, and how. */
export type RegistryWord = {
  readonly msisdn: number;
  readonly kind: RecipientKind;
  readonly state: ConsentState;
  readonly saidAt: Date;
  /** A source code of the market. */
  readonly source: string;
};
/** What became of each entry of a batch; absent while the registry has not judged it. */
export type BatchAnswer = readonly { readonly index: number; readonly error: string }[];

/**
 * A national registry of consents, asked in the name of a brand. Every question may fail with DomainError unavailable
 * REGISTRY_AWAY or REGISTRY_BUSY (ask again later, nothing was lost) or precondition REGISTRY_REFUSED.
 */
export type ConsentRegistry = {
  /** Hands a batch over; the registry judges it later. @returns its name of the batch */
  readonly upload: (
    brand: string,
    kind: RecipientKind,
    words: readonly RegistryWord[],
  ) => Promise<string>;
  /** Undefined while it is not judged; "unknown" when the registry has forgotten it, and it must be sent again. */
  readonly answerOf: (
    brand: string,
    requestId: string,
  ) => Promise<BatchAnswer | "unknown" | undefined>;
  /** What the registry knows of these; who is absent is not in it. */
  readonly query: (
    brand: string,
    kind: RecipientKind,
    msisdns: readonly number[],
  ) => Promise<ReadonlyMap<number, ConsentState>>;
  /** What others told it since the cursor ("" = from the beginning), oldest first. */
  readonly changes: (
    brand: string,
    cursor: string,
  ) => Promise<{
    readonly words: readonly RegistryWord[];
    readonly cursor: string;
    readonly isMore: boolean;
  }>;
};
