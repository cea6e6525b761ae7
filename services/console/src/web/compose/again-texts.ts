import { defineTexts } from "../language/define-texts.js";

/** What is sent more than once or in more than one way: plans and variants. */
export const againTexts = defineTexts({
  someVariants: { fa: "مقایسهٔ چند متن", tr: "A/B denemesi", vi: "So sánh A/B", en: "A/B variants" },
  variantsHint: {
    fa: "هر متن به سهمی از گیرندگان می‌رود که به قید قرعه برگزیده می‌شوند؛ گزارش نتیجه‌ها را کنار هم می‌گذارد.",
    tr: "Her metin, kurayla seçilen alıcıların bir bölümüne gider; rapor sonuçları yan yana koyar.",
    vi: "Mỗi nội dung gửi tới một phần người nhận chọn ngẫu nhiên; báo cáo đặt kết quả cạnh nhau.",
    en: "Each text goes to a share of the audience, drawn by lot; the report sets the results side by side.",
  },
  variant: { fa: "متن {name}", tr: "Metin {name}", vi: "Nội dung {name}", en: "Text {name}" },
  share: { fa: "سهم (درصد)", tr: "Pay (%)", vi: "Tỷ lệ (%)", en: "Share (%)" },
  sharesSum: {
    fa: "سهم‌ها روی هم {sum, number}٪ است؛ باید ۱۰۰٪ باشد.",
    tr: "Payların toplamı %{sum, number}; %100 olmalı.",
    vi: "Tổng tỷ lệ là {sum, number}%; phải là 100%.",
    en: "The shares are {sum, number}% together; they must be 100%.",
  },
  addVariant: { fa: "افزودن متن", tr: "Metin ekle", vi: "Thêm nội dung", en: "Add a text" },
  removeVariant: {
    fa: "حذف این متن",
    tr: "Bu metni çıkar",
    vi: "Bỏ nội dung này",
    en: "Remove this text",
  },
  ownText: { fa: "متن خودم", tr: "Kendi metnim", vi: "Tự viết", en: "A text of my own" },
  again: { fa: "تکراری", tr: "Yinelenen", vi: "Định kỳ", en: "Again and again" },
  planOn: { fa: "چه روزهایی", tr: "Hangi günler", vi: "Những ngày nào", en: "On which days" },
  onDaily: { fa: "هر روز", tr: "Her gün", vi: "Mỗi ngày", en: "Every day" },
  onWeekdays: {
    fa: "روزهای هفته",
    tr: "Haftanın günleri",
    vi: "Ngày trong tuần",
    en: "Days of the week",
  },
  onMonthDays: {
    fa: "روزهای ماه",
    tr: "Ayın günleri",
    vi: "Ngày trong tháng",
    en: "Days of the month",
  },
  onDate: {
    fa: "تاریخی از فهرست",
    tr: "Listedeki tarih",
    vi: "Ngày trong danh sách",
    en: "A date of the list",
  },
  planAt: { fa: "ساعت", tr: "Saat", vi: "Lúc", en: "At" },
  dateColumn: { fa: "ستون تاریخ", tr: "Tarih sütunu", vi: "Cột ngày", en: "Column with the date" },
  daysBefore: {
    fa: "چند روز پیش از آن",
    tr: "Kaç gün önce",
    vi: "Trước mấy ngày",
    en: "Days before it",
  },
  planHint: {
    fa: "هر بار یک ارسال تازه است که دوباره سنجیده و پرداخت می‌شود. ساعت به وقت گیرندگان است.",
    tr: "Her seferinde yeniden değerlendirilen ve ödenen yeni bir gönderim olur. Saat alıcıların saatidir.",
    vi: "Mỗi lần là một chiến dịch mới, được xét và trả tiền lại. Giờ là giờ của người nhận.",
    en: "Each time a campaign of its own is made, judged and paid anew. The hour is the recipients'.",
  },
  startPlan: {
    fa: "آغاز ارسال تکراری",
    tr: "Planı başlat",
    vi: "Bắt đầu lịch gửi",
    en: "Start the plan",
  },
  planConfirm: {
    fa: "هر بار، بر پایهٔ فهرستِ امروز: {recipients, plural, other {# گیرنده}}، {cost}. تا پایانش ندهید، بازمی‌آید.",
    tr: "Her seferinde, bugünkü listeyle: {recipients, plural, other {# alıcı}}, {cost}. Bitirene dek yinelenir.",
    vi: "Mỗi lần, theo danh sách hôm nay: {recipients, plural, other {# người nhận}}, {cost}. Lặp lại cho đến khi bạn kết thúc.",
    en: "Each time, by the list of today: {recipients, plural, one {# recipient} other {# recipients}}, {cost}. It comes back until you end it.",
  },
  confirmPlan: {
    fa: "بله، آغاز شود",
    tr: "Evet, başlat",
    vi: "Vâng, bắt đầu",
    en: "Yes, start it",
  },
});
