import { setImmediate as turn } from "node:timers/promises";
import { combineColumns, overlay, spread, type CombinedColumns } from "./domain/combine.js";
import type { Difference, ImportOperation } from "./domain/import.js";
import type { Bucket, ListVersion } from "./domain/list.js";
import { createNumberSet, type NumberSet } from "./domain/number-set.js";
import { valuesOf } from "./domain/text-column.js";
import { bucketWriter } from "./store/bucket-writer.js";
import type { Build, MemberStore } from "./store/members.js";

/** What a file holds, or a version: a build and how to read it. */
export type Content = Pick<ListVersion, "build" | "members" | "operators" | "variables">;

/** Rows of a file whose values are held in memory at once, and their characters: some 100 MB. */
const MOST_ROWS = 400_000;
const MOST_CHARS = 30_000_000;

const nothing: Content = { build: "", members: 0, operators: [], variables: [] };

type Deps = {
  readonly members: MemberStore;
  readonly signal: AbortSignal;
};

/**
 * The version that a file makes of the one before, and how they differ. A replacing file is the version; the others are
 * written as a build of their own, which nobody sees until a version names it.
 * @param base undefined for a list that was never filled
 * @throws whatever the signal's reason is; what the database threw
 */
export async function combineVersion(
  operation: ImportOperation,
  base: ListVersion | undefined,
  file: Content,
  target: Build,
  deps: Deps,
): Promise<Content & Difference> {
  const before = base ?? nothing;
  const known = base === undefined ? createNumberSet() : await deps.members.numbers(base.build);
  if (operation === "replace") return replace(file, known, deps);
  await deps.members.removeBuild(target.id);
  return operation === "remove"
    ? remove(before, file, target, deps)
    : unite(operation, { before, known, file }, target, deps);
}

async function replace(
  file: Content,
  known: NumberSet,
  { members }: Deps,
): Promise<Content & Difference> {
  const fresh = await members.numbers(file.build);
  let stayed = 0;
  for (const msisdn of fresh.values()) if (known.has(msisdn)) stayed += 1;
  return { ...file, added: fresh.size - stayed, removed: known.size - stayed, updated: 0 };
}

async function remove(
  before: Content,
  file: Content,
  target: Build,
  { members, signal }: Deps,
): Promise<Content & Difference> {
  const leaving = await members.numbers(file.build);
  const writer = bucketWriter(members, target);
  let removed = 0;
  for await (const member of membersOf(before, members, signal, () => writer.flush())) {
    if (leaving.has(member.msisdn)) removed += 1;
    else writer.add(member, member.values);
  }
  const ended = await writer.end();
  const { variables } = before;
  return { build: target.id, ...ended, variables, added: 0, removed, updated: 0 };
}

/** What is known stays where it stands, with the file's values over its own when merging; what is new comes behind. */
async function unite(
  operation: "add" | "merge",
  {
    before,
    known,
    file,
  }: { readonly before: Content; readonly known: NumberSet; readonly file: Content },
  target: Build,
  { members, signal }: Deps,
): Promise<Content & Difference> {
  const columns = combineColumns(before.variables, file.variables);
  let updated = 0;
  let base = { ...before };
  let { fromBase } = columns;
  if (operation === "merge") {
    // Values of a large file do not fit into memory at once: each part of it passes over the base.
    let pass = 0;
    for await (const part of partsOf(file, columns, known, { members, signal })) {
      pass += 1;
      const step = { ...target, id: `${target.id}.${pass}` };
      const written = await updateMembers(base, fromBase, part, step, { members, signal });
      if (pass > 1) await members.removeBuild(base.build);
      updated += written.updated;
      base = { ...written, build: step.id, variables: columns.variables };
      fromBase = columns.variables.map((_, place) => place);
    }
  }
  const writer = bucketWriter(members, target);
  const flush = () => writer.flush();
  for await (const member of membersOf(base, members, signal, flush)) {
    writer.add(member, spread(member.values, fromBase));
  }
  let added = 0;
  for await (const member of membersOf(file, members, signal, flush)) {
    if (known.has(member.msisdn)) continue;
    added += 1;
    writer.add(member, spread(member.values, columns.fromFile));
  }
  const ended = await writer.end();
  if (base.build !== before.build) await members.removeBuild(base.build);
  const { variables } = columns;
  return { build: target.id, ...ended, variables, added, removed: 0, updated };
}

async function updateMembers(
  base: Content,
  fromBase: readonly number[],
  part: ReadonlyMap<number, readonly string[]>,
  target: Build,
  { members, signal }: Deps,
) {
  await members.removeBuild(target.id);
  const writer = bucketWriter(members, target);
  let updated = 0;
  for await (const member of membersOf(base, members, signal, () => writer.flush())) {
    const values = spread(member.values, fromBase);
    const fresh = part.get(member.msisdn);
    const merged = fresh === undefined ? values : overlay(values, fresh);
    if (merged.some((value, i) => value !== values[i])) updated += 1;
    writer.add(member, merged);
  }
  return { ...(await writer.end()), updated };
}

/** The file's values for members that are known, as many at a time as may be held. */
async function* partsOf(
  file: Content,
  { fromFile }: CombinedColumns,
  known: NumberSet,
  { members, signal }: Deps,
): AsyncGenerator<ReadonlyMap<number, readonly string[]>> {
  if (file.variables.length === 0) return;
  let part = new Map<number, readonly string[]>();
  let chars = 0;
  for await (const { msisdn, values } of membersOf(file, members, signal, noWait)) {
    if (!known.has(msisdn)) continue;
    part.set(msisdn, spread(values, fromFile).map(detached));
    for (const value of values) chars += value.length;
    if (part.size < MOST_ROWS && chars < MOST_CHARS) continue;
    yield part;
    part = new Map();
    chars = 0;
  }
  if (part.size > 0) yield part;
}

/** A copy: a value cut out of its column would keep the whole column in memory. */
const detached = (value: string): string => Buffer.from(value, "utf16le").toString("utf16le");

type Member = {
  readonly msisdn: number;
  readonly operator: string;
  readonly values: readonly string[];
};

const noWait = async (): Promise<void> => undefined;

/** Members one by one; between buckets others have their turn, and what was written is waited for. */
async function* membersOf(
  { build, operators, variables }: Content,
  members: MemberStore,
  signal: AbortSignal,
  wait: () => Promise<void>,
): AsyncGenerator<Member> {
  if (build === "") return;
  for await (const bucket of members.read(build, [...variables.keys()])) {
    yield* rowsOf(bucket, operators);
    await wait();
    await turn();
    signal.throwIfAborted();
  }
}

function* rowsOf(
  { msisdns, operatorIndex, columns }: Bucket,
  operators: readonly string[],
): Generator<Member> {
  const values = columns.map(valuesOf);
  for (const [i, msisdn] of msisdns.entries()) {
    const operator = operators[operatorIndex[i] ?? 0] ?? "";
    yield { msisdn, operator, values: values.map((column) => column[i] ?? "") };
  }
}
