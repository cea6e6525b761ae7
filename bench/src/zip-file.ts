import { once } from "node:events";
import { open } from "node:fs/promises";
import { crc32, createDeflateRaw } from "node:zlib";

export type Member = { readonly name: string; readonly content: Iterable<string> };

type Packed = {
  readonly name: string;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
};

/** DOS date 1 January 2026, so that the same content gives the same file. */
const DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;
const LOCAL_HEADER = 30;

/** Writes a zip in constant memory: sizes are put into each header when its member is done. */
export const writeZip = async (path: string, members: readonly Member[]): Promise<void> => {
  await using file = await open(path, "w");
  let at = 0;
  const write = async (bytes: Buffer): Promise<void> => {
    await file.write(bytes, 0, bytes.length, at);
    at += bytes.length;
  };
  const packed: Packed[] = [];
  for (const { name, content } of members) {
    const begin = at;
    at += LOCAL_HEADER + Buffer.byteLength(name);
    const first = at;
    const { crc, size } = await deflateInto(content, write);
    const entry: Packed = { name, at: begin, crc, packed: at - first, size };
    packed.push(entry);
    const header = localHeader(entry);
    await file.write(header, 0, header.length, begin);
  }
  const directory = at;
  for (const entry of packed) await write(centralHeader(entry));
  await write(endRecord(packed.length, at - directory, directory));
};

const deflateInto = async (
  content: Iterable<string>,
  write: (bytes: Buffer) => Promise<void>,
): Promise<{ readonly crc: number; readonly size: number }> => {
  const deflate = createDeflateRaw();
  let crc = 0;
  let size = 0;
  const feed = async (): Promise<void> => {
    for (const text of content) {
      const bytes = Buffer.from(text);
      crc = crc32(bytes, crc);
      size += bytes.length;
      if (!deflate.write(bytes)) await once(deflate, "drain");
    }
    deflate.end();
  };
  const drain = async (): Promise<void> => {
    for await (const bytes of deflate) if (Buffer.isBuffer(bytes)) await write(bytes);
  };
  await Promise.all([feed(), drain()]);
  return { crc, size };
};

/** The fields that both headers share, from "version needed" on [APPNOTE 4.3.7, 4.3.12]. */
const shared = (header: Buffer, at: number, { name, crc, packed, size }: Packed): void => {
  header.writeUInt16LE(20, at);
  // Names are UTF-8; compression method 8 is deflate.
  header.writeUInt16LE(0x0800, at + 2);
  header.writeUInt16LE(8, at + 4);
  header.writeUInt16LE(DATE, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(packed, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(Buffer.byteLength(name), at + 22);
};

const localHeader = (entry: Packed): Buffer => {
  const header = Buffer.alloc(LOCAL_HEADER);
  header.writeUInt32LE(0x04034b50);
  shared(header, 4, entry);
  return Buffer.concat([header, Buffer.from(entry.name)]);
};

const centralHeader = (entry: Packed): Buffer => {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50);
  header.writeUInt16LE(20, 4);
  shared(header, 6, entry);
  header.writeUInt32LE(entry.at, 42);
  return Buffer.concat([header, Buffer.from(entry.name)]);
};

const endRecord = (entries: number, size: number, at: number): Buffer => {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(at, 16);
  return record;
};
