import { setImmediate as turn } from "node:timers/promises";
import { markets, normaliseNumber } from "@whiteline/markets";
import type { Envelope } from "@whiteline/service-kit";
import { contentsDigest } from "./contents-digest.js";
import { findColumns, type Columns, type Row } from "./domain/columns.js";
import { fileLimits } from "./domain/file-limits.js";
import { FileRefusedError } from "./domain/file-refusal.js";
import type { ImportCounts } from "./domain/import.js";
import { createRowJudge, type RowCounts } from "./domain/row-judge.js";
import { openTable, type Table } from "./reader/open-table.js";
import { createSpool } from "./reader/spool.js";
import { bucketWriter } from "./store/bucket-writer.js";
import type { FileStore } from "./store/files.js";
import type { ImportJob, ImportOutcome } from "./store/imports.js";
import type { Build, MemberStore } from "./store/members.js";
import { rejectsWriter } from "./store/rejects-writer.js";

/** Rows from which the columns are found. */
const SAMPLE_ROWS = 1_000;

export type ReadImport = ImportOutcome & {
  readonly build: string;
  readonly members: number;
  readonly operators: readonly string[];
};

/** How far a reading is. */
export type ReadingState = { readonly counts: ImportCounts; readonly progressBps: number };

type Deps = {
  readonly files: FileStore;
  readonly members: MemberStore;
  readonly envelope: Envelope;
  readonly spoolDirectory: string;
  /** Told once the file is open: how far the reading is at any moment. */
  readonly onOpen: (look: () => ReadingState) => void;
  /** Ends the reading with its reason. */
  readonly signal: AbortSignal;
};

/**
 * Reads a stored file from its start: judges its rows, writes members (of a list) and rejected rows. Nothing it
 * writes can be seen until a list version names the build.
 *
 * It runs between the RPCs of this process, a chunk of 16 KiB (about a millisecond) per turn of the event loop. A worker
 * thread would not bound the memory (its limit counts the heap, while a file's bytes lie outside), and what is kept
 * per file is bounded anyway.
 * @throws FileRefusedError; anything when the signal ended it
 */
export async function readImport(job: ImportJob, deps: Deps): Promise<ReadImport> {
  const { files, envelope, spoolDirectory: directory, signal } = deps;
  const plain = files.read(job.fileId, envelope.openStream(job.fileHeader));
  await using spool = await createSpool({ directory, limit: fileLimits.bytes, signal }, plain);
  const pack = markets.get(job.market);
  const table = await openTable(spool, fileLimits, pack.languages);
  return await readTable(job, table, deps);
}

async function readTable(job: ImportJob, table: Table, deps: Deps): Promise<ReadImport> {
  const { files, members, envelope, onOpen, signal } = deps;
  const pack = markets.get(job.market);
  const judge = createRowJudge(pack);
  const build = buildOf(job);
  const buckets = job.listId === null ? undefined : bucketWriter(members, build);
  const digest = job.listId === null ? contentsDigest() : undefined;
  const rejects = rejectsWriter({ files, envelope, fileId: job.rejectsId });
  const isNumber = (cell: string): boolean => normaliseNumber(pack, cell).kind === "ok";
  let columns: Columns | undefined;
  let sample: Row[] | undefined = [];

  const take = async (
    rows: readonly Row[],
    { numberIndex, titleRow, variables }: Columns,
  ): Promise<void> => {
    for (const { number, cells } of rows) {
      if (number <= titleRow) continue;
      const cell = cells[numberIndex] ?? "";
      const verdict = judge.judge(
        cell,
        cells.some((text) => text.length > fileLimits.cellChars),
      );
      if (verdict.kind === "refused") {
        rejects.add(number, cell, verdict);
        continue;
      }
      digest?.add(verdict.msisdn);
      buckets?.add(
        verdict,
        variables.map(({ index }) => cells[index] ?? ""),
      );
    }
    await rejects.flush();
    await buckets?.flush();
  };

  const begin = async (rows: readonly Row[]): Promise<Columns> => {
    if (rows.length === 0) throw new FileRefusedError("EMPTY_FILE", "no filled row");
    const found = findColumns(rows, job.askedColumn, isNumber);
    if (found === undefined) throw new FileRefusedError("NO_NUMBER_COLUMN", "no column of numbers");
    await take(rows, found);
    return found;
  };

  onOpen(() => ({
    counts: toCounts(judge.counts()),
    progressBps: Math.floor(table.share() * 9_900),
  }));
  try {
    for await (const rows of table.rows()) {
      if (columns !== undefined) await take(rows, columns);
      else if (sample !== undefined) {
        sample.push(...rows);
        if (sample.length >= SAMPLE_ROWS) {
          columns = await begin(sample);
          sample = undefined;
        }
      }
      await turn();
      signal.throwIfAborted();
    }
    columns ??= await begin(sample ?? []);
    // A list of nobody would silence every line it governs; only a column that the user named can bring it about.
    if (judge.counts().kept === 0)
      throw new FileRefusedError("NO_NUMBER_COLUMN", "no row holds a number");
    const [rejectsHeader, kept] = await Promise.all([rejects.end(), buckets?.end()]);
    return {
      build: build.id,
      members: kept?.members ?? 0,
      operators: kept?.operators ?? [],
      fileType: table.fileType,
      variables: columns.variables.map(({ name }) => name),
      numberColumn: columns.numberTitle,
      counts: toCounts(judge.counts()),
      rejectsHeader,
      contentsDigest: digest?.result() ?? "",
    };
  } catch (error) {
    await rejects.abandon();
    throw error;
  }
}

/** The build that an attempt writes. */
export function buildOf({ importId, attempt }: ImportJob): Build {
  return { id: `${importId}.${attempt}`, importId, attempt };
}

function toCounts({
  rowsRead,
  kept,
  dropped,
  keptByOperator,
  duplicatesByOperator,
}: RowCounts): ImportCounts {
  const operators = [...new Set([...keptByOperator.keys(), ...duplicatesByOperator.keys()])];
  return {
    rowsRead,
    kept,
    dropped: Array.from(dropped, ([code, rows]) => ({ code, rows })),
    operators: operators.map((operator) => ({
      operator,
      kept: keptByOperator.get(operator) ?? 0,
      duplicates: duplicatesByOperator.get(operator) ?? 0,
    })),
  };
}
