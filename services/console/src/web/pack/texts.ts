import { defineTexts } from "../language/define-texts.js";

/** Words between what packs name. */
export const packTexts = defineTexts({
  or: { fa: " یا ", tr: " veya ", vi: " hoặc ", en: " or " },
  condition: {
    fa: "اگر: {question} {answer}",
    tr: "Koşul: {question} {answer}",
    vi: "Nếu: {question} {answer}",
    en: "If: {question} {answer}",
  },
});
