import { defineTexts } from "../language/define-texts.js";

/** Why a part failed: the platform's one list of words for all operators. */
export const failureTexts = defineTexts({
  number_unknown: {
    fa: "چنین مشترکی نیست",
    tr: "Böyle bir abone yok",
    vi: "Không có thuê bao này",
    en: "No such subscriber",
  },
  number_invalid: {
    fa: "اپراتور به این شماره نمی‌فرستد",
    tr: "Operatör bu numaraya göndermiyor",
    vi: "Nhà mạng không gửi tới số này",
    en: "Not a number that the operator sends to",
  },
  absent: {
    fa: "گوشی خاموش یا دور از دسترس",
    tr: "Telefon kapalı veya erişilemez",
    vi: "Máy tắt hoặc ngoài vùng phủ sóng",
    en: "Switched off or out of reach",
  },
  barred: {
    fa: "مشترک یا اپراتورش چنین پیامی نمی‌گیرد",
    tr: "Abone ya da operatörü bu mesajları almıyor",
    vi: "Thuê bao hoặc nhà mạng chặn loại tin này",
    en: "The subscriber or its operator takes no such messages",
  },
  handset: {
    fa: "گوشی نپذیرفت یا پر است",
    tr: "Telefon kabul etmedi veya dolu",
    vi: "Máy từ chối hoặc đầy bộ nhớ",
    en: "The handset refused it or is full",
  },
  network: { fa: "خطای شبکه", tr: "Şebeke hatası", vi: "Lỗi mạng", en: "The network failed" },
  operator_busy: {
    fa: "اپراتور تا پایان گرفتار بود",
    tr: "Operatör sonuna kadar meşguldü",
    vi: "Nhà mạng quá tải đến hết hạn",
    en: "The operator was busy until the end",
  },
  sender_refused: {
    fa: "اپراتور این فرستنده را نمی‌پذیرد",
    tr: "Operatör bu göndericiyi kabul etmiyor",
    vi: "Nhà mạng không nhận người gửi này",
    en: "The operator does not take this sender",
  },
  content_refused: {
    fa: "اپراتور این متن را نمی‌پذیرد",
    tr: "Operatör bu metni kabul etmiyor",
    vi: "Nhà mạng không nhận nội dung này",
    en: "The operator does not take this text",
  },
  account: {
    fa: "حساب یا پیوند ما نزد اپراتور",
    tr: "Operatördeki hesabımız veya bağlantımız",
    vi: "Tài khoản hoặc kết nối của chúng tôi tại nhà mạng",
    en: "Our account or link at the operator",
  },
  deleted: {
    fa: "اپراتور پاک کرد",
    tr: "Operatör sildi",
    vi: "Nhà mạng đã xóa",
    en: "Deleted by the operator",
  },
  validity_over: { fa: "زمانش گذشت", tr: "Süresi doldu", vi: "Hết hạn", en: "Its time ran out" },
  no_receipt: {
    fa: "رسیدی نیامد",
    tr: "Rapor gelmedi",
    vi: "Không có biên nhận",
    en: "No receipt came",
  },
  withheld: {
    fa: "اینجا نگه داشته شد (بی‌هزینه)",
    tr: "Burada tutuldu (ücretsiz)",
    vi: "Giữ lại tại đây (không tính phí)",
    en: "Withheld here (costs nothing)",
  },
  platform: {
    fa: "خطای سامانه",
    tr: "Platform hatası",
    vi: "Lỗi của nền tảng",
    en: "Failed inside the platform",
  },
  unspecified: {
    fa: "اپراتور دلیل را نگفته است",
    tr: "Operatör nedenini söylemiyor",
    vi: "Nhà mạng không nêu lý do",
    en: "The operator does not say why",
  },
});
