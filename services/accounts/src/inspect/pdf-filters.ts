import { constants, createInflate } from "node:zlib";

/** How a stream is packed, in the order in which a reader unpacks it. */
export type Filters =
  /** Names as a reader knows them. */
  | { readonly kind: "named"; readonly names: readonly string[] }
  /** They stand somewhere else in the file, where nobody who means well puts them. */
  | { readonly kind: "elsewhere" };

/** `too_large` stands for what unpacks to more than was asked for. */
export type Unpacked = Buffer | "too_large";

const declared = /\/Filter\s*(?:\[(?<list>[^\]]*)\]|(?<name>\/\w+)|(?<reference>\d+\s+\d+\s+R))/gu;

/**
 * Every packing that the words before a stream declare, each once. There is one, unless somebody hides the true one
 * behind another, in a text or under a comment.
 * @param words with names unescaped
 */
export function filtersOf(words: string): readonly Filters[] {
  const found = new Map<string, Filters>();
  for (const text of [words, words.replace(/%[^\r\n]*/gu, " ")]) {
    for (const { groups } of text.matchAll(declared)) {
      const said = groups?.["list"] ?? groups?.["name"] ?? "";
      const isElsewhere = groups?.["reference"] !== undefined || /\d\s+R\b/u.test(said);
      const names = [...said.matchAll(/\/(\w+)/gu)].map(([, name = ""]) => name);
      if (isElsewhere) found.set("elsewhere", { kind: "elsewhere" });
      else found.set(names.join("/"), { kind: "named", names });
    }
  }
  return found.size === 0 ? [{ kind: "named", names: [] }] : [...found.values()];
}

/**
 * Unpacks a stream as a reader would, at most `most` bytes. What is packed by Flate again is unpacked whatever was
 * declared, because packing twice is how two kilobytes become a gigabyte. Images (DCT, JPX, CCITT, JBIG2) stay
 * packed: a reader draws them only when asked.
 * @returns undefined for what is not packed
 */
export async function unpack(
  packed: Buffer,
  filters: Filters,
  most: number,
): Promise<Unpacked | undefined> {
  if (filters.kind === "elsewhere") return "too_large";
  let content: Unpacked = packed;
  for (const name of filters.names) {
    const next: Unpacked | undefined = await unfilter(name, content, most);
    if (next === "too_large") return next;
    if (next === undefined) break;
    content = next;
  }
  for (let layer = 1; isFlate(content); layer += 1) {
    const next: Unpacked = layer > mostLayers ? "too_large" : await inflate(content, most);
    if (next === "too_large") return next;
    content = next;
  }
  return content === packed ? undefined : content;
}

/** Packed more often than this, nothing is a paper. */
const mostLayers = 4;

async function unfilter(
  name: string,
  content: Buffer,
  most: number,
): Promise<Unpacked | undefined> {
  switch (name) {
    case "FlateDecode":
      return inflate(content, most);
    case "ASCII85Decode":
      return fromAscii85(until("~", content));
    case "ASCIIHexDecode":
      return Buffer.from(
        until(">", content)
          .toString("latin1")
          .replace(/[^\da-f]/giu, ""),
        "hex",
      );
    case "LZWDecode":
      // Whether codes widen one code early is a parameter, which may stand anywhere; the larger count is believed.
      return Math.max(countLzw(content, 0), countLzw(content, 1)) > most ? "too_large" : undefined;
    case "RunLengthDecode":
      return countRuns(content) > most ? "too_large" : undefined;
    default:
      return undefined;
  }
}

/** Method 8, and the first two bytes are a multiple of 31 [RFC 1950 §2.2]. */
function isFlate([first = 0, second = 0]: Buffer): boolean {
  return (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0;
}

/** What a reader gets of a Flate stream: of one that is cut off or broken, all until the fault. */
async function inflate(packed: Buffer, most: number): Promise<Unpacked> {
  const pieces: Buffer[] = [];
  let length = 0;
  const inflater = createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
  inflater.end(packed);
  try {
    for await (const piece of inflater) {
      if (!Buffer.isBuffer(piece)) continue;
      length += piece.length;
      if (length > most) return "too_large";
      pieces.push(piece);
    }
  } catch {
    // Broken from here on.
  }
  return Buffer.concat(pieces);
}

function until(mark: string, content: Buffer): Buffer {
  const end = content.indexOf(mark);
  return end === -1 ? content : content.subarray(0, end);
}

/** Five characters from "!" on carry four bytes, "z" four zeros [ISO 32000-1 §7.4.3]. */
function fromAscii85(content: Buffer): Buffer {
  const out = Buffer.alloc(4 * content.length);
  let [length, group, digits] = [0, 0, 0];
  for (const byte of content) {
    if (byte === 0x7a && digits === 0) length += 4;
    if (byte < 0x21 || byte > 0x75) continue;
    group = group * 85 + (byte - 0x21);
    digits += 1;
    if (digits < 5) continue;
    out.writeUInt32BE(group % 2 ** 32, length);
    [length, group, digits] = [length + 4, 0, 0];
  }
  if (digits > 1) {
    for (let at = digits; at < 5; at += 1) group = group * 85 + 84;
    out.writeUInt32BE(group % 2 ** 32, length);
    length += digits - 1;
  }
  return out.subarray(0, length);
}

/** Bytes that runs unpack to [ISO 32000-1 §7.4.5]. */
function countRuns(content: Buffer): number {
  let [at, count] = [0, 0];
  while (at < content.length) {
    const length = content[at] ?? 128;
    if (length === 128) break;
    count += length < 128 ? length + 1 : 257 - length;
    at += length < 128 ? length + 2 : 2;
  }
  return count;
}

/** Bytes that codes of 9 to 12 bits stand for [ISO 32000-1 §7.4.4]; only their lengths are kept. */
function countLzw(content: Buffer, early: 0 | 1): number {
  const [clear, end, first] = [256, 257, 258];
  let lengths: number[] = [];
  let [bits, held, count, previous] = [0, 0, 0, 0];
  for (const byte of content) {
    held = ((held << 8) | byte) & 0xff_ff_ff;
    bits += 8;
    const known = first + lengths.length;
    const width = Math.min(12, Math.max(9, Math.ceil(Math.log2(known + 1 + early))));
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & (2 ** width - 1);
    if (code === end) break;
    if (code === clear) {
      lengths = [];
      previous = 0;
      continue;
    }
    const length = code < clear ? 1 : (lengths[code - first] ?? previous + 1);
    if (previous > 0 && known < 4096) lengths.push(previous + 1);
    count += length;
    previous = length;
  }
  return count;
}
