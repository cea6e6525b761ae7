import type { MarketPackData } from "../schema/pack.js";
import { categories } from "./content-categories.js";
import { signals } from "./content-signals.js";

/** No forbidden content is stated; the purpose of a text decides [tr.md §3]: what markets is not informational. */
export const content = {
  categories,
  signals,
  certainty: {
    leansFrom: 15,
    certainFrom: 35,
    source: "tr.md §3",
    basis: "interpretation",
    note: "Odds of 2 and of 6 to 1; measured on the labelled texts (npm run bench -- --only content).",
  },
  principles: [
    {
      code: "informational_is_free",
      text: "Informational messages are not limited by law or regulation; a refusal stops marketing only (interpretation).",
      source: "003 · Informing",
      basis: "seed",
    },
  ],
  moneyWords: ["TL", "₺", "lira", "TRY"],
  variableDigits: {
    scripts: ["latin"],
    source: "003 · Message kinds",
    basis: "interpretation",
    note: "The page counts texts without and with Turkish letters; digits are Latin in both.",
  },
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
  labels: [
    {
      traffic: "marketing",
      anyOf: [
        "ret yaz",
        "ret için",
        ...["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => `ret ${digit}`),
        "ret linki",
        "ret hakkı",
        "iptal yaz",
        "iptal için",
        "almak istemiyorsanız",
        "almak istemiyorsan",
        "listeden çık",
        "çıkmak için",
      ],
      place: "anywhere",
      source: "003 · Mobile marketing (Law 6563); the wording is not printed",
      basis: "interpretation",
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

const active = { lineStatus: "active" } as const;

/** Asked of every message, then of marketing only; order, and consent and notice per message, are interpretations. */
export const gates = [
  {
    name: "trSend",
    purpose: null,
    source: "tr.md §3, §6; 003 · Informing; Risk",
    basis: "interpretation",
    reasons: [
      {
        code: "line_not_active",
        subject: "line",
        demand: "The sender is active; sending through a suspended provider stops.",
        remedy:
          "Wait for activation, or have the suspension lifted; choose another sender until then.",
        source: "003 · System; Risk",
        basis: "interpretation",
        examples: { passes: [active], fails: [{ lineStatus: "suspended" }] },
      },
      {
        code: "marketing_as_informational",
        subject: "text",
        demand: "What is sent as informational does not market.",
        remedy: "Send it as traffic marketing, or take the promotion out of the text.",
        traffic: ["informational"],
        source: "003 · Mobile marketing; Informing",
        basis: "interpretation",
        examples: {
          passes: [{ ...active, purpose: "informational", contentClass: "informational" }],
          fails: [{ ...active, purpose: "informational", contentClass: "advertising" }],
        },
      },
    ],
  },
  {
    name: "trMarketing",
    purpose: "marketing",
    source: "tr.md §3; 003 · Mobile marketing",
    basis: "interpretation",
    reasons: [
      {
        code: "provider_without_refusal_service",
        subject: "provider",
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
        subject: "recipient",
        demand: "The recipient is an approved customer (onaylı müşteri).",
        remedy: "Obtain the recipient's consent and record it.",
        source: "003 · What is bulk sending",
        basis: "interpretation",
        examples: { passes: [{ consent: true }], fails: [{ consent: false }] },
      },
      {
        code: "refused",
        subject: "recipient",
        demand: "The recipient has not refused marketing.",
        remedy: "Leave the recipient out; informational messages may still go.",
        source: "003 · Mobile marketing (Law 6563)",
        basis: "seed",
        examples: { passes: [{ refused: false }], fails: [{ refused: true }] },
      },
      {
        code: "missing_refusal_notice",
        subject: "text",
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
