import { defineTexts } from "../language/define-texts.js";

/** The frame around every screen. */
export const shellTexts = defineTexts({
  skip: { fa: "پرش به محتوا", tr: "İçeriğe geç", vi: "Đến nội dung chính", en: "Skip to content" },
  menu: { fa: "فهرست", tr: "Menü", vi: "Trình đơn", en: "Menu" },
  language: { fa: "زبان", tr: "Dil", vi: "Ngôn ngữ", en: "Language" },
  logout: { fa: "خروج", tr: "Çıkış", vi: "Đăng xuất", en: "Log out" },
  navNumbers: { fa: "شماره‌های من", tr: "Numaralarım", vi: "Đầu số của tôi", en: "My numbers" },
  navBrandnames: {
    fa: "نام‌های تجاری",
    tr: "Marka adları",
    vi: "Tên thương hiệu",
    en: "Brandnames",
  },
  navTitles: {
    fa: "عنوان‌های فرستنده",
    tr: "Gönderici başlıkları",
    vi: "Tên người gửi",
    en: "Sender titles",
  },
  navCompany: { fa: "پروندهٔ شرکت", tr: "Şirket dosyası", vi: "Hồ sơ công ty", en: "Company file" },
  navAccount: { fa: "حساب", tr: "Hesap", vi: "Tài khoản", en: "Account" },
  navCampaigns: { fa: "ارسال‌ها", tr: "Gönderimler", vi: "Chiến dịch", en: "Campaigns" },
  navLists: { fa: "فهرست‌ها", tr: "Listeler", vi: "Danh sách", en: "Lists" },
  navTemplates: { fa: "قالب‌ها", tr: "Şablonlar", vi: "Mẫu tin", en: "Templates" },
  navRefusals: { fa: "لغو دریافت", tr: "Ret ve onay", vi: "Từ chối", en: "Refusals" },
  navTexts: { fa: "متن‌ها و ارسال‌ها", tr: "Metinler", vi: "Duyệt nội dung", en: "Texts" },
  navComplaints: { fa: "شکایت‌ها", tr: "Şikâyetler", vi: "Khiếu nại", en: "Complaints" },
  navWallet: { fa: "کیف پول", tr: "Cüzdan", vi: "Ví", en: "Wallet" },
  navFinance: { fa: "مالی", tr: "Finans", vi: "Tài chính", en: "Finance" },
  navReports: { fa: "گزارش‌ها", tr: "Raporlar", vi: "Báo cáo", en: "Reports" },
  navMessages: { fa: "جست‌وجوی پیام", tr: "Mesaj ara", vi: "Tìm tin nhắn", en: "Find messages" },
  navRoad: { fa: "راه اپراتورها", tr: "Operatör yolu", vi: "Đường tới nhà mạng", en: "Operators" },
  navDesk: { fa: "میز کارشناسی", tr: "Uzman masası", vi: "Bàn thẩm định", en: "Expert desk" },
  staffOf: {
    fa: "کارکنان {provider}",
    tr: "{provider} çalışanı",
    vi: "Nhân viên {provider}",
    en: "Staff of {provider}",
  },
  suspended: {
    fa: "این حساب معلق است: تا رفع تعلیق، ارسالی انجام نمی‌شود.",
    tr: "Bu hesap askıda: kaldırılana kadar gönderim yapılmaz.",
    vi: "Tài khoản này đang bị tạm ngưng: không gửi được tin cho đến khi được mở lại.",
    en: "This account is suspended: nothing is sent until that is lifted.",
  },
});
