import type { MarketPackData } from "../schema/pack.js";
import { categories } from "./content-categories.js";
import { signals } from "./content-signals.js";

const decree = {
  source: "Decree 91/2020 as reported by znews.vn post1120916 (research/peers.md §1.4)",
  basis: "regulation",
} as const;

/** The seed names purposes, forbids nothing; what advertising must carry is reported law. */
export const content = {
  categories,
  signals,
  certainty: {
    leansFrom: 15,
    certainFrom: 35,
    source: "004 · Service; Rules 1",
    basis: "interpretation",
    note: "Odds of 2 and of 6 to 1; measured on the labelled texts (npm run bench -- --only content).",
  },
  moneyWords: ["đ", "₫", "đồng", "dong", "VND", "vnđ", "nghìn đồng", "triệu đồng", "k"],
  variableDigits: {
    scripts: ["latin"],
    source: "004 · Rules 3",
    basis: "interpretation",
    note: "The page counts texts with and without diacritics; digits are Latin in both.",
  },
  purposes: [
    {
      id: "customer_care",
      english: "customer care (CSKH)",
      advertising: false,
      source: "004 · Service",
      basis: "seed",
    },
    {
      id: "internal_information",
      english: "internal information",
      advertising: false,
      source: "004 · Service",
      basis: "seed",
    },
    {
      id: "advertising",
      english: "advertising (QC), no price published",
      advertising: true,
      source: "004 · Rules 1",
      basis: "seed",
    },
  ],
  defaultTraffic: {
    campaign: "customer_care",
    message: "customer_care",
    source: "004 · Service",
    basis: "interpretation",
    note: "The service that is sold; a text that advertises is refused as customer care.",
  },
  labels: [{ traffic: "advertising", anyOf: ["[QC]", "[AD]"], place: "first", ...decree }],
} satisfies MarketPackData["content"];

const active = { lineStatus: "active" } as const;
const advertises = {
  ...active,
  purpose: "advertising",
  hasLabel: true,
  localTime: "10:00",
} as const;

/**
 * The send gate [vn.md §8]: the seed sells care and internal information and names advertising; what advertising must
 * keep is reported law. Order is an interpretation.
 */
export const gates = [
  {
    name: "vnSend",
    purpose: null,
    source: "004 · Service; Rules 1; Decree 91/2020 as reported (research/peers.md §1.4)",
    basis: "interpretation",
    reasons: [
      {
        code: "line_not_active",
        subject: "line",
        demand: "The brandname is active.",
        remedy: "Wait for its declaration, or have the suspension lifted.",
        source: "004 · Rules 1; vn.md §3",
        basis: "interpretation",
        examples: { passes: [active], fails: [{ lineStatus: "suspended" }] },
      },
      {
        code: "purpose_not_declared",
        subject: "line",
        demand: "A brandname carries what it was declared for.",
        remedy:
          "Declare the name for this purpose (its provider reviews the wish), or send for a purpose that it is declared for.",
        joinedOn: "2026-11-30",
        source: "004 · Rules 1; vn.md §1",
        basis: "interpretation",
        note: "Of names that were declared before purposes were kept nothing is known: they are not bound.",
        examples: {
          passes: [
            { ...active, purpose: "customer_care", declaredPurposes: "customer_care" },
            { ...active, purpose: "advertising", declaredPurposes: "" },
          ],
          fails: [
            {
              ...active,
              purpose: "advertising",
              declaredPurposes: "customer_care internal_information",
            },
            { ...active, purpose: "internal_information", declaredPurposes: "customer_care" },
          ],
        },
      },
      {
        code: "advertising_as_care",
        subject: "text",
        demand: "Customer care and internal information carry no advertising.",
        remedy: "Send it as traffic advertising, or take the promotion out of the text.",
        traffic: ["customer_care", "internal_information"],
        source: "004 · Service; Rules 1",
        basis: "interpretation",
        examples: {
          passes: [{ ...active, purpose: "customer_care", contentClass: "informational" }],
          fails: [
            { ...active, purpose: "customer_care", contentClass: "advertising" },
            { ...active, purpose: "internal_information", contentClass: "advertising" },
          ],
        },
      },
      {
        code: "label_missing",
        subject: "text",
        demand: "An advertisement begins with [QC] or [AD].",
        remedy: "Begin the text with [QC].",
        traffic: ["advertising"],
        ...decree,
        examples: {
          passes: [advertises, { ...active, purpose: "customer_care", hasLabel: false }],
          fails: [{ ...advertises, hasLabel: false }],
        },
      },
      {
        code: "opted_out",
        subject: "recipient",
        demand: "A recipient who refused advertising gets none.",
        remedy: "Leave the recipient out; customer care may still go.",
        traffic: ["advertising"],
        ...decree,
        examples: {
          passes: [{ ...advertises, recipientOptedOut: false }],
          fails: [{ ...advertises, recipientOptedOut: true }],
        },
      },
      {
        code: "blacklisted",
        subject: "recipient",
        demand: "A number on the national do-not-call list gets no advertising.",
        remedy: "Leave the recipient out.",
        traffic: ["advertising"],
        ...decree,
        examples: {
          passes: [{ ...advertises, recipientOnBlacklist: false }],
          fails: [{ ...advertises, recipientOnBlacklist: true }],
        },
      },
      {
        code: "outside_window",
        subject: "hour",
        demand: "Advertising arrives between 07:00 and 22:00 of Vietnam.",
        remedy: "Send it within these hours, or as a campaign, which waits for them.",
        traffic: ["advertising"],
        ...decree,
        examples: {
          passes: [
            { ...advertises, localTime: "07:00" },
            { ...active, purpose: "customer_care", localTime: "03:00" },
          ],
          fails: [
            { ...advertises, localTime: "22:00" },
            { ...advertises, localTime: "06:59" },
          ],
        },
      },
    ],
  },
] satisfies MarketPackData["gates"];

export const sendWindows = {
  service: {
    opens: "00:00",
    closes: "24:00",
    source: "004 · Service (no hours stated)",
    basis: "interpretation",
  },
  advertising: {
    opens: "07:00",
    closes: "22:00",
    ...decree,
    note: "Unless the recipient agreed otherwise; 08:00 to 17:00 is for advertising calls.",
  },
} satisfies MarketPackData["sendWindows"];

export const frequencyCaps = [
  { traffic: "advertising", messages: 3, hours: 24, per: "advertiser and recipient", ...decree },
] satisfies MarketPackData["frequencyCaps"];

const convention = {
  language: "vi",
  source: "research/peers.md §1.4 reports the duty; the words are not printed",
  basis: "interpretation",
} as const;

export const optOutWords = [
  { word: "TC", ...convention },
  { word: "HUY", ...convention },
  { word: "HỦY", ...convention },
] satisfies MarketPackData["optOutWords"];
