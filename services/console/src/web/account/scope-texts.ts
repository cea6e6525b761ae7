import { defineTexts } from "../language/define-texts.js";

/** What a key may be limited to, by the names of the table of roles. */
export const scopeTexts = defineTexts({
  "account:read": {
    fa: "دیدن حساب و پرونده",
    tr: "Hesabı ve dosyayı görmek",
    vi: "Xem tài khoản và hồ sơ",
    en: "See the account and its file",
  },
  "account:write": {
    fa: "تغییر پرونده و مدارک",
    tr: "Dosyayı ve belgeleri değiştirmek",
    vi: "Sửa hồ sơ và giấy tờ",
    en: "Change the file and its papers",
  },
  "people:write": {
    fa: "مدیریت افراد",
    tr: "Kişileri yönetmek",
    vi: "Quản lý thành viên",
    en: "Manage people",
  },
  "keys:read": { fa: "دیدن کلیدها", tr: "Anahtarları görmek", vi: "Xem khóa", en: "See keys" },
  "keys:write": {
    fa: "صدور و ابطال کلید",
    tr: "Anahtar vermek ve iptal etmek",
    vi: "Cấp và thu hồi khóa",
    en: "Issue and revoke keys",
  },
  "audit:read": {
    fa: "خواندن رد وقایع",
    tr: "Denetim izini okumak",
    vi: "Đọc nhật ký kiểm toán",
    en: "Read the audit trail",
  },
  "lines:read": {
    fa: "دیدن خط‌ها",
    tr: "Göndericileri görmek",
    vi: "Xem đầu số",
    en: "See senders",
  },
  "lines:write": {
    fa: "درخواست و تغییر خط",
    tr: "Gönderici başvurusu ve değişikliği",
    vi: "Yêu cầu và sửa đầu số",
    en: "Apply for senders and change them",
  },
  "lists:read": {
    fa: "دیدن فهرست‌ها",
    tr: "Listeleri görmek",
    vi: "Xem danh sách",
    en: "See lists",
  },
  "lists:write": {
    fa: "بارگذاری فهرست",
    tr: "Liste yüklemek",
    vi: "Tải danh sách lên",
    en: "Upload lists",
  },
  "templates:read": {
    fa: "دیدن الگوها",
    tr: "Şablonları görmek",
    vi: "Xem mẫu tin",
    en: "See templates",
  },
  "templates:write": {
    fa: "پیشنهاد الگو",
    tr: "Şablon önermek",
    vi: "Đề xuất mẫu tin",
    en: "Propose templates",
  },
  "campaigns:read": {
    fa: "دیدن کارزارها",
    tr: "Kampanyaları görmek",
    vi: "Xem chiến dịch",
    en: "See campaigns",
  },
  "campaigns:write": {
    fa: "ارسال و نگه‌داشتن کارزار",
    tr: "Kampanya göndermek ve durdurmak",
    vi: "Gửi và dừng chiến dịch",
    en: "Submit and stop campaigns",
  },
  "messages:read": {
    fa: "پیگیری پیام",
    tr: "Mesaj sorgulamak",
    vi: "Tra cứu tin nhắn",
    en: "Look up messages",
  },
  "messages:send": {
    fa: "فرستادن پیام تکی",
    tr: "Tek mesaj göndermek",
    vi: "Gửi tin lẻ",
    en: "Send single messages",
  },
  "complaints:read": {
    fa: "دیدن شکایت‌ها",
    tr: "Şikâyetleri görmek",
    vi: "Xem khiếu nại",
    en: "See complaints",
  },
  "money:read": {
    fa: "دیدن هزینه‌ها و کیف پول",
    tr: "Ücretleri ve cüzdanı görmek",
    vi: "Xem giá và ví",
    en: "See prices and the wallet",
  },
  "money:order": {
    fa: "سفارش اعتبار، هشدارها و بهای زیرمجموعه",
    tr: "Bakiye siparişi, uyarılar ve bayi fiyatları",
    vi: "Mua tiền, đặt cảnh báo và giá đại lý",
    en: "Order credit, set warnings and a reseller's prices",
  },
  "resale:write": {
    fa: "دعوت مشتری زیرمجموعه و پیوستن به فروشندهٔ میانی",
    tr: "Alt müşteri davet etmek, bayiye katılmak",
    vi: "Mời khách cấp dưới, nhận lời mời của đại lý",
    en: "Invite own customers, join a reseller",
  },
});
