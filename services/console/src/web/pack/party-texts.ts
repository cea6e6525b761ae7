import { defineTexts } from "../language/define-texts.js";

/** Providers and payees by their codes. */
export const partyTexts = defineTexts({
  asanak: { fa: "آسانک", tr: "Asanak", vi: "Asanak", en: "Asanak" },
  melipayamak: { fa: "ملی پیامک", tr: "Melipayamak", vi: "Melipayamak", en: "Melipayamak" },
  kando: { fa: "کندو", tr: "Kando SMS", vi: "Kando SMS", en: "Kando SMS" },
  aktan: { fa: "Aktan SMS", tr: "Aktan SMS", vi: "Aktan SMS", en: "Aktan SMS" },
  "vn-bulksms": {
    fa: "BulkSMS ویتنام",
    tr: "Vietnam BulkSMS",
    vi: "BulkSMS Việt Nam",
    en: "BulkSMS Vietnam",
  },
  payam_afzar_peyk_asa: {
    fa: "شرکت پیام‌افزار پیک‌آسا",
    tr: "Payam Afzar Peyk Asa Co.",
    vi: "Payam Afzar Peyk Asa Co.",
    en: "Payam Afzar Peyk Asa Co.",
  },
});
