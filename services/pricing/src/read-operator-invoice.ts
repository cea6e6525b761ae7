import { createHash } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { DomainError } from "@whiteline/service-kit";
import { CsvError, parse } from "csv-parse";
import type { BilledId } from "./domain/reconcile.js";

export type OperatorInvoice = {
  readonly billed: ReadonlyMap<string, BilledId>;
  readonly amount: bigint;
  /** Of the bytes as they came: the same file counts once. */
  readonly digest: string;
};

const MOST_ROWS = 5_000_000;
const ROWS_PER_TURN = 2_000;
const LONGEST_ROW = 4_096;

/**
 * Reads an operator's invoice as it arrives: a first line with the columns message_id, parts and amount in any order,
 * then a row per billed message, amounts as whole minor units.
 * @throws DomainError invalid INVOICE_FILE_MALFORMED
 */
export const readOperatorInvoice = async (
  bytes: AsyncIterable<Uint8Array>,
): Promise<OperatorInvoice> => {
  const hash = createHash("sha256");
  const billed = new Map<string, BilledId>();
  let amount = 0n;
  let rows = 0;
  let columns: Columns | undefined;
  const parser = parse({
    bom: true,
    delimiter: [",", ";", "\t"],
    trim: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
  pipeline(Readable.from(hashed(bytes, hash)), parser, () => undefined);
  try {
    for await (const record of parser) {
      const cells: readonly string[] = Array.isArray(record) ? record.map(String) : [];
      if (columns === undefined) {
        columns = columnsOf(cells);
        continue;
      }
      rows += 1;
      if (rows > MOST_ROWS) throw malformed(`It has more than ${MOST_ROWS} rows.`);
      if (rows % ROWS_PER_TURN === 0) await turn();
      const row = rowOf(cells, columns, rows + 1);
      const known = billed.get(row.id);
      billed.set(row.id, {
        parts: (known?.parts ?? 0n) + row.parts,
        rows: (known?.rows ?? 0) + 1,
        amount: (known?.amount ?? 0n) + row.amount,
      });
      amount += row.amount;
    }
  } catch (error) {
    if (error instanceof CsvError) throw malformed("A row cannot be read.");
    throw error;
  }
  if (columns === undefined) throw malformed("It is empty.");
  return { billed, amount, digest: hash.digest("hex") };
};

type Columns = { readonly id: number; readonly parts: number; readonly amount: number };

const columnsOf = (titles: readonly string[]): Columns => {
  const at = (name: string): number => titles.findIndex((title) => title.toLowerCase() === name);
  const columns = { id: at("message_id"), parts: at("parts"), amount: at("amount") };
  if (columns.id < 0 || columns.parts < 0 || columns.amount < 0) {
    throw malformed("Its first line does not name message_id, parts and amount.");
  }
  return columns;
};

const rowOf = (cells: readonly string[], columns: Columns, line: number) => {
  const id = cells[columns.id] ?? "";
  const parts = cells[columns.parts] ?? "";
  const amount = cells[columns.amount] ?? "";
  if (id === "" || id.length > 200) {
    throw malformed(`Line ${line}: message_id has 1 to 200 characters.`);
  }
  if (!/^\d{1,3}$/.test(parts)) throw malformed(`Line ${line}: parts is a number from 0 to 999.`);
  if (!/^\d{1,15}$/.test(amount)) {
    throw malformed(
      `Line ${line}: amount is whole minor units, 15 digits at most, none below zero.`,
    );
  }
  return { id, parts: BigInt(parts), amount: BigInt(amount) };
};

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

const malformed = (why: string): DomainError =>
  new DomainError("invalid", "INVOICE_FILE_MALFORMED", `The file cannot be read. ${why}`, {
    remedy: "Send a CSV with the columns message_id, parts and amount (whole minor units).",
  });
