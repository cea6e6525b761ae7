import { defineTexts } from "../language/define-texts.js";

/** Finance: invoices and the notes that correct them. */
export const invoiceTexts = defineTexts({
  issue: {
    fa: "صدور فاکتورهای این ماه",
    tr: "Bu ayın faturalarını kes",
    vi: "Lập hóa đơn tháng này",
    en: "Issue this month's invoices",
  },
  issued: {
    fa: "{count, plural, other {# فاکتور صادر شد.}}",
    tr: "{count, plural, other {# fatura kesildi.}}",
    vi: "{count, plural, other {Đã lập # hóa đơn.}}",
    en: "{count, plural, one {# invoice was issued.} other {# invoices were issued.}}",
  },
  notIssued: {
    fa: "برای این مشتریان فاکتور صادر نشد:",
    tr: "Şu müşterilere fatura kesilemedi:",
    vi: "Không xuất được hóa đơn cho các khách này:",
    en: "No invoice could be issued for:",
  },
  lacking: {
    fa: "نشانی روی این فاکتورها نیست",
    tr: "Şu faturalarda adres yok",
    vi: "Các hóa đơn sau thiếu địa chỉ",
    en: "An address is missing on these invoices",
  },
  lackingHint: {
    fa: "نشانی را وارد کنید و فاکتور را دوباره صادر کنید: یادداشتی همهٔ فاکتور پیشین را برمی‌گرداند و فاکتور تازه همان مبلغ را می‌خواهد. پولی جابه‌جا نمی‌شود.",
    tr: "Adresi girin ve faturayı yeniden kesin: bir dekont öncekinin tamamını geri alır, yenisi aynı tutarı ister. Para hareketi olmaz.",
    vi: "Nhập địa chỉ rồi lập lại hóa đơn: một hóa đơn điều chỉnh hủy toàn bộ hóa đơn cũ, hóa đơn mới có cùng số tiền. Không có tiền nào di chuyển.",
    en: "Enter the address and issue the invoice anew: a credit note takes the first one back whole, and the new one asks for the same. No money moves.",
  },
  reissue: {
    fa: "صدور دوباره",
    tr: "Yeniden kes",
    vi: "Lập lại",
    en: "Issue anew",
  },
  lacksSellerAddress: {
    fa: "نشانی فروشنده",
    tr: "satıcının adresi",
    vi: "địa chỉ bên bán",
    en: "the seller's address",
  },
  lacksBuyerAddress: {
    fa: "نشانی خریدار",
    tr: "alıcının adresi",
    vi: "địa chỉ bên mua",
    en: "the buyer's address",
  },
  noInvoices: {
    fa: "فاکتوری برای این ماه نیست",
    tr: "Bu ayın faturası yok",
    vi: "Tháng này chưa có hóa đơn",
    en: "There is no invoice of this month",
  },
  noInvoicesText: {
    fa: "پس از پایان ماه صادر کنید؛ آنچه هست دست نمی‌خورد.",
    tr: "Ay bitince kesin; var olanlar değişmez.",
    vi: "Lập khi tháng kết thúc; hóa đơn đã có giữ nguyên.",
    en: "Issue them once the month is over; those that exist stay.",
  },
  net: { fa: "خالص", tr: "Net", vi: "Trước thuế", en: "Net" },
  tax: { fa: "مالیات", tr: "KDV", vi: "Thuế", en: "Tax" },
  giveBack: {
    fa: "یادداشت بستانکار",
    tr: "Alacak dekontu",
    vi: "Hóa đơn điều chỉnh giảm",
    en: "Credit note",
  },
  noteHint: {
    fa: "خود فاکتور عوض نمی‌شود؛ مبلغ به کیف پول بازمی‌گردد.",
    tr: "Fatura değişmez; tutar cüzdana döner.",
    vi: "Hóa đơn không đổi; tiền trả về ví.",
    en: "The invoice itself never changes; the amount goes back into the wallet.",
  },
  issueNote: { fa: "صدور یادداشت", tr: "Kes", vi: "Lập hóa đơn điều chỉnh", en: "Issue the note" },
  seller: {
    fa: "فروشنده روی فاکتورها",
    tr: "Faturalardaki satıcı",
    vi: "Bên bán trên hóa đơn",
    en: "The seller on invoices",
  },
  sellerLead: {
    fa: "فاکتورهایی که از این پس صادر شود شما را این‌گونه می‌نامد؛ فاکتورهای صادرشده دست نمی‌خورد.",
    tr: "Bundan sonra kesilen faturalar sizi böyle adlandırır; kesilmiş olanlar değişmez.",
    vi: "Hóa đơn lập từ nay ghi tên bên bán như dưới đây; hóa đơn đã lập giữ nguyên.",
    en: "Invoices that are issued from now on name you like this; those that exist stay.",
  },
  sellerLacks: {
    fa: "هنوز در فاکتورها نیست: {fields}",
    tr: "Faturalarda henüz eksik: {fields}",
    vi: "Hóa đơn còn thiếu: {fields}",
    en: "Invoices lack so far: {fields}",
  },
});
