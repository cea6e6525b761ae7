import { expect, test } from "vitest";
import { findColumns, type Row } from "./columns.js";

const isNumber = (cell: string): boolean => /^0?9\d{9}$/u.test(cell);
const rows = (...cells: readonly (readonly string[])[]): Row[] =>
  cells.map((c, i) => ({ number: i + 1, cells: c }));

test("the number column is found by what stands in it, and the other columns are variables by their titles", () => {
  const sample = rows(
    ["نام", "کد ملی", "موبایل", "شهر"],
    ["علی", "0012345678", "09121234567", "تهران"],
    ["", "0012345679", "9351234567"],
  );
  expect(findColumns(sample, "", isNumber)).toEqual({
    numberIndex: 2,
    numberTitle: "موبایل",
    titleRow: 1,
    variables: [
      { index: 0, name: "نام" },
      { index: 1, name: "کد ملی" },
      { index: 3, name: "شهر" },
    ],
  });
});

test("the user's word decides between two columns of numbers, whatever keyboard wrote the title", () => {
  const sample = rows(
    ["name", "موبايل یک", "موبايل دو"],
    ["a", "09121234567", "09351234567"],
    ["b", "09121234568", "09351234568"],
  );
  expect(findColumns(sample, "", isNumber)?.numberIndex).toBe(1);
  expect(findColumns(sample, " موبایل‌دو ", isNumber)?.numberIndex).toBe(2);
  expect(findColumns(sample, "c", isNumber)?.numberIndex).toBe(2);
  expect(findColumns(sample, "phone", isNumber)).toBeUndefined();
});

test("the user's word holds even for a column in which nothing reads as a number", () => {
  const sample = rows(["name", "tel"], ["a", "-"], ["b", "?"]);
  expect(findColumns(sample, "TEL", isNumber)).toMatchObject({ numberIndex: 1, titleRow: 1 });
});

test("a file without titles loses no row, and its column is named by letter", () => {
  const sample = rows(["09121234567", "Ali"], ["09121234568", "Reza"]);
  expect(findColumns(sample, "", isNumber)).toEqual({
    numberIndex: 0,
    numberTitle: "A",
    titleRow: 0,
    variables: [],
  });
});

test("a banner above the titles is not taken for them", () => {
  const sample = rows(["Customers of 1404"], ["Name", "Mobile"], ["Ali", "09121234567"]);
  expect(findColumns(sample, "", isNumber)).toMatchObject({ numberTitle: "Mobile", titleRow: 2 });
  const wide = rows(
    ["List", "as of today"],
    ["Name", "Mobile", "City"],
    ["Ali", "09121234567", "Yazd"],
  );
  expect(findColumns(wide, "", isNumber)).toMatchObject({ numberTitle: "Mobile", titleRow: 2 });
});

test("a first row whose number is damaged is a row, not a title", () => {
  const sample = rows(["0912123", "Ali"], ["09121234568", "Reza"]);
  expect(findColumns(sample, "", isNumber)?.titleRow).toBe(0);
});

test("a column in which numbers are rare by chance is no number column", () => {
  const ids = Array.from({ length: 20 }, (_, i) => [
    i === 3 ? "9121234567" : `77${String(i).padStart(8, "0")}`,
  ]);
  expect(findColumns(rows(["id"], ...ids), "", isNumber)).toBeUndefined();
});

test("columns of one title stay apart", () => {
  const sample = rows(["x", "x", "mobile", "x"], ["1", "2", "09121234567", "3"]);
  expect(findColumns(sample, "", isNumber)?.variables.map(({ name }) => name)).toEqual([
    "x",
    "x 2",
    "x 3",
  ]);
});
