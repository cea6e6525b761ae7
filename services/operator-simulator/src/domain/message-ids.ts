/** The two spellings of one message's id. */
export type MessageId = { readonly inAnswer: string; readonly inReceipt: string };

/** Ids per second of run that the numbering has room for. */
const PER_SECOND = 1_000_000;

/**
 * Numbers messages from the second of start on, so that a simulator started again never gives an id
 * twice. Below 2^53 until the year 2255.
 */
export const messageIds = (startedAt: Date) => {
  let last = Math.floor(startedAt.getTime() / 1_000) * PER_SECOND;
  return (hex: boolean): MessageId => {
    last += 1;
    const decimal = String(last);
    return { inAnswer: hex ? last.toString(16) : decimal, inReceipt: decimal };
  };
};
