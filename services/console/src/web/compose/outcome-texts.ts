import { defineTexts } from "../language/define-texts.js";

/** What became of a message or a part. */
export const outcomeTexts = defineTexts({
  waiting: { fa: "در نوبت", tr: "Sırada", vi: "Đang chờ", en: "Waiting" },
  pending: { fa: "در راه", tr: "Yolda", vi: "Đang gửi", en: "Under way" },
  accepted: {
    fa: "اپراتور پذیرفت",
    tr: "Operatör kabul etti",
    vi: "Nhà mạng đã nhận",
    en: "Taken by the operator",
  },
  rejected: {
    fa: "اپراتور نپذیرفت",
    tr: "Operatör reddetti",
    vi: "Nhà mạng từ chối",
    en: "Refused by the operator",
  },
  in_doubt: {
    fa: "بی‌پاسخ، شاید رسیده",
    tr: "Yanıtsız, ulaşmış olabilir",
    vi: "Chưa rõ, có thể đã đến",
    en: "In doubt: may have arrived",
  },
  withheld: {
    fa: "نگه داشته شد (بی‌هزینه)",
    tr: "Tutuldu (ücretsiz)",
    vi: "Giữ lại (không tính phí)",
    en: "Withheld (costs nothing)",
  },
  SENDER_ASLEEP_AT_OPERATOR: {
    fa: "نام نزد این اپراتور معلق ماند",
    tr: "Ad bu operatörde askıda kaldı",
    vi: "Tên gửi bị tạm dừng ở nhà mạng này",
    en: "The name stayed suspended at the operator",
  },
  SENDER_NOT_ACTIVE_AT_OPERATOR: {
    fa: "اپراتور نام را دیگر نمی‌پذیرد",
    tr: "Operatör adı artık kabul etmiyor",
    vi: "Nhà mạng không còn nhận tên này",
    en: "The operator takes the name no more",
  },
  expired: { fa: "زمانش گذشت", tr: "Süresi doldu", vi: "Hết hạn", en: "Expired" },
  failed: { fa: "ناموفق", tr: "Başarısız", vi: "Thất bại", en: "Failed" },
  delivered: { fa: "رسید", tr: "Teslim edildi", vi: "Đã đến", en: "Delivered" },
  undelivered: { fa: "نرسید", tr: "Teslim edilemedi", vi: "Không đến", en: "Not delivered" },
  deleted: {
    fa: "اپراتور پاک کرد",
    tr: "Operatör sildi",
    vi: "Nhà mạng đã xóa",
    en: "Deleted by the operator",
  },
  unknown: { fa: "نامعلوم", tr: "Bilinmiyor", vi: "Không rõ", en: "Not known" },
  cancelled: { fa: "لغو شد", tr: "İptal edildi", vi: "Đã hủy", en: "Cancelled" },
  UNDELIV: {
    fa: "به گوشی نرسید",
    tr: "Telefona ulaşmadı",
    vi: "Không đến được máy",
    en: "Did not reach the handset",
  },
  EXPIRED: {
    fa: "گوشی در دسترس نبود و زمان گذشت",
    tr: "Telefon kapalıydı, süre doldu",
    vi: "Máy không liên lạc được, hết hạn",
    en: "The handset was away until it expired",
  },
  REJECTD: {
    fa: "اپراتور نپذیرفت",
    tr: "Operatör reddetti",
    vi: "Nhà mạng từ chối",
    en: "Refused by the operator",
  },
  DELETED: {
    fa: "اپراتور پاک کرد",
    tr: "Operatör sildi",
    vi: "Nhà mạng đã xóa",
    en: "Deleted by the operator",
  },
  UNKNOWN: {
    fa: "اپراتور نمی‌داند",
    tr: "Operatör bilmiyor",
    vi: "Nhà mạng không rõ",
    en: "The operator does not know",
  },
});
