import { createBlockSet, type BlockSet } from "./domain/block-set.js";

const PAGE = 65_536;
const BITSET_BYTES = PAGE / 8;

/**
 * The numbers as a process of ours holds them once it has caught up with a block list; for what measures that.
 * @param ascending without repetition
 */
export function holdBlocked(ascending: Iterable<number>): BlockSet {
  const set = createBlockSet();
  let page = -1;
  let bits = new Uint8Array(BITSET_BYTES);
  for (const number of ascending) {
    const its = Math.floor(number / PAGE);
    if (its !== page) {
      if (page >= 0) set.replace(page, bits);
      page = its;
      bits = new Uint8Array(BITSET_BYTES);
    }
    const low = number % PAGE;
    bits[low >> 3] = (bits[low >> 3] ?? 0) | (1 << (low & 7));
  }
  if (page >= 0) set.replace(page, bits);
  return set;
}
