import { defineTexts } from "../language/define-texts.js";

/** Who takes a step, in the words of the packs' sources; what is no letter is an underscore. */
export const actorTexts = defineTexts({
  applicant: { fa: "متقاضی", tr: "başvuran", vi: "người nộp đơn", en: "applicant" },
  user: { fa: "کاربر", tr: "kullanıcı", vi: "người dùng", en: "user" },
  customer: { fa: "مشتری", tr: "müşteri", vi: "khách hàng", en: "customer" },
  holder: { fa: "دارندهٔ خط", tr: "hat sahibi", vi: "chủ đầu số", en: "holder" },
  desk: { fa: "میز ارائه‌دهنده", tr: "sağlayıcı masası", vi: "bàn xét duyệt", en: "desk" },
  platform: { fa: "سامانه", tr: "sistem", vi: "hệ thống", en: "platform" },
  provider: { fa: "ارائه‌دهنده", tr: "sağlayıcı", vi: "nhà cung cấp", en: "provider" },
  provider_expert: {
    fa: "کارشناس ارائه‌دهنده",
    tr: "sağlayıcı uzmanı",
    vi: "chuyên viên của nhà cung cấp",
    en: "provider's expert",
  },
  operator: { fa: "اپراتور", tr: "operatör", vi: "nhà mạng", en: "operator" },
  operator_expert: {
    fa: "کارشناس اپراتور",
    tr: "operatör uzmanı",
    vi: "chuyên viên nhà mạng",
    en: "operator's expert",
  },
  provider_operator: {
    fa: "ارائه‌دهنده یا اپراتور",
    tr: "sağlayıcı veya operatör",
    vi: "nhà cung cấp hoặc nhà mạng",
    en: "provider or operator",
  },
  operator_one_per_brandname_x_operator: {
    fa: "اپراتور",
    tr: "operatör",
    vi: "nhà mạng",
    en: "operator",
  },
});
