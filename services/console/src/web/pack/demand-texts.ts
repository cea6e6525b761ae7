import { defineTexts } from "../language/define-texts.js";

/** Rules of names and numbers as they are told before anything is written; as faults they stand in the group "finding". */
export const demandTexts = defineTexts({
  purposes_missing: {
    fa: "نام برای کاربردهایی که می‌گویید اعلام می‌شود و تنها همان‌ها را می‌فرستد.",
    tr: "Ad, belirttiğiniz amaçlar için bildirilir ve yalnız onları taşır.",
    vi: "Tên được khai báo cho các mục đích bạn nêu và chỉ gửi cho các mục đích đó.",
    en: "The name is declared for the purposes that you say, and carries these only.",
  },
  advertising_by_agent: {
    fa: "تبلیغ تنها با نامی که صاحبش مستقیم به کار می‌برد.",
    tr: "Reklam yalnız sahibinin doğrudan kullandığı adla yapılır.",
    vi: "Quảng cáo chỉ dùng với tên do chủ tên trực tiếp sử dụng.",
    en: "Advertising is for names that their owner uses directly.",
  },
  empty: {
    fa: "نام دست‌کم یک نویسه دارد.",
    tr: "Ad en az bir karakter içerir.",
    vi: "Tên có ít nhất một ký tự.",
    en: "The name has at least one character.",
  },
  too_short: {
    fa: "نام دست‌کم ۳ نویسه دارد.",
    tr: "Başlık en az 3 karakterdir.",
    vi: "Tên có ít nhất 3 ký tự.",
    en: "The title has at least 3 characters.",
  },
  too_long: {
    fa: "نام حداکثر ۱۱ نویسه دارد، با جداکننده‌ها.",
    tr: "Ad, ayırıcılarla birlikte en çok 11 karakterdir.",
    vi: "Tên có tối đa 11 ký tự, kể cả dấu phân cách.",
    en: "The name has at most 11 characters, separators included.",
  },
  forbidden_character: {
    fa: "فقط حروف لاتین بدون نشانه، رقم و جداکننده.",
    tr: "Yalnız Türkçeye özgü olmayan Latin harfleri, rakam ve ayırıcı.",
    vi: "Chỉ chữ Latinh không dấu, chữ số và dấu phân cách.",
    en: "Latin letters without marks, digits and separators only.",
  },
  separator_not_allowed: {
    fa: "جداکننده‌ها همان‌هایی است که هر اپراتور می‌پذیرد.",
    tr: "Yalnız her operatörün kabul ettiği ayırıcılar kullanılır.",
    vi: "Chỉ dùng dấu phân cách mà từng nhà mạng chấp nhận.",
    en: "Each operator takes separators of its own.",
  },
  separator_rule_unknown: {
    fa: "جایی که قاعدهٔ اپراتور منتشر نشده باشد، کارشناس نام را بررسی می‌کند.",
    tr: "Operatörün kuralı yayımlanmamışsa adı bir uzman inceler.",
    vi: "Nơi quy tắc của nhà mạng chưa công bố, chuyên viên sẽ xét tên.",
    en: "Where an operator's rule is not published, an expert looks at the name.",
  },
});
