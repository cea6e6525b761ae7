import { expect, test } from "vitest";
import { findColumns, type Row } from "./columns.js";
import type { ColumnChoice } from "./import.js";

const isNumber = (cell: string): boolean => /^0?9\d{9}$/u.test(cell);
const asked = (numberColumn: string, columns: readonly Partial<ColumnChoice>[] = []) => ({
  numberColumn,
  columns: columns.map((choice) => ({
    column: "",
    name: "",
    ignored: false,
    kind: null,
    ...choice,
  })),
});
const rows = (...cells: readonly (readonly string[])[]): Row[] =>
  cells.map((c, i) => ({ number: i + 1, cells: c }));

test("the number column is found by what stands in it, and the other columns are variables by their titles", () => {
  const sample = rows(
    ["نام", "کد ملی", "موبایل", "شهر"],
    ["علی", "0012345678", "09121234567", "تهران"],
    ["", "0012345679", "9351234567"],
  );
  expect(findColumns(sample, asked(""), isNumber)).toEqual({
    numberIndex: 2,
    numberTitle: "موبایل",
    titleRow: 1,
    titles: ["نام", "کد ملی", "موبایل", "شهر"],
    variables: [
      { index: 0, name: "نام", kind: "text" },
      { index: 1, name: "کد ملی", kind: "text" },
      { index: 3, name: "شهر", kind: "text" },
    ],
  });
});

test("the user's word decides between two columns of numbers, whatever keyboard wrote the title", () => {
  const sample = rows(
    ["name", "موبايل یک", "موبايل دو"],
    ["a", "09121234567", "09351234567"],
    ["b", "09121234568", "09351234568"],
  );
  expect(findColumns(sample, asked(""), isNumber)?.numberIndex).toBe(1);
  expect(findColumns(sample, asked(" موبایل‌دو "), isNumber)?.numberIndex).toBe(2);
  expect(findColumns(sample, asked("c"), isNumber)?.numberIndex).toBe(2);
  expect(findColumns(sample, asked("phone"), isNumber)).toBeUndefined();
});

test("the user's word holds even for a column in which nothing reads as a number", () => {
  const sample = rows(["name", "tel"], ["a", "-"], ["b", "?"]);
  expect(findColumns(sample, asked("TEL"), isNumber)).toMatchObject({
    numberIndex: 1,
    titleRow: 1,
  });
});

test("a file without titles loses no row, and its column is named by letter", () => {
  const sample = rows(["09121234567", "Ali"], ["09121234568", "Reza"]);
  expect(findColumns(sample, asked(""), isNumber)).toEqual({
    numberIndex: 0,
    numberTitle: "A",
    titleRow: 0,
    titles: ["", ""],
    variables: [],
  });
});

test("a banner above the titles is not taken for them", () => {
  const sample = rows(["Customers of 1404"], ["Name", "Mobile"], ["Ali", "09121234567"]);
  expect(findColumns(sample, asked(""), isNumber)).toMatchObject({
    numberTitle: "Mobile",
    titleRow: 2,
  });
  const wide = rows(
    ["List", "as of today"],
    ["Name", "Mobile", "City"],
    ["Ali", "09121234567", "Yazd"],
  );
  expect(findColumns(wide, asked(""), isNumber)).toMatchObject({
    numberTitle: "Mobile",
    titleRow: 2,
  });
});

test("a first row whose number is damaged is a row, not a title", () => {
  const sample = rows(["0912123", "Ali"], ["09121234568", "Reza"]);
  expect(findColumns(sample, asked(""), isNumber)?.titleRow).toBe(0);
});

test("a column in which numbers are rare by chance is no number column", () => {
  const ids = Array.from({ length: 20 }, (_, i) => [
    i === 3 ? "9121234567" : `77${String(i).padStart(8, "0")}`,
  ]);
  expect(findColumns(rows(["id"], ...ids), asked(""), isNumber)).toBeUndefined();
});

test("columns of one title stay apart", () => {
  const sample = rows(["x", "x", "mobile", "x"], ["1", "2", "09121234567", "3"]);
  expect(findColumns(sample, asked(""), isNumber)?.variables.map(({ name }) => name)).toEqual([
    "x",
    "x 2",
    "x 3",
  ]);
});

test("the user's word on columns is the last: renamed, ignored, typed, also where there is no title", () => {
  const sample = rows(
    ["mobile", "city", "age", "note"],
    ["09121234567", "تهران", "31", "x"],
    ["09121234568", "یزد", "44", "y"],
  );
  const columns = [
    { column: "CITY", name: "town" },
    { column: "D", ignored: true },
    { column: "age", kind: "text" as const },
  ];
  expect(findColumns(sample, asked("", columns), isNumber)?.variables).toEqual([
    { index: 1, name: "town", kind: "text" },
    { index: 2, name: "age", kind: "text" },
  ]);
  const bare = rows(["09121234567", "Ali", "7"], ["09121234568", "Reza", "9"]);
  const named = [{ column: "b", name: "name" }, { column: "c" }];
  expect(findColumns(bare, asked("", named), isNumber)?.variables).toEqual([
    { index: 1, name: "name", kind: "text" },
    { index: 2, name: "C", kind: "number" },
  ]);
});

test("a mapping that the file does not fit is refused as a whole", () => {
  const sample = rows(["mobile", "city", "town"], ["09121234567", "a", "b"]);
  const find = (columns: readonly Partial<ColumnChoice>[]) => () =>
    findColumns(sample, asked("", columns), isNumber);
  expect(find([{ column: "street" }])).toThrow("COLUMN_UNKNOWN");
  expect(
    find([
      { column: "city", name: "place" },
      { column: "town", name: "place" },
    ]),
  ).toThrow("VARIABLE_TWICE");
  expect(find([{ column: "city" }, { column: "B" }])).toThrow("VARIABLE_TWICE");
});

test("marks that turn the direction of writing are not part of a name", () => {
  const sample = rows(["mobile", "\u202enam\u202c\u200f"], ["09121234567", "a"]);
  expect(findColumns(sample, asked(""), isNumber)?.variables).toMatchObject([{ name: "nam" }]);
});
