import { buffer } from "node:stream/consumers";
import { fromBufferPromise } from "yauzl";

/** An evidence pack is small; more is a bomb. */
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_FILES = 10_000;

/**
 * The files of a zip archive as text, by name.
 * @throws Error when it is no archive, is damaged, or unpacks to too much
 */
export const readArchive = async (bytes: Buffer): Promise<ReadonlyMap<string, string>> => {
  const zip = await fromBufferPromise(bytes);
  const files = new Map<string, string>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    if (total > MOST_BYTES || files.size >= MOST_FILES) throw new Error("it unpacks to too much");
    if (files.has(entry.fileName)) throw new Error(`${entry.fileName} stands in it twice`);
    const content = await buffer(await zip.openReadStreamPromise(entry));
    files.set(entry.fileName, content.toString("utf8"));
  }
  return files;
};
