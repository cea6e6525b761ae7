import type { FileLimits } from "../domain/file-limits.js";
import { FileRefusedError } from "../domain/file-refusal.js";
import { unescapeCell } from "./cell-value.js";
import { parseXml } from "./parse-xml.js";

export type SharedStrings = { readonly get: (index: number) => string | undefined };

const SLAB_BYTES = 1024 * 1024;

/**
 * The table of distinct texts of a workbook, as UTF-8 in slabs with a start per text: a million texts cost
 * their bytes plus eight each, where strings in an array cost about eighty.
 * @throws FileRefusedError FILE_BOMB, BROKEN_FILE
 */
export async function readSharedStrings(
  bytes: AsyncIterable<Uint8Array>,
  limits: FileLimits,
): Promise<SharedStrings> {
  const slabs: Buffer[] = [];
  let starts = new Uint32Array(1024);
  let lengths = new Uint32Array(1024);
  let count = 0;
  let used = SLAB_BYTES;

  const add = (text: string): void => {
    const length = Buffer.byteLength(text);
    if (length > SLAB_BYTES || slabs.length * SLAB_BYTES > limits.sharedStringBytes) {
      throw new FileRefusedError("FILE_BOMB", "shared strings without end");
    }
    if (used + length > SLAB_BYTES) {
      slabs.push(Buffer.allocUnsafe(SLAB_BYTES));
      used = 0;
    }
    if (count === starts.length) {
      starts = widen(starts);
      lengths = widen(lengths);
    }
    starts[count] = (slabs.length - 1) * SLAB_BYTES + used;
    lengths[count] = length;
    slabs.at(-1)?.write(text, used);
    used += length;
    count += 1;
  };

  let current = "";
  let inText = false;
  let phonetic = 0;
  const parsing = parseXml(bytes, limits, {
    open(name) {
      if (name === "si") current = "";
      else if (name === "rPh") phonetic += 1;
      else if (name === "t") inText = phonetic === 0;
    },
    text(text) {
      if (inText) current += text;
    },
    close(name) {
      if (name === "si") add(unescapeCell(current));
      else if (name === "rPh") phonetic -= 1;
      else if (name === "t") inText = false;
    },
  });
  for await (const _ of parsing);

  return {
    get(index) {
      const start = starts[index];
      const length = lengths[index];
      if (start === undefined || length === undefined || index >= count) return undefined;
      const offset = start % SLAB_BYTES;
      return slabs[Math.floor(start / SLAB_BYTES)]?.toString("utf8", offset, offset + length);
    },
  };
}

function widen(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(array.length * 2);
  wider.set(array);
  return wider;
}
