import { defineTexts } from "../language/define-texts.js";

/**
 * Refusals in the reader's words: CODE says what is wrong, CODE_remedy what to do about it. A code that is not here is
 * shown as the API sent it.
 */
export const generalProblemTexts = defineTexts({
  headline: {
    fa: "انجام نشد",
    tr: "Yapılamadı",
    vi: "Không thực hiện được",
    en: "This was not done",
  },
  all: {
    fa: "{count, plural, other {# مورد باید اصلاح شود}}",
    tr: "{count, plural, other {# şey düzeltilmeli}}",
    vi: "{count, plural, other {Cần sửa # mục}}",
    en: "{count, plural, one {One thing must be corrected} other {# things must be corrected}}",
  },
  incident: {
    fa: "شناسهٔ رویداد: {name}",
    tr: "Olay kodu: {name}",
    vi: "Mã sự cố: {name}",
    en: "Incident: {name}",
  },
  NO_ANSWER: {
    fa: "سامانه پاسخ نداد.",
    tr: "Sistem yanıt vermedi.",
    vi: "Hệ thống không phản hồi.",
    en: "The service gave no answer.",
  },
  NO_ANSWER_remedy: {
    fa: "اتصال خود را بررسی و دوباره تلاش کنید.",
    tr: "Bağlantınızı denetleyip yeniden deneyin.",
    vi: "Kiểm tra kết nối rồi thử lại.",
    en: "Check your connection and try again.",
  },
  INTERNAL: {
    fa: "خطایی در سمت ما رخ داد و ثبت شد.",
    tr: "Bizde bir hata oldu ve kaydedildi.",
    vi: "Đã có lỗi phía chúng tôi và lỗi đã được ghi lại.",
    en: "Something went wrong on our side; it has been logged.",
  },
  INTERNAL_remedy: {
    fa: "شناسهٔ رویداد را به ارائه‌دهنده بگویید.",
    tr: "Olay kodunu sağlayıcınıza bildirin.",
    vi: "Hãy báo mã sự cố cho nhà cung cấp.",
    en: "Tell your provider the incident.",
  },
  UNAVAILABLE: {
    fa: "بخشی از سامانه اکنون در دسترس نیست.",
    tr: "Sistemin bir bölümü şu an erişilemez.",
    vi: "Một phần hệ thống hiện không sẵn sàng.",
    en: "A part of the system is away at the moment.",
  },
  UNAVAILABLE_remedy: {
    fa: "کمی بعد دوباره تلاش کنید.",
    tr: "Biraz sonra yeniden deneyin.",
    vi: "Hãy thử lại sau ít phút.",
    en: "Try again in a moment.",
  },
  ROUTE_UNKNOWN: {
    fa: "این کار هنوز در این سامانه نیست.",
    tr: "Bu işlem bu kurulumda henüz yok.",
    vi: "Hệ thống này chưa có chức năng đó.",
    en: "This installation cannot do that yet.",
  },
  ROUTE_UNKNOWN_remedy: {
    fa: "سامانه را به‌روز کنید.",
    tr: "Kurulumu güncelleyin.",
    vi: "Hãy cập nhật hệ thống.",
    en: "Bring the installation up to date.",
  },
  REQUEST_INVALID: {
    fa: "برخی خانه‌ها درست نیستند.",
    tr: "Bazı alanlar geçersiz.",
    vi: "Một số mục không hợp lệ.",
    en: "Some fields are not right.",
  },
  REQUEST_INVALID_remedy: {
    fa: "خانه‌های نشان‌شده را اصلاح کنید.",
    tr: "İşaretli alanları düzeltin.",
    vi: "Hãy sửa các mục được đánh dấu.",
    en: "Correct the marked fields.",
  },
  CREDENTIALS_WRONG: {
    fa: "ایمیل یا گذرواژه درست نیست.",
    tr: "E-posta veya parola yanlış.",
    vi: "Email hoặc mật khẩu không đúng.",
    en: "The e-mail address or the password is wrong.",
  },
  CREDENTIALS_WRONG_remedy: {
    fa: "دوباره بنویسید یا گذرواژه را بازنشانی کنید.",
    tr: "Yeniden yazın ya da parolayı sıfırlayın.",
    vi: "Nhập lại hoặc đặt lại mật khẩu.",
    en: "Type them again, or reset the password.",
  },
  TOTP_NEEDED: {
    fa: "کد یک‌بارمصرف لازم است.",
    tr: "Tek kullanımlık kod gerekli.",
    vi: "Cần mã dùng một lần.",
    en: "The one-time code is needed.",
  },
  TOTP_NEEDED_remedy: {
    fa: "کد برنامهٔ احراز هویت را بنویسید.",
    tr: "Doğrulama uygulamanızdaki kodu yazın.",
    vi: "Nhập mã trong ứng dụng xác thực.",
    en: "Type the code of your authenticator app.",
  },
  TOTP_WRONG: {
    fa: "کد یک‌بارمصرف درست نیست.",
    tr: "Tek kullanımlık kod yanlış.",
    vi: "Mã dùng một lần không đúng.",
    en: "The one-time code is wrong.",
  },
  TOTP_WRONG_remedy: {
    fa: "کد تازه‌ای را که اکنون نشان داده می‌شود بنویسید.",
    tr: "Şu anda görünen kodu yazın.",
    vi: "Nhập mã đang hiển thị.",
    en: "Type the code that is shown now.",
  },
  TOO_MANY_ATTEMPTS: {
    fa: "تلاش‌های ناموفق زیاد بود.",
    tr: "Çok fazla başarısız deneme.",
    vi: "Quá nhiều lần thử không thành công.",
    en: "There were too many attempts.",
  },
  TOO_MANY_ATTEMPTS_remedy: {
    fa: "کمی صبر کنید و دوباره تلاش کنید.",
    tr: "Biraz bekleyip yeniden deneyin.",
    vi: "Chờ một lát rồi thử lại.",
    en: "Wait a little, then try again.",
  },
  SESSION_MISSING: {
    fa: "وارد نشده‌اید.",
    tr: "Giriş yapmadınız.",
    vi: "Bạn chưa đăng nhập.",
    en: "You are not logged in.",
  },
  SESSION_MISSING_remedy: {
    fa: "وارد شوید.",
    tr: "Giriş yapın.",
    vi: "Hãy đăng nhập.",
    en: "Log in.",
  },
  ROLE_REQUIRED: {
    fa: "نقش شما اجازهٔ این کار را نمی‌دهد.",
    tr: "Rolünüz buna izin vermiyor.",
    vi: "Vai trò của bạn không cho phép việc này.",
    en: "Your role does not allow this.",
  },
  ROLE_REQUIRED_remedy: {
    fa: "از مالک حساب بخواهید نقش لازم را بدهد.",
    tr: "Hesap sahibinden gereken rolü isteyin.",
    vi: "Hãy nhờ chủ tài khoản cấp vai trò cần thiết.",
    en: "Ask the account's owner for the role.",
  },
  EMAIL_MALFORMED: {
    fa: "این نشانی ایمیل نیست.",
    tr: "Bu bir e-posta adresi değil.",
    vi: "Đây không phải địa chỉ email.",
    en: "It is no e-mail address.",
  },
  EMAIL_MALFORMED_remedy: {
    fa: "آن را اصلاح کنید.",
    tr: "Düzeltin.",
    vi: "Hãy sửa lại.",
    en: "Correct it.",
  },
  MOBILE_MALFORMED: {
    fa: "این شمارهٔ تلفن همراه نیست.",
    tr: "Bu bir cep telefonu numarası değil.",
    vi: "Đây không phải số di động.",
    en: "It is no mobile number.",
  },
  MOBILE_MALFORMED_remedy: {
    fa: "آن را همان‌گونه که شماره‌گیری می‌شود بنویسید.",
    tr: "Çevrildiği gibi yazın.",
    vi: "Nhập đúng như khi gọi.",
    en: "Write it as it is dialled.",
  },
});
