/** A chunk as it is looked through. */
export type SearchedChunk = {
  readonly chunkId: string;
  readonly at: Date;
  readonly numbers: readonly bigint[];
  /** The callers' names, slot by slot; none for campaigns. */
  readonly requestIds: readonly string[];
  readonly state: "prepared" | "released" | "cancelled";
  readonly isDropped: (slot: number) => boolean;
};

/** Up to where was looked: what comes next is older, or a later slot of this chunk. */
export type SearchPlace = { readonly at: Date; readonly chunkId: string; readonly slot: number };

/** States in which a message can be found. */
export const messageStates = [
  "waiting",
  "released",
  "submitted",
  "delivered",
  "undelivered",
  "expired",
  "rejected",
  "failed",
  "withheld",
  "in_doubt",
  "unknown",
] as const;

export type MessageWord = (typeof messageStates)[number];

export const isMessageState = (word: string): word is MessageWord =>
  messageStates.some((state) => state === word);

/** dlr's words for a message in the words of this contract. */
const stateWords: Readonly<Record<string, string>> = {
  pending: "released",
  accepted: "submitted",
  deleted: "undelivered",
};

export const stateWord = (word: string): string => stateWords[word] ?? word;

/** The state of a slot: what campaigns knows, and after release what dlr says of it, if anything. */
export const slotState = (chunk: SearchedChunk, slot: number, told: string | undefined): string => {
  if (chunk.state === "prepared") return "waiting";
  if (chunk.state === "cancelled" || chunk.isDropped(slot)) return "withheld";
  return told === undefined ? "released" : stateWord(told);
};

/** Slots that go to a number, or that the caller named so; all of them when neither is asked for. */
export const slotsFor = (
  { numbers, requestIds }: Pick<SearchedChunk, "numbers" | "requestIds">,
  { number, requestId }: { readonly number: bigint | undefined; readonly requestId: string },
): readonly number[] => {
  const slots: number[] = [];
  numbers.forEach((to, slot) => {
    if (number !== undefined && to !== number) return;
    if (requestId !== "" && requestIds[slot] !== requestId) return;
    slots.push(slot);
  });
  return slots;
};

export const writePlace = ({ at, chunkId, slot }: SearchPlace): string =>
  `${at.getTime()}.${chunkId}.${slot}`;

/** Reads a page token; undefined for what is none. */
export const readPlace = (token: string): SearchPlace | undefined => {
  const match = /^(\d{1,15})\.([0-9a-f]{24})\.(\d{1,3})$/u.exec(token);
  if (match === null) return undefined;
  return { at: new Date(Number(match[1])), chunkId: match[2] ?? "", slot: Number(match[3]) };
};
