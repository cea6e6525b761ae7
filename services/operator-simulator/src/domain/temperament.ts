/** Hours of the day, UTC, from the first until the second; over midnight where the first is the later. */
export type Hours = { readonly from: number; readonly until: number };

/** How an operator treats what it gets. Shares are 0 to 1, times are milliseconds. */
export type Behaviour = {
  /** From a submit to its answer. */
  readonly answerDelayMs: number;
  /** From the answer to the receipt. */
  readonly receiptDelayMs: number;
  /** Share of receipts that are never sent. */
  readonly loseReceipts: number;
  /** Share of messages that are accepted and then neither delivered nor ever spoken of. */
  readonly silentDrops: number;
  /** Share of messages that do not reach the handset (UNDELIV). */
  readonly undeliverable: number;
  /** Submits per second and account, ESME_RTHROTTLED above; 0: no limit. */
  readonly throttle: number;
  /** Shares of submits that are not accepted: with a passing fault (ESME_RSYSERR), and for good (ESME_RINVDSTADR). */
  readonly faults: number;
  readonly rejects: number;
  /** When it throttles; absent: at all hours. */
  readonly throttleHours?: Hours | undefined;
  /** The id is hexadecimal in the answer and decimal in the receipt. */
  readonly hexIds: boolean;
  /** Of a long message, only the last part gets a receipt. */
  readonly lastPartReceipts: boolean;
  /** Share of receipts sent before the answer of their submit. */
  readonly earlyReceipts: number;
  /** Share of receipts that come `lateByMs` later than the others. */
  readonly lateReceipts: number;
  readonly lateByMs: number;
  /** Share of receipts sent twice. */
  readonly duplicateReceipts: number;
  /** Share of messages that the operator has to try again, and says so (ENROUTE) before the receipt of their end. */
  readonly enroute: number;
  /** Share of receipts that another one contradicts a second later; the first tells the truth. */
  readonly contradicts: number;
  /** How receipts are written: text and parameters, one of them only, or text under the data_coding of UCS-2. */
  readonly receiptForm: "usual" | "text_only" | "tlv_only" | "ucs2_flagged";
  /** Share of submits that are answered twice. */
  readonly answersTwice: number;
  /** Shares of submits that are accepted and then, instead of an answer, … break the connection, */
  readonly dropConnections: number;
  /** … break it in the middle of the answer's PDU, */
  readonly resetsMidPdu: number;
  /** … get octets that are no SMPP, */
  readonly garbage: number;
  /** … get nothing on a connection that stays. */
  readonly neverAnswers: number;
  /** As though the cable were cut without a word: connections stay, nothing is read or answered, binds neither. */
  readonly blackhole: boolean;
  /** Binds are answered with ESME_RBINDFAIL. */
  readonly refusesBinds: boolean;
};

const prompt: Behaviour = {
  answerDelayMs: 0,
  receiptDelayMs: 200,
  loseReceipts: 0,
  silentDrops: 0,
  undeliverable: 0,
  throttle: 0,
  faults: 0,
  rejects: 0,
  throttleHours: undefined,
  hexIds: false,
  lastPartReceipts: false,
  earlyReceipts: 0,
  lateReceipts: 0,
  lateByMs: 5_000,
  duplicateReceipts: 0,
  enroute: 0,
  contradicts: 0,
  receiptForm: "usual",
  answersTwice: 0,
  dropConnections: 0,
  resetsMidPdu: 0,
  garbage: 0,
  neverAnswers: 0,
  blackhole: false,
  refusesBinds: false,
};

/** Names of the characters below. */
export const TEMPERAMENT_NAMES = [
  "prompt",
  "everyday",
  "slow",
  "throttling",
  "throttling_at_night",
  "hex_ids",
  "early_receipts",
  "last_part_receipts",
  "lossy",
  "silent_drops",
  "resets_mid_pdu",
  "blackhole",
  "garbage",
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
  throttling_at_night: { ...prompt, throttle: 100, throttleHours: { from: 20, until: 4 } },
  hex_ids: { ...prompt, hexIds: true },
  early_receipts: { ...prompt, answerDelayMs: 50, earlyReceipts: 0.5 },
  last_part_receipts: { ...prompt, lastPartReceipts: true },
  lossy: {
    ...prompt,
    loseReceipts: 0.05,
    undeliverable: 0.1,
    duplicateReceipts: 0.05,
    dropConnections: 0.001,
  },
  silent_drops: { ...prompt, silentDrops: 0.05 },
  resets_mid_pdu: { ...prompt, resetsMidPdu: 0.001 },
  blackhole: { ...prompt, blackhole: true },
  garbage: { ...prompt, garbage: 0.001 },
};

/** Whether the hour of this instant is among them. */
export const isWithin = ({ from, until }: Hours, at: Date): boolean => {
  const hour = at.getUTCHours();
  return from <= until ? from <= hour && hour < until : from <= hour || hour < until;
};
