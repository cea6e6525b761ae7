import { pipeline, Readable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import { normaliseNumber, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { createNumberSet, type NumberSet } from "./domain/number-set.js";

const MOST_ROWS = 50_000_000;
const RECORD_CHARS = 4_096;
const ROWS_PER_TURN = 2_000;

export type PortedRows = {
  readonly ported: ReadonlyMap<string, NumberSet>;
  readonly numbers: number;
  readonly dropped: readonly { readonly code: string; readonly rows: number }[];
};

/**
 * Reads ported numbers from CSV as it arrives: in each row a number of the market and the operator that serves it now, by
 * its id or name, in any order. The first row of a number counts.
 * @throws DomainError PORTABILITY_FILE_INVALID when it is no such file, or holds no such row
 */
export async function readPortability(
  bytes: AsyncIterable<Uint8Array>,
  pack: MarketPack,
): Promise<PortedRows> {
  const operators = operatorNames(pack);
  const ported = new Map<string, NumberSet>();
  const dropped = new Map<string, number>();
  const drop = (code: string): void => void dropped.set(code, (dropped.get(code) ?? 0) + 1);
  let rows = 0;
  const parser = parse({
    bom: true,
    delimiter: [",", ";", "\t"],
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    max_record_size: RECORD_CHARS,
  });
  pipeline(Readable.from(bytes), parser, () => undefined);
  try {
    for await (const record of parser) {
      rows += 1;
      if (rows > MOST_ROWS) throw invalid(`It has more than ${MOST_ROWS} rows.`);
      if (rows % ROWS_PER_TURN === 0) await turn();
      const cells: readonly string[] = Array.isArray(record) ? record.map(String) : [];
      const number = cells
        .map((cell) => normaliseNumber(pack, cell))
        .find((each) => each.kind === "ok");
      const operator = cells.flatMap((cell) => operators.get(fold(cell)) ?? [])[0];
      // The titles.
      if (rows === 1 && number === undefined) continue;
      if (number?.kind !== "ok") drop("NOT_A_NUMBER");
      else if (operator === undefined) drop("UNKNOWN_OPERATOR");
      else if (keep(ported, operator, Number(number.e164)) === "twice") drop("DUPLICATE");
    }
  } catch (error) {
    if (error instanceof CsvError) throw invalid("A row cannot be read.", error);
    throw error;
  }
  const numbers = [...ported.values()].reduce((sum, set) => sum + set.size, 0);
  if (numbers === 0) throw invalid("No row names a number and its operator.");
  return {
    ported,
    numbers,
    dropped: Array.from(dropped, ([code, count]) => ({ code, rows: count })),
  };
}

function keep(ported: Map<string, NumberSet>, operator: string, msisdn: number): "kept" | "twice" {
  for (const set of ported.values()) if (set.has(msisdn)) return "twice";
  const set = ported.get(operator) ?? createNumberSet();
  ported.set(operator, set);
  set.add(msisdn);
  return "kept";
}

function operatorNames(pack: MarketPack): ReadonlyMap<string, string> {
  return new Map(
    pack.operators
      .filter(({ kind }) => kind === "mobile")
      .flatMap(({ id, name }) => [[fold(id), id] as const, [fold(name), id] as const]),
  );
}

function fold(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s_-]+/gu, "")
    .toLowerCase();
}

function invalid(message: string, cause?: unknown): DomainError {
  return new DomainError("precondition", "PORTABILITY_FILE_INVALID", message, {
    remedy: "Send CSV in UTF-8 with a mobile number and the operator's id in each row.",
    ...(cause === undefined ? {} : { cause }),
  });
}
