import { markets } from "@whiteline/markets";
import { expect, test } from "vitest";
import { createRowJudge } from "./row-judge.js";

const judgeRows = (cells: readonly string[]) => {
  const judge = createRowJudge(markets.get("IR"));
  const verdicts = cells.map((cell) => {
    const verdict = judge.judge(cell);
    return verdict.kind === "kept" ? verdict.msisdn : verdict.code;
  });
  return { verdicts, counts: judge.counts() };
};

test("one number in seven spellings is one member and six duplicates", () => {
  const { verdicts, counts } = judgeRows([
    "09121234567",
    "9121234567",
    "+989121234567",
    "00989121234567",
    "۰۹۱۲۱۲۳۴۵۶۷",
    "9.121234567E9",
    "0912 123 4567",
  ]);
  expect(verdicts).toEqual([989121234567, ...Array<string>(6).fill("DUPLICATE")]);
  expect(counts).toMatchObject({ rowsRead: 7, kept: 1 });
  expect(counts.duplicatesByOperator.get("MCI")).toBe(6);
});

test("what cannot be a mobile number is dropped under its own code", () => {
  const { verdicts, counts } = judgeRows([
    "",
    "علی",
    "0912123",
    "02188776655",
    "9.12E+09",
    "+905321234567",
  ]);
  expect(verdicts).toEqual([
    "EMPTY",
    "NOT_A_NUMBER",
    "WRONG_LENGTH",
    "NOT_MOBILE",
    "SCIENTIFIC_NOTATION",
    "FOREIGN",
  ]);
  expect(counts.kept).toBe(0);
  expect([...counts.dropped.values()]).toEqual([1, 1, 1, 1, 1, 1]);
});

test("members are counted per operator, the rest under the reasons", () => {
  const { counts } = judgeRows(["09121234567", "09351234567", "09351234568", "09351234567"]);
  expect(Object.fromEntries(counts.keptByOperator)).toEqual({ MCI: 1, IRANCELL: 2 });
  expect(Object.fromEntries(counts.dropped)).toEqual({ DUPLICATE: 1 });
});

test("a row with an endless cell is dropped, the next one is not", () => {
  const judge = createRowJudge(markets.get("IR"));
  expect(judge.judge("09121234567", true)).toMatchObject({ code: "CELL_TOO_LONG" });
  expect(judge.judge("09121234567")).toMatchObject({ kind: "kept" });
});
