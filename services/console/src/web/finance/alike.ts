import type { Comparison } from "./queries.js";

type Cell = Comparison["differences"][number];
/** A change that several operators have in common. */
export type SharedChange = Omit<Cell, "operator"> & { readonly operators: readonly string[] };

/** Differences of which only the operator differs as one, in the order of the first of them. */
export function alike(differences: readonly Cell[]): readonly SharedChange[] {
  const found = new Map<string, SharedChange>();
  for (const { operator, ...change } of differences) {
    const { script, fromPart, before, after } = change;
    const key = [script, fromPart, before?.minor ?? "", after?.minor ?? ""].join("|");
    const known = found.get(key)?.operators ?? [];
    found.set(key, { ...change, operators: [...known, operator] });
  }
  return [...found.values()];
}
