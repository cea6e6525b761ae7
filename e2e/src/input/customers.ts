import ExcelJS from "exceljs";
import { pick, seeded, type Random } from "./random.js";

/** How people really write a mobile number into a spreadsheet. */
type Spelling = (national: string) => string | number;

const persianDigits = (digits: string): string =>
  digits.replace(/\d/g, (d) => String.fromCharCode(0x06f0 + Number(d)));

const spellings: readonly [Spelling, ...Spelling[]] = [
  (n) => `0${n}`,
  (n) => `0${n}`,
  (n) => `0${n}`,
  (n) => Number(n), // the spreadsheet ate the leading zero
  (n) => Number(n),
  (n) => `+98${n}`,
  (n) => `0098${n}`,
  (n) => `98${n}`,
  (n) => n,
  (n) => persianDigits(`0${n}`),
  (n) => `0${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
  (n) => `0${n.slice(0, 3)}-${n.slice(3)}`,
  (n) => `${n}.0`,
  (n) => `${n.slice(0, 1)}.${n.slice(1)}E9`, // scientific notation with every digit left
];

const mci: readonly [string, ...string[]] = [
  "910",
  "911",
  "912",
  "913",
  "914",
  "915",
  "916",
  "917",
  "918",
  "919",
  "990",
  "991",
];
const others: readonly [string, ...string[]] = ["901", "933", "935", "937", "938", "920", "921"];
const firstNames: readonly [string, ...string[]] = [
  "زهرا",
  "علی",
  "مریم",
  "رضا",
  "فاطمه",
  "حسین",
  "نرگس",
  "امیر",
];
const lastNames: readonly [string, ...string[]] = [
  "احمدی",
  "کریمی",
  "یزدانی",
  "موسوی",
  "رحیمی",
  "قاسمی",
  "جعفری",
];

/** Rows that no import can keep, each for another reason. */
const rubbish: readonly [Spelling, ...Spelling[]] = [
  () => "",
  () => "ندارد",
  (n) => `0${n.slice(0, 8)}`, // a digit lost
  (n) => `0${n}7`, // a digit too many
  (n) => `${n.slice(0, 1)}.${n.slice(1, 3)}E+09`, // digits lost to scientific notation
  () => "02188776655", // a landline
  () => "00905321234567", // another country
];

export type CustomerFile = {
  readonly rows: number;
  /** Numbers in E.164, each once, in the order of their first row. */
  readonly numbers: ReadonlySet<string>;
};

export type CustomerFileOptions = {
  readonly path: string;
  readonly rows: number;
  readonly seed: number;
  /** Share of rows that are spelled in every way, doubled or rubbish; 0 gives a clean file. */
  readonly mess: number;
  /** Share of numbers of other operators than MCI. */
  readonly otherOperators: number;
};

const nationalNumber = (random: Random, index: number, other: boolean): string => {
  // 7 digits that never repeat for one prefix list: a walk through 10^7 with a step prime to it.
  const serial = (index * 7_919_317 + 1_234_567) % 10_000_000;
  return `${pick(random, other ? others : mci)}${serial.toString().padStart(7, "0")}`;
};

/**
 * Writes an .xlsx of customers as a marketing desk would hand it over: Persian title row, names,
 * numbers in many spellings, duplicates and rubbish.
 */
export const writeCustomerFile = async (options: CustomerFileOptions): Promise<CustomerFile> => {
  const random = seeded(options.seed);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: options.path,
    useSharedStrings: false,
  });
  const sheet = workbook.addWorksheet("مشتریان", { views: [{ rightToLeft: true }] });
  sheet.addRow(["نام", "شماره موبایل", "code", "شهر"]).commit();
  const numbers = new Set<string>();
  const recent: string[] = [];
  for (let row = 0; row < options.rows; row += 1) {
    const messy = random() < options.mess;
    const kind = messy ? random() : 1;
    const repeated = recent[Math.floor(random() * recent.length)];
    const national =
      kind < 0.25 && repeated !== undefined
        ? repeated
        : nationalNumber(random, row, random() < options.otherOperators);
    const bad = kind >= 0.25 && kind < 0.5;
    const cell = bad
      ? pick(random, rubbish)(national)
      : messy
        ? pick(random, spellings)(national)
        : `0${national}`;
    if (!bad) {
      numbers.add(`+98${national}`);
      if (recent.length < 1_000) recent.push(national);
    }
    const name = `${pick(random, firstNames)} ${pick(random, lastNames)}`;
    const code = `TRK${(100_000 + ((row * 37) % 900_000)).toString()}`;
    sheet.addRow([name, cell, code, "تهران"]).commit();
  }
  sheet.commit();
  await workbook.commit();
  return { rows: options.rows, numbers };
};
