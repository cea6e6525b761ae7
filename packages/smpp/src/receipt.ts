import type { Tlv } from "./codec.js";
import { type Address, type DeliverContent, type DeliverSm, TLV } from "./message.js";

export const receiptStates = [
  "ENROUTE",
  "DELIVRD",
  "EXPIRED",
  "DELETED",
  "UNDELIV",
  "ACCEPTD",
  "UNKNOWN",
  "REJECTD",
] as const;

export type ReceiptState = (typeof receiptStates)[number];

export type ParsedReceipt =
  | {
      readonly kind: "receipt";
      /** As the operator wrote it; hex, decimal and zeros are the account's normaliser's matter. */
      readonly messageId: string;
      readonly state: ReceiptState;
      /** The operator's own code: the text's `err`, else the network's as `type:code`. */
      readonly errorCode?: string;
      /** The network's as `type:code`, where it came as a parameter: also where the text has an `err`. */
      readonly networkError?: string;
      /** Wall clock of the operator, whose zone is not told: `YYYY-MM-DDThh:mm[:ss]`. */
      readonly doneAt?: string;
    }
  | { readonly kind: "not-a-receipt" }
  /** It says it is a receipt, but names no message or no state we know. */
  | { readonly kind: "unreadable" };

/** message_state of SMPP 3.4 §5.2.28, in the words of the receipt's text (Appendix B). */
const STATES: readonly (ReceiptState | undefined)[] = [undefined, ...receiptStates];

/** Words seen in `stat:` beside those of Appendix B. */
const SPELLINGS: ReadonlyMap<string, ReceiptState> = new Map<string, ReceiptState>([
  ["SCHEDULED", "ENROUTE"],
  ["BUFFERED", "ENROUTE"],
  ["DELIVERED", "DELIVRD"],
  ["UNDELIVERABLE", "UNDELIV"],
  ["UNDELIVERED", "UNDELIV"],
  ["FAILED", "UNDELIV"],
  ["ACCEPTED", "ACCEPTD"],
  ["REJECTED", "REJECTD"],
]);

/** Bits 5..2 of esm_class say what a deliver_sm is (SMPP 3.4 §5.2.12). */
const KIND = 0b0011_1100;
const RECEIPT = 0x04;
const INTERMEDIATE = 0x20;
const HAS_HEADER = 0x40;
const UCS2 = 0x08;

/**
 * Reads a delivery receipt: TLVs first, then the text, whose form is the vendor's (SMPP 3.4
 * Appendix B). esm_class alone decides whether it is one.
 *
 * @param own what this operator's own words mean, in capitals: of `stat:`, or numbers of message_state.
 */
export const parseReceipt = (
  deliver: DeliverSm,
  own: ReadonlyMap<string, ReceiptState> = NONE,
): ParsedReceipt => {
  const kind = deliver.esmClass & KIND;
  if (kind !== RECEIPT && kind !== INTERMEDIATE) return { kind: "not-a-receipt" };
  const fields = fieldsOf(deliver);
  // Some send the TLV empty and name the message in the text.
  const messageId = deliver.receiptedMessageId || ID.exec(fields)?.[1];
  const state = stateOf(deliver.messageState ?? 0, fields, own);
  if (messageId === undefined || messageId === "" || state === undefined) {
    return { kind: "unreadable" };
  }
  const networkError = toNetworkError(deliver.networkErrorCode);
  const errorCode = ERR.exec(fields)?.[1] ?? networkError;
  const doneAt = toWallClock(DONE_DATE.exec(fields)?.[1]);
  return {
    kind: "receipt",
    messageId,
    state,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(networkError === undefined ? {} : { networkError }),
    ...(doneAt === undefined ? {} : { doneAt }),
  };
};

/** An empty id does not borrow the next field. */
const ID = /(?:^|\s)id\s*:\s*(?!(?:sub|dlvrd|(?:submit|done)\s+date|stat|err)\s*:)([^\s]{1,65})/i;
const STAT = /\bstat\s*:\s*([a-z]{1,20})/i;
/** As long as it is, for words that the operator declares. */
const WHOLE_STAT = /\bstat\s*:\s*([^\s]{1,40})/i;
const ERR = /\berr\s*:\s*([0-9a-z]{1,10})/i;
const DONE_DATE = /\bdone\s+date\s*:\s*([0-9]{10,14})/i;
const TEXT = /\btext\s*:/i;

/** What stands before `text:`, for what follows is the customer's and may say anything. */
const fieldsOf = (deliver: DeliverSm): string => {
  const text = decodeText(deliver);
  const end = text.search(TEXT);
  return end === -1 ? text : text.slice(0, end);
};

/** ASCII, whatever data_coding claims: some send it flagged UCS-2, some as true UCS-2. */
const decodeText = ({ esmClass, dataCoding, shortMessage }: DeliverSm): string => {
  const headed = (esmClass & HAS_HEADER) !== 0 ? (shortMessage[0] ?? 0) + 1 : 0;
  const octets = shortMessage.subarray(headed);
  const wide = dataCoding === UCS2 && octets.length % 2 === 0 && octets[0] === 0;
  return wide ? Buffer.from(octets).swap16().toString("utf16le") : octets.toString("latin1");
};

const NONE: ReadonlyMap<string, ReceiptState> = new Map();

const stateOf = (
  number: number,
  fields: string,
  own: ReadonlyMap<string, ReceiptState>,
): ReceiptState | undefined => {
  const declared =
    own.size === 0
      ? undefined
      : (own.get(`${number}`) ?? own.get(WHOLE_STAT.exec(fields)?.[1]?.toUpperCase() ?? ""));
  return declared ?? STATES[number] ?? toState(STAT.exec(fields)?.[1]);
};

const toState = (stat: string | undefined): ReceiptState | undefined => {
  const word = stat?.toUpperCase();
  if (word === undefined) return undefined;
  return STATES.find((state) => state === word) ?? SPELLINGS.get(word);
};

const toNetworkError = (octets: Buffer | undefined): string | undefined =>
  octets?.length === 3 ? `${octets.readUInt8(0)}:${octets.readUInt16BE(1)}` : undefined;

/** YYMMDDhhmm, with seconds at some vendors, with the century at others. */
const DONE = /^((?:20)?\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/;

const toWallClock = (digits: string | undefined): string | undefined => {
  const parts = DONE.exec(digits ?? "");
  if (parts === null) return undefined;
  const [, year = "", month = "", day = "", hour = "", minute = "", second] = parts;
  if (+month < 1 || +month > 12 || +day < 1 || +day > 31 || +hour > 23 || +minute > 59) {
    return undefined;
  }
  const seconds = second === undefined ? "" : `:${second}`;
  return `${year.length === 2 ? "20" : ""}${year}-${month}-${day}T${hour}:${minute}${seconds}`;
};

/** What a receipt of ours says. */
export type Receipt = {
  readonly messageId: string;
  readonly state: ReceiptState;
  readonly errorCode: string;
  readonly submittedAt: Date;
  readonly doneAt: Date;
  /** The subscriber, from whom a receipt seems to come. */
  readonly source: Address;
  /** The sender of the message. */
  readonly destination: Address;
};

/**
 * How operators write receipts (SMPP 3.4 Appendix B, §5.3.2): usually text and TLVs; some only one of them, some their ASCII
 * under the data_coding of UCS-2.
 */
export const RECEIPT_FORMS = ["usual", "text_only", "tlv_only", "ucs2_flagged"] as const;
export type ReceiptForm = (typeof RECEIPT_FORMS)[number];

/** A receipt as a deliver_sm, times in UTC. */
export const formatReceipt = (receipt: Receipt, form: ReceiptForm = "usual"): DeliverContent => {
  const { messageId, state, errorCode } = receipt;
  const delivered = state === "DELIVRD" ? "001" : "000";
  const text =
    `id:${messageId} sub:001 dlvrd:${delivered} submit date:${toDigits(receipt.submittedAt)} ` +
    `done date:${toDigits(receipt.doneAt)} stat:${state} err:${errorCode} text:`;
  return {
    source: receipt.source,
    destination: receipt.destination,
    esmClass: RECEIPT,
    dataCoding: form === "ucs2_flagged" ? UCS2 : 0,
    shortMessage: Buffer.from(form === "tlv_only" ? "" : text, "latin1"),
    tlvs: form === "usual" || form === "tlv_only" ? receiptTlvs(messageId, state) : [],
  };
};

const receiptTlvs = (messageId: string, state: ReceiptState): readonly Tlv[] => [
  { tag: TLV.receipted_message_id, value: Buffer.from(`${messageId}\0`, "latin1") },
  { tag: TLV.message_state, value: Buffer.of(STATES.indexOf(state)) },
];

/** YYMMDDhhmm in UTC. */
const toDigits = (at: Date): string =>
  [
    at.getUTCFullYear() % 100,
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
  ]
    .map((part) => (part < 10 ? `0${part}` : `${part}`))
    .join("");
