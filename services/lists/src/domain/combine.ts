import type { Variable } from "./import.js";

/** Columns of a version that two others make together, and where each of theirs goes. */
export type CombinedColumns = {
  readonly variables: readonly Variable[];
  /** For each column of the result its place in the base, or -1. */
  readonly fromBase: readonly number[];
  readonly fromFile: readonly number[];
};

/**
 * The variables of a base and a file side by side: those of the base first, what is new behind. A variable whose kinds
 * differ becomes a text.
 */
export function combineColumns(
  base: readonly Variable[],
  file: readonly Variable[],
): CombinedColumns {
  const fileOf = new Map(file.map(({ name, kind }) => [name, kind]));
  const baseNames = new Set(base.map(({ name }) => name));
  const variables: Variable[] = [
    ...base.map(({ name, kind }) => ({
      name,
      kind: (fileOf.get(name) ?? kind) === kind ? kind : ("text" as const),
    })),
    ...file.filter(({ name }) => !baseNames.has(name)),
  ];
  const place = (of: readonly Variable[]) => {
    const places = new Map(of.map(({ name }, i) => [name, i]));
    return variables.map(({ name }) => places.get(name) ?? -1);
  };
  return { variables, fromBase: place(base), fromFile: place(file) };
}

/** A row's values in the columns of the result. */
export function spread(values: readonly string[], places: readonly number[]): string[] {
  return places.map((place) => values[place] ?? "");
}

/** A known member's values with those of the file over them, where the file has any. */
export function overlay(known: readonly string[], fresh: readonly string[]): string[] {
  return known.map((value, i) => {
    const newer = fresh[i] ?? "";
    return newer === "" ? value : newer;
  });
}
