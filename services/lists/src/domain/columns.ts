/** A row as a reader gives it: its number as the person sees it, its cells from the first column on. */
export type Row = { readonly number: number; readonly cells: readonly string[] };

export type Columns = {
  readonly numberIndex: number;
  /** Title of the number column, or its letter when there is no title row. */
  readonly numberTitle: string;
  /** Rows up to this number are titles; 0: there are none. */
  readonly titleRow: number;
  readonly variables: readonly { readonly index: number; readonly name: string }[];
};

/** Among the filled cells of a number column at least every fourth is a number; a column of other ids is not. */
const LEAST_SHARE = 0.25;
/** A title row stands among the first rows. */
const TITLE_ROWS = 20;
/** A cell with this many digits is a value, not a title. */
const VALUE_DIGITS = 5;
const LONGEST_NAME = 64;

/**
 * Finds the number column and the titles in the first rows of a file.
 * @param sample rows with at least one filled cell, in order
 * @param asked title (or letter) that the user gave; it has the last word. Empty: found by content.
 * @param isNumber whether a cell reads as a number of the market
 */
export function findColumns(
  sample: readonly Row[],
  asked: string,
  isNumber: (cell: string) => boolean,
): Columns | undefined {
  if (asked.trim() !== "") return findAsked(sample, asked, isNumber);
  const numberIndex = findByContent(sample, isNumber);
  if (numberIndex === undefined) return undefined;
  return describe(findTitles(sample, numberIndex, isNumber), numberIndex);
}

function findAsked(
  sample: readonly Row[],
  asked: string,
  isNumber: (cell: string) => boolean,
): Columns | undefined {
  const wanted = fold(asked);
  for (const row of sample.slice(0, TITLE_ROWS)) {
    const index = row.cells.findIndex((cell) => fold(cell) === wanted);
    if (index >= 0) return describe(row, index);
  }
  const width = Math.max(0, ...sample.map(({ cells }) => cells.length));
  const index = Array.from({ length: width }, (_, i) => fold(letterOf(i))).indexOf(wanted);
  return index < 0 ? undefined : describe(findTitles(sample, index, isNumber), index);
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

function describe(titles: Row | undefined, numberIndex: number): Columns {
  if (titles === undefined) {
    return { numberIndex, numberTitle: letterOf(numberIndex), titleRow: 0, variables: [] };
  }
  const taken = new Set<string>();
  const variables = titles.cells.flatMap((cell, index) => {
    const title = cell.trim().slice(0, LONGEST_NAME);
    if (index === numberIndex || title === "") return [];
    let name = title;
    for (let copy = 2; taken.has(name); copy += 1) name = `${title} ${copy}`;
    taken.add(name);
    return [{ index, name }];
  });
  const numberTitle = (titles.cells[numberIndex] ?? "").trim().slice(0, LONGEST_NAME);
  return { numberIndex, numberTitle, titleRow: titles.number, variables };
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

function letterOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letterOf(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}

function countDigits(cell: string): number {
  return cell.match(/\p{Nd}/gu)?.length ?? 0;
}

function countFilled({ cells }: Row): number {
  return cells.reduce((count, cell) => (cell === "" ? count : count + 1), 0);
}
