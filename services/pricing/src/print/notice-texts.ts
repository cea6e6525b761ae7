import type { Money } from "../domain/money.js";
import type { Language } from "../proto-billing.js";
import { amountIn } from "./amounts.js";

export type MoneyNotice =
  | { readonly kind: "topped_up"; readonly amount: Money; readonly available: Money }
  | { readonly kind: "balance_low"; readonly available: Money }
  | { readonly kind: "payment_suspended" | "payment_refunded"; readonly amount: Money }
  | { readonly kind: "fee_due"; readonly amount: Money; readonly dueOn: string };

type Texts = {
  readonly topped_up: (amount: string, available: string) => string;
  readonly balance_low: (available: string) => string;
  /** It waits for the provider to decide. */
  readonly payment_suspended: (amount: string) => string;
  readonly payment_refunded: (amount: string) => string;
  readonly fee_due: (amount: string, dueOn: string) => string;
};

/** What customers are written to by SMS about their money; short enough for two parts. */
const texts: Readonly<Record<Language, Texts>> = {
  fa: {
    topped_up: (amount, available) => `افزایش اعتبار: ${amount}. مانده: ${available}`,
    balance_low: (available) => `اعتبار شما رو به پایان است. مانده: ${available}`,
    payment_suspended: (amount) => `پرداخت ${amount} سفارش بازی نداشت و در انتظار بررسی است.`,
    payment_refunded: (amount) => `مبلغ ${amount} به شما بازگردانده شد.`,
    fee_due: (amount, dueOn) => `سررسید هزینه نگهداری ${amount} در ${dueOn} است.`,
  },
  tr: {
    topped_up: (amount, available) => `Yukleme: ${amount}. Bakiye: ${available}`,
    balance_low: (available) => `Bakiyeniz azaldi: ${available}`,
    payment_suspended: (amount) => `${amount} odemenizin acik siparisi yok, incelemede.`,
    payment_refunded: (amount) => `${amount} iade edildi.`,
    fee_due: (amount, dueOn) => `Bakim ucreti ${amount}, vadesi ${dueOn}.`,
  },
  vi: {
    topped_up: (amount, available) => `Da nap ${amount}. So du: ${available}`,
    balance_low: (available) => `So du sap het: ${available}`,
    payment_suspended: (amount) => `Khoan ${amount} khong co don dang cho, dang cho xu ly.`,
    payment_refunded: (amount) => `Da hoan tra ${amount}.`,
    fee_due: (amount, dueOn) => `Phi duy tri ${amount} den han ngay ${dueOn}.`,
  },
  en: {
    topped_up: (amount, available) => `Topped up: ${amount}. Available: ${available}`,
    balance_low: (available) => `Your balance is low: ${available}`,
    payment_suspended: (amount) =>
      `Your payment of ${amount} fits no open order and waits for review.`,
    payment_refunded: (amount) => `${amount} was paid back to you.`,
    fee_due: (amount, dueOn) => `Maintenance of ${amount} falls due on ${dueOn}.`,
  },
};

/** The text of a notice in one of the four languages; another word is read as English. */
export const noticeText = (word: string, notice: MoneyNotice): string => {
  const language: Language = word === "fa" || word === "tr" || word === "vi" ? word : "en";
  // Without Turkish and Vietnamese marks a text costs half, so amounts keep to plain letters too.
  const amount = (of: Money) => plain(amountIn(language, of), language);
  const words = texts[language];
  switch (notice.kind) {
    case "topped_up":
      return words.topped_up(amount(notice.amount), amount(notice.available));
    case "balance_low":
      return words.balance_low(amount(notice.available));
    case "payment_suspended":
    case "payment_refunded":
      return words[notice.kind](amount(notice.amount));
    case "fee_due":
      return words.fee_due(amount(notice.amount), notice.dueOn);
  }
};

const plain = (text: string, language: Language): string =>
  language === "vi" ? text.replace("đồng", "dong").replaceAll("\u00A0", " ") : text;
