import type { Suffix } from "@whiteline/sms";
import type { Money } from "./money.js";

/** Limits of the unit of the hot path [architecture · §5]. */
export const CHUNK_LIMITS = { recipients: 500, parts: 1_000, bytes: 256 * 1024 } as const;

/** Ids, stamps and lengths of the encoded chunk beside its recipients, generously. */
const FRAME_BYTES = 2_048;
/** A number is 8 bytes, its parts one; a text has a tag and a length of up to 3 bytes. */
const NUMBER_BYTES = 9;
const TEXT_FRAME_BYTES = 4;

/** One recipient's place in a chunk. */
export type Slot = {
  /** E.164 without "+". */
  readonly msisdn: bigint;
  readonly operator: string;
  readonly alphabet: string;
  readonly parts: number;
  readonly text: string;
};

/** Slots that may travel together: one operator, one alphabet, within the limits. */
export type ChunkDraft<S extends Slot = Slot> = {
  readonly operator: string;
  readonly alphabet: string;
  readonly slots: readonly S[];
  readonly parts: number;
};

type OpenDraft<S> = { slots: S[]; parts: number; bytes: number };

/**
 * Sorts slots into chunks as they come by and hands a chunk out when the next slot would burst it;
 * only one open chunk per kind is held in memory.
 *
 * @param kindOf what else keeps slots apart, e.g. their clearance.
 * @param isCommonText the text is the same for all and travels once.
 * @param mostRecipients fewer than the limit where they leave slowly.
 */
export const chunkBuilder = <S extends Slot>({
  kindOf = () => "",
  isCommonText = false,
  mostRecipients = CHUNK_LIMITS.recipients,
}: {
  readonly kindOf?: (slot: S) => string;
  readonly isCommonText?: boolean;
  readonly mostRecipients?: number;
} = {}) => {
  const open = new Map<string, OpenDraft<S>>();

  const close = ({ slots, parts }: OpenDraft<S>): ChunkDraft<S>[] => {
    const [first] = slots;
    return first === undefined
      ? []
      : [{ operator: first.operator, alphabet: first.alphabet, slots, parts }];
  };

  return {
    /** Answers the chunk that became full, if one did. */
    add(slot: S): readonly ChunkDraft<S>[] {
      const kind = `${slot.operator}|${slot.alphabet}|${kindOf(slot)}`;
      const bytes = bytesOf(slot, isCommonText);
      const draft = open.get(kind);
      if (draft !== undefined && draft.slots.length < mostRecipients && fits(draft, slot, bytes)) {
        draft.slots.push(slot);
        draft.parts += slot.parts;
        draft.bytes += bytes;
        return [];
      }
      const common = isCommonText ? Buffer.byteLength(slot.text) : 0;
      open.set(kind, { slots: [slot], parts: slot.parts, bytes: FRAME_BYTES + common + bytes });
      return draft === undefined ? [] : close(draft);
    },
    /** The chunks that are still open; the builder is empty afterwards. */
    finish(): readonly ChunkDraft<S>[] {
      const rest = [...open.values()].flatMap(close);
      open.clear();
      return rest;
    },
  };
};

const bytesOf = ({ text }: Slot, isCommonText: boolean): number =>
  NUMBER_BYTES + (isCommonText ? 0 : TEXT_FRAME_BYTES + Buffer.byteLength(text));

const fits = (draft: OpenDraft<Slot>, slot: Slot, bytes: number): boolean =>
  draft.slots.length < CHUNK_LIMITS.recipients &&
  draft.parts + slot.parts <= CHUNK_LIMITS.parts &&
  draft.bytes + bytes <= CHUNK_LIMITS.bytes;

/** Bit per recipient, set: dropped. Empty when nobody is. */
export const dropMask = (count: number, isDropped: (slot: number) => boolean): Uint8Array => {
  const mask = new Uint8Array(Math.ceil(count / 8));
  let any = false;
  for (let slot = 0; slot < count; slot += 1) {
    if (!isDropped(slot)) continue;
    any = true;
    mask[slot >> 3] = (mask[slot >> 3] ?? 0) | (1 << (slot & 7));
  }
  return any ? mask : new Uint8Array();
};

/** Why the recipient of a slot was dropped; "" when it was not, or nobody noted why. */
export const dropReason = (mask: Uint8Array, reasons: readonly string[], slot: number): string => {
  if (!isDropped(mask, slot)) return "";
  if (reasons.length === 1) return reasons[0] ?? "";
  let place = 0;
  for (let before = 0; before < slot; before += 1) if (isDropped(mask, before)) place += 1;
  return reasons[place] ?? "";
};

/** Whether a recipient's bit is set. */
export const isDropped = (mask: Uint8Array, slot: number): boolean =>
  ((mask[slot >> 3] ?? 0) & (1 << (slot & 7))) !== 0;

/** "<chunk id>-<slot>": printable and, since chunk ids are random, not guessable. */
export const messageId = (chunkId: string, slot: number): string => `${chunkId}-${slot}`;

/** The chunk and slot of a message id; undefined when it is none of ours. */
export const readMessageId = (
  id: string,
): { readonly chunkId: string; readonly slot: number } | undefined => {
  const match = /^([0-9a-f]{24})-(\d{1,3})$/u.exec(id);
  return match === null ? undefined : { chunkId: match[1] ?? "", slot: Number(match[2]) };
};

/** What is put on a chunk when it is released (architecture §3, step 5). */
export type Stamp = {
  /** Whose customer the tenant is; empty in what was released before it was kept. */
  readonly providerId: string;
  readonly route: string;
  readonly sender: string;
  readonly advertising: boolean;
  /** Kind of traffic: a refusal may stop some and leave others. */
  readonly traffic: string;
  readonly clearanceId: string;
  readonly reservationId: string;
  readonly revision: number;
  readonly pricePerPart: Money;
  readonly dropped: Uint8Array;
  /** Why, of each dropped recipient in order; one word stands for all of them. */
  readonly droppedReasons: readonly string[];
  readonly expiresAt: Date;
  readonly releasedAt: Date;
};

export type Lane = "otp" | "transactional" | "bulk";

/** A chunk as it was materialised, or as a group of messages made it. */
export type Chunk = {
  readonly chunkId: string;
  readonly tenantId: string;
  /** Empty for single messages. */
  readonly campaignId: string;
  /** The attempt at materialising, or the group of messages, that made it. */
  readonly batch: string;
  readonly lineId: string;
  readonly market: string;
  readonly lane: Lane;
  readonly operator: string;
  readonly alphabet: string;
  /** Pops up on the screen and is kept nowhere (message class 0). */
  readonly flash: boolean;
  /** What stands behind each text on its way, as it was counted; the texts are without. */
  readonly suffix: Suffix;
  /** Its parts were counted with a reference of two octets. */
  readonly wideReference: boolean;
  /** Of the campaign's variants, from 1, of every slot; 0: it has none. */
  readonly variant: number;
  /** To people of the company, to see how it looks. */
  readonly test: boolean;
  readonly msisdns: readonly bigint[];
  /** One for all, or one per recipient. */
  readonly texts: readonly string[];
  /** Parts per recipient, one byte each. */
  readonly parts: Uint8Array;
  /** Request ids by slot, of single messages only. */
  readonly requestIds: readonly string[];
  readonly verdictId: string;
  readonly acceptedAt: Date;
};

/** A chunk that has left, or is about to: what the dispatcher gets. */
export type ReleasedChunk = Chunk & { readonly stamp: Stamp };

/** Puts a draft into the shape that is kept. */
export const packChunk = (
  draft: ChunkDraft,
  rest: Omit<Chunk, "operator" | "alphabet" | "msisdns" | "texts" | "parts">,
  commonText?: string,
): Chunk => ({
  ...rest,
  operator: draft.operator,
  alphabet: draft.alphabet,
  msisdns: draft.slots.map(({ msisdn }) => msisdn),
  texts: commonText === undefined ? draft.slots.map(({ text }) => text) : [commonText],
  parts: Uint8Array.from(draft.slots, ({ parts }) => parts),
});
