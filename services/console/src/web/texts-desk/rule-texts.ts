import { defineTexts } from "../language/define-texts.js";

/** Rules of the gates by code, for cards that came without words of their own. */
export const ruleTexts = defineTexts({
  line_status: {
    fa: "خط فعال است",
    tr: "Hat etkin",
    vi: "Đầu số hoạt động",
    en: "The line is active",
  },
  advertising_on_service_line: {
    fa: "خط خدماتی تبلیغ نمی‌برد",
    tr: "Hizmet hattı reklam taşımaz",
    vi: "Đầu số dịch vụ không gửi quảng cáo",
    en: "A service line carries no advertising",
  },
  free_text_needs_desk: {
    fa: "متن آزاد برای گروه بزرگ را کارشناس می‌بیند",
    tr: "Toplu serbest metni önce uzman inceler",
    vi: "Nội dung tự do gửi nhiều người phải qua chuyên viên",
    en: "A free text to many is looked at by an expert",
  },
  opted_out: {
    fa: "گیرنده دریافت را رد نکرده است",
    tr: "Alıcı reddetmemiş olmalı",
    vi: "Người nhận chưa từ chối",
    en: "The recipient has not refused",
  },
  not_on_customer_list: {
    fa: "گیرنده در فهرست مشتریان است",
    tr: "Alıcı müşteri listesinde",
    vi: "Người nhận có trong danh sách khách hàng",
    en: "The recipient is on the customer list",
  },
  blacklisted: {
    fa: "گیرنده تبلیغات را نبسته است",
    tr: "Alıcı reklamı engellememiş",
    vi: "Người nhận không chặn quảng cáo",
    en: "The recipient does not block advertising",
  },
  no_consent: {
    fa: "گیرنده رضایت داده است",
    tr: "Alıcının onayı var",
    vi: "Người nhận đã đồng ý",
    en: "The recipient consented",
  },
  refused: {
    fa: "گیرنده تبلیغات را رد نکرده است",
    tr: "Alıcı reklamı reddetmemiş",
    vi: "Người nhận chưa từ chối quảng cáo",
    en: "The recipient has not refused advertising",
  },
  missing_refusal_notice: {
    fa: "متن می‌گوید چگونه می‌توان رد کرد",
    tr: "Metin nasıl reddedileceğini söyler",
    vi: "Tin nêu cách từ chối",
    en: "The text says how to refuse",
  },
  provider_without_refusal_service: {
    fa: "ارائه‌دهنده سامانهٔ رد دارد",
    tr: "Sağlayıcının ret hizmeti var",
    vi: "Nhà cung cấp có dịch vụ từ chối",
    en: "The provider has a refusal service",
  },
});
