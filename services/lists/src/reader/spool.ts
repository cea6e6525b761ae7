import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { FileRefusedError } from "../domain/file-refusal.js";

/** A file that can be read from anywhere. Gone when disposed. */
export type Spool = Awaited<ReturnType<typeof createSpool>>;

const BLOCK = 16;
const READ_BYTES = 64 * 1024;

/**
 * Writes a decrypted file where a zip reader can seek in it. It lies on the disk under a key that only this
 * process's memory holds (AES-256-CTR, which can start at any block), without a name: whatever ends the
 * process, nobody reads the numbers from what is left.
 * @param signal ends every read with an error
 * @throws FileRefusedError FILE_TOO_LARGE beyond `limit` bytes
 */
export async function createSpool(
  {
    directory,
    limit,
    signal,
  }: { readonly directory: string; readonly limit: number; readonly signal: AbortSignal },
  source: AsyncIterable<Uint8Array>,
) {
  const key = randomBytes(32);
  const path = join(directory, `whiteline-list-${randomBytes(12).toString("hex")}`);
  const file = await open(path, "wx+", 0o600);
  await rm(path, { force: true });
  let size = 0;
  try {
    const cipher = createCipheriv("aes-256-ctr", key, counterAt(0));
    for await (const chunk of source) {
      size += chunk.length;
      signal.throwIfAborted();
      if (size > limit) throw new FileRefusedError("FILE_TOO_LARGE", `more than ${limit} bytes`);
      await file.writeFile(cipher.update(chunk));
    }
  } catch (error) {
    await file.close();
    throw error;
  }

  async function* read(start: number, end: number, step: number): AsyncGenerator<Buffer> {
    const from = start - (start % BLOCK);
    const decipher = createDecipheriv("aes-256-ctr", key, counterAt(from / BLOCK));
    const stop = Math.min(end, size);
    for (let at = from; at < stop;) {
      signal.throwIfAborted();
      const { buffer, bytesRead } = await file.read(
        Buffer.allocUnsafe(step),
        0,
        Math.min(step, stop - at),
        at,
      );
      if (bytesRead === 0) return;
      const plain = decipher.update(buffer.subarray(0, bytesRead));
      yield at < start ? plain.subarray(start - at) : plain;
      at += bytesRead;
    }
  }

  return {
    size,
    /** The bytes from `start` up to `end` (exclusive). */
    stream(start = 0, end = size, step = READ_BYTES): Readable {
      return Readable.from(read(start, end, step), { objectMode: false, highWaterMark: step });
    },
    /** The first bytes, for a look at what it is. */
    async head(length: number): Promise<Buffer> {
      const chunks: Buffer[] = [];
      for await (const chunk of read(0, length, READ_BYTES)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await file.close();
    },
  };
}

/** The initial counter block of the n-th block: a fresh key per file makes zero a safe start. */
function counterAt(block: number): Buffer {
  const counter = Buffer.alloc(BLOCK);
  counter.writeBigUInt64BE(BigInt(block), 8);
  return counter;
}
