import type { Row } from "../domain/columns.js";
import type { FileLimits } from "../domain/file-limits.js";
import { FileRefusedError } from "../domain/file-refusal.js";
import { columnOf, dateText, numberText, unescapeCell } from "./cell-value.js";
import { parseXml } from "./parse-xml.js";
import { readSharedStrings, type SharedStrings } from "./shared-strings.js";
import type { Spool } from "./spool.js";
import { readWorkbook, type Workbook } from "./workbook.js";
import { openZipArchive } from "./zip-archive.js";

const noStrings: SharedStrings = { get: () => undefined };

/**
 * The rows of the first visible sheet, in batches of one inflated chunk. Blank rows are left out. `share` tells
 * how much has been read, 0 to 1.
 * @throws FileRefusedError
 */
export async function readXlsx(spool: Spool, limits: FileLimits) {
  const zip = await openZipArchive(spool, limits);
  const workbook = await readWorkbook(zip, limits).catch((error: unknown) => {
    zip.close();
    throw error;
  });
  const { sheet, sharedStrings } = workbook;
  const total =
    zip.claimedSize(sheet) + (sharedStrings === undefined ? 0 : zip.claimedSize(sharedStrings));

  async function* rows(): AsyncGenerator<readonly Row[]> {
    try {
      const strings =
        sharedStrings === undefined
          ? noStrings
          : await readSharedStrings(zip.read(sharedStrings), limits);
      const gathered = gatherRows(workbook, strings, limits);
      for await (const _ of parseXml(zip.read(sheet), limits, gathered.handlers)) {
        const batch = gathered.take();
        if (batch.length > 0) yield batch;
      }
      const rest = gathered.take();
      if (rest.length > 0) yield rest;
    } finally {
      zip.close();
    }
  }

  return {
    fileType: "xlsx",
    encoding: "",
    delimiter: "",
    rows,
    share: () => Math.min(1, zip.expanded() / Math.max(1, total)),
  } as const;
}

function gatherRows({ isDate, date1904 }: Workbook, strings: SharedStrings, limits: FileLimits) {
  let batch: Row[] = [];
  let filledRows = 0;
  let number = 0;
  let cells: string[] = [];
  let column = 0;
  let type = "n";
  let style: string | undefined;
  let value = "";
  let inValue = false;
  let phonetic = 0;

  const cellText = (): string => {
    switch (type) {
      case "s":
        return strings.get(Number(value)) ?? missingString();
      case "inlineStr":
      case "str":
        return unescapeCell(value);
      case "b":
        return value === "1" ? "TRUE" : "FALSE";
      case "n":
        return isDate(style) ? dateText(value, date1904) : numberText(value);
      default:
        return value;
    }
  };

  const endCell = (): void => {
    const text = value === "" ? "" : cellText().trim();
    if (text === "") return;
    if (column >= limits.columns)
      throw new FileRefusedError("TOO_MANY_COLUMNS", `column ${column}`);
    while (cells.length < column) cells.push("");
    cells[column] = text;
  };

  const endRow = (): void => {
    if (cells.length === 0) return;
    filledRows += 1;
    if (filledRows > limits.rows)
      throw new FileRefusedError("TOO_MANY_ROWS", `more than ${limits.rows}`);
    batch.push({ number, cells });
  };

  return {
    take(): readonly Row[] {
      const taken = batch;
      batch = [];
      return taken;
    },
    handlers: {
      open(name: string, attributes: Readonly<Record<string, string>>): void {
        switch (name) {
          case "row":
            number = Number(attributes["r"] ?? number + 1);
            cells = [];
            column = -1;
            return;
          case "c":
            column = columnOf(attributes["r"] ?? "") ?? column + 1;
            type = attributes["t"] ?? "n";
            style = attributes["s"];
            value = "";
            return;
          case "v":
            inValue = type !== "inlineStr";
            return;
          case "t":
            inValue = type === "inlineStr" && phonetic === 0;
            return;
          case "rPh":
            phonetic += 1;
        }
      },
      text(text: string): void {
        if (inValue) value += text;
      },
      close(name: string): void {
        switch (name) {
          case "v":
          case "t":
            inValue = false;
            return;
          case "rPh":
            phonetic -= 1;
            return;
          case "c":
            endCell();
            return;
          case "row":
            endRow();
        }
      },
    },
  };
}

function missingString(): never {
  throw new FileRefusedError("BROKEN_FILE", "a shared string is missing");
}
