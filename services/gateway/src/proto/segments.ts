import {
  Behaviour,
  Comparator,
  type Condition,
  type PreviewSegmentResponse,
  type Segment,
} from "@whiteline/contracts/lists/v1/segments";
import type { z } from "zod";

import type { ConditionJson, segment, segmentPreview } from "../shapes/segments.js";
import { fromTime, present } from "./words.js";

const comparators = {
  equals: Comparator.EQUALS,
  not_equals: Comparator.NOT_EQUALS,
  less: Comparator.LESS,
  at_most: Comparator.AT_MOST,
  greater: Comparator.GREATER,
  at_least: Comparator.AT_LEAST,
  contains: Comparator.CONTAINS,
  starts_with: Comparator.STARTS_WITH,
  empty: Comparator.EMPTY,
  one_of: Comparator.ONE_OF,
} as const;
type Comparing = keyof typeof comparators;

const comparatorNames: Readonly<Record<Comparator, Comparing>> = {
  [Comparator.EQUALS]: "equals",
  [Comparator.NOT_EQUALS]: "not_equals",
  [Comparator.LESS]: "less",
  [Comparator.AT_MOST]: "at_most",
  [Comparator.GREATER]: "greater",
  [Comparator.AT_LEAST]: "at_least",
  [Comparator.CONTAINS]: "contains",
  [Comparator.STARTS_WITH]: "starts_with",
  [Comparator.EMPTY]: "empty",
  [Comparator.ONE_OF]: "one_of",
  [Comparator.UNSPECIFIED]: "equals",
  [Comparator.UNRECOGNIZED]: "equals",
};

const behaviours = {
  delivered: Behaviour.DELIVERED,
  failed: Behaviour.FAILED,
  never_written: Behaviour.NEVER_WRITTEN,
  written: Behaviour.WRITTEN,
  replied: Behaviour.REPLIED,
  refused: Behaviour.REFUSED,
} as const;
const behaviourNames: Readonly<Record<Behaviour, keyof typeof behaviours>> = {
  [Behaviour.DELIVERED]: "delivered",
  [Behaviour.FAILED]: "failed",
  [Behaviour.NEVER_WRITTEN]: "never_written",
  [Behaviour.WRITTEN]: "written",
  [Behaviour.REPLIED]: "replied",
  [Behaviour.REFUSED]: "refused",
  [Behaviour.UNSPECIFIED]: "delivered",
  [Behaviour.UNRECOGNIZED]: "delivered",
};

export function toCondition(json: ConditionJson): Condition {
  return { kind: toKind(json) };
}

function toKind(json: ConditionJson): Condition["kind"] {
  if ("all" in json) {
    return { $case: "all", value: { conditions: json.all.map(toCondition) } };
  }
  if ("any" in json) {
    return { $case: "any", value: { conditions: json.any.map(toCondition) } };
  }
  if ("not" in json) return { $case: "not", value: toCondition(json.not) };
  if ("variable" in json) {
    const { variable: name, is, values } = json;
    return { $case: "variable", value: { name, comparator: comparators[is], values } };
  }
  if ("behaviour" in json) {
    const { behaviour, ...rest } = json;
    return { $case: "behaviour", value: { behaviour: behaviours[behaviour], ...rest } };
  }
  if ("operator" in json) return { $case: "operator", value: json.operator };
  return { $case: "onListId", value: json.onList };
}

export function fromCondition({ kind }: Condition): ConditionJson {
  const known = present(kind, "condition");
  switch (known.$case) {
    case "all":
      return { all: known.value.conditions.map(fromCondition) };
    case "any":
      return { any: known.value.conditions.map(fromCondition) };
    case "not":
      return { not: fromCondition(known.value) };
    case "variable": {
      const { name, comparator, values } = known.value;
      return { variable: name, is: comparatorNames[comparator], values };
    }
    case "behaviour": {
      const { behaviour, ...rest } = known.value;
      return { behaviour: behaviourNames[behaviour], ...rest };
    }
    case "operator":
      return { operator: known.value };
    case "onListId":
      return { onList: known.value };
  }
}

export function fromSegment(kept: Segment): z.output<typeof segment> {
  return {
    segmentId: kept.segmentId,
    name: kept.name,
    listId: kept.listId,
    condition: fromCondition(present(kept.condition, "condition")),
    version: Number(kept.version),
    createdAt: fromTime(kept.createdAt),
    updatedAt: fromTime(kept.updatedAt),
  };
}

export function fromSegmentPreview(
  preview: PreviewSegmentResponse,
): z.output<typeof segmentPreview> {
  return {
    listVersion: Number(preview.listVersion),
    members: Number(preview.members),
    matching: Number(preview.matching),
    variableNames: [...preview.variableNames],
    samples: preview.samples.map(({ number, operator, values }) => ({
      number,
      operator,
      values: [...values],
    })),
  };
}
