import { openFor, SUB_BATCH, type Asking, type ChunkProgress } from "./chunk-progress.js";
import type { ChunkPart } from "./parts.js";

/** Parts that go out in one submit, and are answered and receipted together. */
export type SubmitUnit = readonly number[];

type Recipients = readonly Pick<ChunkPart, "recipient">[];

/** Longer ones go part by part: so many parts fit into one PDU (16 KiB) in every alphabet, and into one sub-batch. */
const MOST_IN_ONE = SUB_BATCH;

/**
 * What of a chunk goes out together: each part by itself or, for an operator that cuts long texts itself, all parts of a
 * message. A message of which some parts went elsewhere before goes on part by part: whole, it would arrive twice. Pure.
 *
 * @param parts in slot order.
 */
export const submitUnits = (
  of: Recipients,
  parts: readonly number[],
  isWhole: boolean,
): readonly SubmitUnit[] => {
  if (!isWhole) return parts.map((part) => [part]);
  const messages: number[][] = [];
  for (const part of parts) {
    const open = messages.at(-1);
    const before = open?.at(-1);
    if (before !== undefined && of[before]?.recipient === of[part]?.recipient) open?.push(part);
    else messages.push([part]);
  }
  return messages.flatMap((message) =>
    isAllOf(of, message) && message.length <= MOST_IN_ONE
      ? [message]
      : message.map((part) => [part]),
  );
};

/** Whether these parts of one message are all that it has. */
const isAllOf = (of: Recipients, message: readonly number[]): boolean => {
  const [first = 0] = message;
  const last = message.at(-1) ?? 0;
  const recipient = of[first]?.recipient;
  return (
    message.length === last - first + 1 &&
    of[first - 1]?.recipient !== recipient &&
    of[last + 1]?.recipient !== recipient
  );
};

/** The submits to journal next: as many as make up a sub-batch. */
export const nextSubBatch = (
  of: Recipients,
  progress: ChunkProgress,
  asking: Asking & { readonly isWhole: boolean },
): readonly SubmitUnit[] => {
  // A message that begins within a sub-batch and may go in one submit ends within two.
  const open = openFor(progress, asking).slice(0, 2 * SUB_BATCH);
  const units = submitUnits(of, open, asking.isWhole);
  let parts = 0;
  const beyond = units.findIndex((unit) => (parts += unit.length) > SUB_BATCH);
  return beyond === -1 ? units : units.slice(0, beyond);
};
