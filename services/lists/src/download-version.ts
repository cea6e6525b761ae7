import { setImmediate as turn } from "node:timers/promises";
import type { Variable } from "./domain/import.js";
import type { Bucket, ListVersion } from "./domain/list.js";
import { valuesOf } from "./domain/text-column.js";
import { csvRows } from "./safe-csv.js";
import type { MemberStore } from "./store/members.js";

type Stores = { readonly members: MemberStore };

/** A version as CSV in pieces: number, operator, variables. No spreadsheet runs a cell of it. */
export async function* downloadVersion(
  { members }: Stores,
  { build, operators, variables }: ListVersion,
): AsyncGenerator<Buffer> {
  yield titles(variables);
  for await (const bucket of members.read(build, [...variables.keys()])) {
    const rowOf = rowsOf(bucket, operators);
    yield Buffer.from(csvRows(bucket.msisdns.map((_, i) => rowOf(i))));
    await turn();
  }
}

/**
 * The removal report of a version: who stood on the one before and does not stand on it [000 · Conditions, IR-ASN-21].
 * @param before undefined for the first version: nobody has left
 */
export async function* downloadRemoved(
  { members }: Stores,
  version: ListVersion,
  before: ListVersion | undefined,
): AsyncGenerator<Buffer> {
  const { operators, variables } = before ?? { operators: [], variables: [] };
  yield titles(variables);
  if (before === undefined) return;
  const stay = await members.numbers(version.build);
  for await (const bucket of members.read(before.build, [...variables.keys()])) {
    const rowOf = rowsOf(bucket, operators);
    const rows = bucket.msisdns.flatMap((msisdn, i) => (stay.has(msisdn) ? [] : [rowOf(i)]));
    if (rows.length > 0) yield Buffer.from(csvRows(rows));
    await turn();
  }
}

function rowsOf(
  { msisdns, operatorIndex, columns }: Bucket,
  operators: readonly string[],
): (row: number) => readonly string[] {
  const values = columns.map(valuesOf);
  return (row) => [
    String(msisdns[row] ?? ""),
    operators[operatorIndex[row] ?? 0] ?? "",
    ...values.map((column) => column[row] ?? ""),
  ];
}

function titles(variables: readonly Variable[]): Buffer {
  const names = variables.map(({ name }) => name);
  return Buffer.from(csvRows([["number", "operator", ...names]], { first: true }));
}
