/** Numbers of a page, as in domain/number-set.ts: sorted little-endian entries, or a bitset of 8,192 bytes. */
const BITSET_BYTES = 8_192;
const DENSE = BITSET_BYTES / 2;
const nothing = new Uint8Array(0);
const noBits = new Uint8Array(BITSET_BYTES);

export type BlockListChange = "replace" | "add" | "remove";
export type ChangedPage = {
  readonly packed: Uint8Array;
  readonly added: number;
  readonly removed: number;
};

/**
 * A page after a change: what the file says of it replaces the page, is added to it or taken out of it.
 * @returns undefined when the page stays as it is
 */
export function changePage(
  change: BlockListChange,
  before: Uint8Array = nothing,
  given: Uint8Array = nothing,
): ChangedPage | undefined {
  const old = toBits(before);
  const named = toBits(given);
  const bits = new Uint8Array(BITSET_BYTES);
  let added = 0;
  let removed = 0;
  for (let i = 0; i < BITSET_BYTES; i += 1) {
    const was = old[i] ?? 0;
    const says = named[i] ?? 0;
    const is = change === "replace" ? says : change === "add" ? was | says : was & ~says;
    bits[i] = is;
    if (is === was) continue;
    added += ONES[is & ~was] ?? 0;
    removed += ONES[was & ~is] ?? 0;
  }
  return added + removed === 0 ? undefined : { packed: toPacked(bits), added, removed };
}

/** Numbers of which a page says something else after a change, packed as a page. */
export function flippedBetween(before: Uint8Array | undefined, after: Uint8Array): Uint8Array {
  const old = toBits(before ?? nothing);
  const is = toBits(after);
  const flipped = new Uint8Array(BITSET_BYTES);
  for (let i = 0; i < BITSET_BYTES; i += 1) flipped[i] = (old[i] ?? 0) ^ (is[i] ?? 0);
  return toPacked(flipped);
}

/** Whether a number of the page, by its lower 16 bits, stands on it. */
export function standsOn(packed: Uint8Array, low: number): boolean {
  if (packed.length === BITSET_BYTES) return ((packed[low >> 3] ?? 0) & (1 << (low & 7))) !== 0;
  for (let at = 0; at + 1 < packed.length; at += 2) {
    if (((packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8)) === low) return true;
  }
  return false;
}

/** How many numbers stand on a page. */
export function countPage(packed: Uint8Array): number {
  if (packed.length !== BITSET_BYTES) return packed.length / 2;
  let count = 0;
  for (let i = 0; i < BITSET_BYTES; i += 1) count += ONES[packed[i] ?? 0] ?? 0;
  return count;
}

/** Bits that are set in each byte. */
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0;
  for (let rest = byte; rest > 0; rest >>= 1) ones += rest & 1;
  return ones;
});

function toBits(packed: Uint8Array): Uint8Array {
  if (packed.length === BITSET_BYTES) return packed;
  if (packed.length === 0) return noBits;
  const bits = new Uint8Array(BITSET_BYTES);
  for (let at = 0; at + 1 < packed.length; at += 2) {
    const low = (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8);
    bits[low >> 3] = (bits[low >> 3] ?? 0) | (1 << (low & 7));
  }
  return bits;
}

function toPacked(bits: Uint8Array): Uint8Array {
  const count = countPage(bits);
  if (count >= DENSE) return bits;
  const packed = new Uint8Array(count * 2);
  let at = 0;
  for (let byte = 0; byte < BITSET_BYTES; byte += 1) {
    for (let rest = bits[byte] ?? 0; rest > 0; rest &= rest - 1) {
      const low = byte * 8 + 31 - Math.clz32(rest & -rest);
      packed[at] = low & 0xff;
      packed[at + 1] = low >> 8;
      at += 2;
    }
  }
  return packed;
}
