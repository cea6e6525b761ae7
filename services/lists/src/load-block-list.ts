import { pipeline, Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { createGunzip } from "node:zlib";
import {
  BlockListChange,
  type BlockListHeader,
  type LoadBlockListRequest,
} from "@whiteline/contracts/lists/v1/block_lists";
import { normaliseNumber, type MarketPack } from "@whiteline/markets";
import { DomainError, type Ports } from "@whiteline/service-kit";
import { digestBytes, sameAgain } from "./digest-bytes.js";
import type { BlockListChange as Change } from "./domain/block-page.js";
import { createNumberSet } from "./domain/number-set.js";
import { countOutcomes, type Measures } from "./metrics.js";
import { toName, toRequestId } from "./proto.js";
import { packOf } from "./reach.js";
import type { BlockListLoad, BlockListStore } from "./store/block-lists.js";

export type LoadingBlockLists = Ports & {
  readonly blockLists: BlockListStore;
  /** Of what a file unpacks to. */
  readonly blockListMaxBytes: number;
  readonly counted: Pick<Measures, "fileRows">;
};

/** A longer row is no number. */
const LONGEST_ROW = 256;
const OWNER = /^[A-Za-z0-9_-]{0,40}$/u;

/**
 * Reads a file of blocked numbers while it arrives, and changes the list when it has been read whole. A broken-off
 * file, a bomb or rubbish changes nothing.
 * @throws DomainError HEADER_MISSING, CHANGE_MISSING, OWNER_INVALID, BLOCK_LIST_BOMB, BLOCK_LIST_EMPTY,
 * BLOCK_LIST_UNREADABLE, REQUEST_ID_REUSED and those of `BlockListStore.change`
 */
export async function loadBlockList(
  { blockLists, blockListMaxBytes, counted, now, newId }: LoadingBlockLists,
  parts: AsyncIterable<LoadBlockListRequest>,
  { by, providerId }: { readonly by: string; readonly providerId: string | undefined },
): Promise<BlockListLoad> {
  const beganAt = now();
  const iterator = parts[Symbol.asyncIterator]();
  const header = await readHeader(iterator);
  const { market, owner, fileName, requestId, baseVersion, mayShrink } = header;
  const { bytes, digest } = digestBytes(dataOf(iterator));
  const earlier = await blockLists.loaded(header, requestId);
  if (earlier !== undefined) return sameAgain(earlier, fileDigestOf(header, await digest()));
  const read = await readNumbers(header.pack, bytes, blockListMaxBytes);
  const fileDigest = fileDigestOf(header, await digest());
  const wish = { market, owner, fileName, requestId, fileDigest, by, beganAt, mayShrink, ...read };
  const loadId = newId();
  const change = { loadId, change: header.change, baseVersion, providerId };
  const load = await blockLists.change({ ...wish, ...change });
  countOutcomes(
    (outcome, rows) => counted.fileRows.inc({ file: "block_list", outcome }, rows),
    read.rowsRead - read.refused.reduce((sum, [, rows]) => sum + rows, 0),
    read.refused,
  );
  return load;
}

/** The same bytes added and removed are two things. */
function fileDigestOf({ change }: { readonly change: Change }, digest: string): string {
  return `${change}:${digest}`;
}

async function readHeader(parts: AsyncIterator<LoadBlockListRequest>) {
  const first = await parts.next();
  const part = first.done === true ? undefined : first.value.part;
  if (part?.$case !== "header") {
    throw new DomainError("invalid", "HEADER_MISSING", "The load begins with its header.");
  }
  const { value } = part;
  if (!OWNER.test(value.owner)) {
    throw new DomainError("invalid", "OWNER_INVALID", "The owner cannot be a name.", {
      remedy: "Use at most 40 letters, digits, - and _.",
    });
  }
  return {
    pack: packOf(value.market),
    market: value.market,
    owner: value.owner,
    change: toChange(value),
    fileName: toName(value.fileName),
    requestId: toRequestId(value.requestId),
    baseVersion: Number(value.baseVersion),
    mayShrink: value.mayShrink,
  };
}

function toChange({ change }: BlockListHeader): Change {
  switch (change) {
    case BlockListChange.REPLACE:
      return "replace";
    case BlockListChange.ADD:
      return "add";
    case BlockListChange.REMOVE:
      return "remove";
    default:
      throw new DomainError("invalid", "CHANGE_MISSING", "The load says not what the file is.", {
        remedy: "Say replace, add or remove.",
      });
  }
}

async function* dataOf(parts: AsyncIterator<LoadBlockListRequest>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const next = await parts.next();
    if (next.done === true) return;
    if (next.value.part?.$case === "data") yield next.value.part.value;
  }
}

/** One number per row, in its first column; gzip is known by its first bytes. */
async function readNumbers(pack: MarketPack, data: AsyncIterable<Uint8Array>, mostBytes: number) {
  const given = createNumberSet();
  const refused = new Map<string, number>();
  let rowsRead = 0;
  let numbers = 0;
  for await (const rows of rowsOf(limited(await unpacked(data), mostBytes))) {
    for (const row of rows) {
      if (row === "") continue;
      rowsRead += 1;
      const number = normaliseNumber(pack, row);
      if (number.kind === "ok") {
        given.add(Number(number.e164));
        numbers += 1;
      } else refused.set(number.code, (refused.get(number.code) ?? 0) + 1);
    }
  }
  if (rowsRead === 0) throw empty();
  if (numbers * 2 < rowsRead) throw unreadable(rowsRead, numbers);
  return { given, rowsRead, refused: [...refused] };
}

async function unpacked(data: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const iterator = data[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done === true ? new Uint8Array(0) : first.value;
  const whole = (async function* () {
    yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
  if (head[0] !== 0x1f || head[1] !== 0x8b) return whole;
  const gunzip = createGunzip();
  // Each end takes the other with it; whoever reads hears of a failure.
  pipeline(Readable.from(whole), gunzip, () => undefined);
  return gunzip;
}

async function* limited(
  data: AsyncIterable<Uint8Array>,
  mostBytes: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const piece of data) {
      bytes += piece.length;
      if (bytes > mostBytes) throw bomb(mostBytes);
      yield piece;
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
      throw broken(error);
    throw error;
  }
}

/** The first columns of the rows that each piece completes. */
async function* rowsOf(data: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const piece of data) {
    const lines = (rest + decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.length)))
      .replaceAll("\r", "\n")
      .split("\n");
    // What is too long to be a number is not held to its end.
    rest = (lines.pop() ?? "").slice(0, LONGEST_ROW);
    yield lines.map(firstColumn);
  }
  yield [firstColumn(rest + decoder.end())];
}

function firstColumn(line: string): string {
  const end = line.search(/[,;\t]/u);
  return (end < 0 ? line : line.slice(0, end))
    .replaceAll('"', "")
    .replace(/^\ufeff/u, "")
    .trim();
}

function empty(): DomainError {
  return new DomainError("invalid", "BLOCK_LIST_EMPTY", "The file holds no row.", {
    remedy: "Send the list itself; to empty a list, remove its numbers.",
  });
}

function unreadable(rows: number, numbers: number): DomainError {
  return new DomainError(
    "invalid",
    "BLOCK_LIST_UNREADABLE",
    `Of ${rows} rows only ${numbers} are numbers of the market.`,
    { remedy: "Send one number per row, or a CSV whose first column is the number." },
  );
}

function bomb(mostBytes: number): DomainError {
  const message = `The file unpacks to more than ${mostBytes} bytes.`;
  return new DomainError("invalid", "BLOCK_LIST_BOMB", message, {
    remedy: "Send it in parts with change=add.",
  });
}

function broken(cause: Error): DomainError {
  return new DomainError("invalid", "BLOCK_LIST_UNREADABLE", "The gzip file is damaged.", {
    remedy: "Pack the file again.",
    cause,
  });
}
