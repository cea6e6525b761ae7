/** Packing of septets into octets [3GPP TS 23.038, 6.1.2.1], with fill bits after a header. */

/** Bits between the end of a header of `udhLength` octets and the next septet boundary (0 to 6). */
function fillBitsAfter(udhLength: number): number {
  return (7 - ((udhLength * 8) % 7)) % 7;
}

/**
 * Packs unpacked septets (one per octet) as they travel on the air.
 * @param udhLength octets of the header in front, its length octet included; 0 without header.
 * @returns the octets that follow the header: fill bits, septets, zero bits up to the octet's end.
 */
export function packSeptets(septets: Uint8Array, udhLength = 0): Uint8Array {
  const fill = fillBitsAfter(udhLength);
  const packed = new Uint8Array(
    septets.length === 0 ? 0 : Math.ceil((fill + septets.length * 7) / 8),
  );
  let bit = fill;
  for (const octet of septets) {
    const septet = octet & 0x7f;
    const at = bit >> 3;
    const shift = bit & 7;
    packed[at] = (packed[at] ?? 0) | ((septet << shift) & 0xff);
    if (shift > 1) packed[at + 1] = septet >> (8 - shift);
    bit += 7;
  }
  return packed;
}

/**
 * The reverse of {@link packSeptets}.
 * @param octets what follows the header.
 * @param udhLength octets of the header in front, its length octet included; 0 without header.
 * @param count number of septets; give it where the peer tells it. Left out, every whole septet is
 * read, and seven spare bits at the end then read as one more "@".
 * @returns one septet per octet; never more than the octets hold.
 */
export function unpackSeptets(octets: Uint8Array, udhLength = 0, count = Infinity): Uint8Array {
  const fill = fillBitsAfter(udhLength);
  const held = Math.max(0, Math.floor((octets.length * 8 - fill) / 7));
  const septets = new Uint8Array(Math.max(0, Math.min(held, Math.floor(count) || 0)));
  for (let i = 0; i < septets.length; i += 1) {
    const bit = fill + i * 7;
    const pair = (octets[bit >> 3] ?? 0) | ((octets[(bit >> 3) + 1] ?? 0) << 8);
    septets[i] = (pair >> (bit & 7)) & 0x7f;
  }
  return septets;
}
