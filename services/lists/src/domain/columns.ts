import { FileRefusedError } from "./file-refusal.js";
import type { ColumnChoice, Variable } from "./import.js";
import { kindOf } from "./variable-kind.js";

/** A row as a reader gives it: its number as the person sees it, its cells from the first column on. */
export type Row = { readonly number: number; readonly cells: readonly string[] };

export type Columns = {
  readonly numberIndex: number;
  /** Title of the number column, or its letter when there is no title row. */
  readonly numberTitle: string;
  /** Rows up to this number are titles; 0: there are none. */
  readonly titleRow: number;
  readonly titles: readonly string[];
  readonly variables: readonly (Variable & { readonly index: number })[];
};

/** The user's word on the columns of a file; it is the last. */
export type Mapping = {
  /** Title or letter of the number column; empty: found by content. */
  readonly numberColumn: string;
  readonly columns: readonly ColumnChoice[];
};

/** Among the filled cells of a number column at least every fourth is a number; a column of other ids is not. */
const LEAST_SHARE = 0.25;
/** A title row stands among the first rows. */
const TITLE_ROWS = 20;
/** A cell with this many digits is a value, not a title. */
const VALUE_DIGITS = 5;
const LONGEST_NAME = 64;

/**
 * Finds the number column, the titles and the variables in the first rows of a file.
 * @param sample rows with at least one filled cell, in order
 * @param isNumber whether a cell reads as a number of the market
 * @returns undefined when no column holds numbers
 * @throws FileRefusedError COLUMN_UNKNOWN, VARIABLE_TWICE for a mapping that the file does not fit
 */
export function findColumns(
  sample: readonly Row[],
  { numberColumn, columns }: Mapping,
  isNumber: (cell: string) => boolean,
): Columns | undefined {
  const placed =
    numberColumn.trim() === ""
      ? placeOf(sample, findByContent(sample, isNumber), isNumber)
      : findAsked(sample, numberColumn, isNumber);
  return placed === undefined ? undefined : describe(sample, placed, columns);
}

type Placed = { readonly titles: Row | undefined; readonly numberIndex: number };

function placeOf(
  sample: readonly Row[],
  numberIndex: number | undefined,
  isNumber: (cell: string) => boolean,
): Placed | undefined {
  if (numberIndex === undefined) return undefined;
  return { numberIndex, titles: findTitles(sample, numberIndex, isNumber) };
}

function findAsked(
  sample: readonly Row[],
  asked: string,
  isNumber: (cell: string) => boolean,
): Placed | undefined {
  const wanted = fold(asked);
  for (const row of sample.slice(0, TITLE_ROWS)) {
    const index = row.cells.findIndex((cell) => fold(cell) === wanted);
    if (index >= 0) return { titles: row, numberIndex: index };
  }
  const index = Array.from({ length: widthOf(sample) }, (_, i) => fold(letterOf(i))).indexOf(
    wanted,
  );
  return index < 0 ? undefined : placeOf(sample, index, isNumber);
}

function findByContent(
  sample: readonly Row[],
  isNumber: (cell: string) => boolean,
): number | undefined {
  const filled: number[] = [];
  const numbers: number[] = [];
  for (const { cells } of sample) {
    cells.forEach((cell, i) => {
      if (cell === "") return;
      filled[i] = (filled[i] ?? 0) + 1;
      if (isNumber(cell)) numbers[i] = (numbers[i] ?? 0) + 1;
    });
  }
  let best: number | undefined;
  numbers.forEach((count, i) => {
    if (count / (filled[i] ?? count) < LEAST_SHARE) return;
    if (best === undefined || count > (numbers[best] ?? 0)) best = i;
  });
  return best;
}

/** Of the rows that lead the column without a value, the fullest: a banner above the titles is narrower. */
function findTitles(
  sample: readonly Row[],
  index: number,
  isNumber: (cell: string) => boolean,
): Row | undefined {
  let titles: Row | undefined;
  for (const row of sample.slice(0, TITLE_ROWS)) {
    const cell = row.cells[index] ?? "";
    if (cell === "" && titles === undefined) continue;
    if (cell === "" || isNumber(cell) || countDigits(cell) >= VALUE_DIGITS) break;
    if (titles === undefined || countFilled(row) > countFilled(titles)) titles = row;
  }
  return titles;
}

function describe(
  sample: readonly Row[],
  { titles, numberIndex }: Placed,
  choices: readonly ColumnChoice[],
): Columns {
  const width = widthOf(sample);
  const written = Array.from({ length: width }, (_, i) => tidyTitle(titles?.cells[i] ?? ""));
  const chosen = chooseColumns(written, choices);
  const taken = new Set(
    [...chosen.values()].filter(({ ignored }) => !ignored).flatMap(({ name }) => name || []),
  );
  const variables = written.flatMap((title, index) => {
    const choice = chosen.get(index);
    if (index === numberIndex || choice?.ignored === true) return [];
    if (title === "" && choice === undefined) return [];
    const name = choice?.name === "" ? undefined : choice?.name;
    const kind = choice?.kind ?? kindOf(cellsOf(sample, titles, index));
    return [{ index, kind, name: name ?? freeName(title === "" ? letterOf(index) : title, taken) }];
  });
  const numberTitle = written[numberIndex];
  return {
    numberIndex,
    numberTitle:
      numberTitle === undefined || numberTitle === "" ? letterOf(numberIndex) : numberTitle,
    titleRow: titles?.number ?? 0,
    titles: written,
    variables,
  };
}

/** The user's choices by the place of their column. @throws FileRefusedError */
function chooseColumns(
  titles: readonly string[],
  choices: readonly ColumnChoice[],
): ReadonlyMap<number, ColumnChoice> {
  const folded = titles.map(fold);
  const letters = titles.map((_, i) => fold(letterOf(i)));
  const chosen = new Map<number, ColumnChoice>();
  const names = new Set<string>();
  for (const choice of choices) {
    const wanted = fold(choice.column);
    const byTitle = folded.indexOf(wanted);
    const index = byTitle >= 0 ? byTitle : letters.indexOf(wanted);
    if (index < 0) throw new FileRefusedError("COLUMN_UNKNOWN", "a column of the mapping");
    const name = tidyTitle(choice.name);
    if (chosen.has(index) || (!choice.ignored && name !== "" && names.has(name)))
      throw new FileRefusedError("VARIABLE_TWICE", "a name of the mapping");
    if (!choice.ignored && name !== "") names.add(name);
    chosen.set(index, { ...choice, name });
  }
  return chosen;
}

function freeName(title: string, taken: Set<string>): string {
  let name = title;
  for (let copy = 2; taken.has(name); copy += 1) name = `${title} ${copy}`;
  taken.add(name);
  return name;
}

function cellsOf(sample: readonly Row[], titles: Row | undefined, index: number) {
  return sample
    .filter(({ number }) => number > (titles?.number ?? 0))
    .map(({ cells }) => cells[index] ?? "");
}

function widthOf(sample: readonly Row[]): number {
  return sample.reduce((width, { cells }) => Math.max(width, cells.length), 0);
}

/** Marks that turn the direction of what follows have no place in a name: they make one look like another. */
const TURNING = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function tidyTitle(title: string): string {
  return title.replace(TURNING, "").trim().slice(0, LONGEST_NAME);
}

/** Titles are the same whatever keyboard wrote them: Arabic and Persian letters, blanks, joiners, case. */
function fold(title: string): string {
  return title
    .normalize("NFKC")
    .replace(/[\u064a\u0649]/gu, "\u06cc")
    .replaceAll("\u0643", "\u06a9")
    .replace(/[\s\u200b-\u200f\ufeff]+/gu, "")
    .toLowerCase();
}

/** "A" for the first column, "AA" for the 27th. */
export function letterOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letterOf(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}

function countDigits(cell: string): number {
  return cell.match(/\p{Nd}/gu)?.length ?? 0;
}

function countFilled({ cells }: Row): number {
  return cells.reduce((count, cell) => (cell === "" ? count : count + 1), 0);
}
