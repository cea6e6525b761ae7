/**
 * Why a part failed: one list of words for all operators; the operator's own code is kept beside it. Stored as its place in
 * this list, so words are only ever appended.
 */
export const failureWords = [
  "number_unknown", // no such subscriber
  "number_invalid", // not a number this operator sends to
  "absent", // switched off or out of reach
  "barred", // the subscriber or its operator takes no such messages
  "handset", // the handset refused it or is full
  "network", // the network failed
  "operator_busy", // throttled or overloaded until the end
  "sender_refused", // the operator does not take this sender
  "content_refused", // the operator does not take this text or its form
  "account", // our account or link at the operator
  "deleted", // deleted at the operator
  "validity_over", // its time ran out
  "no_receipt", // nothing came until the end
  "withheld", // held back here: refusal, pause, cancel, suspension
  "platform", // failed inside the platform
  "unspecified", // the operator does not say why
] as const;

export type FailureWord = (typeof failureWords)[number];

const known: ReadonlySet<string> = new Set(failureWords);
export const isFailureWord = (word: string): word is FailureWord => known.has(word);
