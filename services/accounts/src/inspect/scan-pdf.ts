import { inflateSync } from "node:zlib";

/** What a look at the raw bytes of a PDF finds, before any reader trusts them. */
export type PdfScan = {
  /** Bytes that its Flate streams unpack to; counting stops above the limit. */
  readonly unpackedBytes: number;
  readonly active: readonly string[];
};

type Limits = { readonly unpackedBytes: number; readonly partBytes: number };

/**
 * Names that make a PDF more than something to read: scripts, programs to start, forms that send, other
 * files inside [ISO 32000-1 §12.6.4, 7.11.4, 13.6].
 */
const activeNames = [
  "JavaScript",
  "JS",
  "Launch",
  "EmbeddedFile",
  "EmbeddedFiles",
  "RichMedia",
  "SubmitForm",
  "ImportData",
  "XFA",
];

/**
 * Walks through the streams of a PDF. Each Flate stream is unpacked as far as the limits allow; the words
 * between the streams, and those packed into object streams, are searched for what is active. Names in the
 * bodies of other streams are not: three bytes of an image spell anything.
 */
export function scanPdf(content: Buffer, { unpackedBytes: most, partBytes }: Limits): PdfScan {
  const active = new Set<string>();
  let unpackedBytes = 0;
  let from = 0;
  while (unpackedBytes <= most) {
    const place = nextStream(content, from);
    const words = content.subarray(from, place?.start ?? content.length).toString("latin1");
    findActive(words, active);
    if (place === undefined) break;
    const unpacked = inflate(content.subarray(place.start, place.end), partBytes);
    if (unpacked === "too_large") unpackedBytes = most + 1;
    else if (unpacked !== undefined) {
      unpackedBytes += unpacked.length;
      if (isObjectStream(words)) findActive(unpacked.toString("latin1"), active);
    }
    from = place.end;
  }
  return { unpackedBytes, active: [...active] };
}

/** From after `stream` and its line end to `endstream`, or to the end where it is missing. */
function nextStream(
  content: Buffer,
  from: number,
): { readonly start: number; readonly end: number } | undefined {
  let at = content.indexOf("stream", from, "latin1");
  while (at !== -1) {
    const after = at + "stream".length;
    const [first, second] = [content[after], content[after + 1]];
    const isEnd = at >= 3 && content.toString("latin1", at - 3, at) === "end";
    if (!isEnd && (first === 0x0a || first === 0x0d)) {
      const start = after + (first === 0x0d && second === 0x0a ? 2 : 1);
      const end = content.indexOf("endstream", start, "latin1");
      return { start, end: end === -1 ? content.length : end };
    }
    at = content.indexOf("stream", after, "latin1");
  }
  return undefined;
}

/** The unpacked bytes of a Flate stream, whether or not it is whole; undefined for what is none. */
function inflate(packed: Buffer, maxOutputLength: number): Buffer | "too_large" | undefined {
  // A zlib stream: method 8, and the first two bytes are a multiple of 31 [RFC 1950 §2.2].
  const [first = 0, second = 0] = packed;
  if ((first & 0x0f) !== 8 || (first * 256 + second) % 31 !== 0) return undefined;
  try {
    // A stream that is cut off still unpacks in a reader.
    return inflateSync(packed, { maxOutputLength, finishFlush: 2 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ERR_BUFFER_TOO_LARGE" ? "too_large" : undefined;
  }
}

function isObjectStream(words: string): boolean {
  return /\/ObjStm\b/u.test(unescaped(words.slice(-1_000)));
}

function findActive(words: string, active: Set<string>): void {
  const plain = unescaped(words);
  for (const name of activeNames) {
    if (new RegExp(`/${name}(?![\\w.-])`, "u").test(plain)) active.add(name);
  }
}

/** A name may be written with `#4a` for J [ISO 32000-1 §7.3.5]. */
function unescaped(words: string): string {
  return words.replace(/#([0-9a-f]{2})/giu, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
