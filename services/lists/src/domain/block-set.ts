import { countPage } from "./block-page.js";

const PAGE = 65_536;
const BITSET_BYTES = PAGE / 8;

/** Sorted entries of a sparse page, or its bitset. */
type Page = Uint16Array | Uint8Array;
export type BlockSet = ReturnType<typeof createBlockSet>;

/**
 * Blocked numbers in memory, by pages of 65,536 that are exchanged whole: at most 8 KiB a page, some 40 MB for all mobile
 * numbers of Iran. Thirty million scattered over them take no more, because a bitset does not grow.
 */
export function createBlockSet() {
  const pages = new Map<number, Page>();
  const counts = new Map<number, number>();
  let size = 0;

  return {
    get size(): number {
      return size;
    },

    has(number: number): boolean {
      const page = pages.get(Math.floor(number / PAGE));
      if (page === undefined) return false;
      const low = number & (PAGE - 1);
      return page instanceof Uint8Array
        ? ((page[low >> 3] ?? 0) & (1 << (low & 7))) !== 0
        : holds(page, low);
    },

    /** @param packed as domain/block-page.ts packs it; empty: nothing is blocked there */
    replace(page: number, packed: Uint8Array): void {
      const count = countPage(packed);
      size += count - (counts.get(page) ?? 0);
      counts.set(page, count);
      if (count === 0) pages.delete(page);
      else pages.set(page, packed.length === BITSET_BYTES ? packed.slice() : toEntries(packed));
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

function toEntries(packed: Uint8Array): Uint16Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Uint16Array.from({ length: packed.length / 2 }, (_, i) => view.getUint16(i * 2, true));
}
