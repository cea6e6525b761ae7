import { defineMarket } from "../define-market.js";
import { coverSheet } from "./cover-sheet.js";
import { content, gates, optOutWords, sendWindows } from "./content.js";
import { families, operators, providerRequirements, providers } from "./families.js";
import { holidays } from "./holidays.js";
import { channels, messageTypes, reports } from "./messages.js";
import { identities } from "./identities.js";
import { numbering } from "./numbering.js";
import { billing, currency, fourEyes, tariffs, tax, creditPrices } from "./prices.js";
import {
  accountMessages,
  documents,
  lineLife,
  senderNames,
  stateMachines,
} from "./registration.js";
import { reach } from "./reach.js";
import { segmentation } from "./segmentation.js";

/** Türkiye: credits, message kinds, right to refuse [tr.md]. The seed carries no date. */
export const tr = defineMarket({
  code: "TR",
  name: "Türkiye",
  effectiveFrom: "2021-01-01",
  timezone: "Europe/Istanbul",
  languages: ["tr"],
  callingCode: "90",
  currency,
  operators,
  providers,
  numbering,
  identities,
  families,
  documents,
  commitmentForm: null,
  senderNames,
  stateMachines,
  coverSheet,
  templateReview: "trTemplate",
  lineLife,
  accountMessages,
  calendar: {
    source: "data/durations.json",
    basis: "interpretation",
    weekend: ["SAT", "SUN"],
    holidays,
    rules: [
      {
        text: "the start day is not counted",
        source: "data/durations.json",
        basis: "interpretation",
      },
    ],
  },
  supportHours: [
    {
      provider: "aktan",
      ordinaryDay: null,
      holiday: null,
      holidayMeans: null,
      contacts: ["08504802220", "info@aktansms.com"],
      source: "003 · Price comparison; Conversion rate; Delivery",
      basis: "seed",
      note: "Office hours, not specified; one place prints the telephone number one digit short.",
    },
  ],
  content,
  gates,
  optOutWords,
  sendWindows,
  reach,
  segmentation,
  tariffs,
  billing,
  fourEyes,
  tax,
  creditPrices,
  messageTypes,
  channels,
  providerRequirements,
  reports,
});
