import ExcelJS from "exceljs";

/** A workbook of one sheet with these rows. */
export const workbook = async (
  rows: readonly (readonly (string | number)[])[],
): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("a");
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
};
