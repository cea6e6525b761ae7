import { defineTexts } from "../language/define-texts.js";

/** Violations of the packs by code. */
export const violationTexts = defineTexts({
  advertising_from_service_line: {
    fa: "تبلیغ از خط خدماتی",
    tr: "Hizmet hattından reklam",
    vi: "Quảng cáo từ đầu số dịch vụ",
    en: "Advertising from a service line",
  },
  complaint_without_opt_out: {
    fa: "شکایت بدون راه لغو دریافت",
    tr: "Ret yolu sunulmadan şikâyet",
    vi: "Bị khiếu nại mà không có cách từ chối",
    en: "A complaint without a way to refuse",
  },
  commitment_breach: {
    fa: "نقض تعهدنامه",
    tr: "Taahhüdün ihlali",
    vi: "Vi phạm cam kết",
    en: "Breach of the commitment",
  },
  recipient_complaint: {
    fa: "ارسال بیرون از فهرست هدف و شکایت گیرنده",
    tr: "Hedef dışına gönderim ve alıcı şikâyeti",
    vi: "Gửi ngoài danh sách và bị người nhận khiếu nại",
    en: "Sending off the target list, and a complaint of it",
  },
  other_breach: {
    fa: "تخلفی دیگر",
    tr: "Başka bir ihlal",
    vi: "Vi phạm khác",
    en: "Another violation",
  },
});
