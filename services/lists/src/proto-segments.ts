import {
  Behaviour as BehaviourWord,
  Comparator as ComparatorWord,
  type Condition as ConditionMessage,
  type Segment as SegmentMessage,
} from "@whiteline/contracts/lists/v1/segments";
import { DomainError } from "@whiteline/service-kit";
import type { Behaviour } from "./domain/behaviour.js";
import { conditionFault, type Comparator, type Condition, type Segment } from "./domain/segment.js";

const words = {
  equals: ComparatorWord.EQUALS,
  not_equals: ComparatorWord.NOT_EQUALS,
  less: ComparatorWord.LESS,
  at_most: ComparatorWord.AT_MOST,
  greater: ComparatorWord.GREATER,
  at_least: ComparatorWord.AT_LEAST,
  contains: ComparatorWord.CONTAINS,
  starts_with: ComparatorWord.STARTS_WITH,
  empty: ComparatorWord.EMPTY,
  one_of: ComparatorWord.ONE_OF,
} as const satisfies Record<Comparator, ComparatorWord>;
const names: readonly Comparator[] = [
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
];
const comparators = new Map<ComparatorWord, Comparator>(names.map((name) => [words[name], name]));

const behaviourWords = {
  delivered: BehaviourWord.DELIVERED,
  failed: BehaviourWord.FAILED,
  never_written: BehaviourWord.NEVER_WRITTEN,
  written: BehaviourWord.WRITTEN,
  replied: BehaviourWord.REPLIED,
  refused: BehaviourWord.REFUSED,
} as const satisfies Record<Behaviour, BehaviourWord>;
const behaviourNames: readonly Behaviour[] = [
  "delivered",
  "failed",
  "never_written",
  "written",
  "replied",
  "refused",
];
const behaviours = new Map<BehaviourWord, Behaviour>(
  behaviourNames.map((name) => [behaviourWords[name], name]),
);

/** Deeper than any condition may be: no nesting exhausts the stack before it is refused. */
const DEEPEST = 20;

/** @throws DomainError CONDITION_INVALID */
export function toCondition(message: ConditionMessage | undefined): Condition {
  const condition = read(message, 1);
  const fault = conditionFault(condition);
  if (fault !== undefined) throw invalid(fault);
  return condition;
}

function read(message: ConditionMessage | undefined, depth: number): Condition {
  const kind = message?.kind;
  if (kind === undefined || depth > DEEPEST) throw invalid("A condition is missing, or too deep.");
  switch (kind.$case) {
    case "all":
    case "any": {
      const conditions = kind.value.conditions.map((inner) => read(inner, depth + 1));
      return { kind: kind.$case, conditions };
    }
    case "not":
      return { kind: "not", condition: read(kind.value, depth + 1) };
    case "variable": {
      const { name, values } = kind.value;
      const comparator = comparators.get(kind.value.comparator);
      if (comparator === undefined) throw invalid("The comparison is not known.");
      return { kind: "variable", name, comparator, values: [...values] };
    }
    case "operator":
      return { kind: "operator", operator: kind.value };
    case "onListId":
      return { kind: "on_list", listId: kind.value };
    case "behaviour": {
      const { withinDays, atLeast, campaignId } = kind.value;
      const behaviour = behaviours.get(kind.value.behaviour);
      if (behaviour === undefined) throw invalid("The behaviour is not known.");
      return { kind: "behaviour", behaviour, withinDays, atLeast, campaignId };
    }
  }
}

function invalid(message: string): DomainError {
  return new DomainError("precondition", "CONDITION_INVALID", message, {
    remedy: "Correct the condition; the document of the API shows one of each kind.",
  });
}

function fromCondition(condition: Condition): ConditionMessage {
  switch (condition.kind) {
    case "all":
    case "any": {
      const conditions = condition.conditions.map(fromCondition);
      return { kind: { $case: condition.kind, value: { conditions } } };
    }
    case "not":
      return { kind: { $case: "not", value: fromCondition(condition.condition) } };
    case "variable": {
      const { name, comparator, values } = condition;
      const value = { name, comparator: words[comparator], values: [...values] };
      return { kind: { $case: "variable", value } };
    }
    case "operator":
      return { kind: { $case: "operator", value: condition.operator } };
    case "on_list":
      return { kind: { $case: "onListId", value: condition.listId } };
    case "behaviour": {
      const { withinDays, atLeast, campaignId } = condition;
      const behaviour = behaviourWords[condition.behaviour];
      const value = { behaviour, withinDays, atLeast, campaignId };
      return { kind: { $case: "behaviour", value } };
    }
  }
}

export function fromSegment({ condition, version, ...segment }: Segment): SegmentMessage {
  return { ...segment, version: BigInt(version), condition: fromCondition(condition) };
}
