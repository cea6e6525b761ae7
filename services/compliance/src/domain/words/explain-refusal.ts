import type { Fact } from "../rule-tried.js";
import type { Language } from "./language.js";

type Sentence = Readonly<Record<Exclude<Language, "en">, (value: string) => string>>;

/** What was found, in words of the reader's language, by the fact of the deciding rule that holds it. */
const sentences: Readonly<Record<string, Sentence>> = {
  found_words: {
    fa: (words) => `آنچه متن را تبلیغ نشان داد: ${words}.`,
    tr: (words) => `Metni reklam gösterenler: ${words}.`,
    vi: (words) => `Dấu hiệu quảng cáo trong nội dung: ${words}.`,
  },
  own_advertising_lines: {
    fa: (lines) =>
      lines === ""
        ? "خط تبلیغاتی فعالی ندارید: آن را از ارائه‌دهندهٔ خود بخواهید."
        : `خط تبلیغاتی شما: ${lines}.`,
    tr: (lines) =>
      lines === ""
        ? "Etkin bir reklam hattınız yok: sağlayıcınızdan isteyin."
        : `Reklam hattınız: ${lines}.`,
    vi: (lines) =>
      lines === ""
        ? "Bạn chưa có đầu số quảng cáo đang hoạt động: hãy đề nghị nhà cung cấp."
        : `Đầu số quảng cáo của bạn: ${lines}.`,
  },
  if_it_is_none: {
    fa: () => "اگر تبلیغ نیست، آن را به عنوان الگو ثبت کنید تا کارشناس آن را بخواند.",
    tr: () => "Reklam değilse şablon olarak kaydedin; onu bir uzman okur.",
    vi: () => "Nếu không phải quảng cáo, hãy đăng ký làm mẫu để chuyên viên đọc.",
  },
  at: {
    fa: (place) => `نخستین آن نویسهٔ شمارهٔ ${place} است.`,
    tr: (place) => `İlki ${place}. karakter.`,
    vi: (place) => `Ký tự đầu tiên như vậy ở vị trí ${place}.`,
  },
  looks_like: {
    fa: (letter) => `شبیه «${letter}» است.`,
    tr: (letter) => `“${letter}” harfine benziyor.`,
    vi: (letter) => `Trông giống “${letter}”.`,
  },
};

/** What the facts of the deciding rule add to its remedy; English remedies say it themselves. */
export const explainRefusal = (
  facts: readonly Fact[],
  language: Exclude<Language, "en">,
): readonly string[] =>
  facts.flatMap(({ name, value }) => sentences[name]?.[language](value) ?? []);
