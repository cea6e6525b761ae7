/** Codes of parts that went out, or may have: accepted and in doubt [dispatcher/v1/events.proto]. */
const wentOut: ReadonlySet<number> = new Set([1, 3]);

/**
 * Messages of a chunk of which at least one part went out.
 * @param parts parts per recipient, one byte each
 * @param codes one byte per part, in slot order
 */
export function submittedMessages(parts: Uint8Array, codes: Uint8Array): number {
  let messages = 0;
  let at = 0;
  for (const count of parts) {
    if (codes.subarray(at, at + count).some((code) => wentOut.has(code))) messages += 1;
    at += count;
  }
  return messages;
}
