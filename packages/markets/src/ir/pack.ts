import { defineMarket } from "../define-market.js";
import { commitmentForm } from "./commitment-form.js";
import { content } from "./content.js";
import { coverSheet } from "./cover-sheet.js";
import { customerLists } from "./customer-lists.js";
import { documents } from "./documents.js";
import { noteSample, sumsInWords } from "./note-sample.js";
import { facts, families } from "./families.js";
import { identities } from "./identities.js";
import { lineLife } from "./later-life.js";
import { numbering } from "./numbering.js";
import { operators, providers } from "./operators.js";
import { fines, guarantees, sanctions } from "./penalties.js";
import { billing, coupons, currency, fourEyes, tariffs, tax } from "./prices.js";
import { frequencyCaps, reach } from "./reach.js";
import {
  accountMessages,
  activationNotices,
  calendar,
  durations,
  stateMachines,
  supportHours,
} from "./process.js";
import { segmentation } from "./segmentation.js";
import { gates, lineRequestRules, optOutWords, sendWindows } from "./send-gate.js";

/** Iran: service and advertising lines [ir.md]. The seeds carry no date: in force from their year. */
export const ir = defineMarket({
  code: "IR",
  name: "Iran",
  effectiveFrom: "2021-01-01",
  timezone: "Asia/Tehran",
  languages: ["fa"],
  callingCode: "98",
  currency,
  operators,
  providers,
  numbering,
  identities,
  families,
  facts,
  documents,
  commitmentForm,
  customerLists,
  guarantees,
  noteSample,
  sumsInWords,
  coverSheet,
  fines,
  sanctions,
  lineRequestRules,
  durations,
  calendar,
  supportHours,
  stateMachines,
  templateReview: "irPattern",
  lineLife,
  activationNotices,
  accountMessages,
  content,
  gates,
  optOutWords,
  sendWindows,
  frequencyCaps,
  reach,
  segmentation,
  tariffs,
  coupons,
  billing,
  fourEyes,
  tax,
  reports: null,
});
