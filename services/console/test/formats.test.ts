import { expect, test } from "vitest";

import { formatsOf, toLatinDigits, toMinor, toTyped } from "../src/web/language/formats.js";
import { chooseLanguage } from "../src/web/language/languages.js";

const noon = "2026-11-22T12:00:00.000Z";

test("Persian has Persian digits and the Persian calendar", () => {
  const { date, digits, number } = formatsOf("fa");
  expect(date(noon)).toContain("آذر");
  expect(date(noon)).toContain("۱۴۰۵");
  expect(digits("02191001234")).toBe("۰۲۱۹۱۰۰۱۲۳۴");
  expect(number(1234)).toBe("۱٬۲۳۴");
});

test("dates are written as each language writes them", () => {
  expect(formatsOf("tr").date(noon)).toBe("22 Kas 2026");
  expect(formatsOf("vi").date(noon)).toBe("22 thg 11, 2026");
  expect(formatsOf("en").date(noon)).toBe("22 Nov 2026");
});

test("rial and dong have no smaller unit, and lira has two places", () => {
  expect(formatsOf("fa").money({ currency: "IRR", minor: "100000000" })).toContain("۱۰۰٬۰۰۰٬۰۰۰");
  expect(formatsOf("vi").money({ currency: "VND", minor: "50000" })).toContain("50.000");
  expect(formatsOf("tr").money({ currency: "TRY", minor: "123456" })).toContain("1.234,56");
  expect(formatsOf("en").money({ currency: "IRR", minor: "900719925474099312" })).toContain(
    "900,719,925,474,099,312",
  );
});

test("a field that waits for an amount says of which currency", () => {
  const names = [
    formatsOf("fa").currency("IRR"),
    formatsOf("vi").currency("VND"),
    formatsOf("tr").currency("TRC"),
  ];
  expect(names).toEqual(["ریال ایران", "Đồng Việt Nam", "kredi"]);
});

test("sizes and years are told in the reader's words", () => {
  expect(formatsOf("fa").bytes(12_300)).toBe("۱۲ کیلوبایت");
  expect(formatsOf("tr").bytes(2_340_000)).toBe("2,3 MB");
  expect(formatsOf("fa").year(2026)).toBe("دی ۱۴۰۴ تا دی ۱۴۰۵");
  expect(formatsOf("vi").year(2026)).toBe("2026");
});

test("what is typed with Persian or Arabic digits is read", () => {
  expect(toLatinDigits("۰۹۱۲٣٤٥٦789")).toBe("09123456789");
});

test("the language is the first that the reader prefers and the console speaks", () => {
  expect(chooseLanguage([null, "de-DE", "vi-VN", "tr"])).toBe("vi");
  expect(chooseLanguage(["zz", null])).toBe("en");
});

test("credits are counted, not written as money", () => {
  expect(formatsOf("fa").money({ currency: "TRC", minor: "12345" })).toBe("۱۲٬۳۴۵\u00a0اعتبار");
  expect(formatsOf("tr").money({ currency: "TRC", minor: "12345" })).toBe("12.345\u00a0kredi");
  expect(formatsOf("en").money({ currency: "TRC", minor: "1" })).toBe("1\u00a0credit");
});

test("an amount is read in minor units, whatever digits and groups it is typed with", () => {
  expect(toMinor("۵٬۰۰۰٬۰۰۰", "IRR")).toBe("5000000");
  expect(toMinor("5.000.000", "VND")).toBe("5000000");
  expect(toMinor("1.234,5", "TRY")).toBe("123450");
  expect(toMinor("1,234.56", "TRY")).toBe("123456");
  expect(toMinor("12", "TRY")).toBe("1200");
  expect(toMinor("900719925474099312", "IRR")).toBe("900719925474099312");
});

test("what is no amount is not guessed at", () => {
  const typed = ["", "-5", "1e9", "12.5", "1,2,3", "abc", "9007199254740993120"];
  expect(typed.map((text) => toMinor(text, "VND"))).toEqual(typed.map(() => undefined));
});

test("an amount that is changed comes back as it can be typed", () => {
  const amounts = [
    { currency: "TRY", minor: "5" },
    { currency: "TRY", minor: "123456" },
    { currency: "VND", minor: "50000" },
  ];
  expect(amounts.map((amount) => toMinor(toTyped(amount), amount.currency))).toEqual(
    amounts.map(({ minor }) => minor),
  );
});

test("a month of the books is told in the reader's calendar", () => {
  expect(formatsOf("tr").month("2026-11")).toBe("Kasım 2026");
  expect(formatsOf("fa").month("2026-11")).toMatch(/آبان.*آذر ۱۴۰۵/);
});

test("a number has the reader's digits, a name in Latin letters stays as it was registered", () => {
  const { digits } = formatsOf("fa");
  expect(["02191106070", "2.1", "VTEdu0", "KITAP 6"].map(digits)).toEqual([
    ...["۰۲۱۹۱۱۰۶۰۷۰", "۲.۱"],
    ...["VTEdu0", "KITAP 6"],
  ]);
});
