import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fromBuffer, type Entry, type ZipFile } from "yauzl";
import { limits, type Inspection } from "../domain/document-safety.js";

/** Parts of a workbook that run or carry what is not read. */
const activeParts = /(?:vbaProject\.bin|\/embeddings\/|\/activeX\/|externalLinks\/)/iu;

/**
 * Looks through the archive of a workbook. Every part is unpacked into nothing, because a list of parts
 * may lie about their size; unpacking stops at the limit.
 */
export async function inspectWorkbook(content: Buffer): Promise<Inspection> {
  let unpackedBytes = 0;
  let parts = 0;
  const active = new Set<string>();
  const told = (): Inspection => ({
    kind: "workbook",
    unpackedBytes,
    parts,
    active: [...active],
  });
  try {
    const zip = await open(content);
    for await (const entry of entriesOf(zip)) {
      parts += 1;
      if (activeParts.test(entry.fileName)) active.add("macros");
      const declared = unpackedBytes + entry.uncompressedSize;
      if (declared > limits.unpackedBytes || parts > limits.workbookParts) {
        unpackedBytes = declared;
        return told();
      }
      await unpack(zip, entry);
      unpackedBytes = declared;
    }
    return told();
  } catch {
    return { kind: "unreadable" };
  }
}

function open(content: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(content, { lazyEntries: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry, void> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.once("entry", resolve);
      zip.once("end", () => {
        resolve(undefined);
      });
      zip.once("error", reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (entry === undefined) return;
    yield entry;
  }
}

/** yauzl fails a part that is longer or shorter than declared, so no part unpacks to more than was counted. */
function unpack(zip: ZipFile, entry: Entry): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error);
        return;
      }
      const nowhere = new Writable({
        write: (_piece, _encoding, done) => {
          done();
        },
      });
      pipeline(stream, nowhere).then(resolve, reject);
    });
  });
}
