import type { Decision } from "../verdict.js";
import { contentWords } from "./category-words.js";
import type { Language } from "./language.js";

type Words = Readonly<Record<Language, string>>;

export const decisionWords: Readonly<Record<Decision, Words>> = {
  cleared: { en: "May be sent", fa: "ارسال مجاز است", tr: "Gönderilebilir", vi: "Được phép gửi" },
  held: {
    en: "Waits for the desk",
    fa: "در انتظار کارشناس",
    tr: "Uzman masasını bekliyor",
    vi: "Chờ bàn duyệt",
  },
  refused: { en: "Refused", fa: "رد شد", tr: "Reddedildi", vi: "Bị từ chối" },
};

/** Who may decide otherwise, by role. */
export const roleWords: Readonly<Record<string, Words>> = {
  expert: {
    en: "An expert of the provider may decide otherwise.",
    fa: "کارشناس ارائه‌دهنده می‌تواند تصمیم دیگری بگیرد.",
    tr: "Sağlayıcının uzmanı başka karar verebilir.",
    vi: "Chuyên viên của nhà cung cấp có thể quyết định khác.",
  },
};

export const noteWord: Words = { en: "Note", fa: "یادداشت", tr: "Not", vi: "Ghi chú" };

/** Names of facts. */
export const factLabels: Readonly<Record<string, Words>> = {
  market: { en: "Market", fa: "بازار", tr: "Pazar", vi: "Thị trường" },
  line_status: {
    en: "State of the line",
    fa: "وضعیت خط",
    tr: "Göndericinin durumu",
    vi: "Trạng thái đầu số",
  },
  line_type: { en: "Type of the line", fa: "نوع خط", tr: "Hat türü", vi: "Loại đầu số" },
  line_family: {
    en: "Family of the line",
    fa: "خانوادهٔ خط",
    tr: "Hat ailesi",
    vi: "Nhóm đầu số",
  },
  category: {
    en: "Content category",
    fa: "دستهٔ محتوا",
    tr: "İçerik sınıfı",
    vi: "Loại nội dung",
  },
  solicited: {
    en: "Asked for by the recipient",
    fa: "به درخواست گیرنده",
    tr: "Alıcının isteğiyle",
    vi: "Người nhận yêu cầu",
  },
  pattern_approved: {
    en: "Pattern approved",
    fa: "الگو تأیید شده",
    tr: "Şablon onaylı",
    vi: "Mẫu đã duyệt",
  },
  opted_out: { en: "Withdrew", fa: "انصراف داده", tr: "Vazgeçmiş", vi: "Đã từ chối" },
  not_on_customer_list: {
    en: "Off the customer list",
    fa: "بیرون از فهرست مشتریان",
    tr: "Müşteri listesinde değil",
    vi: "Ngoài danh sách khách hàng",
  },
  blacklisted: {
    en: "Blocks advertising",
    fa: "تبلیغات را بسته",
    tr: "Reklamı engellemiş",
    vi: "Chặn quảng cáo",
  },
  recipients_dropped_before: {
    en: "Recipients left out before",
    fa: "گیرندگان کنارگذاشته‌شده",
    tr: "Önceden çıkarılan alıcılar",
    vi: "Người nhận đã bị loại trước",
  },
  asked: {
    en: "Asked of this line",
    fa: "از این خط پرسیده شد",
    tr: "Bu hatta soruldu",
    vi: "Áp dụng",
  },
  template_state: {
    en: "State of the template",
    fa: "وضعیت الگو",
    tr: "Şablonun durumu",
    vi: "Trạng thái mẫu",
  },
  template: {
    en: "Template used",
    fa: "از الگو استفاده شد",
    tr: "Şablon kullanıldı",
    vi: "Dùng mẫu",
  },
  recipients: { en: "Recipients", fa: "گیرندگان", tr: "Alıcılar", vi: "Người nhận" },
  traffic: { en: "Kind of traffic", fa: "نوع ترافیک", tr: "Trafik türü", vi: "Loại lưu lượng" },
  declared_purposes: {
    en: "Declared for",
    fa: "اعلام‌شده برای",
    tr: "Bildirildiği amaçlar",
    vi: "Đã khai báo cho",
  },
  confidence: {
    en: "Confidence of the rules, percent",
    fa: "اطمینان قواعد، درصد",
    tr: "Kuralların güveni, yüzde",
    vi: "Độ chắc chắn của quy tắc, phần trăm",
  },
  leans_to: { en: "Leans to", fa: "گرایش به", tr: "Eğilim", vi: "Nghiêng về" },
  refusal_service: {
    en: "Refusal notification service",
    fa: "خدمت اعلام انصراف",
    tr: "Ret Hakkı Bildirim Servisi",
    vi: "Dịch vụ thông báo từ chối",
  },
  provider: { en: "Provider", fa: "ارائه‌دهنده", tr: "Sağlayıcı", vi: "Nhà cung cấp" },
  opens: { en: "Opens", fa: "آغاز ساعت مجاز", tr: "Açılış", vi: "Giờ mở" },
  closes: { en: "Closes", fa: "پایان ساعت مجاز", tr: "Kapanış", vi: "Giờ đóng" },
  local_time: { en: "Local time", fa: "ساعت محلی", tr: "Yerel saat", vi: "Giờ địa phương" },
  look_alike: {
    en: "Letter of another alphabet",
    fa: "حرفی از الفبای دیگر",
    tr: "Başka bir alfabenin harfi",
    vi: "Chữ của bảng chữ cái khác",
  },
  direction_override: {
    en: "Mark that turns the direction",
    fa: "نشانهٔ تغییر جهت",
    tr: "Yön değiştiren işaret",
    vi: "Dấu đổi hướng chữ",
  },
  looks_like: { en: "Looks like", fa: "شبیه به", tr: "Benzediği harf", vi: "Trông giống" },
  found_words: {
    en: "Speaks for advertising",
    fa: "نشانه‌های تبلیغ",
    tr: "Reklam belirtileri",
    vi: "Dấu hiệu quảng cáo",
  },
  own_advertising_lines: {
    en: "Own advertising lines",
    fa: "خط‌های تبلیغاتی شما",
    tr: "Reklam hatlarınız",
    vi: "Đầu số quảng cáo của bạn",
  },
  if_it_is_none: {
    en: "If it is no advertising",
    fa: "اگر تبلیغ نیست",
    tr: "Reklam değilse",
    vi: "Nếu không phải quảng cáo",
  },
  at: { en: "At character", fa: "جای نویسه", tr: "Karakter sırası", vi: "Tại ký tự" },
  no_consent: { en: "No consent", fa: "بدون رضایت", tr: "Onay yok", vi: "Chưa đồng ý" },
  label_first: { en: "Begins with", fa: "آغاز با", tr: "Şununla başlar", vi: "Bắt đầu bằng" },
  label_anywhere: {
    en: "Says one of",
    fa: "یکی از این‌ها",
    tr: "Şunlardan biri",
    vi: "Có một trong",
  },
  held_above: {
    en: "Held above",
    fa: "آستانهٔ بررسی",
    tr: "İnceleme eşiği",
    vi: "Ngưỡng chờ duyệt",
  },
  role: { en: "Role", fa: "نقش", tr: "Rol", vi: "Vai trò" },
  key: { en: "Decided by", fa: "تصمیم‌گیرنده", tr: "Karar veren", vi: "Người quyết định" },
  second: {
    en: "Confirmed by",
    fa: "تأییدکنندهٔ دوم",
    tr: "Onaylayan",
    vi: "Người xác nhận",
  },
  note: { en: "Note", fa: "یادداشت", tr: "Not", vi: "Ghi chú" },
  reasons: { en: "Reasons", fa: "دلایل", tr: "Gerekçeler", vi: "Lý do" },
};

/** Values of facts that are words of ours. */
export const valueWords: Readonly<Record<string, Words>> = {
  yes: { en: "yes", fa: "بله", tr: "evet", vi: "có" },
  no: { en: "no", fa: "خیر", tr: "hayır", vi: "không" },
  active: { en: "active", fa: "فعال", tr: "etkin", vi: "đang hoạt động" },
  suspended: { en: "suspended", fa: "معلق", tr: "askıda", vi: "tạm ngưng" },
  removed: { en: "removed", fa: "حذف‌شده", tr: "kaldırıldı", vi: "đã gỡ" },
  expired: { en: "expired", fa: "منقضی", tr: "süresi doldu", vi: "hết hạn" },
  service: { en: "service", fa: "خدماتی", tr: "hizmet", vi: "dịch vụ" },
  advertising: { en: "advertising", fa: "تبلیغاتی", tr: "reklam", vi: "quảng cáo" },
  approved: { en: "approved", fa: "تأییدشده", tr: "onaylı", vi: "đã duyệt" },
  under_review: { en: "under review", fa: "در حال بررسی", tr: "incelemede", vi: "đang duyệt" },
  rejected: { en: "rejected", fa: "ردشده", tr: "reddedildi", vi: "bị từ chối" },
  expert: { en: "expert", fa: "کارشناس", tr: "uzman", vi: "chuyên viên" },
  undeclared: {
    en: "nothing is known",
    fa: "چیزی اعلام نشده",
    tr: "bilinmiyor",
    vi: "chưa khai báo",
  },
  template_review: {
    en: "have it approved as a template",
    fa: "به عنوان الگو تأیید شود",
    tr: "şablon olarak onaylatın",
    vi: "đăng ký duyệt làm mẫu",
  },
  ...contentWords,
};

/** Reasons for which the desk returns a text. */
export const reasonWords: Readonly<Record<string, Words>> = {
  promotion: {
    en: "It promotes something.",
    fa: "متن تبلیغاتی است.",
    tr: "Metin tanıtım içeriyor.",
    vi: "Nội dung mang tính quảng cáo.",
  },
  unclear_text: {
    en: "The text does not say what it is about.",
    fa: "متن موضوع خود را روشن نمی‌گوید.",
    tr: "Metnin neyle ilgili olduğu anlaşılmıyor.",
    vi: "Nội dung không rõ nói về việc gì.",
  },
  wrong_audience: {
    en: "The recipients are not those whom the text concerns.",
    fa: "متن به این گیرندگان مربوط نیست.",
    tr: "Metin bu alıcıları ilgilendirmiyor.",
    vi: "Người nhận không phải đối tượng của nội dung.",
  },
  missing_label: {
    en: "A label that the law demands is missing.",
    fa: "برچسب یا عبارت الزامی نیامده است.",
    tr: "Yasal olarak gereken ibare eksik.",
    vi: "Thiếu nhãn hoặc cụm từ bắt buộc.",
  },
  personal_data: {
    en: "The text tells more of a person than it must.",
    fa: "متن بیش از نیاز اطلاعات شخصی دارد.",
    tr: "Metin gereğinden fazla kişisel veri içeriyor.",
    vi: "Nội dung tiết lộ dữ liệu cá nhân quá mức cần thiết.",
  },
  misleading: {
    en: "The text misleads.",
    fa: "متن گمراه‌کننده است.",
    tr: "Metin yanıltıcı.",
    vi: "Nội dung gây hiểu lầm.",
  },
  other: {
    en: "See the note.",
    fa: "یادداشت را ببینید.",
    tr: "Nota bakın.",
    vi: "Xem ghi chú.",
  },
};
