import type { InvoiceLine } from "../domain/invoice.js";
import type { StatementKind } from "../domain/statement.js";
import type { Language } from "../proto-billing.js";

type Words = {
  readonly invoice: string;
  readonly creditNote: string;
  readonly statement: string;
  readonly number: string;
  readonly provider: string;
  readonly customer: string;
  readonly seller: string;
  readonly buyer: string;
  readonly address: string;
  readonly taxOffice: string;
  readonly month: string;
  readonly issued: string;
  readonly corrects: string;
  readonly replaces: string;
  /** Why an invoice was taken back whole. */
  readonly reissued: string;
  readonly reason: string;
  readonly what: string;
  readonly quantity: string;
  readonly amount: string;
  readonly net: string;
  readonly tax: string;
  readonly taxUnknown: string;
  readonly total: string;
  readonly payable: string;
  readonly opening: string;
  readonly closing: string;
  readonly movements: string;
  readonly running: string;
  /** Of a statement, which is printed when it is asked for. */
  readonly namedToday: string;
  readonly kinds: Readonly<Record<InvoiceLine["kind"] | StatementKind, string>>;
};

/** What papers say, in the languages of the console. */
export const labels: Readonly<Record<Language, Words>> = {
  en: {
    invoice: "Invoice",
    creditNote: "Credit note",
    statement: "Account statement",
    number: "Number",
    provider: "Provider",
    customer: "Customer",
    seller: "Seller",
    buyer: "Buyer",
    address: "Address",
    taxOffice: "Tax office",
    month: "Month",
    issued: "Issued",
    corrects: "Corrects invoice",
    replaces: "Replaces invoice",
    reissued: "Issued anew: an address was missing",
    reason: "Reason",
    what: "Item",
    quantity: "Quantity",
    amount: "Amount",
    net: "Net",
    tax: "VAT",
    taxUnknown: "No tax rate is known for it.",
    total: "Total",
    payable: "To be paid",
    opening: "Opening balance",
    closing: "Closing balance",
    movements: "Movements",
    running: "The month is not over.",
    namedToday: "Names, addresses and numbers are those of the day of printing.",
    kinds: {
      messages: "Messages",
      declaration: "Declaration fee",
      maintenance: "Maintenance fee",
      credit: "Credit",
      brought_in: "Credit brought over",
      advance: "Credit invoiced before",
      discount: "Discount",
      top_up: "Top-up",
      fine: "Fine",
      credit_note: "Credit note",
      margin: "Reseller's margin",
      held: "Reserved",
      terms: "Credit limit",
    },
  },
  fa: {
    invoice: "فاکتور",
    creditNote: "یادداشت بستانکار",
    statement: "صورت‌حساب ماه",
    number: "شماره",
    provider: "ارائه‌دهنده",
    customer: "مشتری",
    seller: "فروشنده",
    buyer: "خریدار",
    address: "نشانی",
    taxOffice: "اداره مالیات",
    month: "ماه",
    issued: "تاریخ صدور",
    corrects: "اصلاح فاکتور",
    replaces: "جایگزین فاکتور",
    reissued: "صدور دوباره: نشانی نداشت",
    reason: "علت",
    what: "شرح",
    quantity: "تعداد",
    amount: "مبلغ",
    net: "بدون مالیات",
    tax: "مالیات بر ارزش افزوده",
    taxUnknown: "نرخ مالیاتی برای آن دانسته نیست.",
    total: "جمع کل",
    payable: "قابل پرداخت",
    opening: "مانده آغاز دوره",
    closing: "مانده پایان دوره",
    movements: "تعداد گردش",
    running: "ماه هنوز تمام نشده است.",
    namedToday: "نام‌ها، نشانی‌ها و شماره‌ها مربوط به روز چاپ است.",
    kinds: {
      messages: "پیامک‌ها",
      declaration: "هزینه ثبت",
      maintenance: "هزینه نگهداری",
      credit: "اعتبار",
      brought_in: "اعتبار منتقل‌شده",
      advance: "اعتباری که پیش‌تر فاکتور شده",
      discount: "تخفیف",
      top_up: "افزایش اعتبار",
      fine: "جریمه",
      credit_note: "یادداشت بستانکار",
      margin: "سود نماینده فروش",
      held: "رزرو",
      terms: "سقف اعتبار",
    },
  },
  tr: {
    invoice: "Fatura",
    creditNote: "Alacak dekontu",
    statement: "Hesap özeti",
    number: "Numara",
    provider: "Sağlayıcı",
    customer: "Müşteri",
    seller: "Satıcı",
    buyer: "Alıcı",
    address: "Adres",
    taxOffice: "Vergi dairesi",
    month: "Ay",
    issued: "Düzenlenme tarihi",
    corrects: "Düzelttiği fatura",
    replaces: "Yerine geçtiği fatura",
    reissued: "Adres eksik olduğu için yeniden kesildi",
    reason: "Sebep",
    what: "Açıklama",
    quantity: "Adet",
    amount: "Tutar",
    net: "Vergisiz tutar",
    tax: "KDV",
    taxUnknown: "Bunun için bilinen bir vergi oranı yoktur.",
    total: "Toplam",
    payable: "Ödenecek tutar",
    opening: "Dönem başı bakiyesi",
    closing: "Dönem sonu bakiyesi",
    movements: "Hareket sayısı",
    running: "Ay henüz bitmedi.",
    namedToday: "Adlar, adresler ve numaralar belgenin basıldığı güne aittir.",
    kinds: {
      messages: "Mesajlar",
      declaration: "Tescil ücreti",
      maintenance: "Bakım ücreti",
      credit: "Kredi",
      brought_in: "Devreden kredi",
      advance: "Önceden faturalanan kredi",
      discount: "İndirim",
      top_up: "Yükleme",
      fine: "Ceza",
      credit_note: "Alacak dekontu",
      margin: "Bayi payı",
      held: "Ayrılan",
      terms: "Kredi limiti",
    },
  },
  vi: {
    invoice: "Hóa đơn",
    creditNote: "Hóa đơn điều chỉnh giảm",
    statement: "Sao kê tài khoản",
    number: "Số",
    provider: "Nhà cung cấp",
    customer: "Khách hàng",
    seller: "Người bán",
    buyer: "Người mua",
    address: "Địa chỉ",
    taxOffice: "Cơ quan thuế",
    month: "Tháng",
    issued: "Ngày lập",
    corrects: "Điều chỉnh hóa đơn",
    replaces: "Thay thế hóa đơn",
    reissued: "Lập lại vì thiếu địa chỉ",
    reason: "Lý do",
    what: "Nội dung",
    quantity: "Số lượng",
    amount: "Thành tiền",
    net: "Chưa thuế",
    tax: "Thuế GTGT",
    taxUnknown: "Chưa có thuế suất cho khoản này.",
    total: "Tổng cộng",
    payable: "Phải thanh toán",
    opening: "Số dư đầu kỳ",
    closing: "Số dư cuối kỳ",
    movements: "Số giao dịch",
    running: "Tháng chưa kết thúc.",
    namedToday: "Tên, địa chỉ và mã số là của ngày in.",
    kinds: {
      messages: "Tin nhắn",
      declaration: "Phí khai báo",
      maintenance: "Phí duy trì",
      credit: "Nạp tiền",
      brought_in: "Số dư chuyển sang",
      advance: "Tiền đã xuất hóa đơn trước",
      discount: "Chiết khấu",
      top_up: "Nạp tiền",
      fine: "Tiền phạt",
      credit_note: "Điều chỉnh giảm",
      margin: "Lợi nhuận đại lý",
      held: "Tạm giữ",
      terms: "Hạn mức tín dụng",
    },
  },
};
