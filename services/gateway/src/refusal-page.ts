import type { ReadRefusalLinkResponse } from "@whiteline/contracts/lists/v1/refusals";

type Words = {
  readonly title: string;
  /** {sender} and {number} are filled in. */
  readonly question: string;
  readonly button: string;
  readonly done: string;
  readonly unknown: string;
  readonly later: string;
};

const words: Readonly<Record<string, Words>> = {
  fa: {
    title: "لغو دریافت پیامک",
    question: "آیا دیگر نمی‌خواهید از {sender} به شمارهٔ {number} پیامک برسد؟",
    button: "دیگر پیامک نفرستید",
    done: "ثبت شد. از این پس از {sender} به شمارهٔ {number} پیامکی فرستاده نمی‌شود.",
    unknown: "این پیوند معتبر نیست. آن را همان‌گونه که در پیامک آمده باز کنید.",
    later: "اکنون ثبت نشد. لطفاً کمی بعد دوباره تلاش کنید.",
  },
  tr: {
    title: "Ret Hakkı",
    question: "{number} numarasına {sender} tarafından artık mesaj gönderilmesin mi?",
    button: "Mesaj almak istemiyorum",
    done: "Kaydedildi. {sender}, {number} numarasına artık ticari mesaj göndermeyecek.",
    unknown: "Bu bağlantı geçerli değil. Mesajdaki bağlantıyı olduğu gibi açın.",
    later: "Şu anda kaydedilemedi. Lütfen biraz sonra yeniden deneyin.",
  },
  vi: {
    title: "Từ chối nhận tin nhắn",
    question: "Bạn không muốn số {number} nhận tin nhắn từ {sender} nữa?",
    button: "Tôi không muốn nhận tin",
    done: "Đã ghi nhận. {sender} sẽ không gửi tin quảng cáo đến số {number} nữa.",
    unknown: "Liên kết không hợp lệ. Hãy mở đúng liên kết trong tin nhắn.",
    later: "Chưa ghi nhận được. Vui lòng thử lại sau ít phút.",
  },
  en: {
    title: "Stop these messages",
    question: "Should {sender} send no more messages to {number}?",
    button: "Send me no more messages",
    done: "Done. {sender} sends no more such messages to {number}.",
    unknown: "This link is not valid. Open it exactly as it stands in the message.",
    later: "It could not be kept just now. Please try again in a moment.",
  },
};

const style = `body{font:1.1rem/1.6 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;color:#16202b;background:#fff}
h1{font-size:1.4rem}section+section{margin-top:2.5rem;padding-top:1.5rem;border-top:1px solid #c8d0d9}
button{font:inherit;padding:.8rem 1.2rem;border:0;border-radius:.5rem;background:#a3142c;color:#fff;width:100%}
button:focus-visible{outline:3px solid #16202b;outline-offset:3px}bdi{font-weight:600}`;

/** The page of a link: what it would do, and a button, because phones open links by themselves. */
export function askingPage(link: ReadRefusalLinkResponse): string {
  if (link.refusedAt !== undefined) return donePage(link);
  return page(languagesOf(link), ({ title, question, button }, language) => [
    `<h1>${title}</h1><p>${fill(question, link)}</p>`,
    `<form method="post"><button lang="${language}">${button}</button></form>`,
  ]);
}

/** What the subscriber sees when it is kept. */
export function donePage(link: ReadRefusalLinkResponse): string {
  return page(languagesOf(link), ({ title, done }) => [
    `<h1>${title}</h1><p role="status">${fill(done, link)}</p>`,
  ]);
}

/** For a link that nobody made, in every language since nothing tells which. */
export function unknownPage(): string {
  return page(Object.keys(words), ({ title, unknown }) => [`<h1>${title}</h1><p>${unknown}</p>`]);
}

/** For a moment at which nothing can be kept. */
export function laterPage(): string {
  return page(Object.keys(words), ({ title, later }) => [`<h1>${title}</h1><p>${later}</p>`]);
}

function languagesOf({ languages }: ReadRefusalLinkResponse): readonly string[] {
  const known = languages.filter((language) => Object.hasOwn(words, language));
  return [...new Set([...known, "en"])];
}

function page(
  languages: readonly string[],
  write: (texts: Words, language: string) => readonly string[],
): string {
  const [first = "en"] = languages;
  const sections = languages.flatMap((language) => {
    const texts = words[language];
    if (texts === undefined) return [];
    const direction = directionOf(language);
    return [
      `<section lang="${language}" dir="${direction}">${write(texts, language).join("")}</section>`,
    ];
  });
  return `<!doctype html><html lang="${first}" dir="${directionOf(first)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${words[first]?.title ?? ""}</title><style>${style}</style></head><body><main>${sections.join("")}</main></body></html>`;
}

function directionOf(language: string): "rtl" | "ltr" {
  return language === "fa" ? "rtl" : "ltr";
}

function fill(text: string, { sender, maskedNumber }: ReadRefusalLinkResponse): string {
  return text
    .replace("{sender}", `<bdi>${escape(sender)}</bdi>`)
    .replace("{number}", `<bdi dir="ltr">${escape(maskedNumber)}</bdi>`);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
}
