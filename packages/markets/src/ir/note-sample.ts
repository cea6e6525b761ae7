import type { MarketPackData } from "../schema/pack.js";

const ours = {
  basis: "interpretation",
  note: "The sample images are not part of the seeds; the fields are those of an Iranian promissory note.",
} as const;

/** What a filled promissory note (سفته) looks like [ir.md §5; IR-KND-05]. */
export const noteSample = {
  direction: "rtl",
  title: "نمونهٔ تکمیل سفته",
  watermark: "نمونه",
  fields: [
    { key: "amount", label: "مبلغ به عدد (ریال)", as: "digits", fill: true },
    { key: "amount_in_words", label: "مبلغ به حروف", as: "text", fill: true },
    { key: "beneficiary", label: "در وجه / به حواله‌کرد", as: "text", fill: true },
    { key: "company_full_name", label: "نام متعهد (صادرکننده)", as: "text", fill: true },
    { key: "company_national_id", label: "شناسهٔ ملی متعهد", as: "digits", fill: true },
    { key: "due_date", label: "تاریخ سررسید", as: "text", fill: false },
  ],
  noBeneficiary: "طبق نمونهٔ ارائه‌دهنده",
  signatureLabel: "مهر شرکت و امضای صاحبان امضا طبق روزنامهٔ رسمی",
  instructionsHeading: "راهنمای تکمیل",
  instructions: [
    {
      text: "یک برگ سفته به مبلغ {amount} ریال تهیه کنید؛ بیشتر یا کمتر پذیرفته نیست.",
      source: "000 · Conditions; 002 · Table",
      ...ours,
    },
    {
      text: "سفته تضمین آن است که از این شماره پیامک تبلیغاتی ارسال نمی‌شود.",
      source: "000 · Conditions; 002 · Line 3000/1000/021",
      ...ours,
    },
    {
      text: "تنها قسمت‌های زردرنگ پایین سفته را تکمیل کنید.",
      appliesTo: [{ provider: "kando", family: "line_1000" }],
      source: "002 · Line 1000",
      ...ours,
    },
    {
      text: "سفته را مهر کنید و به امضای صاحبان امضای مجاز برسانید.",
      source: "000 · Conditions; 002 · Line 1000, Line 021",
      ...ours,
    },
    {
      text: "تصویر سفته را در پروندهٔ شرکت بارگذاری کنید و اصل آن را به ارائه‌دهنده تحویل دهید.",
      source: "000 · Landline 021/026",
      ...ours,
    },
  ],
  source: "000 · Conditions; 002 · Line 3000, Line 1000, Line 021",
  ...ours,
} satisfies MarketPackData["noteSample"];

const written = { source: "data/penalties.json, guarantees", basis: "derived" } as const;

/** The sums of the pack's guarantees in words. */
export const sumsInWords = [
  { amount: 50_000_000n, words: "پنجاه میلیون ریال", ...written },
  { amount: 100_000_000n, words: "صد میلیون ریال", ...written },
  { amount: 500_000_000n, words: "پانصد میلیون ریال", ...written },
] satisfies MarketPackData["sumsInWords"];
