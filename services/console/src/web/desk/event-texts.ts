import { defineTexts } from "../language/define-texts.js";

/** Decisions, as the button that takes them says it. What happened is told by the group "event". */
export const deskEventTexts = defineTexts({
  approve: { fa: "تأیید مدارک", tr: "Onayla", vi: "Duyệt", en: "Approve" },
  deficient: {
    fa: "برگشت با دلیل",
    tr: "Nedenleriyle iade et",
    vi: "Trả lại kèm lý do",
    en: "Return with reasons",
  },
  incomplete: {
    fa: "برگشت پروندهٔ ناقص",
    tr: "Eksik dosyayı iade et",
    vi: "Trả hồ sơ chưa đủ",
    en: "Return as incomplete",
  },
  complete: {
    fa: "پرونده کامل است",
    tr: "Dosya tamam",
    vi: "Hồ sơ đầy đủ",
    en: "Dossier is complete",
  },
  decline: {
    fa: "نپذیرفتن با دلیل",
    tr: "Nedenleriyle geri çevir",
    vi: "Từ chối kèm lý do",
    en: "Decline with reasons",
  },
  originals_arrive: {
    fa: "اصل مدارک رسید",
    tr: "Asıllar geldi",
    vi: "Bản gốc đã đến",
    en: "Originals arrived",
  },
  forward: {
    fa: "فرستادن به اپراتور",
    tr: "Operatöre ilet",
    vi: "Chuyển nhà mạng",
    en: "Send to the operator",
  },
  start_review: {
    fa: "اپراتور بررسی را آغاز کرد",
    tr: "Operatör incelemeye başladı",
    vi: "Nhà mạng bắt đầu xét",
    en: "The operator began its review",
  },
  whitelist: {
    fa: "اپراتور پذیرفت: لیست سفید",
    tr: "Operatör kabul etti: beyaz liste",
    vi: "Nhà mạng chấp nhận: danh sách trắng",
    en: "The operator accepted: white list",
  },
  refuse: {
    fa: "اپراتور نپذیرفت",
    tr: "Operatör reddetti",
    vi: "Nhà mạng từ chối",
    en: "The operator refused",
  },
  operator_accepts: {
    fa: "اپراتور پذیرفت",
    tr: "Operatör kabul etti",
    vi: "Nhà mạng chấp nhận",
    en: "The operator accepted",
  },
  operator_refuses: {
    fa: "اپراتور نپذیرفت",
    tr: "Operatör reddetti",
    vi: "Nhà mạng từ chối",
    en: "The operator refused",
  },
  convert: {
    fa: "اپراتور تبدیل کرد",
    tr: "Operatör dönüştürdü",
    vi: "Nhà mạng đã chuyển đổi",
    en: "The operator converted it",
  },
  confirm_status: {
    fa: "اپراتور وضعیت خدماتی را تأیید کرد",
    tr: "Operatör hizmet durumunu doğruladı",
    vi: "Nhà mạng xác nhận là đầu số dịch vụ",
    en: "The operator confirmed the service status",
  },
  deny_status: {
    fa: "اپراتور وضعیت خدماتی را تأیید نکرد",
    tr: "Operatör hizmet durumunu doğrulamadı",
    vi: "Nhà mạng không xác nhận dịch vụ",
    en: "The operator denied the service status",
  },
  suspend: { fa: "تعلیق", tr: "Askıya al", vi: "Tạm ngưng", en: "Suspend" },
  lift: { fa: "رفع تعلیق", tr: "Askıyı kaldır", vi: "Gỡ tạm ngưng", en: "Lift the suspension" },
  cancel: { fa: "حذف برای همیشه", tr: "Temelli kaldır", vi: "Gỡ vĩnh viễn", en: "Remove for ever" },
  violate: {
    fa: "حذف به سبب تخلف",
    tr: "İhlal nedeniyle kaldır",
    vi: "Gỡ do vi phạm",
    en: "Remove for a violation",
  },
  revert: {
    fa: "بازگرداندن به تبلیغاتی",
    tr: "Reklama geri çevir",
    vi: "Đưa về quảng cáo",
    en: "Change back to advertising",
  },
  renew: { fa: "تمدید", tr: "Yenile", vi: "Gia hạn", en: "Renew" },
  fee_unpaid: {
    fa: "هزینه پرداخت نشده",
    tr: "Ücret ödenmedi",
    vi: "Chưa trả phí",
    en: "The fee is unpaid",
  },
  fee_paid: { fa: "هزینه پرداخت شد", tr: "Ücret ödendi", vi: "Đã trả phí", en: "The fee was paid" },
  reject: { fa: "رد", tr: "Reddet", vi: "Từ chối", en: "Reject" },
});
