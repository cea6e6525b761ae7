import type { PriceLists } from "./queries.js";

export type CountColumn = {
  readonly script: string;
  /** Those who count so; none: every operator. */
  readonly operators: readonly string[];
  /** The longest text of one part, of two, and so on; none: such a text is not taken. */
  readonly longest: readonly number[];
};

/** The tables of a market, those of one script that say the same put together. */
export function countColumns(tables: PriceLists["segmentTables"]): readonly CountColumn[] {
  const columns = new Map<string, CountColumn>();
  for (const { script, operator, sendable, rows } of tables) {
    const longest = sendable ? rows.map(({ toChars }) => toChars) : [];
    const key = `${script} ${longest.join(" ")}`;
    const operators = columns.get(key)?.operators ?? [];
    columns.set(key, {
      script,
      operators: operator === undefined ? operators : [...operators, operator],
      longest,
    });
  }
  return [...columns.values()];
}
