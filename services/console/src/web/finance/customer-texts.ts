import { defineTexts } from "../language/define-texts.js";

/** Finance: one customer's money. */
export const customerTexts = defineTexts({
  findCustomer: {
    fa: "بخشی از نام مشتری",
    tr: "Müşteri adının bir bölümü",
    vi: "Một phần tên khách hàng",
    en: "Part of the customer's name",
  },
  noCustomerFound: {
    fa: "مشتری با این نام نیست",
    tr: "Bu adla müşteri yok",
    vi: "Không có khách hàng tên này",
    en: "No customer of that name",
  },
  clearCustomer: {
    fa: "برداشتن مشتری",
    tr: "Müşteriyi kaldır",
    vi: "Bỏ khách hàng",
    en: "Clear the customer",
  },
  show: { fa: "نمایش", tr: "Göster", vi: "Xem", en: "Show" },
  chooseCustomer: {
    fa: "مشتری را با نامش برگزینید.",
    tr: "Müşteriyi adıyla seçin.",
    vi: "Chọn khách hàng theo tên.",
    en: "Find a customer by its name.",
  },
  terms: {
    fa: "شرایط پرداخت",
    tr: "Ödeme koşulu",
    vi: "Điều kiện thanh toán",
    en: "Terms of payment",
  },
  prepaidHint: {
    fa: "نخست می‌پردازد، سپس می‌فرستد.",
    tr: "Önce öder, sonra gönderir.",
    vi: "Trả trước, gửi sau.",
    en: "It pays first and sends then.",
  },
  bookPayment: {
    fa: "ثبت پرداخت دریافتی",
    tr: "Gelen ödemeyi işle",
    vi: "Ghi khoản nộp",
    en: "Book a payment",
  },
  book: { fa: "ثبت", tr: "İşle", vi: "Ghi", en: "Book" },
  booked: { fa: "ثبت شد", tr: "İşlendi", vi: "Đã ghi", en: "Booked" },
  priceGroups: { fa: "گروه‌های بها", tr: "Fiyat grupları", vi: "Nhóm giá", en: "Price groups" },
  ordinaryGroup: {
    fa: "گروه شرکت‌های عادی",
    tr: "Sıradan şirket grubu",
    vi: "Nhóm doanh nghiệp thường",
    en: "That of an ordinary company",
  },
  ordinary: {
    fa: "شرکت عادی",
    tr: "Sıradan şirket",
    vi: "Doanh nghiệp thường",
    en: "An ordinary company",
  },
  purpose: { fa: "گونهٔ ترافیک", tr: "Trafik türü", vi: "Mục đích", en: "Kind of traffic" },
  lineId: { fa: "شناسهٔ خط", tr: "Hat kimliği", vi: "Mã đầu số", en: "The line's id" },
  reseller: {
    fa: "مشتری چه کسی است",
    tr: "Kimin müşterisi",
    vi: "Là khách của ai",
    en: "Whose customer it is",
  },
  resellerId: {
    fa: "فروشندهٔ میانی",
    tr: "Bayi",
    vi: "Đại lý",
    en: "Reseller",
  },
  resellerHint: {
    fa: "خالی: مشتری خود ارائه‌دهنده.",
    tr: "Boş: sağlayıcının kendi müşterisi.",
    vi: "Để trống: khách của nhà cung cấp.",
    en: "Empty: the provider's own customer.",
  },
});
