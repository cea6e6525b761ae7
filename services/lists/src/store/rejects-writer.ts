import { PassThrough } from "node:stream";
import { once } from "node:events";
import type { Envelope, EnvelopeHeader } from "@whiteline/service-kit";
import { stringify } from "csv-stringify/sync";
import type { FileStore } from "./files.js";

type Refused = { readonly code: string; readonly remedy: string };

const COLUMNS = ["row", "cell", "code", "remedy"];
/** Excel takes a file without this mark for the code page of the machine. */
const BYTE_ORDER_MARK = "\ufeff";
const LONGEST_CELL = 200;

/**
 * Writes rejected rows as CSV into an encrypted file. Cells that a spreadsheet would run as a formula get a leading
 * apostrophe, also a number that begins with a plus.
 */
export function rejectsWriter({
  files,
  envelope,
  fileId,
}: {
  files: FileStore;
  envelope: Envelope;
  fileId: string;
}) {
  const { header, stream } = envelope.sealStream();
  const lines = new PassThrough();
  let failure: Error | undefined;
  const stored = files.put(fileId, lines, stream).catch((error: unknown) => {
    failure ??= new Error("Rejected rows were not stored.", { cause: error });
  });
  let rows: (readonly [number, string, string, string])[] = [];
  lines.write(BYTE_ORDER_MARK + toCsv([COLUMNS]));

  const flush = async (): Promise<void> => {
    if (failure !== undefined) throw failure;
    if (rows.length === 0) return;
    const text = toCsv(rows);
    rows = [];
    if (!lines.write(text)) await Promise.race([once(lines, "drain"), stored]);
  };

  return {
    add(row: number, cell: string, { code, remedy }: Refused): void {
      rows.push([row, cell.slice(0, LONGEST_CELL), code, remedy]);
    },

    /** Waits while too much is on its way. @throws Error whose cause is what the database threw */
    flush,

    /** Resolves with what opens the file, once that is durable. */
    async end(): Promise<EnvelopeHeader> {
      await flush();
      lines.end();
      await stored;
      if (failure !== undefined) throw failure;
      return header;
    },

    /** Breaks off and removes what was written. */
    async abandon(): Promise<void> {
      lines.destroy();
      await stored;
      await files.remove(fileId);
    },
  };
}

function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: "windows" },
  );
}
