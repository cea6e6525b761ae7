import { defineTexts } from "../language/define-texts.js";

/** What a visitor may learn and ask without an account. */
export const visitorTexts = defineTexts({
  title: {
    fa: "چه خطی به شما داده می‌شود؟",
    tr: "Hangi göndericiyi alabilirsiniz?",
    vi: "Bạn có thể có đầu số nào?",
    en: "Which sender may you hold?",
  },
  lead: {
    fa: "بدون ساختن حساب ببینید هر ارائه‌دهنده چه می‌دهد، به چه کسی، با چه مدارکی و در چه زمانی.",
    tr: "Hesap açmadan, her sağlayıcının neyi kime, hangi belgelerle ve ne kadar sürede verdiğini görün.",
    vi: "Không cần tài khoản: xem nhà cung cấp cấp gì, cho ai, cần giấy tờ gì và mất bao lâu.",
    en: "Without an account: what a provider offers, to whom, with which papers and how soon.",
  },
  provider: { fa: "ارائه‌دهنده", tr: "Sağlayıcı", vi: "Nhà cung cấp", en: "Provider" },
  possible: { fa: "برای شما", tr: "Sizin için", vi: "Dành cho bạn", en: "For you" },
  demands: { fa: "چه می‌خواهند", tr: "Neler isteniyor", vi: "Yêu cầu gì", en: "What is demanded" },
  signUp: { fa: "ساختن حساب", tr: "Hesap aç", vi: "Tạo tài khoản", en: "Sign up" },
  login: { fa: "ورود", tr: "Giriş", vi: "Đăng nhập", en: "Log in" },
  support: { fa: "پشتیبانی", tr: "Destek", vi: "Hỗ trợ", en: "Support" },
  openNow: {
    fa: "اکنون پاسخ می‌دهند",
    tr: "Şu an yanıt veriyorlar",
    vi: "Đang trả lời",
    en: "They answer now",
  },
  closedNow: {
    fa: "اکنون بسته است",
    tr: "Şu an kapalı",
    vi: "Hiện đóng cửa",
    en: "Closed at the moment",
  },
  hoursUnknown: {
    fa: "ساعت پاسخ‌گویی منتشر نشده است.",
    tr: "Yanıt saatleri yayımlanmamış.",
    vi: "Giờ hỗ trợ chưa được công bố.",
    en: "No hours are published.",
  },
  ordinaryDay: {
    fa: "روزهای عادی: {open} تا {close}",
    tr: "Normal günler: {open} – {close}",
    vi: "Ngày thường: {open} – {close}",
    en: "Ordinary days: {open} to {close}",
  },
  holidays: {
    fa: "روزهای تعطیل: {open} تا {close}",
    tr: "Tatil günleri: {open} – {close}",
    vi: "Ngày nghỉ: {open} – {close}",
    en: "Holidays: {open} to {close}",
  },
  consult: {
    fa: "مشاورهٔ رایگان",
    tr: "Ücretsiz danışma",
    vi: "Tư vấn miễn phí",
    en: "Free consultation",
  },
  consultLead: {
    fa: "پرسش خود را بنویسید؛ کارشناس تلفنی یا با ایمیل پاسخ می‌دهد.",
    tr: "Sorunuzu yazın; bir uzman telefonla ya da e-postayla yanıtlar.",
    vi: "Hãy viết câu hỏi; chuyên viên sẽ gọi hoặc trả lời qua email.",
    en: "Write your question; an expert answers by telephone or mail.",
  },
  name: { fa: "نام", tr: "Ad", vi: "Họ tên", en: "Name" },
  mobile: { fa: "تلفن همراه", tr: "Cep telefonu", vi: "Di động", en: "Mobile" },
  question: { fa: "پرسش", tr: "Soru", vi: "Câu hỏi", en: "Question" },
  ask: { fa: "فرستادن پرسش", tr: "Soruyu gönder", vi: "Gửi câu hỏi", en: "Send the question" },
  asked: {
    fa: "پرسش شما رسید. با شما تماس می‌گیرند.",
    tr: "Sorunuz ulaştı. Sizi arayacaklar.",
    vi: "Đã nhận câu hỏi. Họ sẽ liên hệ với bạn.",
    en: "Your question has arrived. They will be in touch.",
  },
  noProvider: {
    fa: "این نصب هنوز ارائه‌دهنده‌ای ندارد.",
    tr: "Bu kurulumda henüz sağlayıcı yok.",
    vi: "Hệ thống chưa có nhà cung cấp.",
    en: "This installation has no provider yet.",
  },
  toOffers: {
    fa: "چه خطی به من داده می‌شود؟",
    tr: "Hangi göndericiyi alabilirim?",
    vi: "Tôi có thể có đầu số nào?",
    en: "Which sender may I hold?",
  },
});
