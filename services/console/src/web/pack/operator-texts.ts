import { defineTexts } from "../language/define-texts.js";

/** Networks and who issues senders, by the codes of the packs [domain/data/numbering.json; vn.md §2]. */
export const operatorTexts = defineTexts({
  MCI: { fa: "همراه اول", tr: "MCI", vi: "MCI", en: "MCI" },
  IRANCELL: { fa: "ایرانسل", tr: "Irancell", vi: "Irancell", en: "Irancell" },
  RIGHTEL: { fa: "رایتل", tr: "Rightel", vi: "Rightel", en: "Rightel" },
  SHATEL_MOBILE: {
    fa: "شاتل موبایل",
    tr: "Shatel Mobile",
    vi: "Shatel Mobile",
    en: "Shatel Mobile",
  },
  TALIYA: { fa: "تالیا", tr: "Taliya", vi: "Taliya", en: "Taliya" },
  TKC: { fa: "کیش (TKC)", tr: "Kish (TKC)", vi: "Kish (TKC)", en: "Kish (TKC)" },
  APTEL: { fa: "آپتل", tr: "Aptel", vi: "Aptel", en: "Aptel" },
  AZARTEL: { fa: "آذرتل", tr: "Azartel", vi: "Azartel", en: "Azartel" },
  SAMANTEL: { fa: "سامانتل", tr: "Samantel", vi: "Samantel", en: "Samantel" },
  LOTUSTEL: { fa: "لوتوس‌تل", tr: "LotusTel", vi: "LotusTel", en: "LotusTel" },
  ARIANTEL: { fa: "آریان‌تل", tr: "Arian-Tel", vi: "Arian-Tel", en: "Arian-Tel" },
  SPADAN: { fa: "اسپادان", tr: "Spadan", vi: "Spadan", en: "Spadan" },
  SHATEL: { fa: "شاتل", tr: "Shatel", vi: "Shatel", en: "Shatel" },
  ASIATECH: { fa: "آسیاتک", tr: "Asiatech", vi: "Asiatech", en: "Asiatech" },
  RAHYAB: {
    fa: "رهیاب رایانه گستر (۱۰۰۰)",
    tr: "Rahyab Rayaneh Gostar (1000)",
    vi: "Rahyab Rayaneh Gostar (1000)",
    en: "Rahyab Rayaneh Gostar (1000)",
  },
  TURKCELL: { fa: "Turkcell", tr: "Turkcell", vi: "Turkcell", en: "Turkcell" },
  VODAFONE: { fa: "Vodafone", tr: "Vodafone", vi: "Vodafone", en: "Vodafone" },
  TURK_TELEKOM: {
    fa: "Türk Telekom",
    tr: "Türk Telekom",
    vi: "Türk Telekom",
    en: "Türk Telekom",
  },
  MVNO: {
    fa: "اپراتورهای مجازی",
    tr: "Sanal operatörler",
    vi: "Nhà mạng ảo",
    en: "Virtual operators",
  },
  VIETTEL: { fa: "Viettel", tr: "Viettel", vi: "Viettel", en: "Viettel" },
  VINAPHONE: { fa: "VinaPhone", tr: "VinaPhone", vi: "VinaPhone", en: "VinaPhone" },
  MOBIFONE: { fa: "MobiFone", tr: "MobiFone", vi: "MobiFone", en: "MobiFone" },
  GTEL: { fa: "GTel", tr: "GTel", vi: "GTel", en: "GTel" },
  VIETNAMOBILE: {
    fa: "Vietnamobile",
    tr: "Vietnamobile",
    vi: "Vietnamobile",
    en: "Vietnamobile",
  },
  ITEL: { fa: "iTel", tr: "iTel", vi: "iTel", en: "iTel" },
  WINTEL: { fa: "Wintel", tr: "Wintel", vi: "Wintel", en: "Wintel" },
});

/** The networks to which messages go, by market; a test holds them against the packs. */
export const networks: Readonly<Record<string, readonly string[]>> = {
  IR: [
    ...["MCI", "IRANCELL", "RIGHTEL", "SHATEL_MOBILE", "TALIYA", "TKC"],
    ...["APTEL", "AZARTEL", "SAMANTEL", "LOTUSTEL", "ARIANTEL", "SPADAN"],
  ],
  TR: ["TURKCELL", "VODAFONE", "TURK_TELEKOM", "MVNO"],
  VN: ["VIETTEL", "VINAPHONE", "MOBIFONE", "GTEL", "VIETNAMOBILE", "ITEL", "WINTEL"],
};
