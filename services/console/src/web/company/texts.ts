import { defineTexts } from "../language/define-texts.js";

/** The company file: facts and papers, kept once and used in every request. */
export const companyTexts = defineTexts({
  lead: {
    fa: "اطلاعات و مدارک یک بار نگه داشته و در هر درخواست به کار می‌رود.",
    tr: "Bilgi ve belgeler bir kez saklanır, her başvuruda kullanılır.",
    vi: "Thông tin và giấy tờ lưu một lần, dùng cho mọi yêu cầu.",
    en: "Facts and papers are kept once and used in every request.",
  },
  facts: { fa: "اطلاعات", tr: "Bilgiler", vi: "Thông tin", en: "Facts" },
  ceo: { fa: "مدیرعامل", tr: "Genel müdür", vi: "Giám đốc", en: "CEO" },
  representative: { fa: "نماینده", tr: "Temsilci", vi: "Người đại diện", en: "Representative" },
  matrix: {
    fa: "مدارک و خط‌ها",
    tr: "Belgeler ve göndericiler",
    vi: "Giấy tờ và đầu số",
    en: "Papers and senders",
  },
  matrixLead: {
    fa: "سطرها مدارک و ستون‌ها نوع خط نزد ارائه‌دهندهٔ شماست.",
    tr: "Satırlar belgeler, sütunlar sağlayıcınızdaki gönderici türleridir.",
    vi: "Hàng là giấy tờ, cột là loại đầu số tại nhà cung cấp của bạn.",
    en: "Rows are papers, columns the kinds of sender of your provider.",
  },
  paper: { fa: "مدرک", tr: "Belge", vi: "Giấy tờ", en: "Paper" },
  held: { fa: "در پرونده", tr: "Dosyada", vi: "Trong hồ sơ", en: "In the file" },
  complete: { fa: "کامل", tr: "Tamam", vi: "Đủ", en: "Complete" },
  lacking: { fa: "ناقص", tr: "Eksik", vi: "Thiếu", en: "Lacking" },
  required: { fa: "لازم", tr: "Gerekli", vi: "Bắt buộc", en: "Required" },
  conditional: { fa: "مشروط", tr: "Koşullu", vi: "Có điều kiện", en: "Conditional" },
  notAsked: { fa: "لازم نیست", tr: "İstenmiyor", vi: "Không yêu cầu", en: "Not asked" },
  expires: {
    fa: "اعتبار تا {date}",
    tr: "Geçerlilik: {date}",
    vi: "Hạn đến {date}",
    en: "Valid until {date}",
  },
  setEnd: {
    fa: "مدرک تاریخ پایان دارد",
    tr: "Belgenin bitiş tarihi var",
    vi: "Giấy tờ có ngày hết hạn",
    en: "It has an end date",
  },
  validUntil: { fa: "اعتبار تا", tr: "Geçerlilik sonu", vi: "Có hạn đến", en: "Valid until" },
  never: {
    fa: "هرگز برای شما",
    tr: "Sizin için asla",
    vi: "Bạn không thể có",
    en: "Never for you",
  },
  noMatrix: {
    fa: "ارائه‌دهندهٔ شما برای هیچ خطی مدرک نمی‌خواهد.",
    tr: "Sağlayıcınız hiçbir gönderici için belge istemiyor.",
    vi: "Nhà cung cấp không yêu cầu giấy tờ nào.",
    en: "Your provider asks for no papers.",
  },
  changed: {
    fa: "پرونده در این میان تغییر کرده است",
    tr: "Dosya bu arada değişti",
    vi: "Hồ sơ đã thay đổi",
    en: "The file changed meanwhile",
  },
});
