import { defineTexts } from "../language/define-texts.js";

/** Refusals about people, log-in, roles, keys and the company file; each says what to do as well. */
export const peopleProblemTexts = defineTexts({
  SESSION_OVER: {
    fa: "نشست شما پایان یافته است؛ دوباره وارد شوید.",
    tr: "Oturumunuz sona erdi; yeniden giriş yapın.",
    vi: "Phiên đã kết thúc; hãy đăng nhập lại.",
    en: "Your session is over; log in again.",
  },
  TOKEN_EXPIRED: {
    fa: "نشست در میانهٔ راه پایان یافت؛ دوباره تلاش کنید.",
    tr: "Oturum bu sırada bitti; yeniden deneyin.",
    vi: "Phiên vừa hết hạn; hãy thử lại.",
    en: "The session ended on the way; try again.",
  },
  TENANT_SUSPENDED: {
    fa: "این حساب معلق است؛ با ارائه‌دهنده صحبت کنید.",
    tr: "Bu hesap askıda; sağlayıcınızla görüşün.",
    vi: "Tài khoản bị tạm ngưng; hãy liên hệ nhà cung cấp.",
    en: "This account is suspended; ask your provider.",
  },
  TENANT_REQUIRED: {
    fa: "این کار از آن مشتری است، نه کارکنان.",
    tr: "Bunu yalnız müşteri yapabilir.",
    vi: "Chỉ khách hàng làm được việc này.",
    en: "Only a customer may do this.",
  },
  STAFF_REQUIRED: {
    fa: "این کار از آن کارکنان ارائه‌دهنده است.",
    tr: "Bunu yalnız sağlayıcı çalışanı yapabilir.",
    vi: "Chỉ nhân viên nhà cung cấp làm được việc này.",
    en: "Only the provider's staff may do this.",
  },
  OTHER_PROVIDER: {
    fa: "این به ارائه‌دهندهٔ دیگری تعلق دارد.",
    tr: "Bu başka bir sağlayıcının işi.",
    vi: "Việc này thuộc nhà cung cấp khác.",
    en: "It is another provider's matter.",
  },
  PASSWORD_WRONG: {
    fa: "گذرواژهٔ کنونی درست نیست؛ دوباره بنویسید.",
    tr: "Şimdiki parola yanlış; yeniden yazın.",
    vi: "Mật khẩu hiện tại không đúng; hãy nhập lại.",
    en: "The current password is another; type it again.",
  },
  RESET_OVER: {
    fa: "این پیوند کار نمی‌کند: به کار رفته، کهنه شده یا با پیوند تازه‌تری جایگزین شده است. پیوند تازه بخواهید.",
    tr: "Bu bağlantı geçersiz: kullanılmış, eskimiş ya da yenisi verilmiş. Yenisini isteyin.",
    vi: "Liên kết không còn dùng được: đã dùng, hết hạn hoặc đã thay. Hãy xin liên kết mới.",
    en: "This link is over: used, expired or replaced. Ask for a new one.",
  },
  INVITATION_OVER: {
    fa: "این دعوت دیگر کار نمی‌کند؛ دعوت تازه بخواهید.",
    tr: "Bu davet artık geçersiz; yenisini isteyin.",
    vi: "Lời mời không còn hiệu lực; hãy xin lời mời mới.",
    en: "This invitation is over; ask for a new one.",
  },
  MEMBER_EXISTS: {
    fa: "این نشانی هم‌اکنون این‌جا کار می‌کند؛ نقش‌هایش را تغییر دهید.",
    tr: "Bu adres zaten burada çalışıyor; rollerini değiştirin.",
    vi: "Địa chỉ này đã có ở đây; hãy đổi vai trò.",
    en: "The address works here already; change its roles instead.",
  },
  MEMBER_CHANGED: {
    fa: "این شخص در این میان تغییر کرده است؛ صفحه را تازه کنید.",
    tr: "Bu kişi bu arada değişti; sayfayı yenileyin.",
    vi: "Người này vừa thay đổi; hãy tải lại trang.",
    en: "The person changed meanwhile; reload the page.",
  },
  LAST_HEAD: {
    fa: "آخرین مالک یا مدیر را نمی‌توان برداشت؛ نخست کس دیگری را مالک کنید.",
    tr: "Son sahip veya yönetici çıkarılamaz; önce başkasını atayın.",
    vi: "Không thể bỏ chủ sở hữu cuối cùng; hãy chỉ định người khác trước.",
    en: "The last owner or administrator stays; make somebody else one first.",
  },
  TOTP_ENABLED: {
    fa: "کد یک‌بارمصرف هم‌اکنون روشن است.",
    tr: "Tek kullanımlık kod zaten açık.",
    vi: "Mã dùng một lần đã bật.",
    en: "Codes are asked for already.",
  },
  TOTP_NOT_BEGUN: {
    fa: "نخست رمز کد را بسازید.",
    tr: "Önce kod anahtarını oluşturun.",
    vi: "Hãy tạo khóa mã trước.",
    en: "Begin with a secret for codes.",
  },
  KEY_UNKNOWN: {
    fa: "چنین کلیدی نیست؛ فهرست را تازه کنید.",
    tr: "Böyle bir anahtar yok; listeyi yenileyin.",
    vi: "Không có khóa này; hãy tải lại danh sách.",
    en: "There is no such key; reload the list.",
  },
  EXPIRY_PAST: {
    fa: "پایان کلید در گذشته است؛ روز دیرتری برگزینید.",
    tr: "Anahtarın bitişi geçmişte; daha ileri bir gün seçin.",
    vi: "Ngày hết hạn đã qua; hãy chọn ngày sau.",
    en: "The key would end in the past; choose a later day.",
  },
  ADDRESS_MALFORMED: {
    fa: "نشانی شبکه درست نیست؛ آن را با نقطه و خط کج بنویسید.",
    tr: "Ağ adresi geçersiz; 192.0.2.0/24 gibi yazın.",
    vi: "Địa chỉ mạng không đúng; viết như 192.0.2.0/24.",
    en: "It is no address or network; write 192.0.2.0/24.",
  },
  COMPANY_FILE_CHANGED: {
    fa: "پرونده در این میان تغییر کرده است؛ صفحه را تازه کنید و دوباره بنویسید.",
    tr: "Dosya bu arada değişti; sayfayı yenileyip yeniden yazın.",
    vi: "Hồ sơ vừa thay đổi; hãy tải lại rồi ghi lại.",
    en: "The file changed meanwhile; reload the page and write again.",
  },
  COMPANY_FILE_REFUSED: {
    fa: "برخی مشخصات شرکت درست نیست؛ آنچه نشان داده شده را اصلاح کنید.",
    tr: "Bazı şirket bilgileri yanlış; işaretlenenleri düzeltin.",
    vi: "Một số thông tin công ty chưa đúng; hãy sửa phần đánh dấu.",
    en: "Facts of the company are wrong; correct what is marked.",
  },
  ECONOMIC_CODE_INVALID: {
    fa: "این کد اقتصادی نیست؛ آن را اصلاح کنید.",
    tr: "Bu bir ekonomik kod değil; düzeltin.",
    vi: "Mã kinh tế không đúng; hãy sửa.",
    en: "It is no economic code; correct it.",
  },
  REGISTRATION_NUMBER_INVALID: {
    fa: "شمارهٔ ثبت فقط رقم است؛ آن را اصلاح کنید.",
    tr: "Sicil numarası yalnız rakamdır; düzeltin.",
    vi: "Số đăng ký chỉ gồm chữ số; hãy sửa.",
    en: "A registration number has digits only; correct it.",
  },
  IBAN_INVALID: {
    fa: "رقم‌های کنترل شبا درست نیست؛ از بانک رونوشت کنید.",
    tr: "IBAN denetim haneleri yanlış; bankadan kopyalayın.",
    vi: "Số kiểm tra IBAN sai; hãy chép lại từ ngân hàng.",
    en: "The check digits of the IBAN are wrong; copy it from the bank.",
  },
  TAX_NUMBER_INVALID: {
    fa: "رقم کنترل شمارهٔ مالیاتی درست نیست.",
    tr: "Vergi numarasının denetim hanesi yanlış; düzeltin.",
    vi: "Số kiểm tra mã thuế sai; hãy sửa.",
    en: "The check digit of the tax number is wrong; correct it.",
  },
  ENTERPRISE_CODE_INVALID: {
    fa: "رقم کنترل کد شرکت درست نیست.",
    tr: "Şirket kodunun denetim hanesi yanlış; düzeltin.",
    vi: "Số kiểm tra mã doanh nghiệp sai; hãy sửa.",
    en: "The check digit of the enterprise code is wrong; correct it.",
  },
});
