import type { RecipientKind } from "@whiteline/contracts/lists/v1/consents";
import {
  type ConsentsHeader,
  type ImportConsentsRequest,
  type ImportConsentsResponse,
} from "@whiteline/contracts/lists/v1/consents";
import { normaliseNumber, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { CsvError, parse } from "csv-parse";
import { pipeline, Readable } from "node:stream";
import { faultOf, type ConsentState, type RecipientKind as Kind } from "./domain/consent.js";
import { fromDrops, toName } from "./proto.js";
import { toConsentState, toKind } from "./consent-words.js";
import { recordConsents, type NewConsent, type RecordingConsents } from "./record-consents.js";

/** Rows that are kept at once. */
const BATCH = 500;
const REFUSED_SHOWN = 100;
const LONGEST_RECORD = 16 * 1024;
/** Titles of columns in every spelling we know of them. */
const titles: Readonly<Record<string, readonly string[]>> = {
  number: [
    "number",
    "msisdn",
    "mobile",
    "phone",
    "recipient",
    "alici",
    "alıcı",
    "telefon",
    "numara",
  ],
  kind: ["kind", "recipienttype", "recipient_type", "alicitipi", "tip"],
  state: ["state", "status", "durum", "onay"],
  said_at: ["said_at", "saidat", "consentdate", "consent_date", "date", "tarih"],
  source: ["source", "kaynak"],
  wording: ["wording", "text", "metin"],
  evidence: ["evidence", "document", "belge", "kanit", "kanıt"],
};

type Column = "number" | "kind" | "state" | "said_at" | "source" | "wording" | "evidence";

/** How far the reading of a file has come; counted while it goes on, so that it is known when the file breaks off. */
export type ConsentsProgress = { rowsRead: number; recorded: number };

/**
 * Reads a CSV of consents while it arrives and keeps each row that is complete. Rows stand by themselves: when the
 * upload or this process breaks off, what was kept stays, and the same file sent again changes only the rest.
 * @throws DomainError CONSENT_FILE_UNREADABLE
 */
export async function importConsents(
  it: RecordingConsents,
  {
    tenantId,
    pack,
    sources,
    header,
  }: {
    readonly tenantId: string;
    readonly pack: MarketPack;
    readonly sources: ReadonlySet<string>;
    readonly header: ConsentsHeader;
  },
  data: AsyncIterable<Uint8Array>,
  progress: ConsentsProgress,
): Promise<ImportConsentsResponse> {
  const refused = new Map<string, number>();
  const refusedRows: { readonly row: bigint; readonly code: string }[] = [];
  let batch: NewConsent[] = [];
  let kept = 0;
  const keep = async (): Promise<void> => {
    progress.recorded += (await recordConsents(it, tenantId, pack, lastWords(batch))).length;
    kept += batch.length;
    batch = [];
  };
  let columns: ReadonlyMap<Column, number> | undefined;
  for await (const cells of recordsOf(data)) {
    if (columns === undefined) {
      columns = findColumns(cells);
      continue;
    }
    progress.rowsRead += 1;
    const read = readRow(it, pack, sources, header, columns, cells);
    if (typeof read === "string") {
      refused.set(read, (refused.get(read) ?? 0) + 1);
      if (refusedRows.length < REFUSED_SHOWN)
        refusedRows.push({ row: BigInt(progress.rowsRead + 1), code: read });
      continue;
    }
    batch.push(read);
    if (batch.length >= BATCH) await keep();
  }
  if (columns === undefined) throw unreadable("The file is empty.");
  await keep();
  const { rowsRead, recorded } = progress;
  return {
    rowsRead: BigInt(rowsRead),
    recorded: BigInt(recorded),
    unchanged: BigInt(kept - recorded),
    refused: fromDrops(refused),
    refusedRows,
  };
}

/** Of a recipient that stands several times in a batch the words in order of time, so that the last one wins. */
function lastWords(batch: readonly NewConsent[]): readonly NewConsent[] {
  return batch.toSorted((a, b) => a.word.saidAt.getTime() - b.word.saidAt.getTime());
}

async function* recordsOf(data: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const parser = parse({
    bom: true,
    delimiter: [",", ";", "\t"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: LONGEST_RECORD,
  });
  // Each end takes the other with it; the reader below hears of a failure.
  pipeline(Readable.from(data), parser, () => undefined);
  try {
    for await (const cells of parser) {
      if (Array.isArray(cells)) yield cells.map(String);
    }
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(`It is no CSV: ${error.code}.`);
    throw error;
  }
}

/** @throws DomainError CONSENT_FILE_UNREADABLE when no column is the number */
function findColumns(cells: readonly string[]): ReadonlyMap<Column, number> {
  const found = new Map<Column, number>();
  for (const [place, cell] of cells.entries()) {
    const title = cell.toLocaleLowerCase("en").replaceAll(" ", "_");
    const column = columnNames.find((name) => titles[name]?.includes(title));
    if (column !== undefined && !found.has(column)) found.set(column, place);
  }
  if (found.has("number")) return found;
  throw unreadable("No title is that of the numbers.");
}

const columnNames: readonly Column[] = [
  "number",
  "kind",
  "state",
  "said_at",
  "source",
  "wording",
  "evidence",
];

/** A row as a word, or why it is none. */
function readRow(
  { now }: Pick<RecordingConsents, "now">,
  pack: MarketPack,
  sources: ReadonlySet<string>,
  header: ConsentsHeader,
  columns: ReadonlyMap<Column, number>,
  cells: readonly string[],
): NewConsent | string {
  const cell = (column: Column): string => cells[columns.get(column) ?? -1] ?? "";
  const number = normaliseNumber(pack, cell("number"));
  if (number.kind === "refused") return number.code;
  const kind = readKind(cell("kind"), header.recipientKind);
  const state = readState(cell("state"), header);
  if (kind === undefined) return "KIND_UNKNOWN";
  const saidAt = cell("said_at") === "" ? header.saidAt : readTime(cell("said_at"));
  const at = now();
  const word = {
    state,
    saidAt,
    source: cell("source") === "" ? header.source : cell("source"),
    wording: toName(cell("wording") === "" ? header.wording : cell("wording")),
    evidence: toName(cell("evidence") === "" ? header.evidence : cell("evidence")),
  };
  const fault = faultOf(word, sources, at);
  if (fault !== undefined || state === undefined || saidAt === undefined)
    return fault ?? "CONSENT_STATE_MISSING";
  const whole = { ...word, state, saidAt, recordedAt: at };
  return { msisdn: Number(number.e164), kind, word: whole };
}

function readKind(cell: string, otherwise: RecipientKind): Kind | undefined {
  switch (cell.toLocaleLowerCase("en")) {
    case "":
      return toKind(otherwise);
    case "consumer":
    case "bireysel":
    case "bi̇reysel":
      return "consumer";
    case "merchant":
    case "tacir":
    case "taci̇r":
      return "merchant";
    default:
      return undefined;
  }
}

function readState(cell: string, header: ConsentsHeader): ConsentState | undefined {
  switch (cell.toLocaleLowerCase("en")) {
    case "":
      return toConsentState(header.state);
    case "given":
    case "onay":
      return "given";
    case "withdrawn":
    case "ret":
      return "withdrawn";
    default:
      return undefined;
  }
}

/** ISO 8601, or as the registry writes it: "2026-11-20 12:00:00" in Türkiye's time. */
function readTime(cell: string): Date | undefined {
  const local = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/u.exec(cell);
  const time = new Date(local === null ? cell : `${local[1]}T${local[2]}+03:00`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function unreadable(message: string): DomainError {
  return new DomainError("invalid", "CONSENT_FILE_UNREADABLE", message, {
    remedy: `Send CSV in UTF-8 with the titles ${columnNames.join(", ")}.`,
  });
}

/** The header, then the bytes. */
export async function takeHeader(parts: AsyncIterable<ImportConsentsRequest>) {
  const iterator = parts[Symbol.asyncIterator]();
  const first = await iterator.next();
  const part = first.done === true ? undefined : first.value.part;
  if (part?.$case !== "header")
    throw new DomainError("invalid", "HEADER_MISSING", "The import begins with its header.");
  const data = (async function* () {
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      if (next.value.part?.$case === "data") yield next.value.part.value;
    }
  })();
  return { header: part.value, data };
}
