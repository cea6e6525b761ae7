import type { Readable } from "node:stream";
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry } from "yauzl";
import type { FileLimits } from "../domain/file-limits.js";
import { FileRefusedError } from "../domain/file-refusal.js";
import type { Spool } from "./spool.js";

export type ZipArchive = Awaited<ReturnType<typeof openZipArchive>>;

/** yauzl asks for ranges through a class of its own. */
class SpoolReader extends RandomAccessReader {
  readonly #spool: Spool;

  constructor(spool: Spool) {
    super();
    this.#spool = spool;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.#spool.stream(start, end);
  }
}

/**
 * The members of a zip archive, inflated under limits that are asked at every chunk, because sizes in the
 * directory are claims of whoever made the file.
 * @throws FileRefusedError BROKEN_FILE, FILE_BOMB, ENCRYPTED_FILE
 */
export async function openZipArchive(spool: Spool, limits: FileLimits) {
  const entries = new Map<string, Entry>();
  const zip = await fromRandomAccessReaderPromise(new SpoolReader(spool), spool.size, {
    autoClose: false,
  }).catch(broken);
  if (zip.entryCount > limits.entries)
    throw new FileRefusedError("FILE_BOMB", `${zip.entryCount} members`);
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    broken(error);
  }
  let expanded = 0;

  async function* read(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name);
    if (entry === undefined) throw new FileRefusedError("BROKEN_FILE", "a member is missing");
    if (entry.isEncrypted()) throw new FileRefusedError("ENCRYPTED_FILE", "an encrypted member");
    let inflated = 0;
    const stream = await zip.openReadStreamPromise(entry).catch(broken);
    try {
      for await (const chunk of stream) {
        if (!Buffer.isBuffer(chunk)) continue;
        inflated += chunk.length;
        expanded += chunk.length;
        const tooDense =
          inflated > limits.ratioFrom && inflated > entry.compressedSize * limits.ratio;
        if (tooDense || inflated > limits.entryBytes || expanded > limits.expandedBytes) {
          throw new FileRefusedError("FILE_BOMB", `${inflated} bytes from ${entry.compressedSize}`);
        }
        yield chunk;
      }
    } catch (error) {
      if (error instanceof FileRefusedError) throw error;
      broken(error);
    } finally {
      stream.destroy();
    }
  }

  return {
    has: (name: string): boolean => entries.has(name),
    /** Size that the directory claims; good for progress only. */
    claimedSize: (name: string): number => entries.get(name)?.uncompressedSize ?? 0,
    /** Bytes inflated so far, of all members. */
    expanded: (): number => expanded,
    read,
    close: (): void => zip.close(),
  };
}

function broken(cause: unknown): never {
  const encrypted = cause instanceof Error && cause.message.includes("encryption");
  throw new FileRefusedError(
    encrypted ? "ENCRYPTED_FILE" : "BROKEN_FILE",
    "not a sound zip archive",
    { cause },
  );
}
