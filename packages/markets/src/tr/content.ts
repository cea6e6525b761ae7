import type { MarketPackData } from "../schema/pack.js";

/** No forbidden content is stated; the purpose of a text decides [tr.md §3]. */
export const content = {
  principles: [
    {
      code: "informational_is_free",
      text: "Informational messages are not limited by law or regulation; a refusal stops marketing only (interpretation).",
      source: "003 · Informing",
      basis: "seed",
    },
  ],
  moneyWords: ["TL", "₺", "lira", "TRY"],
  purposes: [
    {
      id: "informational",
      english: "informing customers or staff",
      advertising: false,
      source: "003 · Informing",
      basis: "seed",
    },
    {
      id: "marketing",
      english: "mobile marketing to approved customers",
      advertising: true,
      source: "003 · Mobile marketing; What is bulk sending",
      basis: "seed",
    },
  ],
  /** The stricter one for what goes to many; a single message answers what its recipient did. */
  defaultTraffic: {
    campaign: "marketing",
    message: "informational",
    source: "003 · Mobile marketing; Informing",
    basis: "interpretation",
  },
} satisfies MarketPackData["content"];

/** Asked of marketing only; order, and consent and notice per message, are interpretations. */
export const gates = [
  {
    name: "trMarketing",
    purpose: "marketing",
    source: "tr.md §3; 003 · Mobile marketing",
    basis: "interpretation",
    reasons: [
      {
        code: "provider_without_refusal_service",
        demand: "The provider runs the Refusal Notification Service (Ret Hakkı Bildirim Servisi).",
        remedy: "Send marketing through a provider that runs the refusal service.",
        source: "003 · Mobile marketing",
        basis: "seed",
        examples: {
          passes: [{ providerOffersRefusalService: true }],
          fails: [{ providerOffersRefusalService: false }],
        },
      },
      {
        code: "no_consent",
        demand: "The recipient is an approved customer (onaylı müşteri).",
        remedy: "Obtain the recipient's consent and record it.",
        source: "003 · What is bulk sending",
        basis: "interpretation",
        examples: { passes: [{ consent: true }], fails: [{ consent: false }] },
      },
      {
        code: "refused",
        demand: "The recipient has not refused marketing.",
        remedy: "Leave the recipient out; informational messages may still go.",
        source: "003 · Mobile marketing (Law 6563)",
        basis: "seed",
        examples: { passes: [{ refused: false }], fails: [{ refused: true }] },
      },
      {
        code: "missing_refusal_notice",
        demand: "The text says how to refuse (Ret Hakkı).",
        remedy: "Add the refusal notice to the text.",
        source: "003 · Mobile marketing (Law 6563)",
        basis: "interpretation",
        examples: { passes: [{ hasRefusalNotice: true }], fails: [{ hasRefusalNotice: false }] },
      },
    ],
  },
] satisfies MarketPackData["gates"];

const convention = {
  language: "tr",
  source: "003 · Mobile marketing (the right to refuse); the words are not printed",
  basis: "interpretation",
} as const;

export const optOutWords = [
  { word: "RET", ...convention },
  { word: "IPTAL", ...convention },
  { word: "İPTAL", ...convention },
] satisfies MarketPackData["optOutWords"];

/** Neither the seed nor research states hours. */
export const sendWindows = {
  service: { opens: "00:00", closes: "24:00", source: "003 · Informing", basis: "interpretation" },
  advertising: {
    opens: "00:00",
    closes: "24:00",
    source: "tr.md §3 (no hours stated)",
    basis: "interpretation",
    note: "Staff set hours when the operator does.",
  },
} satisfies MarketPackData["sendWindows"];
