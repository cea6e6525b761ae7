import { pipeline, Readable } from "node:stream";
import { analyse } from "chardet";
import { CsvError, parse } from "csv-parse";
import iconv from "iconv-lite";
import type { Row } from "../domain/columns.js";
import type { FileLimits } from "../domain/file-limits.js";
import { FileRefusedError } from "../domain/file-refusal.js";
import { utf16Order } from "./detect-file-type.js";
import type { Spool } from "./spool.js";

const SAMPLE_BYTES = 64 * 1024;
/** Records per batch: about a millisecond of work between two turns of the event loop. */
const BATCH = 500;
/** The Arabic comma and semicolon come from lists typed on a Persian keyboard. */
const DELIMITERS = [",", ";", "\t", "|", "\u060c", "\u061b"] as const;
/** Windows code pages of the languages we meet, for text that is not Unicode. */
const CODE_PAGES: Readonly<Record<string, string>> = {
  fa: "windows-1256",
  ar: "windows-1256",
  tr: "windows-1254",
  vi: "windows-1258",
};

/**
 * The rows of a text file of values, in batches; encoding and delimiter are found from its first bytes.
 * @param languages of the market, for text in a code page
 * @throws FileRefusedError
 */
export async function readCsv(spool: Spool, limits: FileLimits, languages: readonly string[]) {
  const head = await spool.head(SAMPLE_BYTES);
  const encoding = await detectEncoding(spool, head, languages);
  const delimiter = detectDelimiter(iconv.decode(head, encoding));
  let read = 0;

  async function* decode(): AsyncGenerator<string> {
    const decoder = iconv.getDecoder(encoding);
    for await (const chunk of spool.stream(0, spool.size, 16 * 1024)) {
      if (!Buffer.isBuffer(chunk)) continue;
      read += chunk.length;
      yield decoder.write(chunk);
    }
    yield decoder.end() ?? "";
  }

  async function* rows(): AsyncGenerator<readonly Row[]> {
    const parser = parse({
      delimiter,
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: limits.recordChars,
    });
    // An error of either reaches the loop below through the parser.
    pipeline(Readable.from(decode()), parser, () => undefined);
    let batch: Row[] = [];
    let number = 0;
    let filled = 0;
    try {
      for await (const record of parser) {
        number += 1;
        const cells = cellsOf(record);
        if (cells.length > limits.columns)
          throw new FileRefusedError("TOO_MANY_COLUMNS", `${cells.length} columns`);
        if (cells.length === 0) continue;
        filled += 1;
        if (filled > limits.rows)
          throw new FileRefusedError("TOO_MANY_ROWS", `more than ${limits.rows}`);
        batch.push({ number, cells });
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
    } catch (error) {
      throw error instanceof CsvError ? refusalOf(error, limits) : error;
    }
    if (batch.length > 0) yield batch;
  }

  const share = (): number => read / Math.max(1, spool.size);
  return { fileType: "csv", encoding, delimiter, rows, share } as const;
}

/** A record that is too long may be a quote without end, or a row without end. */
function refusalOf(error: CsvError, limits: FileLimits): FileRefusedError {
  if (Number(error["column"]) >= limits.columns)
    return new FileRefusedError("TOO_MANY_COLUMNS", error.code, { cause: error });
  // Only a quote takes line ends into a record.
  const [lines, ended] = [Number(error["lines"]), Number(error["records"])];
  const isQuote =
    error.code === "CSV_QUOTE_NOT_CLOSED" || lines > ended + Number(error["empty_lines"]) + 1;
  return new FileRefusedError(isQuote ? "UNCLOSED_QUOTE" : "BROKEN_FILE", error.code, {
    cause: error,
  });
}

/** `="0912…"`, by which people keep a spreadsheet from eating a leading zero, is what it shows. */
const TEXT_FORMULA = /^="([^"]*)"$/u;

/** Trimmed cells up to the last filled one; none for a blank row. */
function cellsOf(record: unknown): readonly string[] {
  if (!Array.isArray(record)) return [];
  const cells = record.map((cell: unknown) =>
    typeof cell === "string"
      ? cell.replaceAll("\0", "").trim().replace(TEXT_FORMULA, "$1").trim()
      : "",
  );
  let length = cells.length;
  while (length > 0 && cells[length - 1] === "") length -= 1;
  return length === cells.length ? cells : cells.slice(0, length);
}

async function detectEncoding(
  spool: Spool,
  head: Buffer,
  languages: readonly string[],
): Promise<string> {
  const utf16 = utf16Order(head);
  if (utf16 !== undefined) return utf16;
  if (await isUtf8(spool)) return "utf-8";
  const likely = analyse(head).find(
    ({ name, confidence }) => confidence >= 50 && /^windows-125[0-9]$/iu.test(name),
  );
  const byLanguage = languages
    .map((language) => CODE_PAGES[language])
    .find((page) => page !== undefined);
  return byLanguage ?? likely?.name ?? "windows-1252";
}

/** Looks at the whole file: names in a code page may come late behind rows of digits alone. */
async function isUtf8(spool: Spool): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of spool.stream()) {
      if (Buffer.isBuffer(chunk)) decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The delimiter that stands equally often in most lines; a file of one column has none. */
function detectDelimiter(sample: string): string {
  const lines = sample
    .replace(/"[^"]*"/gu, "")
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== "")
    .slice(0, 50);
  let best: string = ",";
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const usual = counts.filter(
      (count) => count > 0 && count === counts[Math.floor(counts.length / 2)],
    ).length;
    if (usual > bestScore) {
      bestScore = usual;
      best = delimiter;
    }
  }
  return best;
}
