import type { ExportOutcomesResponse } from "@whiteline/contracts/dlr/v1/reports";
import ExcelJS from "exceljs";
import { expect, test } from "vitest";

import { csvOf } from "./outcome-file.js";
import { xlsxOf } from "./outcome-workbook.js";

const chunk = (chunkId: string, numbers: readonly string[]): ExportOutcomesResponse => ({
  chunkId,
  operator: "MCI",
  numbers: [...numbers],
  states: numbers.map(() => "undelivered"),
  reasons: numbers.map(() => '=HYPERLINK("http://x")'),
  failures: numbers.map(() => "absent"),
  parts: Buffer.from(numbers.map(() => 2)),
  finalAt: numbers.map(() => 1_795_000_000),
  variant: 2,
  releasedAt: new Date("2026-11-30T08:00:00Z"),
  numbersMasked: false,
});

const streamOf = (chunks: readonly ExportOutcomesResponse[]) => ({
  first: chunks[0],
  rest: {
    async *[Symbol.asyncIterator]() {
      yield* chunks.slice(1);
    },
  },
});

/** The sheets of a workbook as rows of texts, read by software that is not ours. */
const sheetsOf = async (chunks: readonly ExportOutcomesResponse[], mostRows?: number) => {
  const pieces: Buffer[] = [];
  for await (const piece of xlsxOf(streamOf(chunks), mostRows)) pieces.push(piece as Buffer);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.concat(pieces) as unknown as ArrayBuffer);
  return book.worksheets.map((sheet) => {
    const rows: unknown[][] = [];
    sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    return rows;
  });
};

test("csv has its head once, numbers that a list import reads, and no formula", () => {
  const write = csvOf();
  const text =
    write(chunk("a", ["+989121234567"])) + write(chunk("b", ["+989121234568", "+98912****569"]));
  const lines = text.trim().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain("message_id,number");
  expect(lines[1]).toContain("a-0,989121234567,MCI,undelivered,");
  expect(lines[1]).toContain("'=HYPERLINK");
  expect(lines[3]).toContain("b-1,98912****569");
  expect([lines[0], lines[3]].map((line) => line?.split(",").at(-1))).toEqual([
    "failure",
    "absent",
  ]);
});

test("a workbook is read back as text by other software, and what does not fit a sheet goes on in the next", async () => {
  const chunks = [chunk("a", ["+989121234567", "+989121234568"]), chunk("b", ["+989121234569"])];
  const [one] = await sheetsOf(chunks);
  expect(one?.[1]?.slice(0, 6)).toEqual([
    "a-0",
    "989121234567",
    "MCI",
    "undelivered",
    '=HYPERLINK("http://x")',
    2,
  ]);
  expect(one).toHaveLength(4);
  const divided = await sheetsOf(chunks, 3);
  expect(divided.map((rows) => rows.length)).toEqual([3, 2]);
  expect(divided[1]?.[1]?.[0]).toBe("b-0");
});

test("a campaign of which nothing was released is a file with a head", async () => {
  const [sheet] = await sheetsOf([]);
  expect(sheet).toHaveLength(1);
});
