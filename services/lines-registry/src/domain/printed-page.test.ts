import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { formPage, inDigitsOf, notePage, type Phrase } from "./printed-page.js";
import { companyValues, requestValues, type PrintedCompany } from "./printed-values.js";

const iran = market("IR");
const company: PrintedCompany = {
  companyName: "شرکت نمونه",
  nationalId: "14003456789",
  economicCode: "411111111111",
  registrationNumber: "123456",
  activityType: "فروش کتاب",
  website: "https://www.example.ir",
  email: "info@example.ir",
  ceo: { firstName: "رضا", lastName: "کریمی", nationalCode: "0790419904", mobile: "", email: "" },
  representative: {
    firstName: "مریم",
    lastName: "احمدی",
    nationalCode: "0499370899",
    mobile: "+989121234567",
    email: "maryam@example.ir",
  },
};
const request = {
  lineNumber: "02191001234",
  targetAudience: "مشتریان شرکت",
  messageSubject: "اعلام کد رهگیری",
};
const values = { ...companyValues(iran, company), ...requestValues(request) };
const page = (provider: string, family: string, given: Record<string, string> = values) =>
  formPage(iran, { provider, family }, given, true)!;
const said = (phrase: Phrase) =>
  phrase.map((part) => (typeof part === "string" ? part : part.text)).join("");

test("[IR-KND-04] every value of the company file and of the request is set into the form", () => {
  const { sections } = page("kando", "line_3000");
  const rows = sections.flatMap((section) => section.rows);
  expect(rows.filter(({ value }) => value.text === "")).toEqual([]);
  const texts = rows.map(({ value }) => value.text);
  expect(texts).toContain("۱۴۰۰۳۴۵۶۷۸۹");
  expect(texts).toContain("رضا کریمی");
  expect(texts).toContain("۰۹۱۲۱۲۳۴۵۶۷");
  expect(rows.find(({ value }) => value.text === "info@example.ir")?.value.as).toBe("latin");
});

test("[IR-KND-02] [IR-KND-03] the company's name stands in clause 3", () => {
  for (const family of ["line_3000", "line_1000", "landline_021"])
    expect(said(page("kando", family).clauses[2]!), family).toContain("شرکت نمونه");
});

test("[IR-KND-08] the fine is that of the pack, and only where a source prints one", () => {
  const clauses = (provider: string, family: string) =>
    page(provider, family).clauses.map(said).join("\n");
  expect(clauses("kando", "landline_021")).toContain("۵۰٬۰۰۰٬۰۰۰ ریال به‌علاوهٔ ۱۰ ریال");
  expect(clauses("asanak", "landline_026")).toContain("۵۰٬۰۰۰٬۰۰۰");
  expect(clauses("kando", "line_3000")).not.toContain("۵۰٬۰۰۰٬۰۰۰");
});

test("what is not known is a line to fill in, in the rows and in the clauses", () => {
  const empty = page("asanak", "landline_021", {});
  for (const { value } of empty.sections.flatMap(({ rows }) => rows)) expect(value.text).toBe("");
  const gaps = empty.clauses.flat().filter((part) => typeof part !== "string" && part.text === "");
  expect(gaps.length).toBeGreaterThan(3);
});

test("[IR-KND-15] the rules are a page of their own, in Persian, or none", () => {
  expect(page("kando", "line_1000").rules?.items.join()).toContain("محل مهر و امضای نماینده");
  expect(formPage(iran, { provider: "kando", family: "line_1000" }, {}, false)?.rules).toBeNull();
});

test("there is no form and no note where none is asked", () => {
  expect(formPage(iran, { provider: "asanak", family: "shatel" }, {}, true)).toBeUndefined();
  expect(notePage(iran, { provider: "asanak", family: "shatel" }, {})).toBeUndefined();
  expect(notePage(market("VN"), { provider: "vn", family: "brandname" }, {})).toBeUndefined();
});

test("[IR-KND-05] the sample of a note says sum and beneficiary in figures and words", () => {
  const rows = (provider: string, family: string) =>
    notePage(iran, { provider, family }, values)!.rows.map(({ value }) => value.text);
  expect(rows("asanak", "landline_021").slice(0, 2)).toEqual(["۱۰۰٬۰۰۰٬۰۰۰", "صد میلیون ریال"]);
  expect(rows("asanak", "landline_021")[2]).toContain("پیام‌افزار");
  expect(rows("kando", "line_1000")[2]).toBe("طبق نمونهٔ ارائه‌دهنده");
});

test("digits are those of the language, whatever was written", () => {
  expect(inDigitsOf("fa", "021 ۳۴ ٥6")).toBe("۰۲۱ ۳۴ ۵۶");
  expect(inDigitsOf("tr", "۰۲۱")).toBe("021");
});

test("a Latin name in brackets keeps its direction in a Persian line", () => {
  const asanak = { provider: "asanak", family: "landline_021" };
  const page = notePage(market("IR"), asanak, { company_full_name: "نمونه (Example Co.)" });
  const texts = page!.rows.map(({ value }) => value.text);
  expect(texts).toContain("نمونه (\u2066Example Co.\u2069)");
});
