import { defineTexts } from "../language/define-texts.js";

/** Rules of forms, lists, papers and senders in the reader's words; CODE_remedy where the way out needs its own. */
export const findingTexts = defineTexts({
  FIELD_INVALID: {
    fa: "این مقدار پذیرفته نمی‌شود.",
    tr: "Bu değer kabul edilmiyor.",
    vi: "Giá trị này không được chấp nhận.",
    en: "This value is not accepted.",
  },
});
