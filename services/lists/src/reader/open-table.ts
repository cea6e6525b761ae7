import type { Row } from "../domain/columns.js";
import type { FileLimits } from "../domain/file-limits.js";
import { detectFileType } from "./detect-file-type.js";
import { readCsv } from "./read-csv.js";
import { readXlsx } from "./read-xlsx.js";
import type { Spool } from "./spool.js";

/** A file as rows, to be read once. */
export type Table = {
  readonly fileType: "xlsx" | "csv";
  /** Of a text file; empty for a workbook. */
  readonly encoding: string;
  readonly delimiter: string;
  readonly rows: () => AsyncGenerator<readonly Row[]>;
  /** How much of it has been read, 0 to 1. */
  readonly share: () => number;
};

/** @throws FileRefusedError for whatever is no list */
export async function openTable(
  spool: Spool,
  limits: FileLimits,
  languages: readonly string[],
): Promise<Table> {
  const fileType = await detectFileType(spool);
  return fileType === "xlsx" ? readXlsx(spool, limits) : readCsv(spool, limits, languages);
}
