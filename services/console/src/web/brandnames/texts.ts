import { defineTexts } from "../language/define-texts.js";

/** Names as the operators take them. */
export const brandnameTexts = defineTexts({
  name: { fa: "نام تجاری", tr: "Marka adı", vi: "Tên thương hiệu", en: "Brandname" },
  nameHint: {
    fa: "حداکثر {count, number} نویسهٔ لاتین؛ هر اپراتور جداکننده‌های خودش را می‌پذیرد.",
    tr: "En çok {count, number} Latin karakter; ayırıcılar operatöre göre değişir.",
    vi: "Tối đa {count, number} ký tự Latinh; mỗi nhà mạng nhận dấu phân cách khác nhau.",
    en: "At most {count, number} Latin characters; each operator takes separators of its own.",
  },
  typeFirst: {
    fa: "نام را بنویسید تا پاسخ هر اپراتور دیده شود.",
    tr: "Her operatörün yanıtını görmek için adı yazın.",
    vi: "Nhập tên để xem câu trả lời của từng nhà mạng.",
    en: "Type a name to see what each operator says.",
  },
  operator: { fa: "اپراتور", tr: "Operatör", vi: "Nhà mạng", en: "Operator" },
  asTyped: {
    fa: "به همین صورت: {name}",
    tr: "Bu yazımla: {name}",
    vi: "Viết như vậy: {name}",
    en: "Written so: {name}",
  },
  proposals: {
    fa: "املای پیشنهادی",
    tr: "Önerilen yazım",
    vi: "Cách viết đề xuất",
    en: "Proposed spelling",
  },
  spelling: {
    fa: "املا نزد اپراتور",
    tr: "Operatördeki yazım",
    vi: "Cách viết tại nhà mạng",
    en: "Spelling there",
  },
});
