import type { PartyNumber } from "../domain/party.js";
import type { Language } from "../proto-billing.js";

type Words = Readonly<Record<string, string>>;

/** Operators by the codes of the packs, as papers in Latin letters print them. */
const operators: Words = {
  ...{ MCI: "MCI", IRANCELL: "Irancell", RIGHTEL: "Rightel", SHATEL_MOBILE: "Shatel Mobile" },
  ...{ TALIYA: "Taliya", TKC: "Kish (TKC)", APTEL: "Aptel", AZARTEL: "Azartel" },
  ...{ SAMANTEL: "Samantel", LOTUSTEL: "LotusTel", ARIANTEL: "Arian-Tel", SPADAN: "Spadan" },
  ...{ SHATEL: "Shatel", ASIATECH: "Asiatech", RAHYAB: "Rahyab Rayaneh Gostar (1000)" },
  ...{ TURKCELL: "Turkcell", VODAFONE: "Vodafone", TURK_TELEKOM: "Türk Telekom" },
  ...{ VIETTEL: "Viettel", VINAPHONE: "VinaPhone", MOBIFONE: "MobiFone", GTEL: "GTel" },
  ...{ VIETNAMOBILE: "Vietnamobile", ITEL: "iTel", WINTEL: "Wintel" },
};

/** Where a language calls one otherwise. */
const ownOperators: Readonly<Record<Language, Words>> = {
  fa: {
    ...{ MCI: "همراه اول", IRANCELL: "ایرانسل", RIGHTEL: "رایتل", SHATEL_MOBILE: "شاتل موبایل" },
    ...{ TALIYA: "تالیا", TKC: "کیش (TKC)", APTEL: "آپتل", AZARTEL: "آذرتل" },
    ...{ SAMANTEL: "سامانتل", LOTUSTEL: "لوتوس‌تل", ARIANTEL: "آریان‌تل", SPADAN: "اسپادان" },
    ...{ SHATEL: "شاتل", ASIATECH: "آسیاتک", RAHYAB: "رهیاب رایانه گستر (۱۰۰۰)" },
    MVNO: "اپراتورهای مجازی",
  },
  tr: { MVNO: "Sanal operatörler" },
  vi: { MVNO: "Nhà mạng ảo" },
  en: { MVNO: "Virtual operators" },
};

const alphabets: Readonly<Record<Language, Words>> = {
  fa: {
    ...{ gsm7: "لاتین", ucs2: "فارسی و یونیکد" },
    ...{ "gsm7-tr-single": "ترکی", "gsm7-tr-locking": "ترکی (جدول کامل)" },
  },
  tr: {
    ...{ gsm7: "Latin (GSM-7)", ucs2: "Unicode" },
    ...{ "gsm7-tr-single": "Türkçe karakterli", "gsm7-tr-locking": "Türkçe (tam tablo)" },
  },
  vi: {
    ...{ gsm7: "Latin (GSM-7)", ucs2: "Unicode" },
    ...{ "gsm7-tr-single": "Thổ Nhĩ Kỳ", "gsm7-tr-locking": "Thổ Nhĩ Kỳ (bảng đầy đủ)" },
  },
  en: {
    ...{ gsm7: "Latin (GSM-7)", ucs2: "Unicode" },
    ...{ "gsm7-tr-single": "Turkish letters", "gsm7-tr-locking": "Turkish (full table)" },
  },
};

/** An operator as readers of the language call it; a code that no pack knows stays as it is. */
export const operatorIn = (language: Language, code: string): string =>
  ownOperators[language][code] ?? operators[code] ?? code;

export const alphabetIn = (language: Language, code: string): string =>
  alphabets[language][code] ?? code;

/** What the numbers of companies are called. */
export const numberWords: Readonly<Record<Language, Readonly<Record<PartyNumber, string>>>> = {
  fa: {
    tax_number: "شماره مالیاتی",
    enterprise_code: "کد مالیاتی شرکت",
    economic_code: "کد اقتصادی",
    national_id: "شناسه یا کد ملی",
    registration_number: "شماره ثبت",
  },
  tr: {
    tax_number: "VKN / TCKN",
    enterprise_code: "Vergi kodu",
    economic_code: "Ekonomik kod",
    national_id: "Ulusal kimlik no",
    registration_number: "Sicil no",
  },
  vi: {
    tax_number: "Mã số thuế",
    enterprise_code: "Mã số thuế",
    economic_code: "Mã kinh tế",
    national_id: "Số định danh",
    registration_number: "Số đăng ký",
  },
  en: {
    tax_number: "Tax number",
    enterprise_code: "Tax code",
    economic_code: "Economic code",
    national_id: "National ID",
    registration_number: "Registration number",
  },
};
