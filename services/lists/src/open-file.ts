import { markets, type MarketPack } from "@whiteline/markets";
import type { Envelope, EnvelopeHeader } from "@whiteline/service-kit";
import { fileLimits } from "./domain/file-limits.js";
import { openTable, type Table } from "./reader/open-table.js";
import { createSpool } from "./reader/spool.js";
import type { FileStore } from "./store/files.js";

/** Rows from which the columns are found. */
export const SAMPLE_ROWS = 1_000;

export type Opening = {
  readonly files: FileStore;
  readonly envelope: Envelope;
  readonly spoolDirectory: string;
};

type StoredFile = {
  readonly market: string;
  readonly fileId: string;
  readonly fileHeader: EnvelopeHeader;
};

/**
 * Opens a sealed file as a table of rows for as long as `use` runs.
 * @throws FileRefusedError for whatever is no list; the signal's reason
 */
export async function withTable<Result>(
  { market, fileId, fileHeader }: StoredFile,
  { files, envelope, spoolDirectory: directory }: Opening,
  signal: AbortSignal,
  use: (table: Table, pack: MarketPack) => Promise<Result>,
): Promise<Result> {
  const plain = files.read(fileId, envelope.openStream(fileHeader));
  await using spool = await createSpool({ directory, limit: fileLimits.bytes, signal }, plain);
  const pack = markets.get(market);
  return await use(await openTable(spool, fileLimits, pack.languages), pack);
}
