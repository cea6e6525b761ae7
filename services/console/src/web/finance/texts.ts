import { defineTexts } from "../language/define-texts.js";
import { creditPriceTexts } from "./credit-price-texts.js";
import { customerTexts } from "./customer-texts.js";
import { invoiceTexts } from "./invoice-texts.js";
import { priceListTexts } from "./price-list-texts.js";
import { reconciliationTexts } from "./reconciliation-texts.js";
import { transferTexts } from "./transfer-texts.js";

const frameTexts = defineTexts({
  lead: {
    fa: "واریزی‌ها، بهاها، فاکتورها و اختلاف‌ها؛ هر گردش یک بار و با نام.",
    tr: "Havaleler, fiyatlar, faturalar ve farklar; her hareket bir kez ve nedeniyle.",
    vi: "Chuyển khoản, bảng giá, hóa đơn và chênh lệch; mỗi giao dịch chỉ ghi một lần.",
    en: "Transfers, prices, invoices and differences; each movement once and by name.",
  },
  tabTransfers: { fa: "واریزی‌ها", tr: "Havaleler", vi: "Chuyển khoản", en: "Transfers" },
  tabTariffs: { fa: "فهرست‌های بها", tr: "Fiyat listeleri", vi: "Bảng giá", en: "Price lists" },
  tabInvoices: { fa: "فاکتورها", tr: "Faturalar", vi: "Hóa đơn", en: "Invoices" },
  tabReconciliation: {
    fa: "تطبیق با اپراتور",
    tr: "Operatör mutabakatı",
    vi: "Đối soát",
    en: "Reconciliation",
  },
  tabCustomers: { fa: "مشتریان", tr: "Müşteriler", vi: "Khách hàng", en: "Customers" },
});

/** Everything that finance's own screens say, by screen. */
export const financeTexts = {
  ...frameTexts,
  ...transferTexts,
  ...priceListTexts,
  ...creditPriceTexts,
  ...invoiceTexts,
  ...reconciliationTexts,
  ...customerTexts,
};
