import { defineMarket } from "../define-market.js";
import { coverSheet } from "./cover-sheet.js";
import {
  documents,
  facts,
  families,
  lineRequestRules,
  operators,
  providers,
  senderNames,
} from "./brandname.js";
import { content, frequencyCaps, gates, optOutWords, sendWindows } from "./content.js";
import { identities } from "./identities.js";
import { numbering } from "./numbering.js";
import {
  billing,
  currency,
  discounts,
  feeGrace,
  fees,
  fourEyes,
  platformTariff,
  tax,
} from "./prices.js";
import { accountMessages, calendar, durations, lineLife, stateMachines } from "./process.js";
import { reach } from "./reach.js";
import { segmentation } from "./segmentation.js";
import { tariffs } from "./tariffs.js";

/** Việt Nam: BulkSMS brandname, customer care and internal information [vn.md]; prices of 2021. */
export const vn = defineMarket({
  code: "VN",
  name: "Việt Nam",
  effectiveFrom: "2021-01-01",
  timezone: "Asia/Ho_Chi_Minh",
  languages: ["vi"],
  callingCode: "84",
  currency,
  operators,
  providers,
  numbering,
  identities,
  families,
  facts,
  lineRequestRules,
  documents,
  commitmentForm: null,
  senderNames,
  durations,
  calendar,
  stateMachines,
  coverSheet,
  templateReview: "vnTemplate",
  lineLife,
  accountMessages,
  content,
  gates,
  optOutWords,
  sendWindows,
  frequencyCaps,
  reach,
  segmentation,
  tariffs: [...tariffs, platformTariff],
  fees,
  feeGrace,
  discounts,
  billing,
  fourEyes,
  tax,
  reports: null,
});
