import { defineTexts } from "../language/define-texts.js";

/** Finance: transfers to be confirmed. */
export const transferTexts = defineTexts({
  noTransfers: {
    fa: "واریزی برای بررسی نیست",
    tr: "İncelenecek havale yok",
    vi: "Không có khoản chuyển cần xem",
    en: "No transfer waits",
  },
  creditPayment: {
    fa: "افزودن به کیف پول",
    tr: "Cüzdana ekle",
    vi: "Cộng vào ví",
    en: "Add to the wallet",
  },
  creditPaymentHint: {
    fa: "مشتری پیش‌پرداخت آن را در فاکتور همین ماه می‌بیند؛ پس‌پرداخت با آن بدهی خود را می‌پردازد.",
    tr: "Ön ödemelide bu ayın faturasına girer; sonradan ödeyen bununla borcunu öder.",
    vi: "Trả trước: vào hóa đơn tháng này; trả sau: dùng để trả khoản đã dùng.",
    en: "Who pays before is invoiced for it this month; who pays afterwards pays with it what was used.",
  },
  refundPayment: {
    fa: "بازگردانده شد",
    tr: "İade edildi",
    vi: "Đã hoàn trả",
    en: "It was paid back",
  },
  creditProposed: {
    fa: "پیشنهاد {who}: به کیف پول افزوده شود",
    tr: "{who} önerdi: cüzdana eklensin",
    vi: "{who} đề xuất: cộng vào ví",
    en: "Proposed by {who}: add it to the wallet",
  },
  refundProposed: {
    fa: "پیشنهاد {who}: بازگردانده شد، شمارهٔ بانکی {reference}",
    tr: "{who} önerdi: iade edildi, banka numarası {reference}",
    vi: "{who} đề xuất: đã hoàn trả, số giao dịch {reference}",
    en: "Proposed by {who}: it was paid back, the bank's number {reference}",
  },
  paymentProposed: {
    fa: "پیشنهاد ثبت شد؛ همکار دیگری باید موافقت کند.",
    tr: "Öneri kaydedildi; başka bir meslektaş onaylamalı.",
    vi: "Đã ghi đề xuất; đồng nghiệp khác phải đồng ý.",
    en: "It is proposed; a colleague has to agree.",
  },
  refundNumber: {
    fa: "شمارهٔ بانکی بازگشت",
    tr: "İadenin banka numarası",
    vi: "Số giao dịch hoàn trả",
    en: "The bank's number of the transfer back",
  },
  refundNumberHint: {
    fa: "نخست پول را بازگردانید. در فاکتوری نمی‌آید.",
    tr: "Önce parayı iade edin. Faturaya girmez.",
    vi: "Chuyển trả tiền trước. Không vào hóa đơn.",
    en: "Transfer the money back first. It is on no invoice.",
  },
  paymentCredited: {
    fa: "به کیف پول افزوده شد",
    tr: "Cüzdana eklendi",
    vi: "Đã cộng vào ví",
    en: "Added to the wallet",
  },
  paymentRefunded: {
    fa: "بازگشت ثبت شد",
    tr: "İade kaydedildi",
    vi: "Đã ghi hoàn trả",
    en: "The refund is booked",
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
