import { defineTexts } from "../language/define-texts.js";

/** Refusals of files and papers; each says what to do as well. */
export const paperProblemTexts = defineTexts({
  FILE_TOO_LARGE: {
    fa: "فایل بزرگ‌تر از حد مجاز است؛ آن را کوچک‌تر یا در چند بخش بفرستید.",
    tr: "Dosya izin verilenden büyük; küçültün ya da bölün.",
    vi: "Tệp quá lớn; hãy giảm dung lượng hoặc chia nhỏ.",
    en: "The file is too large; send a smaller one, or split it.",
  },
  FILE_MISSING: {
    fa: "فایلی فرستاده نشد؛ یکی برگزینید.",
    tr: "Dosya gelmedi; bir dosya seçin.",
    vi: "Chưa có tệp; hãy chọn một tệp.",
    en: "No file came; choose one.",
  },
  BODY_TOO_LARGE: {
    fa: "آنچه فرستادید بزرگ‌تر از حد مجاز است؛ کمتر بفرستید.",
    tr: "Gönderilen çok büyük; daha azını gönderin.",
    vi: "Nội dung quá lớn; hãy gửi ít hơn.",
    en: "Too much was sent at once; send less.",
  },
  MEDIA_TYPE_UNSUPPORTED: {
    fa: "این نوع فایل پذیرفته نیست؛ JPG، PNG، PDF یا اکسل بفرستید.",
    tr: "Bu dosya türü kabul edilmiyor; JPG, PNG, PDF veya Excel gönderin.",
    vi: "Không nhận loại tệp này; hãy gửi JPG, PNG, PDF hoặc Excel.",
    en: "This kind of file is not taken; send a JPG, PNG, PDF or Excel file.",
  },
  DOCUMENT_UNKNOWN: {
    fa: "این مدرک دیگر نیست؛ آن را دوباره بارگذاری کنید.",
    tr: "Bu belge artık yok; yeniden yükleyin.",
    vi: "Giấy tờ này không còn; hãy tải lên lại.",
    en: "This paper is gone; upload it again.",
  },
  DOCUMENT_TOO_LARGE: {
    fa: "مدرک بزرگ‌تر از حد مجاز است؛ با وضوح کمتر اسکن کنید.",
    tr: "Belge çok büyük; daha küçük tarayın.",
    vi: "Giấy tờ quá lớn; hãy quét nhỏ hơn.",
    en: "The paper is too large; scan it smaller.",
  },
  EMPTY_DOCUMENT: {
    fa: "فایل خالی است؛ خود مدرک را بفرستید.",
    tr: "Dosya boş; belgenin kendisini gönderin.",
    vi: "Tệp trống; hãy gửi đúng giấy tờ.",
    en: "The file is empty; send the paper itself.",
  },
  UNSUPPORTED_DOCUMENT_TYPE: {
    fa: "محتوای فایل اسکن، PDF یا اکسل نیست، نامش هر چه باشد؛ آن را تبدیل کنید.",
    tr: "Adı ne olursa olsun, içerik tarama, PDF veya Excel değil; dönüştürün.",
    vi: "Dù tên là gì, nội dung không phải ảnh quét, PDF hay Excel; hãy chuyển đổi.",
    en: "Whatever its name, it is no scan, PDF or Excel file; convert it.",
  },
  DOCUMENT_TYPE_NOT_TAKEN: {
    fa: "این مدرک به نوع دیگری از فایل پذیرفته می‌شود.",
    tr: "Bu belge başka bir dosya türünde kabul edilir.",
    vi: "Giấy tờ này phải ở loại tệp khác.",
    en: "This paper is taken as another type of file.",
  },
  DOCUMENT_UNREADABLE: {
    fa: "فایل آسیب دیده و خوانا نیست؛ دوباره اسکن یا ذخیره کنید.",
    tr: "Dosya bozuk, okunamıyor; yeniden tarayın.",
    vi: "Tệp bị hỏng; hãy quét hoặc lưu lại.",
    en: "The file is damaged; scan or save the paper again.",
  },
  DOCUMENT_LOCKED: {
    fa: "فایل گذرواژه دارد؛ بدون گذرواژه ذخیره کنید.",
    tr: "Dosya parolalı; parolasız kaydedin.",
    vi: "Tệp có mật khẩu; hãy lưu không mật khẩu.",
    en: "The file needs a password; save it without one.",
  },
  DOCUMENT_ACTIVE_CONTENT: {
    fa: "فایل برنامه یا فایل دیگری در خود دارد؛ آن را به یک PDF تازه چاپ کنید.",
    tr: "Dosya program veya ek dosya taşıyor; yeni bir PDF'ye yazdırın.",
    vi: "Tệp chứa chương trình hoặc tệp đính kèm; hãy in sang PDF mới.",
    en: "It carries a program or another file; print it to a new PDF.",
  },
  DOCUMENT_TOO_MANY_PAGES: {
    fa: "برگ‌های مدرک زیاد است؛ فقط همان مدرک را بفرستید.",
    tr: "Belgenin sayfası çok; yalnız istenen belgeyi gönderin.",
    vi: "Quá nhiều trang; chỉ gửi đúng giấy tờ.",
    en: "It has too many pages; send the paper alone.",
  },
  DOCUMENT_UNPACKS_TOO_LARGE: {
    fa: "فایل بیش از حد باز می‌شود؛ آن را به یک PDF تازه چاپ کنید.",
    tr: "Dosya açılınca aşırı büyüyor; yeni bir PDF'ye yazdırın.",
    vi: "Tệp giải nén quá lớn; hãy in sang PDF mới.",
    en: "It unpacks to too much; print it to a new PDF.",
  },
  DOCUMENT_TOO_COMPLEX: {
    fa: "فایل در زمان معقول بررسی نشد؛ آن را به یک PDF تازه چاپ کنید.",
    tr: "Dosya zamanında incelenemedi; yeni bir PDF'ye yazdırın.",
    vi: "Tệp quá phức tạp; hãy in sang PDF mới.",
    en: "It cannot be looked through in time; print it to a new PDF.",
  },
  IMAGE_TOO_LARGE: {
    fa: "تصویر نقطه‌های زیادی دارد؛ با وضوح ۳۰۰ نقطه اسکن کنید.",
    tr: "Görüntü çok büyük; 300 dpi tarayın.",
    vi: "Ảnh quá nhiều điểm; hãy quét ở 300 dpi.",
    en: "The image has too many pixels; scan it at 300 dpi.",
  },
  FILE_NAME_INVALID: {
    fa: "این نام فایل به کار نمی‌آید؛ نام ساده‌ای بگذارید.",
    tr: "Dosya adı kullanılamıyor; sade bir ad verin.",
    vi: "Tên tệp không dùng được; hãy đặt tên đơn giản.",
    en: "The file name cannot be used; give it a plain one.",
  },
  UPLOAD_BROKEN: {
    fa: "بارگذاری نیمه‌کاره ماند؛ دوباره بفرستید.",
    tr: "Yükleme yarıda kaldı; yeniden gönderin.",
    vi: "Tải lên bị ngắt; hãy gửi lại.",
    en: "The upload ended too early; send it again.",
  },
  UPLOAD_ABANDONED: {
    fa: "بارگذاری بیش از حد طول کشید؛ دوباره بفرستید.",
    tr: "Yükleme çok uzadı; yeniden gönderin.",
    vi: "Tải lên quá lâu; hãy gửi lại.",
    en: "The upload took too long; send it again.",
  },
  IMPORT_NOT_FINISHED: {
    fa: "فایل هنوز خوانده می‌شود؛ کمی صبر کنید.",
    tr: "Dosya hâlâ okunuyor; biraz bekleyin.",
    vi: "Tệp vẫn đang được đọc; hãy chờ.",
    en: "The file is still being read; wait a moment.",
  },
});
