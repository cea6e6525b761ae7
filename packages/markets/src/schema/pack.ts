import { z } from "zod";
import { entry, isoDate, listOf, record } from "./entry.js";
import { textDesk } from "./desk.js";
import { content, frequencyCap, gate, optOutWord, sendWindows } from "./content.js";
import { identity } from "./identities.js";
import {
  commitmentForm,
  customerList,
  documents,
  fact,
  family,
  fine,
  guarantee,
  lineRequestRule,
  sanction,
  senderNames,
} from "./lines.js";
import { lineLife } from "./life.js";
import { messageType, providerRequirement, reports } from "./messages.js";
import { numbering, operator } from "./numbering.js";
import {
  billing,
  coupon,
  creditPrice,
  currency,
  discount,
  fee,
  feeGrace,
  fourEyes,
  tariff,
  tax,
} from "./prices.js";
import { coverSheet, noteSample, sumsInWords } from "./printed.js";
import { reach } from "./reach.js";
import {
  accountMessages,
  activationNotice,
  calendar,
  duration,
  stateMachine,
  supportHours,
} from "./process.js";
import { segmentation } from "./segments.js";

/** The shape of a country. A section that a market does not have is empty or null. */
export const packSchema = record({
  code: z.string().regex(/^[A-Z]{2}$/),
  name: z.string().min(1),
  /** First local day on which this version of the pack holds. */
  effectiveFrom: isoDate,
  timezone: z.string().min(1),
  languages: z.array(z.string().min(2)).min(1).readonly(),
  callingCode: z.string().regex(/^\d{1,3}$/),
  currency,
  operators: z.array(operator).min(1).readonly(),
  providers: z
    .array(entry({ id: z.string().min(1), name: z.string().min(1) }))
    .min(1)
    .readonly(),
  numbering,
  /** Numbers of applicants and their people, and how each is checked. */
  identities: listOf(identity),
  families: listOf(family),
  /** What is asked of applicants; conditions name these. */
  facts: listOf(fact),
  documents,
  commitmentForm: commitmentForm.nullable(),
  customerLists: listOf(customerList),
  guarantees: listOf(guarantee),
  noteSample: noteSample.nullable().default(null),
  sumsInWords,
  coverSheet,
  fines: listOf(fine),
  sanctions: listOf(sanction),
  lineRequestRules: listOf(lineRequestRule),
  senderNames: listOf(senderNames),
  durations: listOf(duration),
  calendar,
  supportHours: listOf(supportHours),
  stateMachines: listOf(stateMachine),
  /** The machine by which templates are approved; null: none are. */
  templateReview: z.string().min(1).nullable().default(null),
  activationNotices: listOf(activationNotice),
  /** Null: the provider has no line of its own to write to people from; tokens are handed over only. */
  accountMessages: accountMessages.nullable().default(null),
  lineLife,
  content,
  textDesk,
  gates: listOf(gate),
  optOutWords: listOf(optOutWord),
  sendWindows,
  frequencyCaps: listOf(frequencyCap),
  reach,
  segmentation,
  tariffs: listOf(tariff),
  fees: listOf(fee),
  /** Null: at once. */
  feeGrace: feeGrace.nullable().default(null),
  discounts: listOf(discount),
  coupons: listOf(coupon),
  creditPrices: listOf(creditPrice),
  /** Null: no rate is known. */
  tax: tax.nullable().default(null),
  billing,
  fourEyes,
  messageTypes: listOf(messageType),
  channels: listOf(entry({ id: z.string() })),
  providerRequirements: listOf(providerRequirement),
  reports: reports.nullable(),
});

/** A country as its folder writes it down. */
export type MarketPackData = z.input<typeof packSchema>;

/** A country as services read it: validated, complete, frozen. */
export type MarketPack = z.output<typeof packSchema>;
