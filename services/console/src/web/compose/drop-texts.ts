import { defineTexts } from "../language/define-texts.js";

/** Why a row or a recipient falls away, by code. */
export const dropTexts = defineTexts({
  EMPTY: {
    fa: "خانهٔ شماره خالی است",
    tr: "Numara boş",
    vi: "Ô số điện thoại trống",
    en: "No number",
  },
  NOT_A_NUMBER: { fa: "شماره نیست", tr: "Numara değil", vi: "Không phải số", en: "Not a number" },
  SCIENTIFIC_NOTATION: {
    fa: "اکسل رقم‌ها را از میان برده",
    tr: "Excel rakamları bozmuş",
    vi: "Excel đã làm mất chữ số",
    en: "Digits lost by the spreadsheet",
  },
  WRONG_LENGTH: {
    fa: "رقم کم یا زیاد دارد",
    tr: "Rakam eksik veya fazla",
    vi: "Thiếu hoặc thừa chữ số",
    en: "Too few or too many digits",
  },
  NOT_MOBILE: {
    fa: "تلفن همراه نیست",
    tr: "Cep telefonu değil",
    vi: "Không phải di động",
    en: "Not a mobile number",
  },
  FOREIGN: {
    fa: "شمارهٔ کشور دیگر",
    tr: "Başka ülkenin numarası",
    vi: "Số nước khác",
    en: "A number of another country",
  },
  UNKNOWN_PREFIX: {
    fa: "پیش‌شمارهٔ ناشناخته",
    tr: "Bilinmeyen ön ek",
    vi: "Đầu số không xác định",
    en: "Unknown prefix",
  },
  DUPLICATE: { fa: "تکراری", tr: "Yinelenen", vi: "Trùng lặp", en: "Twice in the file" },
  CELL_TOO_LONG: {
    fa: "متن خانه بیش از اندازه بلند است",
    tr: "Hücre çok uzun",
    vi: "Ô quá dài",
    en: "A cell is too long",
  },
  opted_out: {
    fa: "دریافت پیام را لغو کرده",
    tr: "Almayı reddetti",
    vi: "Đã từ chối nhận tin",
    en: "Refused messages",
  },
  refused: {
    fa: "تبلیغات را رد کرده",
    tr: "Reklamı reddetti",
    vi: "Đã từ chối quảng cáo",
    en: "Refused advertising",
  },
  no_consent: {
    fa: "رضایت ثبت نشده",
    tr: "Onayı yok",
    vi: "Chưa có sự đồng ý",
    en: "No consent on record",
  },
  not_on_customer_list: {
    fa: "در فهرست مشتریان نیست",
    tr: "Müşteri listesinde yok",
    vi: "Không có trong danh sách khách hàng",
    en: "Not on the customer list",
  },
  blacklisted: {
    fa: "پیام تبلیغاتی را بسته",
    tr: "Reklamı engellemiş",
    vi: "Đã chặn quảng cáo",
    en: "Blocks advertising",
  },
  frequency_cap: {
    fa: "به سقف پیام‌ها رسیده",
    tr: "Sıklık sınırında",
    vi: "Đã đủ số tin cho phép",
    en: "Had enough messages already",
  },
  same_text_same_day: {
    fa: "همین متن را امروز گرفته",
    tr: "Aynı metni bugün aldı",
    vi: "Đã nhận tin này hôm nay",
    en: "Had the same text today",
  },
  MISSING_VARIABLE: {
    fa: "مقدار یک متغیر را ندارد",
    tr: "Bir değişkenin değeri yok",
    vi: "Thiếu giá trị của biến",
    en: "A variable has no value",
  },
  VARIABLE_TOO_LONG: {
    fa: "مقدار یک متغیر بلندتر از تأییدشده است",
    tr: "Bir değer onaylanandan uzun",
    vi: "Giá trị dài hơn mức duyệt",
    en: "A value is longer than approved",
  },
  VARIABLE_WRONG_TYPE: {
    fa: "مقدار یک متغیر از نوع دیگر است",
    tr: "Bir değerin türü yanlış",
    vi: "Giá trị sai loại",
    en: "A value is of another kind",
  },
  TEXT_TOO_LONG: {
    fa: "متن برای اپراتور این شماره بلند است",
    tr: "Metin bu operatör için çok uzun",
    vi: "Nội dung quá dài với nhà mạng này",
    en: "The text is too long for the operator",
  },
  ACCENTED_NOT_SUPPORTED: {
    fa: "اپراتور این شماره متن نشان‌دار نمی‌پذیرد",
    tr: "Operatör aksanlı metin kabul etmiyor",
    vi: "Nhà mạng không nhận tin có dấu",
    en: "The operator takes no accents",
  },
  operator_not_declared: {
    fa: "فرستنده نزد اپراتور این شماره فعال نیست",
    tr: "Gönderici bu operatörde etkin değil",
    vi: "Tên chưa khai báo ở nhà mạng này",
    en: "The sender is not active at this operator",
  },
});
