/** Why a whole file cannot be read. Nothing of such a file is kept but this answer. */
export type FileRefusalCode = keyof typeof refusals;

export type FileRefusal = {
  readonly code: FileRefusalCode;
  readonly rule: string;
  readonly remedy: string;
};

const refusals = {
  NOT_XLSX_OR_CSV: {
    rule: "A list is an Excel workbook (.xlsx) or a text file of values (.csv).",
    remedy: "Open the file in Excel and save it as .xlsx, then upload that.",
  },
  ENCRYPTED_FILE: {
    rule: "A list must be readable without a password.",
    remedy:
      "Remove the password in Excel (File, Info, Protect Workbook) and upload the file again.",
  },
  FILE_BOMB: {
    rule: "A list must not expand to an absurd size when unpacked.",
    remedy: "Copy the numbers into a new workbook, save it as .xlsx and upload that.",
  },
  FILE_TOO_LARGE: {
    rule: "A list has at most 200 MiB.",
    remedy: "Remove what is not needed for sending, or save the list as .csv.",
  },
  TOO_MANY_ROWS: {
    rule: "A list has at most 1,048,576 rows.",
    remedy: "Divide the rows among several lists.",
  },
  TOO_MANY_COLUMNS: {
    rule: "A list has at most 200 columns.",
    remedy: "Keep the number column and the columns that your texts use.",
  },
  NO_NUMBER_COLUMN: {
    rule: "One column of a list holds mobile numbers.",
    remedy:
      "Check that one column holds mobile numbers of this market, or name the title of that column.",
  },
  COLUMN_UNKNOWN: {
    rule: "A column that is mapped stands in the file.",
    remedy: "Take the titles, or letters, of the columns from the preview.",
  },
  VARIABLE_TWICE: {
    rule: "Each variable of a list has a name of its own.",
    remedy: "Give one of the columns another name, or ignore it.",
  },
  EMPTY_FILE: {
    rule: "A list has at least one row.",
    remedy:
      "Check that the numbers stand on the first visible sheet, save and upload the file again.",
  },
  BROKEN_FILE: {
    rule: "A list must be a complete, undamaged file.",
    remedy: "Open the file in Excel, save it again as .xlsx and upload that.",
  },
  UNCLOSED_QUOTE: {
    rule: "A quotation mark that opens a cell is closed in it.",
    remedy:
      'Delete the quotation mark (") that stands alone at the beginning of a cell, or save the list from Excel as .xlsx.',
  },
  IMPORT_FAILED: {
    rule: "Reading a list must end.",
    remedy: "Upload the file again; if that fails too, tell support the import's id.",
  },
} as const satisfies Readonly<Record<string, { rule: string; remedy: string }>>;

/** The whole answer for a code. */
export function fileRefusal(code: FileRefusalCode): FileRefusal {
  return { code, ...refusals[code] };
}

/** Whether a stored word is a code of today. */
export function isFileRefusalCode(word: string): word is FileRefusalCode {
  return Object.hasOwn(refusals, word);
}

/** Thrown by the readers when a file must be refused; `detail` is for the log and holds nothing of the file. */
export class FileRefusedError extends Error {
  override readonly name = "FileRefusedError";
  readonly code: FileRefusalCode;

  constructor(code: FileRefusalCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.code = code;
  }
}
