/** The channel of what a withdrawn consent makes. */
export const BY_CONSENT = "consent";

/** The subscriber's own later word, which ends a refusal. */
export type RefusalLift = {
  readonly saidAt: Date;
  readonly source: string;
  readonly wording: string;
  /** Where the proof is kept. */
  readonly evidence: string;
  readonly liftedAt: Date;
  readonly requestId: string;
};

/** Somebody wants no more messages of a line, or of all lines of a tenant. */
export type Refusal = {
  readonly refusalId: string;
  readonly tenantId: string;
  /** Empty: every line of the tenant. */
  readonly lineId: string;
  readonly msisdn: number;
  readonly channel: string;
  readonly requestId: string;
  /** When the subscriber said it. */
  readonly heardAt: Date;
  /** When it was kept: from here on it counts. */
  readonly at: Date;
  readonly reference: string;
  /** Traffic that it stops; empty: all. */
  readonly stops: readonly string[];
  readonly version: number;
  /** When the last dispatcher told that it obeys; null while none has. */
  readonly enforcedAt: Date | null;
  readonly lift: RefusalLift | null;
  /** Request ids of earlier words of the same subscriber about the same line. */
  readonly earlierRequestIds: readonly string[];
  /** Words before this one that were lifted, the oldest first; none of before they were kept. */
  readonly earlier: readonly EarlierRefusal[];
};

/** A refusal that was lifted before the same subscriber refused again. */
export type EarlierRefusal = Pick<Refusal, "channel" | "heardAt" | "at" | "reference"> & {
  readonly lift: RefusalLift;
};

/** A refusal as it comes in. */
export type NewRefusal = Omit<
  Refusal,
  "refusalId" | "version" | "enforcedAt" | "lift" | "earlierRequestIds" | "earlier"
>;

export type RefusalDecision =
  | { readonly kind: "first" }
  /** It holds already, or is an old word heard again. */
  | { readonly kind: "known"; readonly refusal: Refusal }
  /** It was lifted and is said anew. */
  | { readonly kind: "again"; readonly refusal: Refusal }
  /** A withdrawn consent made it; now the subscriber refuses by another road, and a new consent will not end it. */
  | { readonly kind: "also"; readonly refusal: Refusal };

/**
 * What a word of refusal changes. A reply that is delivered twice must not undo what the subscriber said between:
 * a word counts once, and not when it is older than the one that lifted it.
 */
export function decideRefusal(known: Refusal | undefined, word: NewRefusal): RefusalDecision {
  if (known === undefined) return { kind: "first" };
  const { lift } = known;
  const isHeardAgain =
    known.requestId === word.requestId || known.earlierRequestIds.includes(word.requestId);
  if (isHeardAgain) return { kind: "known", refusal: known };
  if (lift === null) {
    const isOtherRoad = known.channel === BY_CONSENT && word.channel !== BY_CONSENT;
    return { kind: isOtherRoad ? "also" : "known", refusal: known };
  }
  return { kind: word.heardAt <= lift.saidAt ? "known" : "again", refusal: known };
}

/**
 * Whether a consent ends it: only what a withdrawn consent made, and only by a word that is younger. Who refused by
 * reply, link, API or complaint takes that back by its own proof (`lift-refusal.ts`).
 */
export function isEndedByConsent(
  { channel, lift, heardAt }: Pick<Refusal, "channel" | "lift" | "heardAt">,
  givenAt: Date,
): boolean {
  return channel === BY_CONSENT && lift === null && givenAt > heardAt;
}

/** Whether it was kept by then and not lifted yet: what stopped messages at that moment. */
export function heldAt(
  { at, lift, earlier }: Pick<Refusal, "at" | "lift" | "earlier">,
  then: Date,
) {
  return [...earlier, { at, lift }].some(
    (word) => word.at <= then && (word.lift === null || word.lift.liftedAt > then),
  );
}

/** Milliseconds from the subscriber's word to enforcement, or to its being kept while that is all we know. */
export function tookMs({ heardAt, at, enforcedAt }: Refusal): number {
  return Math.max(0, (enforcedAt ?? at).getTime() - heardAt.getTime());
}

/** The value below which a share of the sorted values lies; 0 of none. */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
