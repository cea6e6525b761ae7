import { tmpdir } from "node:os";
import type { Row } from "../src/domain/columns.js";
import { fileLimits, type FileLimits } from "../src/domain/file-limits.js";
import { openTable } from "../src/reader/open-table.js";
import { createSpool } from "../src/reader/spool.js";

/** All rows of a file, read as the service reads them. */
export async function readFile(
  content: Buffer,
  limits: Partial<Record<keyof FileLimits, number>> = {},
  languages: readonly string[] = ["fa"],
): Promise<{ readonly fileType: string; readonly rows: readonly Row[] }> {
  async function* chunks() {
    for (let at = 0; at < content.length; at += 1000) yield content.subarray(at, at + 1000);
  }
  const signal = new AbortController().signal;
  await using spool = await createSpool(
    { directory: tmpdir(), limit: fileLimits.bytes, signal },
    chunks(),
  );
  const table = await openTable(spool, { ...fileLimits, ...limits } as FileLimits, languages);
  const rows: Row[] = [];
  for await (const batch of table.rows()) rows.push(...batch);
  return { fileType: table.fileType, rows };
}
