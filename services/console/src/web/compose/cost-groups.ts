import type { components } from "../api/gen/schema.js";

type TextCost = components["schemas"]["TextExamination"]["costs"][number];
export type CostGroup = Omit<TextCost, "operator"> & { readonly operators: readonly string[] };

/** What a text costs, operators that say the same put together, in the order in which they came. */
export function costGroups(costs: readonly TextCost[]): readonly CostGroup[] {
  const groups = new Map<string, CostGroup>();
  for (const { operator, ...said } of costs) {
    const key = JSON.stringify([said.script, said.segments, said.cost, said.error]);
    const operators = groups.get(key)?.operators ?? [];
    groups.set(key, { ...said, operators: [...operators, operator] });
  }
  return [...groups.values()];
}
