import { expect, test } from "vitest";
import {
  compileCondition,
  conditionFault,
  listsOf,
  misfitOf,
  type Comparator,
  type Condition,
} from "./segment.js";

const variables = [
  { name: "city", kind: "text" as const },
  { name: "age", kind: "number" as const },
  { name: "since", kind: "date" as const },
];
const operators = ["MCI", "IRANCELL"];
const is = (name: string, comparator: Comparator, ...values: string[]): Condition => ({
  kind: "variable",
  name,
  comparator,
  values,
});
const meets = (condition: Condition, values: readonly string[], msisdn = 989121234567) =>
  compileCondition(condition, variables, {
    isOn: () => (number) => number === 989121234567,
    behaves:
      ({ behaviour }) =>
      (number) =>
        behaviour === "replied" && number === 989121234567,
  })({
    msisdn,
    operator: "MCI",
    columns: new Map(values.map((value, place) => [place, ["-", value]])),
    row: 1,
  });

test("a condition on a column that the list lacks, or with a value of another kind, is refused", () => {
  expect(misfitOf(is("city", "equals", "Qom"), variables, operators)).toBeUndefined();
  expect(misfitOf(is("age", "less", "۱۸"), variables, operators)).toBeUndefined();
  expect(misfitOf(is("age", "empty"), variables, operators)).toBeUndefined();
  const misspelt: Condition = { kind: "not", condition: is("town", "equals", "Qom") };
  expect(misfitOf(misspelt, variables, operators)).toBe(
    'The list has no variable "town"; it has city, age, since.',
  );
  expect(misfitOf(is("age", "less", "old"), variables, operators)).toContain('"age" holds numbers');
  expect(misfitOf(is("since", "one_of", "2026-01-01", "soon"), variables, operators)).toContain(
    "dates",
  );
});

test("an operator that the market lacks is refused, also under a not, and is not nobody", () => {
  const of = (operator: string): Condition => ({ kind: "operator", operator });
  expect(misfitOf({ kind: "not", condition: of("IRANCELL") }, [], operators)).toBeUndefined();
  const misspelt: Condition = { kind: "any", conditions: [of("MCI"), of("Irancell")] };
  expect(misfitOf({ kind: "not", condition: misspelt }, [], operators)).toBe(
    'The market has no operator "Irancell"; it has MCI, IRANCELL.',
  );
});

test("a member's past is asked as the condition says, and at most five times", () => {
  const replied: Condition = {
    kind: "behaviour",
    behaviour: "replied",
    withinDays: 30,
    atLeast: 0,
    campaignId: "",
  };
  expect(meets(replied, ["", "", ""])).toBe(true);
  expect(meets({ kind: "not", condition: replied }, ["", "", ""])).toBe(false);
  expect(meets({ ...replied, behaviour: "written" }, ["", "", ""])).toBe(false);
  const times = (n: number): Condition => ({ kind: "all", conditions: Array(n).fill(replied) });
  expect(conditionFault(times(5))).toBeUndefined();
  expect(conditionFault(times(6))).toContain("at most 5");
  expect(conditionFault({ ...replied, campaignId: "c" })).toContain("belong to no campaign");
});

test("texts are compared without regard to keyboard and case", () => {
  expect(meets(is("city", "equals", "كرج"), ["کرج", "", ""])).toBe(true);
  expect(meets(is("city", "one_of", "YAZD", "qom"), ["Yazd", "", ""])).toBe(true);
  expect(meets(is("city", "contains", "eh"), ["Tehran", "", ""])).toBe(true);
  expect(meets(is("city", "starts_with", "te"), ["Tehran", "", ""])).toBe(true);
  expect(meets(is("city", "not_equals", "Tehran"), ["", "", ""])).toBe(true);
  expect(meets(is("city", "empty"), ["", "", ""])).toBe(true);
});

test("numbers are compared by value, days by date, and what is not of the kind meets neither", () => {
  expect(meets(is("age", "at_least", "18"), ["", "۹۹", ""])).toBe(true);
  expect(meets(is("age", "less", "18"), ["", "9", ""])).toBe(true);
  expect(meets(is("age", "greater", "18"), ["", "unknown", ""])).toBe(false);
  expect(meets(is("age", "equals", "1,000"), ["", "1000", ""])).toBe(true);
  expect(meets(is("since", "less", "2026-03-22"), ["", "", "1405/01/01"])).toBe(true);
  expect(meets(is("since", "at_least", "2026-03-22"), ["", "", "21.03.2026"])).toBe(false);
});

test("conditions are joined, negated, and ask for the operator and other lists", () => {
  const both: Condition = {
    kind: "all",
    conditions: [is("city", "equals", "Qom"), { kind: "operator", operator: "MCI" }],
  };
  expect(meets(both, ["Qom", "", ""])).toBe(true);
  expect(meets({ kind: "not", condition: both }, ["Qom", "", ""])).toBe(false);
  expect(meets({ kind: "any", conditions: [] }, ["Qom", "", ""])).toBe(false);
  expect(meets({ kind: "all", conditions: [] }, ["Qom", "", ""])).toBe(true);
  const other: Condition = { kind: "on_list", listId: "l2" };
  expect(meets(other, ["", "", ""])).toBe(true);
  expect(meets(other, ["", "", ""], 989120000000)).toBe(false);
  expect(listsOf({ kind: "not", condition: other })).toEqual(["l2"]);
});

test("a condition that cannot be asked says why", () => {
  expect(conditionFault(is("city", "equals"))).toContain("one value");
  expect(conditionFault(is("", "equals", "x"))).toContain("names a variable");
  expect(conditionFault(is("city", "empty", "x"))).toContain("no value");
  let deep: Condition = is("city", "empty");
  for (let depth = 0; depth < 10_000; depth += 1) deep = { kind: "not", condition: deep };
  expect(conditionFault(deep)).toContain("deep");
  const wide: Condition = { kind: "any", conditions: Array(51).fill(is("city", "empty")) };
  expect(conditionFault(wide)).toContain("at most 50");
  expect(conditionFault(is("city", "one_of", "a", "b"))).toBeUndefined();
});
