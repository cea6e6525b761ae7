import { defineTexts } from "../language/define-texts.js";

/** Why a campaign is not further than it is, by the codes of the API. */
export const waitingTexts = defineTexts({
  audience: {
    fa: "فهرست خوانده و پالایش می‌شود.",
    tr: "Liste okunuyor ve süzülüyor.",
    vi: "Đang đọc và lọc danh sách.",
    en: "The list is being read and filtered.",
  },
  verdict: {
    fa: "متن و گیرندگان با قواعد سنجیده می‌شوند.",
    tr: "Metin ve alıcılar kurallara göre değerlendiriliyor.",
    vi: "Nội dung và người nhận đang được xét theo quy định.",
    en: "Text and recipients are judged by the rules.",
  },
  desk: {
    fa: "یک کارشناس این متن را می‌خواند؛ سپس ارسال خودبه‌خود ادامه می‌یابد.",
    tr: "Bir uzman metni okuyor; sonra gönderim kendiliğinden sürer.",
    vi: "Chuyên viên đang đọc; sau đó việc gửi tự tiếp tục.",
    en: "An expert reads it; sending then goes on by itself.",
  },
  money: {
    fa: "مبلغ از کیف پول کنار گذاشته می‌شود.",
    tr: "Tutar cüzdanda ayrılıyor.",
    vi: "Đang giữ tiền trong ví.",
    en: "The amount is set aside in the wallet.",
  },
  top_up: {
    fa: "موجودی کافی نیست؛ پس از شارژ کیف پول خودبه‌خود آغاز می‌شود.",
    tr: "Bakiye yetersiz; cüzdana yüklenince kendiliğinden başlar.",
    vi: "Không đủ tiền; nạp ví xong việc gửi tự bắt đầu.",
    en: "There is not enough money; it begins by itself once the wallet is topped up.",
  },
  paused: {
    fa: "خودتان آن را متوقف کرده‌اید.",
    tr: "Siz duraklattınız.",
    vi: "Bạn đã tạm dừng.",
    en: "You paused it.",
  },
  scheduled: {
    fa: "تا زمانی که تعیین کرده‌اید می‌ماند.",
    tr: "Belirlediğiniz zamanı bekliyor.",
    vi: "Chờ đến giờ bạn đã hẹn.",
    en: "It waits for the time that you set.",
  },
  outside_hours: {
    fa: "اکنون بیرون از ساعت‌هایی است که این پیام می‌تواند فرستاده شود.",
    tr: "Şu an gönderilebileceği saatlerin dışında.",
    vi: "Hiện ngoài giờ được phép gửi.",
    en: "It is outside the hours in which it may be sent.",
  },
  tenant_suspended: {
    fa: "حساب شما معلق است؛ ارائه‌دهنده آن را بازمی‌کند.",
    tr: "Hesabınız askıda; sağlayıcınız kaldırır.",
    vi: "Tài khoản đang bị đình chỉ; nhà cung cấp sẽ mở lại.",
    en: "Your account is suspended; your provider lifts that.",
  },
  line_not_active: {
    fa: "فرستنده اکنون فعال نیست.",
    tr: "Gönderici şu anda etkin değil.",
    vi: "Tên người gửi hiện không hoạt động.",
    en: "The sender is not active at the moment.",
  },
  purpose_not_declared: {
    fa: "نام برای این نوع پیام اعلام نشده است؛ پس از اعلام ادامه می‌یابد.",
    tr: "Ad bu tür mesaj için bildirilmemiş; bildirilince sürer.",
    vi: "Tên chưa được khai báo cho loại tin này; khai báo xong sẽ gửi tiếp.",
    en: "The name is not declared for this kind of message; it goes on once it is.",
  },
  operator_away: {
    fa: "ارتباط با اپراتور اکنون برقرار نیست؛ با برقراری آن ارسال خودبه‌خود ادامه می‌یابد.",
    tr: "Operatör bağlantısı şu an kapalı; yeniden kurulunca gönderim kendiliğinden sürer.",
    vi: "Kết nối với nhà mạng đang gián đoạn; khi nối lại việc gửi tự tiếp tục.",
    en: "The link to the operator is down just now; sending goes on by itself when it is up again.",
  },
  no_route: {
    fa: "هیچ راهی به این اپراتورها باز نیست؛ ارائه‌دهنده باخبر است.",
    tr: "Bu operatörlere açık yol yok; sağlayıcı biliyor.",
    vi: "Chưa có đường tới các nhà mạng này; nhà cung cấp đã biết.",
    en: "No route to its operators is open; the provider knows.",
  },
  sender_asleep: {
    fa: "فرستنده نزد این اپراتورها خوابیده است؛ وقتی فعال شود ادامه می‌یابد.",
    tr: "Gönderici bu operatörlerde uykuda; etkinleşince sürer.",
    vi: "Tên người gửi đang bị tạm ngưng ở các nhà mạng này; hoạt động lại thì gửi tiếp.",
    en: "The sender is asleep at its operators; it goes on once it is active there.",
  },
  pace: {
    fa: "با سرعتی که تعیین کرده‌اید فرستاده می‌شود.",
    tr: "Belirlediğiniz hızla gönderiliyor.",
    vi: "Đang gửi theo tốc độ bạn đặt.",
    en: "It leaves at the pace that you set.",
  },
  operator_rate: {
    fa: "آنچه در راه است ظرفیت اپراتور را پر کرده است.",
    tr: "Yoldakiler operatörün hızını dolduruyor.",
    vi: "Số đang gửi đã dùng hết tốc độ của nhà mạng.",
    en: "What is under way fills the rate of the operator.",
  },
  turn: {
    fa: "در نوبت است.",
    tr: "Sırasını bekliyor.",
    vi: "Đang chờ đến lượt.",
    en: "It waits for its turn.",
  },
  hand_over: {
    fa: "به اپراتور سپرده می‌شود.",
    tr: "Operatöre veriliyor.",
    vi: "Đang chuyển cho nhà mạng.",
    en: "It is being handed to the operator.",
  },
  in_doubt_held: {
    fa: "اپراتور نگفت که آن را گرفت یا نه؛ بخش عملیات ارائه‌دهنده تصمیم می‌گیرد که دوباره فرستاده شود.",
    tr: "Operatör alıp almadığını söylemedi; yeniden gönderilip gönderilmeyeceğine sağlayıcı karar verecek.",
    vi: "Nhà mạng không cho biết đã nhận hay chưa; bộ phận vận hành của nhà cung cấp sẽ quyết định có gửi lại không.",
    en: "The operator never said whether it took it; the provider's operations decide whether to send it again.",
  },
  waits_for_account: {
    fa: "اپراتور نگفت که آن را گرفت یا نه؛ با برقراری همان پیوند دوباره فرستاده می‌شود.",
    tr: "Operatör alıp almadığını söylemedi; gittiği bağlantı yeniden kurulunca tekrar gönderilecek.",
    vi: "Nhà mạng không cho biết đã nhận hay chưa; sẽ gửi lại khi kết nối cũ hoạt động trở lại.",
    en: "The operator never said whether it took it; it is sent again when the link it went by is up.",
  },
  in_doubt: {
    fa: "اپراتور نگفت که آن را گرفت یا نه و دوباره فرستاده نمی‌شود؛ گزارش آن یا پایان اعتبار روشن می‌کند.",
    tr: "Operatör alıp almadığını söylemedi, yeniden gönderilmeyecek; raporu ya da geçerlilik süresinin sonu belirler.",
    vi: "Nhà mạng không cho biết đã nhận hay chưa và tin không được gửi lại; báo cáo hoặc hết hạn sẽ quyết định.",
    en: "The operator never said whether it took it, and it is not sent again; its report or the end of its validity decides.",
  },
  operator_reports: {
    fa: "همه فرستاده شد؛ گزارش اپراتورها هنوز می‌رسد.",
    tr: "Hepsi gönderildi; operatör raporları bekleniyor.",
    vi: "Đã gửi hết; đang chờ báo cáo của nhà mạng.",
    en: "All of it was sent; the operators' reports are awaited.",
  },
});
