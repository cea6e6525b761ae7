import { behaviourFault, type PastBehaviour } from "./behaviour.js";
import type { Variable } from "./import.js";
import { readDay, readNumber, type VariableKind } from "./variable-kind.js";

export type Comparator =
  | "equals"
  | "not_equals"
  | "less"
  | "at_most"
  | "greater"
  | "at_least"
  | "contains"
  | "starts_with"
  | "empty"
  | "one_of";

/** Who is in a segment. */
export type Condition =
  | { readonly kind: "all" | "any"; readonly conditions: readonly Condition[] }
  | { readonly kind: "not"; readonly condition: Condition }
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly comparator: Comparator;
      readonly values: readonly string[];
    }
  | { readonly kind: "operator"; readonly operator: string }
  | { readonly kind: "on_list"; readonly listId: string }
  | BehaviourCondition;
export type BehaviourCondition = PastBehaviour & { readonly kind: "behaviour" };

export type Segment = {
  readonly segmentId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly listId: string;
  readonly condition: Condition;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** A member as a condition looks at it: its values stand in `row` of each column, by the variable's place. */
export type Candidate = {
  readonly msisdn: number;
  readonly operator: string;
  readonly columns: ReadonlyMap<number, readonly string[]>;
  readonly row: number;
};
export type Matches = (candidate: Candidate) => boolean;

const MOST_CONDITIONS = 50;
const DEEPEST = 5;
const MOST_VALUES = 1_000;
/** Each is a set of numbers in memory while the segment is used. */
const MOST_BEHAVIOURS = 5;

/** What is wrong with a condition, in words; undefined: nothing. */
export function conditionFault(condition: Condition): string | undefined {
  const parts = [...partsOf(condition, 1)];
  if (parts.length > MOST_CONDITIONS) return `A segment has at most ${MOST_CONDITIONS} conditions.`;
  if (parts.some(({ depth }) => depth > DEEPEST)) return `Conditions nest at most ${DEEPEST} deep.`;
  if (behavioursOf(condition).length > MOST_BEHAVIOURS)
    return `A segment asks at most ${MOST_BEHAVIOURS} times about the past.`;
  for (const { part } of parts) {
    const fault = faultOf(part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOf(part: Condition): string | undefined {
  if (part.kind === "variable") return comparisonFault(part);
  return part.kind === "behaviour" ? behaviourFault(part) : undefined;
}

function* partsOf(
  part: Condition,
  depth: number,
): Generator<{ readonly part: Condition; readonly depth: number }> {
  yield { part, depth };
  // Deeper is refused anyway; nobody's nesting exhausts the stack.
  if (depth > DEEPEST) return;
  if (part.kind === "not") yield* partsOf(part.condition, depth + 1);
  if (part.kind === "all" || part.kind === "any")
    for (const inner of part.conditions) yield* partsOf(inner, depth + 1);
}

function comparisonFault({
  name,
  comparator,
  values,
}: Extract<Condition, { kind: "variable" }>): string | undefined {
  if (name === "") return "A comparison names a variable.";
  if (comparator === "empty") return values.length === 0 ? undefined : "EMPTY takes no value.";
  if (comparator === "one_of") {
    const fits = values.length >= 1 && values.length <= MOST_VALUES;
    return fits ? undefined : `ONE_OF takes 1 to ${MOST_VALUES} values.`;
  }
  return values.length === 1 ? undefined : "A comparison takes one value.";
}

/**
 * Where a condition does not fit the columns of a list or the operators of its market, in words; undefined: it fits. It is
 * refused and not answered with nobody, because under a "not" nobody becomes everybody.
 */
export function misfitOf(
  condition: Condition,
  variables: readonly Variable[],
  operators: readonly string[],
): string | undefined {
  for (const { part } of partsOf(condition, 1)) {
    if (part.kind === "operator" && !operators.includes(part.operator))
      return `The market has no operator "${part.operator}"; it has ${operators.join(", ")}.`;
    if (part.kind !== "variable") continue;
    const variable = variables.find(({ name }) => name === part.name);
    if (variable === undefined) {
      const known = variables.map(({ name }) => name).join(", ");
      return `The list has no variable "${part.name}"; it has ${known === "" ? "none" : known}.`;
    }
    if (part.comparator === "contains" || part.comparator === "starts_with") continue;
    const wrong = part.values.find((value) => keyReader(variable.kind)(value) === undefined);
    if (wrong !== undefined && variable.kind !== "text")
      return `"${part.name}" holds ${variable.kind}s, and one of the values is none.`;
  }
  return undefined;
}

/** The lists that a condition asks about. */
export function listsOf(condition: Condition): readonly string[] {
  return [...partsOf(condition, 1)].flatMap(({ part }) =>
    part.kind === "on_list" ? [part.listId] : [],
  );
}

/** The places of the variables that a condition looks at. */
export function columnsAsked(
  condition: Condition,
  variables: readonly Variable[],
): readonly number[] {
  const names = new Set(
    [...partsOf(condition, 1)].map(({ part }) => (part.kind === "variable" ? part.name : "")),
  );
  return [...variables.keys()].filter((place) => names.has(variables[place]?.name ?? ""));
}

/** What a condition asks of members' past. */
export function behavioursOf(condition: Condition): readonly BehaviourCondition[] {
  return [...partsOf(condition, 1)].flatMap(({ part }) =>
    part.kind === "behaviour" ? [part] : [],
  );
}

/** What a condition asks of others than the member itself. */
export type Answers = {
  /** Whether a number stands on the version in force of another list. */
  readonly isOn: (listId: string) => (msisdn: number) => boolean;
  readonly behaves: (asked: BehaviourCondition) => (msisdn: number) => boolean;
};

/**
 * A condition as a function of members. A comparison is as the variable's kind demands: texts without regard to case and
 * keyboard, numbers by value, days by date; a value that is not of the kind counts as none.
 */
export function compileCondition(
  condition: Condition,
  variables: readonly Variable[],
  { isOn, behaves }: Answers,
): Matches {
  const compile = (part: Condition): Matches => {
    switch (part.kind) {
      case "all": {
        const all = part.conditions.map(compile);
        return (candidate) => all.every((matches) => matches(candidate));
      }
      case "any": {
        const any = part.conditions.map(compile);
        return (candidate) => any.some((matches) => matches(candidate));
      }
      case "not": {
        const inner = compile(part.condition);
        return (candidate) => !inner(candidate);
      }
      case "operator":
        return ({ operator }) => operator === part.operator;
      case "on_list": {
        const has = isOn(part.listId);
        return ({ msisdn }) => has(msisdn);
      }
      case "behaviour": {
        const did = behaves(part);
        return ({ msisdn }) => did(msisdn);
      }
      case "variable": {
        const column = variables.findIndex(({ name }) => name === part.name);
        const kind = variables[column]?.kind ?? "text";
        const holds = comparison(kind, part.comparator, part.values);
        return ({ columns, row }) => holds(columns.get(column)?.[row] ?? "");
      }
    }
  };
  return compile(condition);
}

type Key = string | number;

function comparison(
  kind: VariableKind,
  comparator: Comparator,
  wanted: readonly string[],
): (value: string) => boolean {
  const keyOf = keyReader(kind);
  const keys = wanted.flatMap((value) => keyOf(value) ?? []);
  const [first] = keys;
  const known = new Set<Key>(keys);
  const text = foldText(wanted[0] ?? "");
  const compare =
    (holds: (value: Key, bound: Key) => boolean) =>
    (value: string): boolean => {
      const key = keyOf(value);
      return key !== undefined && first !== undefined && holds(key, first);
    };
  switch (comparator) {
    case "empty":
      return (value) => value === "";
    case "equals":
    case "one_of":
      return (value) => {
        const key = keyOf(value);
        return key !== undefined && known.has(key);
      };
    case "not_equals":
      return (value) => {
        const key = keyOf(value);
        return key === undefined || !known.has(key);
      };
    case "contains":
      return (value) => foldText(value).includes(text);
    case "starts_with":
      return (value) => value !== "" && foldText(value).startsWith(text);
    case "less":
      return compare((value, bound) => value < bound);
    case "at_most":
      return compare((value, bound) => value <= bound);
    case "greater":
      return compare((value, bound) => value > bound);
    case "at_least":
      return compare((value, bound) => value >= bound);
  }
}

function keyReader(kind: VariableKind): (value: string) => Key | undefined {
  if (kind === "number") return readNumber;
  if (kind === "date") return readDay;
  return (value) => (value === "" ? undefined : foldText(value));
}

/** Texts are the same whatever keyboard wrote them: Arabic and Persian letters and digits, joiners, blanks, case. */
function foldText(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u064a\u0649]/gu, "\u06cc")
    .replaceAll("\u0643", "\u06a9")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\u0640\u200b-\u200f\ufeff]/gu, "")
    .replace(/\s+/gu, " ")
    .trim()
    .toLowerCase();
}
