import { defineTexts } from "../language/define-texts.js";

/** Finance: transfers to be confirmed. */
export const transferTexts = defineTexts({
  noTransfers: {
    fa: "واریزی برای بررسی نیست",
    tr: "İncelenecek havale yok",
    vi: "Không có khoản chuyển cần xem",
    en: "No transfer waits",
  },
  noTransfersText: {
    fa: "همین که مشتری رسیدی بفرستد، اینجا می‌آید.",
    tr: "Müşteri dekont gönderince burada görünür.",
    vi: "Khi khách gửi biên lai, nó sẽ hiện ở đây.",
    en: "As soon as a customer sends a proof it shows here.",
  },
  noProof: {
    fa: "رسیدی پیوست نیست.",
    tr: "Dekont eklenmemiş.",
    vi: "Không có biên lai.",
    en: "There is no proof.",
  },
  bankNumber: {
    fa: "شمارهٔ پیگیری بانک",
    tr: "Bankanın işlem numarası",
    vi: "Số giao dịch ngân hàng",
    en: "The bank's number of the payment",
  },
  bankNumberHint: {
    fa: "هر شماره تنها یک سفارش را تأیید می‌کند.",
    tr: "Bir numara tek siparişi onaylar.",
    vi: "Mỗi số chỉ xác nhận một đơn.",
    en: "A number confirms one order only.",
  },
  confirm: { fa: "تأیید واریز", tr: "Havaleyi onayla", vi: "Xác nhận", en: "Confirm the transfer" },
  confirmed: {
    fa: "تأیید شد و به موجودی افزوده شد",
    tr: "Onaylandı, bakiyeye eklendi",
    vi: "Đã xác nhận và cộng số dư",
    en: "Confirmed and added to the balance",
  },
  reject: { fa: "نپذیرفتن", tr: "Reddet", vi: "Từ chối", en: "Reject" },
  rejected: { fa: "رد شد", tr: "Reddedildi", vi: "Đã từ chối", en: "Rejected" },
  reason: { fa: "دلیل", tr: "Neden", vi: "Lý do", en: "Reason" },
  reasonHint: {
    fa: "مشتری آن را می‌خواند.",
    tr: "Müşteri bunu okur.",
    vi: "Khách sẽ đọc.",
    en: "The customer reads it.",
  },
});
