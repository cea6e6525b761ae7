import { setImmediate as turn } from "node:timers/promises";
import { normaliseNumber, type MarketPack } from "@whiteline/markets";
import { contentsDigest } from "./contents-digest.js";
import { cleanCell } from "./domain/cell.js";
import { findColumns, type Columns, type Row } from "./domain/columns.js";
import { fileLimits } from "./domain/file-limits.js";
import { FileRefusedError } from "./domain/file-refusal.js";
import type { Checkpoint, ImportCounts } from "./domain/import.js";
import { createRowJudge, type RowCounts } from "./domain/row-judge.js";
import { SAMPLE_ROWS, withTable, type Opening } from "./open-file.js";
import type { Table } from "./reader/open-table.js";
import { bucketWriter } from "./store/bucket-writer.js";
import type { ImportJob, ImportOutcome } from "./store/import-reading.js";
import type { Build, MemberStore } from "./store/members.js";
import type { RejectStore } from "./store/rejects.js";
import { rejectsWriter } from "./store/rejects-writer.js";

/** Rows between two checkpoints: what a crash costs at most. */
const CHECKPOINT_ROWS = 20_000;

export type ReadImport = ImportOutcome & {
  readonly build: string;
  readonly members: number;
  readonly operators: readonly string[];
};

/** How far a reading is. */
export type ReadingState = { readonly counts: ImportCounts; readonly progressBps: number };

type Deps = Opening & {
  readonly members: MemberStore;
  readonly rejects: RejectStore;
  /** Who of these refused messages, so that a list which must be clean leaves them out. */
  readonly findWithdrawn: (msisdns: readonly number[]) => Promise<ReadonlySet<number>>;
  /** Told once the file is open: how far the reading is at any moment. */
  readonly onOpen: (look: () => ReadingState) => void;
  /** What lies before it is durable. @throws when the import is another reader's by now */
  readonly onCheckpoint: (reached: Checkpoint) => Promise<void>;
  /** Ends the reading with its reason. */
  readonly signal: AbortSignal;
};

/**
 * Reads a stored file: judges its rows, writes members (of a list) and rejected rows. Nothing it writes can be seen until
 * a list version names the build. It begins at the checkpoint of an attempt before: the file is parsed anew up to there,
 * because a zip cannot be entered in the middle, and nothing of it is judged or written again.
 *
 * It runs between the RPCs of this process, a chunk of 16 KiB (about a millisecond) per turn of the event loop. A worker
 * thread would not bound the memory (its limit counts the heap, while a file's bytes lie outside), and what is kept
 * per file is bounded anyway.
 * @throws FileRefusedError; anything when the signal ended it
 */
export function readImport(job: ImportJob, deps: Deps): Promise<ReadImport> {
  return withTable(job, deps, deps.signal, (table, pack) => readTable(job, table, pack, deps));
}

async function readTable(
  job: ImportJob,
  table: Table,
  pack: MarketPack,
  deps: Deps,
): Promise<ReadImport> {
  const { onOpen, signal } = deps;
  const isNumber = (cell: string): boolean => normaliseNumber(pack, cell).kind === "ok";
  const taker = await rowTaker(job, pack, deps);
  let columns: Columns | undefined;
  let sample: Row[] | undefined = [];

  const begin = async (rows: readonly Row[]): Promise<Columns> => {
    if (rows.length === 0) throw new FileRefusedError("EMPTY_FILE", "no filled row");
    const mapping = { numberColumn: job.askedColumn, columns: job.columns };
    const found = findColumns(rows, mapping, isNumber);
    if (found === undefined) throw new FileRefusedError("NO_NUMBER_COLUMN", "no column of numbers");
    await taker.take(rows, found);
    return found;
  };

  onOpen(() => ({
    counts: taker.counts(),
    progressBps: Math.floor(table.share() * 9_000),
  }));
  for await (const rows of table.rows()) {
    if (columns !== undefined) await taker.take(rows, columns);
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
  const counts = taker.counts();
  // A list of nobody would silence every line it governs; only a column that the user named can bring it about.
  if (counts.kept === 0 && !counts.dropped.some(({ code }) => code === "WITHDRAWN"))
    throw new FileRefusedError("NO_NUMBER_COLUMN", "no row holds a number");
  return {
    ...(await taker.end()),
    fileType: table.fileType,
    encoding: table.encoding,
    delimiter: table.delimiter,
    variables: columns.variables.map(({ name, kind }) => ({ name, kind })),
    numberColumn: columns.numberTitle,
    counts,
  };
}

/** Judges rows and writes what comes of them, from a checkpoint on. */
async function rowTaker(job: ImportJob, pack: MarketPack, deps: Deps) {
  const { members, rejects, findWithdrawn, onCheckpoint } = deps;
  const build = buildOf(job);
  const isList = job.listId !== null;
  // Whom a sample has seen stands nowhere but in memory, so samples are read from their start.
  const earlier = isList ? (job.checkpoint ?? undefined) : undefined;
  const judge = createRowJudge(
    pack,
    earlier && { seen: await members.numbers(build.id), counts: earlier.counts },
  );
  const buckets = bucketWriter(
    members,
    build,
    earlier && { ...earlier, members: earlier.counts.kept },
  );
  const refused = rejectsWriter(rejects, build, earlier?.rejects ?? 0);
  const digest = isList ? undefined : contentsDigest();
  let rowsSeen = 0;
  let reached = earlier?.rows ?? 0;

  const judgeRow = (
    { number, cells }: Row,
    { numberIndex, variables }: Columns,
    withdrawn: ReadonlySet<number>,
  ): void => {
    const cell = cells[numberIndex] ?? "";
    const isLong = cells.some((text) => text.length > fileLimits.cellChars);
    const verdict = judge.judge(cell, isLong, (msisdn) => withdrawn.has(msisdn));
    if (verdict.kind === "refused") {
      refused.add(number, cell, verdict);
      return;
    }
    digest?.add(verdict.msisdn);
    if (!isList) return;
    buckets.add(
      verdict,
      variables.map(({ index }) => cleanCell(cells[index] ?? "")),
    );
  };

  const checkpoint = async (): Promise<void> => {
    const [written, parts] = [await buckets.checkpoint(), await refused.checkpoint()];
    reached = rowsSeen;
    const { attempt } = job;
    const counts = toCounts(judge.counts());
    await onCheckpoint({ attempt, rows: reached, ...written, rejects: parts, counts });
  };

  return {
    counts: (): ImportCounts => toCounts(judge.counts()),

    async take(rows: readonly Row[], columns: Columns): Promise<void> {
      const fresh = rows.slice(Math.max(0, reached - rowsSeen));
      rowsSeen += rows.length;
      if (fresh.length === 0) return;
      const numbered = fresh.filter(({ number }) => number > columns.titleRow);
      const withdrawn = await findWithdrawn(
        isList && job.operation !== "remove" ? numbersOf(pack, numbered, columns.numberIndex) : [],
      );
      for (const row of numbered) judgeRow(row, columns, withdrawn);
      await refused.flush();
      await buckets.flush();
      if (isList && rowsSeen - reached >= CHECKPOINT_ROWS) await checkpoint();
    },

    async end() {
      await refused.checkpoint();
      const digested = digest?.result() ?? "";
      return { build: build.id, contentsDigest: digested, ...(await buckets.end()) };
    },
  };
}

function numbersOf(pack: MarketPack, rows: readonly Row[], index: number): readonly number[] {
  return rows.flatMap(({ cells }) => {
    const number = normaliseNumber(pack, cells[index] ?? "");
    return number.kind === "ok" ? [Number(number.e164)] : [];
  });
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
