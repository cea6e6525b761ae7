import { defineTexts } from "../language/define-texts.js";

/** Facts that papers depend on, and their values, as the packs name them. */
export const factTexts = defineTexts({
  true: { fa: "بله", tr: "Evet", vi: "Có", en: "Yes" },
  false: { fa: "خیر", tr: "Hayır", vi: "Không", en: "No" },
  general: { fa: "عمومی", tr: "Genel", vi: "Chung", en: "General" },
  qarz_al_hasaneh: {
    fa: "صندوق قرض‌الحسنه",
    tr: "Faizsiz kredi sandığı",
    vi: "Quỹ cho vay không lãi",
    en: "Interest-free loan fund",
  },
  listed_company: {
    fa: "شرکت بورسی",
    tr: "Borsada işlem gören şirket",
    vi: "Công ty niêm yết",
    en: "Listed company",
  },
  voipActive: {
    fa: "سرویس ویپ آسیاتک شما ساخته شده و فعال است؟",
    tr: "Asiatech VoIP hizmetiniz kurulu ve etkin mi?",
    vi: "Dịch vụ VoIP Asiatech đã được tạo và đang hoạt động?",
    en: "Is your Asiatech VoIP service created and active?",
  },
  hasSite: {
    fa: "وب‌سایت، برنامک یا نرم‌افزار دارید؟",
    tr: "Siteniz, uygulamanız veya yazılımınız var mı?",
    vi: "Bạn có trang web, ứng dụng hay phần mềm?",
    en: "Do you have a site, an app or a software?",
  },
  nameKind: {
    fa: "این نام از آنِ کیست؟",
    tr: "Bu ad neyin adı?",
    vi: "Tên này là tên gì?",
    en: "What is this the name of?",
  },
  declaredBy: {
    fa: "چه کسی نام را اعلام می‌کند؟",
    tr: "Adı kim bildiriyor?",
    vi: "Ai khai báo tên này?",
    en: "Who declares the name?",
  },
  publicAdministrativeUnit: {
    fa: "واحد اداری دولتی هستید؟",
    tr: "Kamu idari birimi misiniz?",
    vi: "Là đơn vị hành chính sự nghiệp?",
    en: "Are you a public administrative unit?",
  },
  own_name: { fa: "نام خود شما", tr: "Kendi adınız", vi: "Tên của chính bạn", en: "Your own name" },
  product: { fa: "نام یک محصول", tr: "Ürün adı", vi: "Tên sản phẩm", en: "A product's name" },
  product_name: { fa: "نام یک محصول", tr: "Ürün adı", vi: "Tên sản phẩm", en: "A product's name" },
  trademark: { fa: "نشان تجاری", tr: "Marka", vi: "Nhãn hiệu", en: "A trademark" },
  direct: {
    fa: "کاربر مستقیم",
    tr: "Doğrudan kullanıcı",
    vi: "Người dùng trực tiếp",
    en: "The user itself",
  },
  agent: { fa: "نماینده", tr: "Aracı", vi: "Đại lý", en: "An agent" },
  btkAuthorised: {
    fa: "مجوز BTK",
    tr: "BTK yetkisi",
    vi: "Giấy phép BTK",
    en: "Authorisation by BTK",
  },
  iso9001: {
    fa: "ایزو ۹۰۰۱ (کیفیت)",
    tr: "ISO 9001 (kalite)",
    vi: "ISO 9001 (chất lượng)",
    en: "ISO 9001 (quality)",
  },
  iso27001: {
    fa: "ایزو ۲۷۰۰۱ (امنیت اطلاعات)",
    tr: "ISO 27001 (bilgi güvenliği)",
    vi: "ISO 27001 (an toàn thông tin)",
    en: "ISO 27001 (information security)",
  },
  licencePublished: {
    fa: "انتشار مجوز",
    tr: "Yayımlanmış lisans",
    vi: "Giấy phép được công bố",
    en: "A published licence",
  },
});
