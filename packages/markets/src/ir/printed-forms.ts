import type { MarketPackData } from "../schema/pack.js";

type Form = NonNullable<MarketPackData["commitmentForm"]>["versions"];
type Version = NonNullable<Form>[number];

/**
 * The text of the commitment form (تعهدنامه تعریف شماره خدماتی). The form itself is not part of the
 * seeds: fields follow from its rules [ir.md §4], clauses from the commitments, penalties and list rules
 * that the sources print [ir.md §5, 6, 8, 9]. Its wording is ours.
 */
const ours = {
  basis: "interpretation",
  note: "The form is not part of the seeds; its wording is derived from the rules that the source prints.",
} as const;

const asanak021 = { provider: "asanak", family: "landline_021" };
const asanak026 = { provider: "asanak", family: "landline_026" };
const kando021 = { provider: "kando", family: "landline_021" };

const company: Version["sections"][number] = {
  heading: "مشخصات شرکت",
  columns: 2,
  fields: [
    { key: "company_full_name", label: "نام کامل شرکت", as: "text" },
    { key: "company_national_id", label: "شناسهٔ ملی", as: "digits" },
    { key: "economic_code", label: "کد اقتصادی", as: "digits" },
    { key: "registration_number", label: "شمارهٔ ثبت", as: "digits" },
    { key: "activity_type", label: "نوع فعالیت", as: "text" },
    { key: "website", label: "نشانی وب‌سایت", as: "latin" },
    { key: "email", label: "رایانامهٔ سازمانی", as: "latin" },
  ],
};

const people: Version["sections"][number] = {
  heading: "مدیرعامل و نمایندهٔ شرکت",
  columns: 2,
  fields: [
    { key: "ceo_full_name", label: "نام و نام خانوادگی مدیرعامل", as: "text" },
    { key: "ceo_national_code", label: "کد ملی مدیرعامل", as: "digits" },
    { key: "representative_first_name", label: "نام نماینده", as: "text" },
    { key: "representative_last_name", label: "نام خانوادگی نماینده", as: "text" },
    { key: "representative_national_code", label: "کد ملی نماینده", as: "digits" },
    { key: "representative_mobile", label: "شمارهٔ همراه نماینده", as: "digits" },
    { key: "representative_email", label: "رایانامهٔ نماینده", as: "latin" },
  ],
};

const number: Version["sections"][number] = {
  heading: "شماره و پیامک خدماتی",
  columns: 1,
  fields: [
    { key: "service_number", label: "شمارهٔ خدماتی", as: "digits" },
    { key: "target_audience", label: "جامعهٔ هدف", as: "text" },
    { key: "message_subject_and_content", label: "موضوع و محتوای پیامک خدماتی", as: "text" },
  ],
};

const clauses: Version["clauses"] = [
  {
    text: "شمارهٔ {service_number} تنها برای ارسال پیامک خدماتی با موضوع «{message_subject_and_content}» به «{target_audience}» به کار می‌رود و هیچ پیامک تبلیغاتی، تبریک و تسلیت، مسابقه، قرعه‌کشی یا تخفیف از آن ارسال نمی‌شود.",
    source: "000 · Difference, Conditions; 001 · What is it, Dedicated; 002 · General 6",
    ...ours,
  },
  {
    text: "پیامک تنها به شماره‌هایی ارسال می‌شود که در فهرست مشتریان پیوست آمده‌اند؛ شمارهٔ کسانی که انصراف داده‌اند یا دیگر مشتری نیستند از فهرست حذف می‌شود و راه انصراف همواره در اختیار گیرنده است.",
    source: "000 · Conditions, Conversion notes; 002 · General 7",
    ...ours,
  },
  {
    text: "شرکت «{company_full_name}» مالک این شماره است و مسئولیت محتوای همهٔ پیامک‌های آن را در برابر شرکت ارتباطات سیار ایران (همراه اول)، مراجع ذی‌صلاح و اشخاص حقیقی و حقوقی به‌تنهایی بر عهده دارد.",
    source: "000 · Conversion notes; 002 · Line 1000 item 2; Line 021 item 2",
    ...ours,
  },
  {
    text: "در صورت نقض تعهدات یا تخلفی که به شکایت گیرنده بینجامد، شماره از فهرست سفید خارج می‌شود.",
    source: "000 · Conversion notes; 002 · General 4",
    ...ours,
  },
  {
    text: "همهٔ اطلاعات این تعهدنامه درست و کامل است و هر تغییری در آن بی‌درنگ به اطلاع ارائه‌دهنده می‌رسد.",
    source: "000 · Conditions; 002 · General 2",
    ...ours,
  },
];

/** Only where a source prints a fine [ir.md §9]; sums come from the pack's fines. */
const fined: Version["clauses"][number] = {
  text: "ارسال پیامک تبلیغاتی از این شماره مشمول جریمه‌ای برابر {fine_fixed} ریال به‌علاوهٔ {fine_per_message} ریال برای هر پیامک است و شماره برای همیشه از سرویس خارج می‌شود.",
  source: "000 · Conversion notes; 002 · Line 021",
  ...ours,
};

const opening =
  "این شرکت با مشخصات زیر درخواست می‌کند شمارهٔ یادشده به عنوان شمارهٔ خدماتی تعریف شود و به بندهای این تعهدنامه متعهد است.";
const company_stamp = {
  label: "مهر شرکت و امضای صاحبان امضای مجاز",
  note: null,
  blank: false,
} as const;
const representative = { label: "مهر و امضای نماینده", note: null, blank: false } as const;

const common = {
  direction: "rtl",
  opening,
  sections: [company, people, number],
  clausesHeading: "بندهای تعهد",
  rulesTitle: "پیش از تکمیل فرم بخوانید",
  rulesNote:
    "این صفحه تنها برای خواندن است و روی سربرگ چاپ نمی‌شود. درخواستی که این قواعد را رعایت نکند بررسی نمی‌شود.",
  ...ours,
} as const;

/** One version per family [002 · Line 3000/1000/021]; Asanak's 021 and 026 share that of 021 (interpretation). */
export const printedForms = [
  {
    ...common,
    id: "3000",
    appliesTo: [{ provider: "kando", family: "line_3000" }],
    title: "تعهدنامهٔ تعریف شمارهٔ خدماتی (خط ۳۰۰۰)",
    clauses,
    signatures: [representative, company_stamp],
    source: "002 · Line 3000",
  },
  {
    ...common,
    id: "1000",
    appliesTo: [{ provider: "kando", family: "line_1000" }],
    title: "تعهدنامهٔ تعریف شمارهٔ خدماتی (خط ۱۰۰۰)",
    clauses,
    signatures: [{ ...representative, note: "این قسمت خالی بماند", blank: true }, company_stamp],
    source: "002 · Line 1000; item 7",
  },
  {
    ...common,
    id: "021/026",
    appliesTo: [asanak021, asanak026, kando021],
    title: "تعهدنامهٔ تعریف شمارهٔ خدماتی (خطوط ۰۲۱ و ۰۲۶)",
    clauses: [...clauses, fined],
    signatures: [representative, company_stamp],
    source: "000 · Landline 021/026, Conditions; 002 · Line 021",
  },
] satisfies Form;

/** A usual Iranian letterhead; no source says how high one is. */
export const letterhead = {
  topMm: 45,
  bottomMm: 25,
  source: "000 · Conditions; 002 · item 1",
  basis: "interpretation",
  note: "Overlap with the letterhead's design is harmless, so the exact height does not matter.",
} as const;
