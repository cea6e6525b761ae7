import { defineTexts } from "../language/define-texts.js";

/** Kinds of senders by their codes in the packs. */
export const familyTexts = defineTexts({
  shatel: {
    fa: "خط خدماتی شاتل",
    tr: "Shatel hizmet hattı",
    vi: "Đầu số dịch vụ Shatel",
    en: "Shatel service line",
  },
  ariantel: {
    fa: "خط خدماتی آرین‌تل",
    tr: "Arian-Tel hizmet hattı",
    vi: "Đầu số dịch vụ Arian-Tel",
    en: "Arian-Tel service line",
  },
  asiatech_9000: {
    fa: "سرشمارهٔ ۹۰۰۰ آسیاتک",
    tr: "Asiatech 9000 hattı",
    vi: "Đầu số Asiatech 9000",
    en: "Asiatech 9000 line",
  },
  asiatech_9101: {
    fa: "سرشمارهٔ ۹۱۰۱ آسیاتک",
    tr: "Asiatech 9101 hattı",
    vi: "Đầu số Asiatech 9101",
    en: "Asiatech 9101 line",
  },
  asiatech_9130: {
    fa: "سرشمارهٔ ۹۱۳۰ آسیاتک",
    tr: "Asiatech 9130 hattı",
    vi: "Đầu số Asiatech 9130",
    en: "Asiatech 9130 line",
  },
  landline_021: {
    fa: "خط خدماتی تلفن ثابت ۰۲۱",
    tr: "021 sabit hattı, hizmet",
    vi: "Đầu số dịch vụ từ điện thoại cố định 021",
    en: "Landline 021 service line",
  },
  landline_026: {
    fa: "خط خدماتی تلفن ثابت ۰۲۶",
    tr: "026 sabit hattı, hizmet",
    vi: "Đầu số dịch vụ từ điện thoại cố định 026",
    en: "Landline 026 service line",
  },
  line_3000: { fa: "خط ۳۰۰۰", tr: "3000 hattı", vi: "Đầu số 3000", en: "3000 line" },
  line_1000: { fa: "خط ۱۰۰۰", tr: "1000 hattı", vi: "Đầu số 1000", en: "1000 line" },
  dedicated: {
    fa: "خط خدماتی اختصاصی",
    tr: "Size özel hizmet hattı",
    vi: "Đầu số dịch vụ dành riêng",
    en: "Dedicated service line",
  },
  shared_pattern: {
    fa: "خط خدماتی اشتراکی با الگو",
    tr: "Kalıplı ortak hizmet hattı",
    vi: "Đầu số dịch vụ dùng chung theo mẫu",
    en: "Shared service line with patterns",
  },
  samantel_9999: {
    fa: "خط سامانتل ۹۹۹۹",
    tr: "Samantel 9999 hattı",
    vi: "Đầu số Samantel 9999",
    en: "Samantel 9999 line",
  },
  sender_title: {
    fa: "عنوان فرستنده",
    tr: "Gönderici başlığı",
    vi: "Tên người gửi",
    en: "Sender title",
  },
  interactive_number: {
    fa: "شمارهٔ دوسویهٔ ۴ یا ۱۰ رقمی",
    tr: "4 veya 10 haneli interaktif numara",
    vi: "Số tương tác 4 hoặc 10 chữ số",
    en: "Interactive number of 4 or 10 digits",
  },
  brandname: { fa: "نام تجاری", tr: "Marka adı (brandname)", vi: "Brandname", en: "Brandname" },
});
