import { countPage } from "./block-page.js";

const PAGE = 65_536;
const BITSET_BYTES = PAGE / 8;
/** From so many numbers on a page is held as a bitset; below, as sorted entries of two bytes each. */
const DENSE = 512;
/** Bitsets that lie in one piece of memory. */
const SEGMENT = 128;
const NOTHING = -1;
const SPARSE = -2;

export type BlockSet = ReturnType<typeof createBlockSet>;

/**
 * Blocked numbers in memory, by pages of 65,536 that are exchanged whole. A dense page is a bitset of 8 KiB and those lie
 * side by side, so that a question is one look into a small index and one into the bits, however many numbers there are:
 * at most some 50 MB for all mobile numbers of Iran. The pages of a market lie close together, because its numbers have
 * one length and a common lead.
 */
export function createBlockSet() {
  /** Where each page is held: a place among the bitsets, SPARSE or NOTHING. */
  let index = new Int32Array(0);
  let firstPage = 0;
  const segments: Uint8Array[] = [];
  const free: number[] = [];
  let places = 0;
  const sparse = new Map<number, Uint16Array>();
  const counts = new Map<number, number>();
  let size = 0;

  const holdAt = (page: number, place: number): void => {
    if (index.length === 0) firstPage = page;
    const first = Math.min(firstPage, page);
    const end = Math.max(firstPage + index.length, page + 1);
    if (end - first > index.length) {
      // Some room behind, since pages mostly come in order.
      const wider = new Int32Array(end - first + (end > firstPage + index.length ? PAGE / 64 : 0));
      wider.fill(NOTHING).set(index, firstPage - first);
      [index, firstPage] = [wider, first];
    }
    index[page - firstPage] = place;
  };
  const placeOf = (page: number): number => index[page - firstPage] ?? NOTHING;
  const takePlace = (): number => {
    const given = free.pop();
    if (given !== undefined) return given;
    if (places % SEGMENT === 0) segments.push(new Uint8Array(SEGMENT * BITSET_BYTES));
    places += 1;
    return places - 1;
  };
  const putBits = (place: number, bits: Uint8Array): void =>
    segments[Math.floor(place / SEGMENT)]?.set(bits, (place % SEGMENT) * BITSET_BYTES);

  return {
    get size(): number {
      return size;
    },

    has(number: number): boolean {
      const page = Math.floor(number / PAGE);
      const place = index[page - firstPage] ?? NOTHING;
      const low = number & (PAGE - 1);
      if (place >= 0) {
        const byte = (place % SEGMENT) * BITSET_BYTES + (low >> 3);
        return ((segments[(place / SEGMENT) | 0]?.[byte] ?? 0) & (1 << (low & 7))) !== 0;
      }
      const entries = place === SPARSE ? sparse.get(page) : undefined;
      return entries !== undefined && holds(entries, low);
    },

    /** @param packed as domain/block-page.ts packs it; empty: nothing is blocked there */
    replace(page: number, packed: Uint8Array): void {
      const count = countPage(packed);
      size += count - (counts.get(page) ?? 0);
      if (count === 0) counts.delete(page);
      else counts.set(page, count);
      const before = placeOf(page);
      sparse.delete(page);
      if (count >= DENSE) {
        const place = before >= 0 ? before : takePlace();
        putBits(place, toBits(packed));
        holdAt(page, place);
        return;
      }
      if (before >= 0) free.push(before);
      if (count > 0) sparse.set(page, Uint16Array.from(lowsOf(packed)));
      if (count > 0 || before !== NOTHING) holdAt(page, count > 0 ? SPARSE : NOTHING);
    },
  };
}

function holds(entries: Uint16Array, low: number): boolean {
  let from = 0;
  let to = entries.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((entries[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return entries[from] === low;
}

function toBits(packed: Uint8Array): Uint8Array {
  if (packed.length === BITSET_BYTES) return packed;
  const bits = new Uint8Array(BITSET_BYTES);
  for (const low of lowsOf(packed)) bits[low >> 3] = (bits[low >> 3] ?? 0) | (1 << (low & 7));
  return bits;
}

function* lowsOf(packed: Uint8Array): Generator<number> {
  if (packed.length !== BITSET_BYTES) {
    for (let at = 0; at + 1 < packed.length; at += 2)
      yield (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8);
    return;
  }
  for (let byte = 0; byte < BITSET_BYTES; byte += 1) {
    const bits = packed[byte] ?? 0;
    for (let bit = 0; bits >> bit > 0; bit += 1) if ((bits >> bit) & 1) yield byte * 8 + bit;
  }
}
