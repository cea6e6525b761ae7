import { defineTexts } from "../language/define-texts.js";

/** Questions of visitors, at the desk. */
export const questionTexts = defineTexts({
  title: { fa: "پرسش‌ها", tr: "Sorular", vi: "Câu hỏi", en: "Questions" },
  none: {
    fa: "پرسشی در انتظار نیست",
    tr: "Bekleyen soru yok",
    vi: "Không có câu hỏi chờ",
    en: "No question waits",
  },
  answered: { fa: "پاسخ داده شد", tr: "Yanıtlandı", vi: "Đã trả lời", en: "Answered" },
});
