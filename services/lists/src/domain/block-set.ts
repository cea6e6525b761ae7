import { countPage } from "./block-page.js";

const PAGE = 65_536;
const BITSET_BYTES = PAGE / 8;
/** Where the numbers of each of a page's 256 rows begin, two bytes each. */
const STARTS_BYTES = 512;

/** A bitset, or the starts of 256 rows and one byte for each number: that is shorter up to 7,680 numbers. */
type Page = Uint8Array;
export type BlockSet = ReturnType<typeof createBlockSet>;

/**
 * Blocked numbers in memory, by pages of 65,536 that are exchanged whole: at most 8 KiB a page, and about a byte a number
 * while it is sparse. A question looks at one row of a page, so that it costs two or three looks into memory however
 * many numbers there are. The pages of a market lie close together: its numbers have one length and a common lead.
 */
export function createBlockSet() {
  let pages: (Page | undefined)[] = [];
  let firstPage = 0;
  const counts = new Map<number, number>();
  let size = 0;

  const put = (page: number, content: Page | undefined): void => {
    if (pages.length === 0) firstPage = page;
    if (page < firstPage) {
      pages = [...Array<undefined>(firstPage - page), ...pages];
      firstPage = page;
    }
    while (pages.length <= page - firstPage) pages.push(undefined);
    pages[page - firstPage] = content;
  };

  return {
    get size(): number {
      return size;
    },

    has(number: number): boolean {
      const page = pages[Math.floor(number / PAGE) - firstPage];
      if (page === undefined) return false;
      const low = number & (PAGE - 1);
      return page.length === BITSET_BYTES
        ? ((page[low >> 3] ?? 0) & (1 << (low & 7))) !== 0
        : holds(page, low);
    },

    /** @param packed as domain/block-page.ts packs it; empty: nothing is blocked there */
    replace(page: number, packed: Uint8Array): void {
      const count = countPage(packed);
      size += count - (counts.get(page) ?? 0);
      if (count === 0) counts.delete(page);
      else counts.set(page, count);
      if (count > 0 || pages[page - firstPage] !== undefined) put(page, toPage(packed, count));
    },
  };
}

function holds(page: Page, low: number): boolean {
  const row = low >> 8;
  const wanted = low & 0xff;
  const end = row === 255 ? page.length : STARTS_BYTES + startOf(page, row + 1);
  for (let at = STARTS_BYTES + startOf(page, row); at < end; at += 1)
    if (page[at] === wanted) return true;
  return false;
}

function startOf(page: Page, row: number): number {
  return (page[row * 2] ?? 0) | ((page[row * 2 + 1] ?? 0) << 8);
}

function toPage(packed: Uint8Array, count: number): Page | undefined {
  if (count === 0) return undefined;
  const isDense = count >= BITSET_BYTES - STARTS_BYTES;
  if (isDense && packed.length === BITSET_BYTES) return packed.slice();
  const page = new Uint8Array(STARTS_BYTES + count);
  let at = 0;
  let row = 0;
  const begin = (): void => {
    page[row * 2] = at & 0xff;
    page[row * 2 + 1] = at >> 8;
    row += 1;
  };
  for (const low of lowsOf(packed)) {
    while (row <= low >> 8) begin();
    page[STARTS_BYTES + at] = low & 0xff;
    at += 1;
  }
  while (row < 256) begin();
  return page;
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
