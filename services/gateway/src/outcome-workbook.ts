import { PassThrough, Readable } from "node:stream";

import type { ExportOutcomesResponse } from "@whiteline/contracts/dlr/v1/reports";
import { ZipFile } from "yazl";

import { outcomeColumns, outcomeRows } from "./outcome-file.js";
import type { OpenStream } from "./stream-answer.js";

/** Rows of one sheet, the head included [ECMA-376; Excel's own limit]. */
const MOST_ROWS = 1_048_576;

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/**
 * Writes chunks as a workbook while they come: rows go through the archive as fast as the reader takes them,
 * so that memory is flat. Text stands in the cells themselves and is never read as a formula. What does not
 * fit one sheet goes on in the next.
 */
export function xlsxOf(
  chunks: OpenStream<ExportOutcomesResponse>,
  mostRows: number = MOST_ROWS,
): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  zip.on("error", (error: Error) => output.destroy(error));
  zip.outputStream.pipe(output);
  const rows = rowsOf(chunks);

  const addSheet = (number: number): void => {
    const sheet = Readable.from(sheetOf(rows, mostRows), { objectMode: false });
    // yazl hears the end of a stream, not its failure: half a file must not look like one.
    sheet.on("error", (error) => zip.emit("error", error));
    sheet.once("end", () => {
      if (rows.isOver()) finish(zip, number);
      else addSheet(number + 1);
    });
    zip.addReadStream(sheet, `xl/worksheets/sheet${number}.xml`);
  };
  addSheet(1);
  return output;
}

type Cells = readonly (string | number)[];

type Rows = {
  /** The next row; undefined when there is none. */
  readonly next: () => Promise<Cells | undefined>;
  readonly isOver: () => boolean;
};

/** Looks one row ahead, so that it is known whether another sheet is needed. */
function rowsOf({ first, rest }: OpenStream<ExportOutcomesResponse>): Rows {
  const source = (async function* () {
    if (first !== undefined) yield* outcomeRows(first);
    for await (const chunk of rest) yield* outcomeRows(chunk);
  })();
  let ahead: Promise<IteratorResult<Cells, void>> | undefined;
  let isOver = false;
  return {
    isOver: () => isOver,
    async next() {
      const row = await (ahead ?? source.next());
      ahead = undefined;
      if (row.done === true) {
        isOver = true;
        return undefined;
      }
      const following = await source.next();
      ahead = Promise.resolve(following);
      isOver = following.done === true;
      return row.value;
    },
  };
}

/** XML goes to the archive in pieces of so many rows: a piece per row would cost more than the row. */
const ROWS_PER_PIECE = 200;

async function* sheetOf(rows: Rows, mostRows: number): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>${toRow(outcomeColumns, 1)}`;
  let piece = "";
  for (let count = 1; count < mostRows && !rows.isOver(); count += 1) {
    const row = await rows.next();
    if (row === undefined) break;
    piece += toRow(row, count + 1);
    if (count % ROWS_PER_PIECE !== 0) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}</sheetData></worksheet>`;
}

/** Readers want rows and cells to say where they stand; an empty cell says nothing. */
function toRow(cells: Cells, number: number): string {
  const written = cells.map((value, place) => toCell(value, `${columns[place] ?? ""}${number}`));
  return `<row r="${number}">${written.join("")}</row>`;
}

const columns = outcomeColumns.map((_, place) => String.fromCharCode(65 + place));

function toCell(value: string | number, at: string): string {
  if (typeof value === "number") return `<c r="${at}"><v>${value}</v></c>`;
  if (value === "") return "";
  return `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
}

/** What XML forbids is left out, what it uses itself is written as entities. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** What names the sheets, once it is known how many there are. */
function finish(zip: ZipFile, sheets: number): void {
  const numbers = Array.from({ length: sheets }, (_, i) => i + 1);
  const add = (name: string, xml: string): void => zip.addBuffer(Buffer.from(XML + xml), name);
  add(
    "xl/workbook.xml",
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${numbers
      .map((n) => `<sheet name="outcomes ${n}" sheetId="${n}" r:id="rId${n}"/>`)
      .join("")}</sheets></workbook>`,
  );
  add(
    "xl/_rels/workbook.xml.rels",
    `<Relationships xmlns="${PACKAGE}/relationships">${numbers
      .map(
        (n) =>
          `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
      )
      .join("")}</Relationships>`,
  );
  add(
    "_rels/.rels",
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  add(
    "[Content_Types].xml",
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>${numbers
      .map(
        (n) =>
          `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
      )
      .join("")}</Types>`,
  );
  zip.end();
}
