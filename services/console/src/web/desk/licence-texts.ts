import { defineTexts } from "../language/define-texts.js";

/** What a provider must hold. */
export const licenceTexts = defineTexts({
  lead: {
    fa: "آنچه ارائه‌دهنده باید داشته باشد تا چیزی از راه او فرستاده شود. بی آن، خط‌هایش بی‌درنگ خاموش می‌شوند.",
    tr: "Sağlayıcının, üzerinden herhangi bir mesaj gönderilmeden önce sahip olması gereken belgeler. Eksikse bütün hatları hemen durur.",
    vi: "Những gì nhà cung cấp phải có trước khi gửi bất cứ tin nào. Thiếu thì mọi đầu số ngừng gửi ngay.",
    en: "What the provider must hold before anything is sent through it. Without it its lines fall silent at once.",
  },
  tab: { fa: "مجوزها", tr: "Yetki belgeleri", vi: "Giấy phép", en: "Licences" },
  nothingDemanded: {
    fa: "کشور شما اینجا از ارائه‌دهنده مجوزی نمی‌خواهد.",
    tr: "Ülkeniz burada sağlayıcıdan belge istemiyor.",
    vi: "Nước bạn không yêu cầu giấy phép ở đây.",
    en: "Your country demands no licence of a provider here.",
  },
  eligible: {
    fa: "همهٔ خواسته‌ها هست؛ پیام‌ها می‌روند.",
    tr: "İstenen her şey var; mesajlar gidiyor.",
    vi: "Đã có đủ; tin được gửi đi.",
    en: "All that is demanded is held; messages go out.",
  },
  silent: {
    fa: "اکنون چیزی از راه این ارائه‌دهنده فرستاده نمی‌شود",
    tr: "Şu anda bu sağlayıcıdan hiçbir şey gönderilmiyor",
    vi: "Hiện không gửi gì qua nhà cung cấp này",
    en: "Nothing is sent through this provider now",
  },
  suspendedNow: {
    fa: "ناظر آن را معلق کرده است. با رفع تعلیق خط‌ها برمی‌گردند.",
    tr: "Denetleyici askıya aldı. Kaldırılınca hatlar geri gelir.",
    vi: "Cơ quan quản lý đã tạm ngưng. Gỡ ra thì đầu số hoạt động lại.",
    en: "The supervisor suspended it. Its lines come back as soon as that is lifted.",
  },
  lacks: {
    fa: "کم است: {lacking}. آن را ثبت کنید تا خط‌ها برگردند.",
    tr: "Eksik: {lacking}. Kaydedin, hatlar geri gelir.",
    vi: "Còn thiếu: {lacking}. Ghi vào thì đầu số hoạt động lại.",
    en: "Missing: {lacking}. Record it and the lines come back.",
  },
  saved: {
    fa: "مجوزها ثبت شد.",
    tr: "Belgeler kaydedildi.",
    vi: "Đã ghi giấy phép.",
    en: "The licences were recorded.",
  },
  kind: { fa: "ارائه‌دهنده", tr: "Sağlayıcı", vi: "Nhà cung cấp là", en: "The provider is" },
  kind_partner: {
    fa: "شریک اپراتورهاست",
    tr: "operatörlerin iş ortağı",
    vi: "đối tác của nhà mạng",
    en: "a partner of operators",
  },
  kind_operator: { fa: "اپراتور است", tr: "operatör", vi: "nhà mạng", en: "an operator" },
  isHeld: { fa: "دارد", tr: "Var", vi: "Đã có", en: "Held" },
  validUntil: { fa: "معتبر تا", tr: "Geçerlilik sonu", vi: "Có hiệu lực đến", en: "Valid until" },
  until: { fa: "تا {date}", tr: "{date} tarihine kadar", vi: "đến {date}", en: "until {date}" },
  suspend: {
    fa: "ناظر آن را معلق کرده",
    tr: "Denetleyici askıya aldı",
    vi: "Cơ quan quản lý tạm ngưng",
    en: "Suspended by the supervisor",
  },
  suspendHint: {
    fa: "تا این روشن است چیزی فرستاده نمی‌شود.",
    tr: "Açıkken hiçbir şey gönderilmez.",
    vi: "Khi bật, không tin nào được gửi.",
    en: "Nothing leaves while this is on.",
  },
  willFallSilent: {
    fa: "با ذخیره، همهٔ خط‌های این ارائه‌دهنده بی‌درنگ خاموش می‌شوند.",
    tr: "Kaydedince bu sağlayıcının bütün hatları hemen durur.",
    vi: "Khi lưu, mọi đầu số của nhà cung cấp này ngừng gửi ngay.",
    en: "When you save, every line of this provider falls silent at once.",
  },
  note: { fa: "یادداشت", tr: "Not", vi: "Ghi chú", en: "Note" },
  save: { fa: "ذخیره", tr: "Kaydet", vi: "Lưu", en: "Save" },
  administratorOnly: {
    fa: "مدیر مجوزها را ثبت می‌کند.",
    tr: "Belgeleri yönetici kaydeder.",
    vi: "Quản trị viên ghi giấy phép.",
    en: "An administrator records licences.",
  },
  licence: { fa: "مجوز", tr: "Belge", vi: "Giấy phép", en: "Licence" },
  standing: { fa: "وضعیت", tr: "Durum", vi: "Tình trạng", en: "Standing" },
  notAsked: {
    fa: "از این گونه ارائه‌دهنده خواسته نمی‌شود",
    tr: "Bu tür sağlayıcıdan istenmiyor",
    vi: "Không yêu cầu với loại này",
    en: "Not asked of this kind of provider",
  },
});
