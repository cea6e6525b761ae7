import type { Language } from "./language.js";

/** What a rule demands and what is to be done, as its reader's language says it. */
export type RuleWords = { readonly demand: string; readonly remedy: string };

type Translated = Readonly<Record<Exclude<Language, "en">, RuleWords>>;

/**
 * Rules of the packs' gates and of the house by code, in the languages that packs do not write: English
 * is the pack's own. A rule without words here is shown in English.
 */
export const ruleWords: Readonly<Record<string, Translated>> = {
  line_unknown: {
    fa: {
      demand: "خط باید از خط‌های خود فرستنده باشد.",
      remedy: "یکی از خط‌های خودتان را انتخاب کنید.",
    },
    tr: {
      demand: "Gönderici, gönderenin kendi göndericilerinden biridir.",
      remedy: "Kendi göndericilerinizden birini seçin.",
    },
    vi: {
      demand: "Đầu số phải thuộc về người gửi.",
      remedy: "Hãy chọn một đầu số của bạn.",
    },
  },
  market_not_judged: {
    fa: {
      demand: "برای بازار این خط، قواعد ارسال تعریف شده است.",
      remedy: "از خطی در بازاری بفرستید که این سامانه آن را بررسی می‌کند.",
    },
    tr: {
      demand: "Göndericinin pazarı için gönderim kuralları tanımlıdır.",
      remedy: "Bu kurulumun değerlendirdiği bir pazarın göndericisini kullanın.",
    },
    vi: {
      demand: "Thị trường của đầu số có bộ quy tắc gửi tin.",
      remedy: "Hãy gửi từ đầu số thuộc thị trường mà hệ thống này xét duyệt.",
    },
  },
  content_missing: {
    fa: {
      demand: "پیام یک متن یا یک الگوی تأییدشده است.",
      remedy: "متنی بنویسید یا الگویی را نام ببرید.",
    },
    tr: {
      demand: "Mesaj bir metin ya da onaylı bir şablondur.",
      remedy: "Bir metin yazın ya da bir şablon seçin.",
    },
    vi: {
      demand: "Tin nhắn là một nội dung hoặc một mẫu đã duyệt.",
      remedy: "Hãy viết nội dung hoặc chọn một mẫu.",
    },
  },
  template_unknown: {
    fa: {
      demand: "الگو باید از الگوهای خود فرستنده باشد.",
      remedy: "یکی از الگوهای خودتان را انتخاب کنید.",
    },
    tr: {
      demand: "Şablon, gönderenin kendi şablonlarından biridir.",
      remedy: "Kendi şablonlarınızdan birini seçin.",
    },
    vi: {
      demand: "Mẫu tin phải thuộc về người gửi.",
      remedy: "Hãy chọn một mẫu của bạn.",
    },
  },
  template_not_approved: {
    fa: {
      demand: "تنها الگوی تأییدشده ارسال می‌شود.",
      remedy: "منتظر تأیید بمانید؛ اگر رد شده است متن را اصلاح و دوباره ثبت کنید.",
    },
    tr: {
      demand: "Yalnızca onaylanmış şablon gönderilir.",
      remedy: "Onayı bekleyin; reddedildiyse metni düzeltip yeniden kaydedin.",
    },
    vi: {
      demand: "Chỉ mẫu đã được duyệt mới được gửi.",
      remedy: "Hãy chờ duyệt; nếu bị từ chối, sửa nội dung rồi đăng ký lại.",
    },
  },
  free_text_needs_desk: {
    fa: {
      demand:
        "متن آزادی که قواعد دربارهٔ آن مطمئن نیستند، جایی که تبلیغ راه ندارد، نخست توسط کارشناس خوانده می‌شود.",
      remedy: "منتظر کارشناس ارائه‌دهنده بمانید یا الگوی تأییدشده بفرستید.",
    },
    tr: {
      demand: "Reklama kapalı yerde, kuralların emin olmadığı serbest metni önce bir uzman okur.",
      remedy: "Sağlayıcınızın masasını bekleyin ya da onaylı bir şablon gönderin.",
    },
    vi: {
      demand:
        "Nơi không được quảng cáo, nội dung tự do mà quy tắc chưa chắc chắn phải được chuyên viên đọc trước.",
      remedy: "Hãy chờ bàn duyệt của nhà cung cấp hoặc gửi bằng mẫu đã duyệt.",
    },
  },
  traffic_unknown: {
    fa: {
      demand: "نوع ترافیک باید از انواع شناخته‌شدهٔ بازار باشد.",
      remedy: "یکی از انواع بازار را نام ببرید یا چیزی ننویسید.",
    },
    tr: {
      demand: "Trafik türü pazarın tanıdığı türlerden biridir.",
      remedy: "Pazarın bir trafik türünü yazın ya da boş bırakın.",
    },
    vi: {
      demand: "Loại lưu lượng phải là loại mà thị trường có.",
      remedy: "Hãy nêu một loại của thị trường hoặc để trống.",
    },
  },
  text_not_of_template: {
    fa: {
      demand: "متنی که الگویی را نام می‌برد باید همان الگو باشد و هر مقدار در متغیر خود بگنجد.",
      remedy: "متن را با الگو بسنجید؛ هر تفاوت حرف به حرف نشان داده می‌شود.",
    },
    tr: {
      demand: "Şablon adı veren metin o şablonun kendisidir; her değer kendi değişkenine uyar.",
      remedy: "Metni şablonla karşılaştırın; her fark harf harf gösterilir.",
    },
    vi: {
      demand: "Nội dung nêu tên một mẫu phải đúng là mẫu đó, mỗi giá trị khớp với biến của nó.",
      remedy: "Hãy so nội dung với mẫu; mọi khác biệt được chỉ ra từng ký tự.",
    },
  },
  hidden_characters: {
    fa: {
      demand: "متن نویسه‌ای ندارد که به خواننده چیزی جز آنچه قاعده می‌بیند نشان دهد.",
      remedy: "واژه را با حروف الفبای خودش و بدون نشانه‌های جهت بنویسید.",
    },
    tr: {
      demand: "Metinde okura kuralın gördüğünden başka bir şey gösteren karakter bulunmaz.",
      remedy: "Sözcüğü kendi alfabesinin harfleriyle, yön işaretleri olmadan yazın.",
    },
    vi: {
      demand: "Nội dung không có ký tự khiến người đọc thấy khác với điều quy tắc thấy.",
      remedy: "Hãy viết từ bằng chữ cái của chính ngôn ngữ đó, không dùng dấu đổi hướng.",
    },
  },
  marketing_as_informational: {
    fa: {
      demand: "آنچه به عنوان اطلاع‌رسانی فرستاده می‌شود بازاریابی نمی‌کند.",
      remedy: "آن را به عنوان بازاریابی بفرستید یا تبلیغ را از متن بردارید.",
    },
    tr: {
      demand: "Bilgilendirme olarak gönderilen mesaj pazarlama yapmaz.",
      remedy: "Pazarlama trafiği olarak gönderin ya da tanıtımı metinden çıkarın.",
    },
    vi: {
      demand: "Tin gửi dưới dạng thông tin không được tiếp thị.",
      remedy: "Hãy gửi dưới dạng tiếp thị hoặc bỏ phần quảng bá khỏi nội dung.",
    },
  },
  advertising_as_care: {
    fa: {
      demand: "پیام خدمات مشتری و اطلاع داخلی تبلیغ ندارد.",
      remedy: "آن را به عنوان تبلیغ بفرستید یا تبلیغ را از متن بردارید.",
    },
    tr: {
      demand: "Müşteri hizmetleri ve kurum içi bilgilendirme reklam taşımaz.",
      remedy: "Reklam trafiği olarak gönderin ya da tanıtımı metinden çıkarın.",
    },
    vi: {
      demand: "Tin chăm sóc khách hàng và thông tin nội bộ không chứa quảng cáo.",
      remedy: "Hãy gửi dưới dạng quảng cáo hoặc bỏ phần quảng cáo khỏi nội dung.",
    },
  },
  purpose_not_declared: {
    fa: {
      demand: "نام تجاری تنها آنچه را که برایش اعلام شده می‌فرستد.",
      remedy:
        "نام را برای این کاربرد نیز اعلام کنید (ارائه‌دهنده بررسی می‌کند) یا برای کاربرد اعلام‌شده بفرستید.",
    },
    tr: {
      demand: "Marka adı yalnızca bildirildiği amaçla kullanılır.",
      remedy:
        "Adı bu amaç için de bildirin (sağlayıcı inceler) ya da bildirildiği bir amaçla gönderin.",
    },
    vi: {
      demand: "Brandname chỉ gửi tin cho mục đích đã khai báo.",
      remedy:
        "Hãy khai báo thêm mục đích này cho tên (nhà cung cấp xét duyệt) hoặc gửi cho mục đích đã khai báo.",
    },
  },
  label_missing: {
    fa: {
      demand: "متن تبلیغ با برچسب [QC] یا [AD] آغاز می‌شود.",
      remedy: "متن را با [QC] آغاز کنید.",
    },
    tr: {
      demand: "Reklam metni [QC] ya da [AD] ile başlar.",
      remedy: "Metne [QC] ile başlayın.",
    },
    vi: {
      demand: "Tin quảng cáo bắt đầu bằng [QC] hoặc [AD].",
      remedy: "Hãy bắt đầu nội dung bằng [QC].",
    },
  },
  outside_window: {
    fa: {
      demand: "تبلیغ تنها در ساعت‌های مجاز بازار می‌رسد.",
      remedy: "در این ساعت‌ها بفرستید یا به صورت کمپین، که منتظر آن‌ها می‌ماند.",
    },
    tr: {
      demand: "Reklam yalnızca pazarın izin verdiği saatlerde ulaşır.",
      remedy: "Bu saatlerde gönderin ya da saatleri bekleyen bir kampanya olarak gönderin.",
    },
    vi: {
      demand: "Quảng cáo chỉ đến trong khung giờ thị trường cho phép.",
      remedy: "Hãy gửi trong khung giờ đó, hoặc gửi dưới dạng chiến dịch để chờ đến giờ.",
    },
  },
  desk_review: {
    fa: {
      demand: "کارشناس ارائه‌دهنده دربارهٔ متن تصمیم گرفته است.",
      remedy: "متن را بر پایهٔ یادداشت کارشناس تغییر دهید و دوباره بفرستید.",
    },
    tr: {
      demand: "Metne sağlayıcının uzmanı karar verdi.",
      remedy: "Metni uzmanın notuna göre değiştirip yeniden gönderin.",
    },
    vi: {
      demand: "Chuyên viên của nhà cung cấp đã quyết định về nội dung.",
      remedy: "Hãy sửa nội dung theo ghi chú của chuyên viên rồi gửi lại.",
    },
  },
  desk_returned: {
    fa: {
      demand: "کارشناس متن را با ذکر دلیل بازگردانده است.",
      remedy: "آنچه دلایل نام می‌برند اصلاح کنید و دوباره بفرستید.",
    },
    tr: {
      demand: "Uzman metni gerekçeleriyle geri gönderdi.",
      remedy: "Gerekçelerde yazanı düzeltip yeniden gönderin.",
    },
    vi: {
      demand: "Chuyên viên đã trả lại nội dung kèm lý do.",
      remedy: "Hãy sửa những điểm nêu trong lý do rồi gửi lại.",
    },
  },
  line_not_active: {
    fa: {
      demand: "خط باید فعال باشد.",
      remedy: "منتظر فعال‌سازی بمانید یا تعلیق را رفع کنید؛ تا آن زمان خط دیگری انتخاب کنید.",
    },
    tr: {
      demand: "Gönderici etkin olmalıdır.",
      remedy:
        "Etkinleşmesini bekleyin ya da askının kaldırılmasını isteyin; o zamana dek başka gönderici seçin.",
    },
    vi: {
      demand: "Đầu số phải đang hoạt động.",
      remedy: "Hãy chờ kích hoạt hoặc xin gỡ tạm ngưng; trong lúc đó chọn đầu số khác.",
    },
  },
  advertising_on_service_line: {
    fa: {
      demand: "خط خدماتی یا اشتراکی تبلیغ نمی‌فرستد.",
      remedy: "تبلیغ را از خط تبلیغاتی جداگانه بفرستید یا از متن بردارید.",
    },
    tr: {
      demand: "Hizmet hattı ya da ortak hat reklam taşımaz.",
      remedy: "Reklamı ayrı bir reklam hattından gönderin ya da metinden çıkarın.",
    },
    vi: {
      demand: "Đầu số dịch vụ hoặc dùng chung không gửi quảng cáo.",
      remedy: "Hãy gửi từ đầu số quảng cáo riêng hoặc bỏ phần quảng cáo khỏi nội dung.",
    },
  },
  pattern_not_approved: {
    fa: {
      demand: "خط اشتراکی تنها الگوهای تأییدشده را می‌فرستد.",
      remedy: "الگو را ثبت کنید و منتظر تأیید آن بمانید.",
    },
    tr: {
      demand: "Ortak hat yalnızca onaylı şablonları taşır.",
      remedy: "Şablonu kaydedin ve onayını bekleyin.",
    },
    vi: {
      demand: "Đầu số dùng chung chỉ gửi mẫu đã duyệt.",
      remedy: "Hãy đăng ký mẫu và chờ duyệt.",
    },
  },
  opted_out: {
    fa: {
      demand:
        "به گیرنده‌ای که انصراف داده پیام فرستاده نمی‌شود؛ انصراف بر فهرست و نوع خط مقدم است.",
      remedy: "این گیرنده را کنار بگذارید؛ تنها خود او می‌تواند انصراف را پس بگیرد.",
    },
    tr: {
      demand: "Vazgeçen alıcıya mesaj gönderilmez; vazgeçme, listeden ve hat türünden önce gelir.",
      remedy: "Bu alıcıyı çıkarın; vazgeçmeyi yalnızca kendisi geri alabilir.",
    },
    vi: {
      demand:
        "Không gửi tới người đã từ chối; lời từ chối được ưu tiên hơn danh sách và loại đầu số.",
      remedy: "Hãy bỏ người nhận này; chỉ chính họ mới rút lại được lời từ chối.",
    },
  },
  not_on_customer_list: {
    fa: {
      demand: "پیام خدماتی تنها به شماره‌های فهرست مشتریان ثبت‌شده می‌رود.",
      remedy: "اگر گیرنده مشتری است، نخست فهرست مشتریان را به‌روز کنید.",
    },
    tr: {
      demand: "Hizmet mesajı yalnızca sunulan müşteri listesindeki numaralara gider.",
      remedy: "Alıcı müşterinizse önce müşteri listesini güncelleyin.",
    },
    vi: {
      demand: "Tin dịch vụ chỉ gửi tới các số trong danh sách khách hàng đã nộp.",
      remedy: "Nếu người nhận là khách hàng, hãy cập nhật danh sách trước.",
    },
  },
  blacklisted: {
    fa: {
      demand: "خط تبلیغاتی هرگز به شماره‌ای که تبلیغات را بسته است نمی‌رسد.",
      remedy: "این گیرنده را کنار بگذارید.",
    },
    tr: {
      demand: "Reklam hattı, reklamı engelleyen bir numaraya asla ulaşmaz.",
      remedy: "Bu alıcıyı çıkarın.",
    },
    vi: {
      demand: "Đầu số quảng cáo không bao giờ gửi tới số đã chặn quảng cáo.",
      remedy: "Hãy bỏ người nhận này.",
    },
  },
  provider_without_refusal_service: {
    fa: {
      demand: "ارائه‌دهنده خدمت اعلام انصراف (Ret Hakkı) را دارد.",
      remedy: "پیام بازاریابی را از ارائه‌دهنده‌ای بفرستید که این خدمت را دارد.",
    },
    tr: {
      demand: "Sağlayıcı, Ret Hakkı Bildirim Servisi'ni işletir.",
      remedy: "Pazarlama mesajını ret servisini işleten bir sağlayıcı üzerinden gönderin.",
    },
    vi: {
      demand: "Nhà cung cấp vận hành dịch vụ thông báo từ chối (Ret Hakkı).",
      remedy: "Hãy gửi tin tiếp thị qua nhà cung cấp có dịch vụ này.",
    },
  },
  no_consent: {
    fa: {
      demand: "گیرنده مشتری تأییدشده (onaylı müşteri) است.",
      remedy: "رضایت گیرنده را بگیرید و ثبت کنید.",
    },
    tr: {
      demand: "Alıcı onaylı müşteridir.",
      remedy: "Alıcının onayını alın ve kaydedin.",
    },
    vi: {
      demand: "Người nhận là khách hàng đã đồng ý (onaylı müşteri).",
      remedy: "Hãy xin sự đồng ý của người nhận và ghi lại.",
    },
  },
  refused: {
    fa: {
      demand: "گیرنده پیام بازاریابی را رد نکرده است.",
      remedy: "این گیرنده را کنار بگذارید؛ پیام اطلاع‌رسانی همچنان مجاز است.",
    },
    tr: {
      demand: "Alıcı pazarlamayı reddetmemiştir.",
      remedy: "Bu alıcıyı çıkarın; bilgilendirme mesajı yine gidebilir.",
    },
    vi: {
      demand: "Người nhận chưa từ chối tin tiếp thị.",
      remedy: "Hãy bỏ người nhận này; tin thông báo vẫn được gửi.",
    },
  },
  missing_refusal_notice: {
    fa: {
      demand: "متن می‌گوید چگونه می‌توان انصراف داد (Ret Hakkı).",
      remedy: "راه انصراف را به متن بیفزایید.",
    },
    tr: {
      demand: "Metin, nasıl reddedileceğini söyler (Ret Hakkı).",
      remedy: "Metne ret bildirimini ekleyin.",
    },
    vi: {
      demand: "Nội dung nêu cách từ chối (Ret Hakkı).",
      remedy: "Hãy thêm hướng dẫn từ chối vào nội dung.",
    },
  },
};
