import { defineTexts } from "../language/define-texts.js";

/** Kinds of message that a market tells apart, and what follows from each. */
export const messageTypeTexts = defineTexts({
  label: { fa: "شکل پیام", tr: "Mesajın biçimi", vi: "Dạng tin", en: "Form of the message" },
  any: { fa: "به‌حسب متن", tr: "Metne göre", vi: "Theo nội dung", en: "As the text is" },
  anyHint: {
    fa: "متن هر چند بخش باشد، همان‌قدر شمرده می‌شود.",
    tr: "Metin kaç parça tutarsa o kadar sayılır.",
    vi: "Nội dung dài bao nhiêu phần thì tính bấy nhiêu.",
    en: "It counts as many parts as the text takes.",
  },
  short: { fa: "کوتاه", tr: "Kısa mesaj", vi: "Tin ngắn", en: "Short" },
  shortHint: {
    fa: "تنها یک بخش؛ متن بلندتر پذیرفته نمی‌شود.",
    tr: "Tek parça; daha uzun metin kabul edilmez.",
    vi: "Chỉ một phần; nội dung dài hơn không được nhận.",
    en: "One part only; a longer text is not accepted.",
  },
  long: { fa: "بلند", tr: "Uzun mesaj", vi: "Tin dài", en: "Long" },
  longHint: {
    fa: "تا {most, number} نویسه؛ ممکن است با درنگ برسد.",
    tr: "En çok {most, number} karakter; gecikmeyle ulaşabilir.",
    vi: "Tối đa {most, number} ký tự; có thể đến chậm.",
    en: "Up to {most, number} characters; it may arrive with delay.",
  },
  flash: { fa: "فلش", tr: "Flash mesaj", vi: "Tin flash", en: "Flash" },
  flashHint: {
    fa: "بی‌درنگ روی صفحهٔ تلفن می‌آید؛ تنها یک بخش، و پاسخ نمی‌پذیرد.",
    tr: "Doğrudan ekranda açılır; tek parçadır ve yanıtlanamaz.",
    vi: "Hiện ngay trên màn hình; chỉ một phần và không thể trả lời.",
    en: "Opens at once on the screen; one part only, and nobody can answer it.",
  },
  interactive: { fa: "تعاملی", tr: "Etkileşimli", vi: "Tương tác", en: "Interactive" },
  interactiveHint: {
    fa: "برای نظرسنجی، رزرو یا درخواست: گیرنده پاسخ می‌دهد.",
    tr: "Anket, rezervasyon veya talep için: alıcı yanıtlar.",
    vi: "Dành cho khảo sát, đặt chỗ hoặc yêu cầu: người nhận trả lời.",
    en: "For a survey, a booking or a request: the recipient answers.",
  },
  needsNumber: {
    fa: "فرستنده باید شمارهٔ {digits} رقمی باشد.",
    tr: "Gönderici {digits} haneli bir numara olmalıdır.",
    vi: "Người gửi phải là số có {digits} chữ số.",
    en: "The sender must be a number of {digits} digits.",
  },
  expectReply: {
    fa: "منتظر پاسخ گیرندگان هستم",
    tr: "Alıcılardan yanıt bekliyorum",
    vi: "Tôi chờ người nhận trả lời",
    en: "I count on answers",
  },
});
