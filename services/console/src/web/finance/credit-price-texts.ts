import { defineTexts } from "../language/define-texts.js";

/** Finance: what a credit costs, where customers pay with credits. */
export const creditPriceTexts = defineTexts({
  creditPrices: {
    fa: "بهای اعتبار",
    tr: "Kredi fiyatı",
    vi: "Giá tín dụng",
    en: "What a credit costs",
  },
  creditPricesLead: {
    fa: "با مالیات، از روزی که می‌نویسید؛ دو نفر تصمیم می‌گیرند. آنچه سفارش شده بهایش را نگه می‌دارد؛ اعتباری که پس از مصرف پرداخت می‌شود به بهای آغاز همان ماه است.",
    tr: "Vergi içinde, yazdığınız günden başlayarak; iki kişi karar verir. Sipariş edilen fiyatını korur; sonradan ödenen kredi, ayın başındaki fiyatla faturalanır.",
    vi: "Gồm thuế, từ ngày bạn ghi; hai người quyết định. Đơn đã đặt giữ giá của nó; tín dụng trả sau tính theo giá đầu tháng đó.",
    en: "Tax inside, from the day you name; two people decide. What was ordered keeps its price; credits that are paid afterwards cost what one did when their month began.",
  },
  exampleHolds: {
    fa: "هنوز بهایی تعیین نشده است: نمونهٔ {amount} به کار می‌رود و بازدیدکنندگان آن را با نشان «نمونه» می‌بینند.",
    tr: "Henüz fiyat belirlenmedi: {amount} örneği geçerli ve ziyaretçiler onu «Örnek» işaretiyle görür.",
    vi: "Chưa đặt giá: đang dùng ví dụ {amount} và khách xem thấy nó ghi «Ví dụ».",
    en: "No price is set yet: the example of {amount} holds, and visitors see it marked “Example”.",
  },
  perCredit: {
    fa: "بهای هر اعتبار",
    tr: "Bir kredinin fiyatı",
    vi: "Giá một tín dụng",
    en: "Price of a credit",
  },
  ownPriceHint: {
    fa: "خالی: مشتری دیگر بهای خودش را ندارد.",
    tr: "Boş: müşterinin artık kendi fiyatı yok.",
    vi: "Để trống: khách không còn giá riêng.",
    en: "Empty: the customer has no price of its own any more.",
  },
  asEverybody: { fa: "مانند همه", tr: "Herkes gibi", vi: "Như mọi khách", en: "As everybody" },
  everyCustomer: {
    fa: "همهٔ مشتریان",
    tr: "Bütün müşteriler",
    vi: "Mọi khách hàng",
    en: "Every customer",
  },
  creditPriceFor: { fa: "برای", tr: "Kimin için", vi: "Cho", en: "For" },
  creditPriceReference: { fa: "تصمیم", tr: "Karar", vi: "Quyết định", en: "Decision" },
  proposeCreditPrice: {
    fa: "پیشنهاد بها",
    tr: "Fiyatı öner",
    vi: "Đề xuất giá",
    en: "Propose the price",
  },
});
