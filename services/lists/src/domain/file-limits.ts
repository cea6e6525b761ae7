/** What a list may cost to read. Bounds hold while reading, never after. */
export type FileLimits = typeof fileLimits;

const MIB = 1024 * 1024;

export const fileLimits = {
  /** The file as uploaded. */
  bytes: 200 * MIB,
  /** Members of the zip archive. */
  entries: 2_000,
  /** One member of the archive, inflated. A sheet of a million rows has 100 to 400 MiB. */
  entryBytes: 1024 * MIB,
  /** All members that are read, inflated. */
  expandedBytes: 1536 * MIB,
  /** Inflated by compressed, asked once 16 MiB have come out: deflate's own limit is 1032. */
  ratio: 300,
  ratioFrom: 16 * MIB,
  /** Shared strings are kept while the sheet is read. */
  sharedStringBytes: 256 * MIB,
  /** XML between two tags: a cell of Excel holds 32,767 characters. */
  xmlTextChars: 256 * 1024,
  xmlDepth: 32,
  /** One record of a CSV: a quote that is never closed would swallow the file. */
  recordChars: 256 * 1024,
  /** Excel's own number of rows. */
  rows: 1_048_576,
  columns: 200,
  /** A text of ten segments holds 670 characters; no variable needs more than this. */
  cellChars: 2_000,
} as const;
