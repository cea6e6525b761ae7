import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import { readFile } from "./read-file.js";
import { sheetXml, workbookMembers, zipFile, type ZipMember } from "./zip-file.js";

const workbook = async (
  fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet("مشتریان"), book);
  return Buffer.from(await book.xlsx.writeBuffer());
};

const cellsOf = async (content: Buffer) => (await readFile(content)).rows.map(({ cells }) => cells);
const sheetOf = (...members: readonly ZipMember[]) => zipFile(members);

test("texts, numbers, formulas, rich texts, dates and blanks are read as their author sees them", async () => {
  const file = await workbook((sheet) => {
    sheet.addRow(["موبایل", "مبلغ", "متن", "تاریخ", "فرمول", "درست"]);
    sheet.addRow([
      9121234567,
      0.1 + 0.2,
      { richText: [{ text: "سلام " }, { text: "دنیا", font: { bold: true } }] },
      new Date(Date.UTC(2026, 2, 21)),
      { formula: "A2*2", result: "نتیجه" },
      true,
    ]);
    sheet.getRow(5).getCell(3).value = "only the third";
    sheet.getCell("D2").numFmt = "yyyy/mm/dd";
  });
  const { rows, fileType } = await readFile(file);
  expect(fileType).toBe("xlsx");
  expect(rows).toEqual([
    { number: 1, cells: ["موبایل", "مبلغ", "متن", "تاریخ", "فرمول", "درست"] },
    { number: 2, cells: ["9121234567", "0.3", "سلام دنیا", "2026-03-21", "نتیجه", "TRUE"] },
    { number: 5, cells: ["", "", "only the third"] },
  ]);
});

test("scientific notation of the file format is not what the author sees", async () => {
  const file = sheetOf(
    ...workbookMembers(
      `<worksheet><sheetData><row r="3"><c r="B3"><v>9.12123456700001E9</v></c><c r="C3"><v>9.121234567E9</v></c></row></sheetData></worksheet>`,
    ),
  );
  expect(await readFile(file)).toMatchObject({
    rows: [{ number: 3, cells: ["", "9121234567.00001", "9121234567"] }],
  });
});

test("inline strings and shared strings say the same, phonetic hints are no text", async () => {
  const shared = {
    name: "xl/sharedStrings.xml",
    content: `<sst><si><t>one</t></si><si><r><t>tw</t></r><r><t>o_x0041_</t></r><rPh><t>hint</t></rPh></si></sst>`,
  };
  const sheet = `<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c t="s"><x:v>1</x:v></x:c><x:c t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
  expect(await cellsOf(sheetOf(...workbookMembers(sheet, shared)))).toEqual([["twoA", "one"]]);
  expect(await cellsOf(sheetOf(...workbookMembers(sheetXml([["twoA", "one"]]))))).toEqual([
    ["twoA", "one"],
  ]);
});

test("the first visible sheet is read, not a hidden one before it", async () => {
  const file = await workbook((sheet, book) => {
    sheet.state = "hidden";
    sheet.addRow(["hidden"]);
    book.addWorksheet("seen").addRow(["seen"]);
  });
  expect(await cellsOf(file)).toEqual([["seen"]]);
});

test("many distinct shared strings come back each in its place", async () => {
  const count = 50_000;
  const file = await workbook((sheet) => {
    for (let i = 0; i < count; i += 1) sheet.addRow([`مشتری ${i}`]);
  });
  const rows = await cellsOf(file);
  expect(rows.length).toBe(count);
  expect(rows.filter(([text], i) => text !== `مشتری ${i}`)).toEqual([]);
});

const refused = (content: Buffer, limits?: Parameters<typeof readFile>[1]) =>
  readFile(content, limits).then(
    () => "read",
    (error: unknown) => (error as { code?: string }).code,
  );

test("an archive that expands without end is refused while it expands, whatever its directory claims", async () => {
  const many = sheetXml([[" ".repeat(1)]]) + " ".repeat(40 * 1024 * 1024);
  expect(await refused(sheetOf(...workbookMembers(many)))).toBe("FILE_BOMB");
  const long = `<worksheet><sheetData><row><c t="inlineStr"><is><t>${"9".repeat(600_000)}</t></is></c></row></sheetData></worksheet>`;
  expect(await refused(sheetOf(...workbookMembers(long)))).toBe("FILE_BOMB");
  const rows = sheetXml(Array.from({ length: 5_000 }, () => ["09121234567"]));
  expect(await refused(sheetOf(...workbookMembers(rows)), { entryBytes: 100_000 })).toBe(
    "FILE_BOMB",
  );
  expect(await refused(sheetOf(...workbookMembers(rows)), { expandedBytes: 100_000 })).toBe(
    "FILE_BOMB",
  );
  const shared = {
    name: "xl/sharedStrings.xml",
    content: `<sst>${"<si><t>a b c</t></si>".repeat(300_000)}</sst>`,
  };
  expect(
    await refused(sheetOf(...workbookMembers(rows, shared)), {
      sharedStringBytes: 1024 * 1024 - 1,
    }),
  ).toBe("FILE_BOMB");
});

test("a member larger than its directory claims is refused", async () => {
  const lie = {
    name: "xl/worksheets/sheet1.xml",
    content: sheetXml([["09121234567"]]),
    claimedSize: 10,
  };
  expect(await refused(sheetOf(...workbookMembers("", lie)))).toBe("BROKEN_FILE");
});

test("an archive of too many members is refused", async () => {
  const members = Array.from({ length: 2_001 }, (_, i) => ({ name: `a/${i}`, content: "" }));
  expect(await refused(sheetOf(...workbookMembers(sheetXml([["x"]]), ...members)))).toBe(
    "FILE_BOMB",
  );
});

test("a document type in XML is refused, so no entity ever expands", async () => {
  const laughs = `<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`;
  expect(await refused(sheetOf(...workbookMembers(laughs)))).toBe("BROKEN_FILE");
});

test("tags without end and XML cut short are refused", async () => {
  expect(await refused(sheetOf(...workbookMembers("<a>".repeat(1_000))))).toBe("BROKEN_FILE");
  expect(await refused(sheetOf(...workbookMembers(`<worksheet><sheetData><row>`)))).toBe(
    "BROKEN_FILE",
  );
  expect(
    await refused(sheetOf(...workbookMembers(`<worksheet><c t="s"><v>7</v></c></worksheet>`))),
  ).toBe("BROKEN_FILE");
});

test("an encrypted workbook is told from any other old office file", async () => {
  const compound = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(1_500)]);
  const name = Buffer.from("EncryptedPackage", "utf16le");
  expect(
    await refused(Buffer.concat([compound, Buffer.alloc(70_000, 1), name, Buffer.alloc(500)])),
  ).toBe("ENCRYPTED_FILE");
  expect(await refused(compound)).toBe("NOT_XLSX_OR_CSV");
  const [first, ...rest] = workbookMembers(sheetXml([["x"]]));
  expect(await refused(sheetOf({ ...first!, encrypted: true }, ...rest))).toBe("ENCRYPTED_FILE");
});

test("what is no list is refused by its content", async () => {
  expect(await refused(Buffer.alloc(0))).toBe("EMPTY_FILE");
  expect(await refused(Buffer.from("%PDF-1.7\n1 0 obj"))).toBe("NOT_XLSX_OR_CSV");
  expect(
    await refused(Buffer.from("<html><table><tr><td>09121234567</td></tr></table></html>")),
  ).toBe("NOT_XLSX_OR_CSV");
  expect(await refused(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1]))).toBe(
    "NOT_XLSX_OR_CSV",
  );
  expect(await refused(sheetOf({ name: "hello.txt", content: "hello" }))).toBe("NOT_XLSX_OR_CSV");
  const document = { name: "xl/workbook.xml", content: "<document/>" };
  expect(await refused(sheetOf(...workbookMembers("", document)))).toBe("NOT_XLSX_OR_CSV");
});

test("a damaged archive is refused", async () => {
  const file = sheetOf(...workbookMembers(sheetXml([["09121234567"]])));
  expect(await refused(file.subarray(0, file.length - 30))).toBe("BROKEN_FILE");
  const flipped = Buffer.from(file);
  const at = flipped.indexOf("xl/worksheets/sheet1.xml") + 30;
  flipped.fill(0xff, at, at + 20);
  expect(await refused(flipped)).toBe("BROKEN_FILE");
});

test("rows and columns beyond the limit refuse the file, formatted but empty cells do not", async () => {
  const rows = sheetXml(Array.from({ length: 11 }, () => ["09121234567"]));
  expect(await refused(sheetOf(...workbookMembers(rows)), { rows: 10 })).toBe("TOO_MANY_ROWS");
  const far = (value: string) =>
    sheetOf(
      ...workbookMembers(
        `<worksheet><sheetData><row><c r="A1"><v>1</v></c><c r="XFD1" s="4">${value}</c></row></sheetData></worksheet>`,
      ),
    );
  expect(await refused(far("<v>1</v>"))).toBe("TOO_MANY_COLUMNS");
  expect(await cellsOf(far(""))).toEqual([["1"]]);
});
