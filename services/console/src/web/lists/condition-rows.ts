import type { Condition } from "./queries.js";

export const COMPARATORS = [
  "equals",
  "not_equals",
  "less",
  "at_most",
  "greater",
  "at_least",
  "contains",
  "starts_with",
  "empty",
  "one_of",
] as const;
export type Comparator = (typeof COMPARATORS)[number];
export const BEHAVIOURS = [
  "delivered",
  "failed",
  "written",
  "never_written",
  "replied",
  "refused",
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

/** One line of the builder. */
export type ConditionRow =
  | {
      readonly kind: "variable";
      readonly variable: string;
      readonly is: Comparator;
      readonly value: string;
    }
  | { readonly kind: "behaviour"; readonly behaviour: Behaviour; readonly withinDays: number }
  | { readonly kind: "operator"; readonly operator: string };

/** The condition that rows make; undefined while one of them is not complete. */
export function conditionOf(
  rows: readonly ConditionRow[],
  joined: "all" | "any",
): Condition | undefined {
  const conditions = rows.map(rowCondition);
  const complete = conditions.filter((one) => one !== undefined);
  if (complete.length < conditions.length || complete.length === 0) return undefined;
  return joined === "all" ? { all: complete } : { any: complete };
}

function rowCondition(row: ConditionRow): Condition | undefined {
  switch (row.kind) {
    case "variable": {
      const { variable, is, value } = row;
      if (variable === "") return undefined;
      if (is === "empty") return { variable, is, values: [] };
      const values =
        is === "one_of" ? value.split(/[,،؛;]/u).map((one) => one.trim()) : [value.trim()];
      const given = values.filter((one) => one !== "");
      return given.length === 0 ? undefined : { variable, is, values: given };
    }
    case "behaviour":
      return { behaviour: row.behaviour, withinDays: row.withinDays, atLeast: 0, campaignId: "" };
    case "operator":
      return row.operator === "" ? undefined : { operator: row.operator };
  }
}

/** The rows of a condition that the builder can show; undefined for any other, such as one that was made by the API. */
export function rowsOf(
  condition: Condition,
): { readonly rows: readonly ConditionRow[]; readonly joined: "all" | "any" } | undefined {
  const joined = "any" in condition ? "any" : "all";
  const parts = "any" in condition ? condition.any : "all" in condition ? condition.all : undefined;
  const rows = (parts ?? [condition]).map(rowOf);
  const known = rows.filter((row) => row !== undefined);
  return known.length < rows.length ? undefined : { rows: known, joined };
}

function rowOf(condition: Condition): ConditionRow | undefined {
  if ("variable" in condition) {
    const { variable, is, values } = condition;
    return { kind: "variable", variable, is, value: values.join(", ") };
  }
  if ("behaviour" in condition) {
    const { behaviour, withinDays, atLeast, campaignId } = condition;
    const isPlain = atLeast <= 1 && campaignId === "";
    return isPlain ? { kind: "behaviour", behaviour, withinDays } : undefined;
  }
  return "operator" in condition ? { kind: "operator", operator: condition.operator } : undefined;
}
