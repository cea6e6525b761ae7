import { scriptOf, segmentTable, type MarketPack } from "@whiteline/markets";
import { chooseAlphabet, countSegments, lengthOf } from "@whiteline/sms";
import type { Finding } from "./finding.js";

/** A kind of message as the market's pack knows it: short, long, flash, interactive [tr.md §4]. */
export type MessageType = MarketPack["messageTypes"][number];

/** What the kind asks of a message. */
export type TypedMessage = {
  /** Code points after NFC. */
  readonly length: number;
  /** The pack's word for the letters of the text. */
  readonly script: string;
  /** Digits of the sender's number; undefined for a name. */
  readonly numberDigits: number | undefined;
  /** The sender counts on answers. */
  readonly expectReply: boolean;
};

/** "none": nobody named a kind, the text decides; "unknown": the market has no such kind. */
export const messageTypeOf = (pack: MarketPack, id: string): MessageType | "none" | "unknown" =>
  id === "" ? "none" : (pack.messageTypes.find((type) => type.id === id) ?? "unknown");

/** Whether a message of the kind pops up on the screen, which is message class 0 on the air [003 · Flash]. */
export const isFlash = (pack: MarketPack, id: string): boolean =>
  pack.messageTypes.some((type) => type.id === id && type.popup);

/** Whether the text is beyond the credits of its kind, or beyond any message of the market. */
export const lengthFaults = (
  pack: MarketPack,
  { id, maxCredits }: MessageType,
  { length, script }: Pick<TypedMessage, "length" | "script">,
): readonly string[] => {
  const table = segmentTable(pack, { script });
  const count = table && countSegments(length, table);
  const isEndless = count !== undefined && "error" in count && count.error === "too_long";
  const credits = count !== undefined && "segments" in count ? count.segments : 0;
  const isBeyondKind = maxCredits !== null && (isEndless || credits > maxCredits);
  return [...(isBeyondKind ? [`${id}_too_long`] : []), ...(isEndless ? ["too_long"] : [])];
};

/** Whether the sender and what is wanted of the recipient suit the kind. */
export const answerFaults = (
  { id, replyable, numberDigits }: MessageType,
  message: Pick<TypedMessage, "numberDigits" | "expectReply">,
): readonly string[] => {
  const isMute = replyable === false && message.expectReply;
  const isNumber =
    numberDigits.length === 0 || numberDigits.some((digits) => digits === message.numberDigits);
  return [
    ...(isMute ? [`${id}_not_replyable`] : []),
    ...(isNumber ? [] : [`${id}_number_digits_invalid`]),
  ];
};

/** Length and script of a text as the tables of its market ask. */
export const measureType = (
  pack: MarketPack,
  text: string,
): Pick<TypedMessage, "length" | "script"> => ({
  length: lengthOf(text),
  script: scriptOf(pack, text, chooseAlphabet(text) === "ucs2"),
});

/** A fault in the words of law 4. */
export const typeFinding = (fault: string, { id, source, numberDigits }: MessageType): Finding => {
  const words = wordsOf(id, numberDigits);
  const [rule, remedy] = words[kindOf(fault)];
  const subject = fault.endsWith("too_long") ? "text" : "message_type";
  return { code: fault.toUpperCase(), subject, rule, source, remedy };
};

/** The kind of message is none of the market's. */
export const messageTypeUnknown = ({ name, messageTypes }: MarketPack): Finding => ({
  code: "MESSAGE_TYPE_UNKNOWN",
  subject: "message_type",
  rule:
    messageTypes.length === 0
      ? `${name} knows no kinds of message.`
      : `${name} knows the kinds ${messageTypes.map(({ id }) => id).join(", ")}.`,
  source: "market pack · messageTypes",
  remedy: "Leave the kind of message out, or name one of the market.",
});

type FaultKind = "too_long" | "not_replyable" | "number_digits_invalid";

const kindOf = (fault: string): FaultKind => {
  if (fault.endsWith("not_replyable")) return "not_replyable";
  return fault.endsWith("number_digits_invalid") ? "number_digits_invalid" : "too_long";
};

const wordsOf = (
  id: string,
  digits: readonly number[],
): Readonly<Record<FaultKind, readonly [rule: string, remedy: string]>> => ({
  too_long: [
    `The text is longer than a message of the kind ${id} may be.`,
    "Shorten the text, or send it as a long message.",
  ],
  not_replyable: [
    `A message of the kind ${id} cannot be answered.`,
    "Send it as an interactive message, or do not count on answers.",
  ],
  number_digits_invalid: [
    `A message of the kind ${id} comes from a number of ${digits.join(" or ")} digits.`,
    "Send it from such a number; GET /v1/lines shows yours.",
  ],
});
