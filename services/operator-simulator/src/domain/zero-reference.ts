/** esm_class: the short message begins with a user data header (SMPP 3.4 §5.2.12). */
export const HAS_HEADER = 0x40;

/** Information elements of concatenation and the octets of their reference (3GPP TS 23.040 §9.2.3.24). */
const REFERENCE_OCTETS: ReadonlyMap<number, number> = new Map([
  [0x00, 1],
  [0x08, 2],
]);

/**
 * The short message with the concatenation reference set to 0: a part sent again under a new
 * reference is the same part. The octets given are returned where there is nothing to change.
 */
export const zeroReference = (esmClass: number, shortMessage: Buffer): Buffer => {
  if ((esmClass & HAS_HEADER) === 0) return shortMessage;
  const end = 1 + (shortMessage[0] ?? 0);
  if (end > shortMessage.length) return shortMessage;
  const changed = Buffer.from(shortMessage);
  for (let at = 1; at + 2 <= end; at += 2 + (shortMessage[at + 1] ?? 0)) {
    const octets = REFERENCE_OCTETS.get(shortMessage[at] ?? -1);
    if (octets !== undefined) changed.fill(0, at + 2, Math.min(end, at + 2 + octets));
  }
  return changed;
};
