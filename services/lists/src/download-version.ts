import { setImmediate as turn } from "node:timers/promises";
import type { Variable } from "./domain/import.js";
import type { ListVersion } from "./domain/list.js";
import { csvRows } from "./safe-csv.js";
import type { MemberStore } from "./store/members.js";

type Stores = { readonly members: MemberStore };

/** A version as CSV in pieces: number, operator, variables. No spreadsheet runs a cell of it. */
export async function* downloadVersion(
  { members }: Stores,
  { build, operators, variables }: ListVersion,
): AsyncGenerator<Buffer> {
  yield titles(variables);
  const width = variables.length;
  for await (const { msisdns, operatorIndex, variables: values } of members.read(build)) {
    const rows = msisdns.map((msisdn, i) => [
      String(msisdn),
      operators[operatorIndex[i] ?? 0] ?? "",
      ...values.slice(i * width, (i + 1) * width),
    ]);
    yield Buffer.from(csvRows(rows));
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
  const width = variables.length;
  const stay = await members.numbers(version.build);
  for await (const { msisdns, operatorIndex, variables: values } of members.read(before.build)) {
    const rows = msisdns.flatMap((msisdn, i) =>
      stay.has(msisdn)
        ? []
        : [
            [
              String(msisdn),
              operators[operatorIndex[i] ?? 0] ?? "",
              ...values.slice(i * width, (i + 1) * width),
            ],
          ],
    );
    if (rows.length > 0) yield Buffer.from(csvRows(rows));
    await turn();
  }
}

function titles(variables: readonly Variable[]): Buffer {
  const names = variables.map(({ name }) => name);
  return Buffer.from(csvRows([["number", "operator", ...names]], { first: true }));
}
