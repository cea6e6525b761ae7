/** How an operator treats what it gets. Shares are 0 to 1, times are milliseconds. */
export type Behaviour = {
  /** From a submit to its answer. */
  readonly answerDelayMs: number;
  /** From the answer to the receipt. */
  readonly receiptDelayMs: number;
  /** Share of receipts that are never sent. */
  readonly loseReceipts: number;
  /** Share of messages that do not reach the handset (UNDELIV). */
  readonly undeliverable: number;
  /** Submits per second and account, ESME_RTHROTTLED above; 0: no limit. */
  readonly throttle: number;
  /** The id is hexadecimal in the answer and decimal in the receipt. */
  readonly hexIds: boolean;
  /** Share of receipts sent before the answer of their submit. */
  readonly earlyReceipts: number;
  /** Share of receipts that come `lateByMs` later than the others. */
  readonly lateReceipts: number;
  readonly lateByMs: number;
  /** Share of receipts sent twice. */
  readonly duplicateReceipts: number;
  /** Share of submits that are accepted and then, instead of an answer, break the connection. */
  readonly dropConnections: number;
};

const prompt: Behaviour = {
  answerDelayMs: 0,
  receiptDelayMs: 200,
  loseReceipts: 0,
  undeliverable: 0,
  throttle: 0,
  hexIds: false,
  earlyReceipts: 0,
  lateReceipts: 0,
  lateByMs: 5_000,
  duplicateReceipts: 0,
  dropConnections: 0,
};

/** Names of the characters below. */
export const TEMPERAMENT_NAMES = [
  "prompt",
  "everyday",
  "slow",
  "throttling",
  "hex_ids",
  "early_receipts",
  "lossy",
] as const;

export type Temperament = (typeof TEMPERAMENT_NAMES)[number];

/** Named characters of operators, each one trait more than `prompt`; `everyday` has a little of most. */
export const TEMPERAMENTS: Readonly<Record<Temperament, Behaviour>> = {
  prompt,
  everyday: {
    ...prompt,
    undeliverable: 0.03,
    earlyReceipts: 0.02,
    lateReceipts: 0.02,
    duplicateReceipts: 0.01,
  },
  slow: { ...prompt, answerDelayMs: 300, receiptDelayMs: 5_000 },
  throttling: { ...prompt, throttle: 100 },
  hex_ids: { ...prompt, hexIds: true },
  early_receipts: { ...prompt, answerDelayMs: 50, earlyReceipts: 0.5 },
  lossy: {
    ...prompt,
    loseReceipts: 0.05,
    undeliverable: 0.1,
    duplicateReceipts: 0.05,
    dropConnections: 0.001,
  },
};
