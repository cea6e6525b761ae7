import type { Language } from "./language.js";

type Words = Readonly<Record<Language, string>>;
const words = (en: string, fa: string, tr: string, vi: string): Words => ({ en, fa, tr, vi });

/** Kinds of traffic and categories of content, by the ids that the packs give them. */
export const contentWords: Readonly<Record<string, Words>> = {
  informational: words("informational", "اطلاع‌رسانی", "bilgilendirme", "thông tin"),
  marketing: words("marketing", "بازاریابی", "pazarlama", "tiếp thị"),
  customer_care: words("customer care", "خدمات مشتری", "müşteri hizmetleri", "chăm sóc khách hàng"),
  internal_information: words(
    "internal information",
    "اطلاع داخلی",
    "kurum içi bilgilendirme",
    "thông tin nội bộ",
  ),
  notice: words("a notice", "اطلاع‌رسانی", "bilgilendirme", "thông báo"),
  username_password: words(
    "user name or password",
    "نام کاربری یا گذرواژه",
    "kullanıcı adı veya parola",
    "tên đăng nhập hoặc mật khẩu",
  ),
  otp: words("verification code", "کد تأیید", "doğrulama kodu", "mã xác thực"),
  bank_transaction: words(
    "bank transaction",
    "تراکنش بانکی",
    "banka işlemi",
    "giao dịch ngân hàng",
  ),
  order_status: words("state of an order", "وضعیت سفارش", "sipariş durumu", "tình trạng đơn hàng"),
  tracking_code: words("tracking code", "کد رهگیری", "takip kodu", "mã theo dõi"),
  ticket_reply: words("answer to a ticket", "پاسخ درخواست", "talep yanıtı", "trả lời yêu cầu"),
  purchase_details: words(
    "details of a purchase",
    "جزئیات خرید",
    "alışveriş bilgisi",
    "chi tiết mua hàng",
  ),
  service_change: words(
    "change in a service",
    "تغییر در خدمت",
    "hizmet değişikliği",
    "thay đổi dịch vụ",
  ),
  class_schedule: words("timetable", "برنامهٔ کلاس", "ders programı", "lịch học"),
  policy_expiry: words(
    "end of a policy",
    "سررسید بیمه‌نامه",
    "poliçe bitişi",
    "hết hạn hợp đồng bảo hiểm",
  ),
  date_reminder: words("reminder of a date", "یادآوری تاریخ", "tarih hatırlatması", "nhắc lịch"),
  settlement_reminder: words(
    "reminder of a payment",
    "یادآوری پرداخت",
    "ödeme hatırlatması",
    "nhắc thanh toán",
  ),
  event_notice: words("notice of an event", "خبر رویداد", "etkinlik duyurusu", "thông báo sự kiện"),
  faq_answer: words("answer to a question", "پاسخ پرسش", "soru yanıtı", "trả lời câu hỏi"),
  survey: words("survey", "نظرسنجی", "anket", "khảo sát"),
  building_charge: words("charge of a building", "شارژ ساختمان", "bina aidatı", "phí tòa nhà"),
  warranty_code: words("warranty code", "کد ضمانت", "garanti kodu", "mã bảo hành"),
  congratulation: words("congratulation", "تبریک", "kutlama", "chúc mừng"),
  condolence: words("condolence", "تسلیت", "taziye", "chia buồn"),
  contest_winner: words(
    "winner of a contest",
    "برندهٔ مسابقه",
    "yarışma kazananı",
    "người trúng thưởng",
  ),
  contest: words("contest", "مسابقه", "yarışma", "cuộc thi"),
  lottery: words("lottery", "قرعه‌کشی", "çekiliş", "xổ số"),
  occasion: words("greeting for an occasion", "پیام مناسبتی", "özel gün mesajı", "lời chúc dịp lễ"),
  discount: words("discount", "تخفیف", "indirim", "giảm giá"),
  product_promotion: words(
    "promotion of a product",
    "تبلیغ کالا",
    "ürün tanıtımı",
    "quảng bá sản phẩm",
  ),
};
