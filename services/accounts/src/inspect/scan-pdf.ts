import { filtersOf, unpack } from "./pdf-filters.js";

/** What a look at the raw bytes of a PDF finds, before any reader trusts them. */
export type PdfScan = {
  /** Bytes that its packed streams unpack to; counting stops above the limit. */
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
 * Walks through the streams of a PDF. Each packed stream is unpacked as far as the limits allow; the words
 * between the streams, and those packed into object streams, are searched for what is active. Names in the
 * bodies of other streams are not: three bytes of an image spell anything.
 */
export async function scanPdf(
  content: Buffer,
  { unpackedBytes: most, partBytes }: Limits,
): Promise<PdfScan> {
  const active = new Set<string>();
  let unpackedBytes = 0;
  let from = 0;
  while (unpackedBytes <= most) {
    const place = nextStream(content, from);
    const words = content.subarray(from, place?.start ?? content.length).toString("latin1");
    findActive(words, active);
    if (place === undefined) break;
    // To the end of the file: a reader goes by the length that is claimed, so `endstream` inside hides nothing.
    const packed = content.subarray(place.start);
    const plain = unescaped(words);
    let largest = 0;
    for (const filters of filtersOf(plain)) {
      const unpacked = await unpack(packed, filters, partBytes);
      if (unpacked === undefined) continue;
      largest = Math.max(largest, unpacked === "too_large" ? most + 1 : unpacked.length);
      if (unpacked !== "too_large" && /\/ObjStm\b/u.test(plain)) {
        findActive(unpacked.toString("latin1"), active);
      }
    }
    unpackedBytes += largest;
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
