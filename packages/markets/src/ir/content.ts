import type { MarketPackData } from "../schema/pack.js";
import { signals } from "./content-signals.js";

const seed = { basis: "seed" } as const;
const read = { basis: "interpretation" } as const;
const allowed = { onServiceLine: "allowed" } as const;
const forbidden = { onServiceLine: "forbidden" } as const;

const definition = "000 · Definition; 001 · What is it for, Shared";
const uses = "000 · Uses";
const whatIsIt = "001 · What is it";

const allowedCategories = [
  {
    id: "username_password",
    english: "user name or password",
    source: definition,
    ...seed,
    examples: ["نام کاربری شما: {name} رمز عبور: {password}"],
  },
  {
    id: "otp",
    english: "verification, sign-up or log-in code",
    source: definition,
    ...seed,
    examples: ["کد تایید شما: {code}"],
  },
  {
    id: "bank_transaction",
    english: "bank deposit and withdrawal notice",
    source: "000 · Definition; 001 · What is it for",
    ...seed,
    examples: ["واریز {amount} ریال به حساب شما"],
  },
  {
    id: "order_status",
    english: "order registered, order status or change",
    source: definition,
    ...seed,
    examples: ["سفارش {order} ثبت شد"],
  },
  {
    id: "tracking_code",
    english: "tracking code, parcel code",
    source: definition,
    ...seed,
    examples: ["کد رهگیری مرسوله شما: {code}"],
  },
  {
    id: "ticket_reply",
    english: "ticket answer",
    source: "000 · Definition; 001 · What is it for",
    ...seed,
    examples: ["به تیکت {ticket} پاسخ داده شد"],
  },
  {
    id: "purchase_details",
    english: "purchase and ticket details",
    source: "000 · Conditions",
    ...seed,
    examples: ["جزئیات خرید بلیت شما: {details}"],
  },
  {
    id: "service_change",
    english: "notice to a customer of changes in the service",
    source: uses,
    ...seed,
    note: "An offer of a new service is advertising (interpretation).",
    examples: ["ساعت کاری پشتیبانی تغییر کرد"],
  },
  {
    id: "class_schedule",
    english: "class timetable from a school or university",
    source: "001 · Example",
    ...seed,
    examples: ["کلاس {course} ساعت {time} برگزار می‌شود"],
  },
  {
    id: "policy_expiry",
    english: "due or expiry date of an insurance policy, also to black-listed customers",
    source: "001 · Example",
    ...seed,
    examples: ["بیمه‌نامه شما در تاریخ {date} منقضی می‌شود"],
  },
  {
    id: "date_reminder",
    english: "reminder of an important personal date",
    source: uses,
    ...seed,
    note: "A greeting for an occasion is not one.",
    examples: ["نوبت شما فردا ساعت {time} است"],
  },
  {
    id: "settlement_reminder",
    english: "help with settling an account",
    source: uses,
    ...seed,
    examples: ["مهلت پرداخت قبض شما {date} است"],
  },
  {
    id: "event_notice",
    english: "notice of an event that concerns the customer",
    source: uses,
    ...seed,
    note: "An invitation meant to sell is advertising, a greeting is an occasion (interpretation).",
    examples: ["مجمع عمومی سهامداران {date} برگزار می‌شود"],
  },
  {
    id: "faq_answer",
    english: "answer to a frequent question",
    source: uses,
    ...seed,
    examples: ["پاسخ پرسش شما: {answer}"],
  },
  {
    id: "survey",
    english: "survey of own customers",
    source: uses,
    ...seed,
    examples: ["از ۱ تا ۵ به خدمات ما امتیاز دهید"],
  },
  {
    id: "building_charge",
    english: "residential charge notice",
    source: "001 · Comments 7",
    ...read,
    examples: ["شارژ این ماه واحد {unit}: {amount} ریال"],
  },
  {
    id: "warranty_code",
    english: "warranty code",
    source: "001 · Comments 2",
    ...read,
    examples: ["کد گارانتی دستگاه شما: {code}"],
  },
].map((category) => ({ ...category, ...allowed }));

const forbiddenCategories = [
  {
    id: "advertising",
    english: "any advertising",
    source: "000 · Difference; 001",
    ...seed,
    examples: ["محصولات جدید ما را ببینید"],
  },
  {
    id: "congratulation",
    english: "congratulations",
    source: whatIsIt,
    ...seed,
    examples: ["سال نو را تبریک می‌گوییم"],
  },
  {
    id: "condolence",
    english: "condolences",
    source: whatIsIt,
    ...seed,
    examples: ["درگذشت ایشان را تسلیت می‌گوییم"],
  },
  {
    id: "contest_winner",
    english: "announcing a contest winner",
    source: whatIsIt,
    ...seed,
    examples: ["شما برنده شدید"],
  },
  {
    id: "contest",
    english: "contests",
    source: "001 · Dedicated",
    ...seed,
    examples: ["در مسابقه ما شرکت کنید"],
  },
  {
    id: "lottery",
    english: "lotteries and prize draws",
    source: "001 · Dedicated",
    ...seed,
    examples: ["در قرعه‌کشی شرکت کنید"],
  },
  {
    id: "occasion",
    english: "occasion greetings",
    source: whatIsIt,
    ...seed,
    examples: ["روز مادر مبارک"],
  },
  {
    id: "discount",
    english: "discounts",
    source: "001 · What is it; 000 · Uses",
    ...read,
    note: "000 lists discount notices among the uses, 001 forbids them; the prohibition wins.",
    examples: ["۲۰ درصد تخفیف برای خرید آخر هفته"],
  },
  {
    id: "product_promotion",
    english: "promotion of a product, such as a fire policy or a third-party policy discount",
    source: "001 · Example",
    ...seed,
    examples: ["بیمه آتش‌سوزی را از ما بخواهید"],
  },
].map((category) => ({ ...category, ...forbidden }));

const hint = { source: "001 · What is it; Dedicated", basis: "derived" } as const;

/** What a service line may carry [ir.md §8]. */
export const content = {
  categories: [...allowedCategories, ...forbiddenCategories],
  keywordHints: [
    { category: "discount", words: ["تخفیف"], ...hint },
    { category: "lottery", words: ["قرعه‌کشی", "قرعه کشی", "قرعهکشی"], ...hint },
    { category: "contest_winner", words: ["برنده"], ...hint },
    { category: "contest", words: ["مسابقه"], ...hint },
    { category: "congratulation", words: ["تبریک"], ...hint },
    { category: "condolence", words: ["تسلیت"], ...hint },
  ],
  signals,
  certainty: {
    leansFrom: 15,
    certainFrom: 35,
    source: "ir.md §8",
    basis: "interpretation",
    note: "Odds of 2 and of 6 to 1; measured on the labelled texts (npm run bench -- --only content).",
  },
  moneyWords: ["ریال", "تومان", "تومن", "هزار تومان", "میلیون تومان", "هزار ریال", "میلیون ریال"],
  variableDigits: {
    scripts: ["latin", "persian", "arabic"],
    source: "ir.md §8",
    basis: "interpretation",
    note: "Persian texts write amounts, dates and codes in Persian or Latin digits, spreadsheets also in Arabic ones.",
  },
  normalisation: "remove zero-width non-joiners, fold Arabic/Persian kaf and yeh, before comparing",
  principles: [
    {
      code: "unsolicited_is_advertising",
      text: "A message sent without the number owner's consent and knowledge is advertising, whatever its text.",
      source: whatIsIt,
      ...seed,
    },
    {
      code: "advertising_line_carries_all",
      text: "An advertising line may carry any content, never to black-listed numbers.",
      source: "000 · Difference; 001 · What is it",
      ...read,
    },
  ],
} satisfies MarketPackData["content"];
