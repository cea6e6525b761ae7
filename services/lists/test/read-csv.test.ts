import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { cleanCell } from "../src/domain/cell.js";
import { readFile } from "./read-file.js";

const table = [
  ["نام", "موبایل", "شهر"],
  ["علی رضایی", "۰۹۱۲۱۲۳۴۵۶۷", "تهران"],
  ["سارا", "09351234567", "مشهد"],
] as const;

const cellsOf = async (content: Buffer) => (await readFile(content)).rows.map(({ cells }) => cells);
const textOf = (delimiter: string, end = "\r\n") =>
  table.map((row) => row.join(delimiter)).join(end) + end;

test.each([",", ";", "\t", "|", "،", "؛"])("the delimiter %j is found", async (delimiter) => {
  expect(await cellsOf(Buffer.from(textOf(delimiter)))).toEqual(table);
});

test.each(["utf-8", "utf-16le", "utf-16be"] as const)(
  "%s is found, with and without its mark",
  async (encoding) => {
    expect(await cellsOf(iconv.encode(textOf(","), encoding, { addBOM: true }))).toEqual(table);
    expect(await cellsOf(iconv.encode(textOf(","), encoding, { addBOM: false }))).toEqual(table);
  },
);

test("Persian text of the Windows code page is found", async () => {
  const persian = "نام;موبایل\r\nعلی;09121234567\r\n".replaceAll("ی", "ي");
  expect(await cellsOf(iconv.encode(persian, "windows-1256"))).toEqual([
    ["نام", "موبايل"],
    ["علي", "09121234567"],
  ]);
});

test.each([
  ["tr", "windows-1254", "Işıl Öğüt, Şırnak"],
  ["vi", "windows-1258", "Nguyễn Văn Đức, Hà Nội"],
] as const)("text of the code page of %s is found in its market", async (language, page, text) => {
  // Windows writes a tone behind its letter (NFD), but ê, ă and đ as one (NFC).
  const written = Array.from(text, (letter) => {
    const [base = "", ...marks] = letter.normalize("NFD");
    const tones = marks.filter((mark) => "\u0300\u0301\u0303\u0309\u0323".includes(mark));
    const rest = marks.filter((mark) => !tones.includes(mark));
    return (base + rest.join("")).normalize("NFC") + tones.join("");
  });
  const content = iconv.encode(`mobile;name\n05331234567;${written.join("")}\n`, page);
  const { rows } = await readFile(content, {}, [language]);
  expect(cleanCell(rows[1]?.cells[1] ?? "")).toBe(text);
});

test("quotes may hold delimiters and line ends; rows keep the numbers a spreadsheet shows", async () => {
  const content = Buffer.from('name,mobile\n"Ali, ""the\nfirst""",09121234567\n\nReza,09121234568');
  expect((await readFile(content)).rows).toEqual([
    { number: 1, cells: ["name", "mobile"] },
    { number: 2, cells: ['Ali, "the\nfirst"', "09121234567"] },
    { number: 4, cells: ["Reza", "09121234568"] },
  ]);
});

test("one column needs no delimiter", async () => {
  expect(await cellsOf(Buffer.from("09121234567\n09121234568\n"))).toEqual([
    ["09121234567"],
    ["09121234568"],
  ]);
});

const refused = (content: Buffer, limits?: Parameters<typeof readFile>[1]) =>
  readFile(content, limits).then(
    () => "read",
    (error: unknown) => (error as { code?: string }).code,
  );

test("a number kept as text by a formula is the number that the spreadsheet shows", async () => {
  const content = Buffer.from(
    'name,mobile\n="Ali",="09121234567"\n"=""Reza""","=""09121234568"""\n',
  );
  expect(await cellsOf(content)).toEqual([
    ["name", "mobile"],
    ["Ali", "09121234567"],
    ["Reza", "09121234568"],
  ]);
});

test("a quote that never ends, too many columns and too many rows refuse the file", async () => {
  expect(await refused(Buffer.from(`a,b\n"${"x,".repeat(300_000)}`))).toBe("BROKEN_FILE");
  const swallowed = Buffer.from(`a,b\n"Ali,1\n${"Reza,09121234568\n".repeat(100_000)}`);
  expect(await refused(swallowed)).toBe("UNCLOSED_QUOTE");
  expect(await refused(Buffer.from('a,b\n"Ali,09121234567\nReza,09121234568\n'))).toBe(
    "UNCLOSED_QUOTE",
  );
  expect(await refused(Buffer.from(`${"a,".repeat(250)}a\n`))).toBe("TOO_MANY_COLUMNS");
  expect(await refused(Buffer.from("1\n2\n3\n"), { rows: 2 })).toBe("TOO_MANY_ROWS");
});
