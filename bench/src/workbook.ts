import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { recipient } from "./recipients.js";
import { writeZip, type Member } from "./zip-file.js";

/** How the texts of a sheet are kept: in the cells, or in the table of shared strings as Excel does. */
export type Strings = "inline" | "shared";

const NAMES = ["زهرا احمدی", "علی کریمی", "مریم یزدانی", "رضا موسوی", "نرگس رحیمی", "امیر قاسمی"];
const TITLES = ["نام", "شماره موبایل", "code", "شهر"] as const;
const CITY = "تهران";
const ROWS_AT_ONCE = 1_000;

/** The column `code` of the i-th row. */
const code = (i: number): string => `TRK${(1_000_000 + i).toString()}`;

/**
 * A workbook of `rows` customers below a row of titles, made once and kept in `dir`. With shared strings every
 * number is a string of its own in the table, beside a few that repeat, and `code` is a number.
 * @returns its path
 */
export const customerWorkbook = async (
  dir: string,
  rows: number,
  strings: Strings,
): Promise<string> => {
  await mkdir(dir, { recursive: true });
  const path = join(dir, `customers-${strings}-${rows}.xlsx`);
  if (existsSync(path)) return path;
  await writeZip(`${path}.part`, strings === "inline" ? inline(rows) : shared(rows));
  await rename(`${path}.part`, path);
  return path;
};

const text = (value: string): string => `t="inlineStr"><is><t>${value}</t></is></c>`;
const ref = (index: number): string => `t="s"><v>${index}</v></c>`;

const inline = (rows: number): readonly Member[] => [
  ...frame(false),
  {
    name: "xl/worksheets/sheet1.xml",
    content: sheet(rows, TITLES.map(text), (i) => [
      text(NAMES[i % NAMES.length] ?? ""),
      text(recipient(i)),
      text(code(i)),
      text(CITY),
    ]),
  },
];

/** Order of the table: titles, city, names, then the numbers. The sheet comes first in the file, as from Excel. */
const shared = (rows: number): readonly Member[] => {
  const few = [...TITLES, CITY, ...NAMES];
  const city = TITLES.length;
  return [
    ...frame(true),
    {
      name: "xl/worksheets/sheet1.xml",
      content: sheet(
        rows,
        TITLES.map((_, i) => ref(i)),
        (i) => [
          ref(city + 1 + (i % NAMES.length)),
          ref(few.length + i),
          `><v>${1_000_000 + i}</v></c>`,
          ref(city),
        ],
      ),
    },
    { name: "xl/sharedStrings.xml", content: table(few, rows) },
  ];
};

function* sheet(
  rows: number,
  titles: readonly string[],
  cells: (i: number) => readonly string[],
): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>${row(1, titles)}`;
  for (let begin = 0; begin < rows; begin += ROWS_AT_ONCE) {
    let part = "";
    for (let i = begin; i < Math.min(rows, begin + ROWS_AT_ONCE); i += 1)
      part += row(i + 2, cells(i));
    yield part;
  }
  yield "</sheetData></worksheet>";
}

const row = (number: number, cells: readonly string[]): string =>
  `<row r="${number}">${cells.map((cell, i) => `<c r="${"ABCD".charAt(i)}${number}" ${cell}`).join("")}</row>`;

function* table(few: readonly string[], rows: number): Generator<string> {
  yield `${XML}<sst xmlns="${MAIN}" uniqueCount="${few.length + rows}">`;
  yield few.map((value) => `<si><t>${value}</t></si>`).join("");
  for (let begin = 0; begin < rows; begin += ROWS_AT_ONCE) {
    let part = "";
    for (let i = begin; i < Math.min(rows, begin + ROWS_AT_ONCE); i += 1)
      part += `<si><t>${recipient(i)}</t></si>`;
    yield part;
  }
  yield "</sst>";
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const frame = (withTable: boolean): readonly Member[] => {
  const member = (name: string, content: string): Member => ({ name, content: [XML + content] });
  const part = (name: string, type: string): string =>
    `<Override PartName="${name}" ContentType="${TYPES}.${type}+xml"/>`;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (inner: string): string =>
    `<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;
  return [
    member(
      "[Content_Types].xml",
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        part("/xl/workbook.xml", "sheet.main") +
        part("/xl/worksheets/sheet1.xml", "worksheet") +
        (withTable ? part("/xl/sharedStrings.xml", "sharedStrings") : "") +
        "</Types>",
    ),
    member("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))),
    member(
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="customers" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    member(
      "xl/_rels/workbook.xml.rels",
      relations(
        relation("rId1", "worksheet", "worksheets/sheet1.xml") +
          (withTable ? relation("rId2", "sharedStrings", "sharedStrings.xml") : ""),
      ),
    ),
  ];
};
