import { expect, test } from "vitest";
import { cleanCell } from "./cell.js";

test("a letter and its marks are kept as one character, in whatever form the file has them", () => {
  for (const name of ["Nguyễn Văn Đức", "Işıl Öğüt", "مؤسسهٔ آب", "علی‌رضا"])
    expect(cleanCell(name.normalize("NFD"))).toBe(name.normalize("NFC"));
  expect(cleanCell("علی‌رضا")).toBe("علی‌رضا");
});

test("marks that turn the direction of what follows are left out", () => {
  expect(cleanCell("x\u202egpj.exe")).toBe("xgpj.exe");
  expect(cleanCell("\u2067 abc\u2069 ")).toBe("abc");
});
