import type { MarketPackData } from "../schema/pack.js";

const kind = { source: "003 · Informing; How it helps", basis: "interpretation" } as const;
const informs = { onServiceLine: "allowed" } as const;
const markets = { onServiceLine: "forbidden" } as const;

/** What texts are: what informs, and what markets and so needs consent and the refusal notice. */
export const categories = [
  {
    id: "otp",
    english: "verification or log-in code",
    ...informs,
    examples: ["Doğrulama kodunuz: {code}"],
    ...kind,
  },
  {
    id: "bank_transaction",
    english: "movement of an account",
    ...informs,
    examples: ["Hesabınıza {amount} geldi"],
    ...kind,
  },
  {
    id: "order_status",
    english: "order, invoice, return",
    ...informs,
    examples: ["Siparişiniz {order} alındı"],
    ...kind,
  },
  {
    id: "tracking_code",
    english: "parcel and its code",
    ...informs,
    examples: ["Kargonuz yola çıktı: {code}"],
    ...kind,
  },
  {
    id: "payment_reminder",
    english: "payment day, collection",
    ...informs,
    examples: ["Son ödeme günü {date}"],
    ...kind,
  },
  {
    id: "appointment_reminder",
    english: "appointment, due date",
    ...informs,
    examples: ["Randevunuz {date}"],
    ...kind,
  },
  {
    id: "service_change",
    english: "announcement of a change in the service",
    ...informs,
    examples: ["Çalışma saatlerimiz değişti"],
    ...kind,
  },
  {
    id: "school_notice",
    english: "notice of a school",
    ...informs,
    examples: ["Sayın veli, toplantı {date}"],
    ...kind,
  },
  {
    id: "staff_information",
    english: "staff information",
    ...informs,
    examples: ["Personel toplantısı {date}"],
    ...kind,
  },
  {
    id: "survey",
    english: "survey, research",
    ...informs,
    examples: ["1-5 arası puanlayın"],
    ...kind,
  },
  {
    id: "security_notice",
    english: "security notice",
    ...informs,
    examples: ["Şifreniz değiştirildi"],
    ...kind,
  },
  {
    id: "confirmation",
    english: "confirmation, customer approval",
    ...informs,
    examples: ["Rezervasyonunuz onaylandı"],
    ...kind,
  },
  { id: "discount", english: "discount", ...markets, examples: ["%20 indirim"], ...kind },
  {
    id: "campaign",
    english: "sales campaign",
    ...markets,
    examples: ["Kampanya başladı"],
    ...kind,
  },
  {
    id: "product_promotion",
    english: "promotion of a product",
    ...markets,
    examples: ["Numaranı taşı, internet hediye"],
    ...kind,
  },
  { id: "lottery", english: "draw or contest", ...markets, examples: ["Çekilişe katıl"], ...kind },
  {
    id: "greeting",
    english: "greeting of a company for an occasion",
    ...markets,
    examples: ["Bayramınız kutlu olsun"],
    ...kind,
    note: "Not stated; it keeps the sender's name in mind, and consent does no harm.",
  },
  {
    id: "invitation",
    english: "invitation meant to sell",
    ...markets,
    examples: ["Açılışımıza davetlisiniz"],
    ...kind,
  },
] satisfies MarketPackData["content"]["categories"];
