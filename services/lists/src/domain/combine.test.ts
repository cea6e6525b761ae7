import { expect, test } from "vitest";
import { combineColumns, overlay, spread } from "./combine.js";

const text = (name: string) => ({ name, kind: "text" as const });

test("variables of a file stand beside those of the list, and each value finds its column", () => {
  const columns = combineColumns([text("name"), text("city")], [text("city"), text("age")]);
  expect(columns.variables.map(({ name }) => name)).toEqual(["name", "city", "age"]);
  expect(spread(["Ali", "Yazd"], columns.fromBase)).toEqual(["Ali", "Yazd", ""]);
  expect(spread(["Qom", "31"], columns.fromFile)).toEqual(["", "Qom", "31"]);
});

test("a variable whose kinds differ becomes a text", () => {
  const number = { name: "age", kind: "number" as const };
  expect(combineColumns([number], [text("age")]).variables).toEqual([text("age")]);
  expect(combineColumns([number], [number]).variables).toEqual([number]);
});

test("a known value gives way only to a value", () => {
  expect(overlay(["Ali", "Yazd", ""], ["", "Qom", "31"])).toEqual(["Ali", "Qom", "31"]);
});
